import Diagnostics
import Feeds
import TestSupport
import Testing

@testable import Migration

@Suite("The report of a migration for programs") struct MigrationJSONTests {
    private func schema() throws -> Value {
        try JSONDocument.parse(PackageFolder.bytes(PackageFolder.path("docs/migration.schema.json"))).value
    }

    private func written(_ report: MigrationReport) throws -> Value {
        var bytes: [UInt8] = []
        MigrationJSON(report).write { bytes += $0 }
        return try JSONDocument.parse(bytes).value
    }

    @Test(arguments: ReportScene.allCases) func `is as its schema says`(_ scene: ReportScene) throws {
        let faults = JSONSchema(try schema()).faults(try written(try scene.report))
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test(arguments: ReportScene.allCases)
    func `is the same in pieces and at once`(_ scene: ReportScene) throws {
        let report = try scene.report
        #expect(try written(report) == MigrationJSON(report).value)
    }

    @Test func `the schema demands each key, and knows no others`() throws {
        let schema = JSONSchema(try schema())
        let report = MigrationJSON(try ReportScene.shop.report).value
        var count = 0
        for changed in Self.mutations(report) {
            count += 1
            #expect(!schema.faults(changed.value).isEmpty, "\(changed.path)")
        }
        #expect(count > 200)
    }

    @Test func `holds the trees, the origins and the proof`() throws {
        let campaigns = try #require(
            MigrationJSON(try ReportScene.shop.report).value["campaigns"]?.value.list
        ).map(\.value)
        let winter = campaigns[0]
        #expect(winter["proof"]?.value["verdict"]?.value == .string("equivalent"))
        #expect(
            winter["streams"]?.value.list?.first?.value["origin"]?.value
                == .string("rule 1 \"mobile\" / path \"sale\" / box 1 of 1"))
        let spring = try #require(campaigns[3]["proof"]?.value["counter_example"]?.value)
        #expect(spring["rules"]?.value.list?.isEmpty == false)
        #expect(campaigns[5]["rules"]?.value == .null)
    }

    /// The document without one of its keys, and with one more, at every place.
    private static func mutations(_ value: Value, _ path: String = "$") -> [(path: String, value: Value)] {
        switch value {
        case .map(let members):
            var result = [(path: path + ".+", value: Value.map(members + [Member("surplus", .null)]))]
            for (index, member) in members.enumerated() {
                var less = members
                less.remove(at: index)
                result.append(("\(path).-\(member.name)", .map(less)))
                for inner in mutations(member.node.value, "\(path).\(member.name)") {
                    var changed = members
                    changed[index].node.value = inner.value
                    result.append((inner.path, .map(changed)))
                }
            }
            return result
        case .list(let nodes):
            // Records of a list are alike: the first ones tell.
            return nodes.indices.prefix(4).flatMap { index in
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
