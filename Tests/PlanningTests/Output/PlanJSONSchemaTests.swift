import Feeds
import FoundationEssentials
import Planning
import RedTrack
import TestSupport
import Testing

@Suite("The JSON Schema of plans") struct PlanJSONSchemaTests {
    private func schema() throws -> Value {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        return try JSONDocument.parse(
            [UInt8](Data(contentsOf: URL(filePath: root + "/docs/plan.schema.json")))
        ).value
    }

    @Test(arguments: PlanScene.allCases) func `describes what is printed`(_ scene: PlanScene) throws {
        let faults = JSONSchema(try schema()).faults(PlanJSON(try scene.plan).value)
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test func `demands each key, and knows no others`() throws {
        let schema = JSONSchema(try schema())
        let plan = PlanJSON(try PlanScene.funnel.plan).value
        var count = 0
        for changed in Self.mutations(plan) {
            count += 1
            #expect(!schema.faults(changed.value).isEmpty, "\(changed.path)")
        }
        #expect(count > 100)
    }

    @Test func `knows the kinds, the actions and the origins`() throws {
        let schema = try schema()
        func values(_ path: [String]) -> [String]? {
            path.reduce(schema) { $0[$1]?.value ?? .null }["enum"]?.value.list?.compactMap(\.value.string)
        }
        #expect(values(["$defs", "kind"]) == Kind.allCases.map(\.rawValue))
        #expect(
            values(["$defs", "change", "properties", "action"]) == Change.Action.allCases.map(\.rawValue))
        let origins: [FieldChange.Origin] = [.unknown, .file, .account, .both]
        #expect(values(["$defs", "value", "properties", "origin"]) == origins.map(\.rawValue))
    }

    /// The document without one of its keys, and with one more, at every place; the values of fields are anything.
    private static func mutations(_ value: Value, _ path: String = "$") -> [(path: String, value: Value)] {
        switch value {
        case .map(let members):
            var result = [(path: path + ".+", value: Value.map(members + [Member("surplus", .null)]))]
            for (index, member) in members.enumerated() {
                var less = members
                less.remove(at: index)
                result.append(("\(path).-\(member.name)", .map(less)))
                if member.name == "before" || member.name == "after" { continue }
                for inner in mutations(member.node.value, "\(path).\(member.name)") {
                    var changed = members
                    changed[index].node.value = inner.value
                    result.append((inner.path, .map(changed)))
                }
            }
            return result
        case .list(let nodes):
            return nodes.indices.flatMap { index in
                mutations(nodes[index].value, "\(path)[\(index)]").map { inner in
                    var changed = nodes
                    changed[index].value = inner.value
                    return (inner.path, .list(changed))
                }
            }
        default: return []
        }
    }
}
