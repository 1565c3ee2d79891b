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
        for changed in report.mutations(elements: 4) {
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
}
