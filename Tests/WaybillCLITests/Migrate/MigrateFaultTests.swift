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
            name: "nothing is taken any more behind the third object",
            rules: [#""method": "POST", "after": 3, "fault": "drop_before""#], status: 7,
            says: [
                "Applied: 3 created, 0 updated, 0 removed.", "and the account does not have the object",
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
            try await Self.migrate(project)
            try await Self.expectMadeInTwo(project, wrong)
        }
    }

    @Test
    func
        `a network that is gone behind the third object stops the run, and the next apply ends what is left`()
        async throws
    {
        try await TestProject.run(files: [:]) { project in
            try await Self.migrate(project)
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 0, "\(plan.all)")
            // An apply reads what a plan does; then it writes.
            let reads = try await project.sandbox.requests().count
            try await Self.expectMadeInTwo(
                project,
                Case(
                    name: "gone", rules: [#""after": \#(reads + 3), "fault": "drop_before""#], status: 7,
                    says: [
                        "Applied: 3 created, 0 updated, 0 removed.", "Stopped early: ",
                        "To go on with what is left: `waybill resume ",
                    ]))
        }
    }

    private static func migrate(_ project: TestProject) async throws {
        let migrated = try await project.waybill("migrate", tracker, sample, "--out", "team")
        #expect(migrated.status == 0, "\(migrated.all)")
    }

    /// Applies while something is wrong, and again when all is well.
    private static func expectMadeInTwo(_ project: TestProject, _ wrong: Case) async throws {
        try await project.sandbox.setFaults(wrong.rules)
        let first = try await project.waybill("apply", "team", "--yes")
        #expect(first.status == wrong.status, "\(first.all)")
        for text in wrong.says { #expect(first.all.contains(text), "\(text) is not in:\n\(first.all)") }
        try await project.sandbox.setFaults([])
        let second = try await project.waybill("apply", "team", "--yes")
        #expect(second.status == 0, "\(second.all)")
        try await project.expectSettled()
        for kind in Kind.allCases {
            let titles = try await project.sandbox.list("/\(kind.plural)").map { object in
                object["title"]?.value.string ?? ""
            }
            #expect(Set(titles).count == titles.count, "\(kind): \(titles.sorted())")
        }
        try await MigrateTests.expectProven(tracker, sample, project)
    }
}
