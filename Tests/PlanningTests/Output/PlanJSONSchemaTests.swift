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
        for changed in plan.mutations(sparing: ["before", "after"]) {
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
}
