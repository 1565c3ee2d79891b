import Feeds
import RedTrack
import Testing

/// A migration that is applied to an account that misbehaves: nothing is made twice, nothing is lost, and what routes in
/// the end routes as the export does.
@Suite struct MigrateFaultTests {
    private static let tracker = "voluum"
    private static let sample = WaybillProcess.package + "/samples/trackers/" + tracker

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: [String]
        let status: Int32
        /// What the first apply says.
        let says: [String]
        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "the network fails for good behind the third object",
            rules: [#""method": "POST", "after": 3, "fault": "drop_before""#], status: 7,
            says: [
                "Applied: 3 created, 0 updated, 0 removed.", "Stopped early: ",
                "To go on with what is left: `waybill resume ",
            ]),
        Case(
            name: "every answer behind the third object is lost",
            rules: [#""method": "POST", "after": 3, "fault": "drop_after_commit""#], status: 0,
            says: ["Applied: 40 created, 0 updated, 0 removed.", "whose answer was lost"]),
        Case(
            name: "one offer is refused",
            rules: [
                #""method": "POST", "path": "/offers", "after": 1, "times": 1, "fault": "status", "status": 400"#
            ],
            status: 7,
            says: [
                "failed: create offers/voluum/", "blocked: create campaigns/voluum/",
                "To go on with what is left: `waybill resume ",
            ]),
        Case(
            name: "new objects have status 0",
            rules: ["/offers", "/campaigns"].map { #""path": "\#($0)", "fault": "zero_status""# }, status: 0,
            says: ["Applied: 40 created"]),
    ]

    @Test(arguments: cases)
    func `what is left is made by the next apply, each object once, and routes as the export does`(
        wrong: Case
    ) async throws {
        try await TestProject.run(files: [:]) { project in
            let migrated = try await project.waybill("migrate", Self.tracker, Self.sample, "--out", "team")
            #expect(migrated.status == 0, "\(migrated.all)")
            try await project.sandbox.setFaults(wrong.rules)
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == wrong.status, "\(first.all)")
            for text in wrong.says { #expect(first.all.contains(text), "\(text) is not in:\n\(first.all)") }
            try await project.sandbox.setFaults([])
            let second = try await project.waybill("apply", "team", "--yes")
            #expect(second.status == 0, "\(second.all)")
            try await project.expectSettled()
            for kind in Kind.allCases {
                let titles = try await project.sandbox.list("/\(kind.plural)").map {
                    $0["title"]?.value.string ?? ""
                }
                #expect(Set(titles).count == titles.count, "\(kind): \(titles.sorted())")
            }
            try await MigrateTests.expectProven(Self.tracker, Self.sample, project)
        }
    }
}
