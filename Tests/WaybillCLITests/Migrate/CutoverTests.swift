import Feeds
import Foundation
import TestSupport
import Testing

/// What a migration leaves beside its manifest, and the list of steps that is made of it.
@Suite("Cutting over") struct CutoverTests {
    private static let sample = WaybillProcess.package + "/samples/trackers/voluum"

    @Test func `the report stands beside the manifest in three forms, and is none of it`() async throws {
        try await TestProject.run(files: [:]) { project in
            let migrated = try await project.waybill("migrate", "voluum", Self.sample, "--out", "team")
            #expect(migrated.status == 0, "\(migrated.all)")
            let html = try project.folder.read("team/migration-report.html")
            #expect(html.contains("moved and proven") && html.contains("As Voluum routes"))
            #expect(try project.folder.read("team/migration-report.md").contains("```mermaid"))
            let report = try JSONDocument.parse(
                Array(try project.folder.read("team/migration-report.json").utf8)
            ).value
            let schema = try Data(
                contentsOf: URL(fileURLWithPath: WaybillProcess.package + "/docs/migration.schema.json"))
            let faults = JSONSchema(try JSONDocument.parse(Array(schema)).value).faults(report)
            #expect(faults.isEmpty, "\(faults)")
            #expect(report["campaigns"]?.value.list?.isEmpty == false)
            // The files of the report are no manifests.
            let checked = try await project.waybill("validate", "team")
            #expect(checked.status == 0, "\(checked.all)")
        }
    }

    @Test func `the list has the links that the account gives, and asks for nothing else`() async throws {
        try await TestProject.run(files: [:]) { project in
            _ = try await project.waybill("migrate", "voluum", Self.sample, "--out", "team")
            let early = try await project.waybill("cutover", "team")
            #expect(early.status == 0, "\(early.all)")
            #expect(early.out.contains("; 0 of ") && early.err.contains("apply the manifest"))
            #expect(try project.folder.read("team/cutover.csv").contains("Not in the account yet"))
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let before = try await project.sandbox.list("/campaigns")
            let output = try await project.waybill("cutover", "team", "--json")
            #expect(output.status == 0 && output.err.isEmpty, "\(output.all)")
            #expect(try await project.sandbox.list("/campaigns") == before)
            let document = try JSONDocument.parse(Array(output.out.utf8)).value
            #expect(document["linked"]?.value == document["campaigns"]?.value)
            let steps = try #require(document["steps"]?.value.list).map(\.value)
            let links = steps.filter { $0["kind"]?.value.string == "campaign" }
                .compactMap { $0["new"]?.value.string }
            #expect(Set(links) == Set(before.compactMap { $0["trackback_url"]?.value.string }))
            #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("http") })
            let csv = try project.folder.read("team/cutover.csv")
            #expect(csv.hasPrefix("step,kind,name,old,new,what_to_do\n") && links.allSatisfy(csv.contains))
            // The table is no manifest either.
            let plan = try await project.waybill("plan", "team", "--detailed-exitcode")
            #expect(plan.status == 0, "\(plan.all)")
        }
    }

    @Test func `a folder without a report is refused, and a damaged one too`() async throws {
        let folder = try TemporaryFolder()
        let none = try await WaybillProcess.run(["cutover", "."], in: folder)
        #expect(
            none.status == 64 && none.err.contains("there is no ./migration-report.json: name the folder"),
            "\(none.all)")
        try folder.write(#"{"format":"waybill-plan/1"}"#, to: "migration-report.json")
        let other = try await WaybillProcess.run(["cutover", "."], in: folder)
        #expect(other.status == 65 && other.err.contains("no report of a migration"), "\(other.all)")
        try folder.write(#"{"format":"#, to: "migration-report.json")
        let torn = try await WaybillProcess.run(["cutover", "."], in: folder)
        #expect(torn.status == 65 && torn.err.contains("migration-report.json:1:"), "\(torn.all)")
    }
}
