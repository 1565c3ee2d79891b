import Feeds
import Testing

/// Accounts that misbehave while they are changed: nothing is made twice, nothing is lost, what can go on goes on.
@Suite("Applying to an account that misbehaves")
struct ApplyFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: [String]
        /// What the outputs of the run hold.
        var says: [String] = []
        var testDescription: String { name }

        init(_ name: String, _ rules: [String], says: [String] = []) {
            self.name = name
            self.rules = rules
            self.says = says
        }
    }

    private static func post(_ path: String, _ fault: String, times: Int? = 1) -> String {
        #""method": "POST", "path": "\#(path)", "fault": \#(fault)"#
            + (times.map { ", \"times\": \($0)" } ?? "")
    }

    /// Of the kinds whose status can be set afterwards.
    private static let zeroStatus = ["/offers", "/campaigns"].map {
        #""path": "\#($0)", "fault": "zero_status""#
    }

    static let survivable: [Case] = [
        Case(
            "the connection drops after the commit", [post("/offers", #""drop_after_commit""#)],
            says: ["looking for offers/", "found offers/", "whose answer was lost"]),
        Case(
            "the connection drops before anything happens", [post("/landings", #""drop_before""#)],
            says: ["looking for landings/", "creating landings/"]),
        Case(
            "the connection drops in the middle of the answer", [post("/campaigns", #""drop_during""#)],
            says: ["found campaigns/"]),
        Case(
            "every answer to a creation is lost", [post("*", #""drop_after_commit""#, times: nil)],
            says: ["found campaigns/"]),
        Case("half an answer", [post("/sources", #""truncated_body""#)], says: ["found sources/"]),
        Case(
            "a web page in place of the answer", [post("/networks", #""html""#)], says: ["creating networks/"]
        ),
        Case(
            "a 500 before the commit", [post("/offers", #""status", "status": 500"#)],
            says: ["creating offers/"]),
        Case(
            "a 502 after the commit", [post("/domains", #""status_after_commit", "status": 502"#)],
            says: ["found domains/"]),
        Case(
            "two 429 that say how long",
            [post("/offers", #""status", "status": 429, "retry_after": 1"#, times: 2)],
            says: ["trying again in 1"]),
        Case("new objects have status 0", zeroStatus),
        Case(
            "new objects have status 0 and are not found at once",
            zeroStatus + [#""fault": "not_found_after_create", "updates": 1"#],
            says: ["trying again"]),
        Case(
            "updated_at stands still, and filters come back filled",
            [#""fault": "frozen_updated_at""#, #""fault": "filled_filters""#]),
        Case(
            "an answer is lost while lists are short and wrapped",
            [
                post("/offers", #""drop_after_commit""#), #""method": "GET", "fault": "cap_per", "per": 1"#,
                #""method": "GET", "fault": "enveloped_list""#,
            ],
            says: ["found offers/"]),
    ]

    @Test("What the account does wrong once does not show in the end", arguments: survivable)
    func survives(_ wrong: Case) async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.sandbox.setFaults(wrong.rules)
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            #expect(applied.out.contains("Applied: 9 created, 0 updated, 0 removed."), "\(applied.all)")
            for text in wrong.says {
                #expect(applied.err.contains(text), "\(text) is not in:\n\(applied.all)")
            }
            try await project.sandbox.setFaults([])
            try await project.expectAccount(reference)
            try await project.expectSettled()
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let rule: String
        let created: Int
        let lines: [String]
        var testDescription: String { name }
    }

    static let refusals: [Refusal] = [
        Refusal(
            name: "a landing is refused, a campaign needs it",
            rule: post("/landings", #""status", "status": 400"#), created: 7,
            lines: [
                "failed: create landings/", "blocked: create campaigns/", "it depends on landings/",
                "which failed",
            ]),
        Refusal(
            name: "a landing may not be made with this key", rule: post("/landings", #""forbidden""#),
            created: 7,
            lines: ["failed: create landings/", "blocked: create campaigns/"]),
        Refusal(
            name: "the network is refused, all offers and campaigns hang on it",
            rule: post("/networks", #""status", "status": 400"#), created: 4,
            lines: [
                "failed: create networks/North", "blocked: create offers/Red: it depends on networks/North",
                "blocked: create campaigns/Summer",
            ]),
        Refusal(
            name: "a campaign is refused, nothing hangs on it",
            rule: post("/campaigns", #""status", "status": 422"#), created: 8,
            lines: ["failed: create campaigns/"]),
        Refusal(
            name: "the domain waits for DNS", rule: post("/domains", #""cname_refused""#, times: nil),
            created: 7,
            lines: [
                "waiting for DNS: create domains/Go", "we can't check your CNAME record",
                "skipped: create campaigns/Summer: it depends on domains/Go, which waits for DNS",
            ]),
    ]

    @Test("What is refused holds up only what depends on it, and the next apply goes on", arguments: refusals)
    func blocks(_ refusal: Refusal) async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.sandbox.setFaults([refusal.rule])
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 7, "\(first.all)")
            #expect(first.out.contains("Applied: \(refusal.created) created"), "\(first.all)")
            for line in refusal.lines {
                #expect(first.out.contains(line), "\(line) is not in:\n\(first.all)")
            }
            #expect(first.out.contains("To go on with what is left: `waybill resume "))
            try await project.sandbox.setFaults([])
            let second = try await project.waybill("apply", "team", "--yes")
            #expect(second.status == 0, "\(second.all)")
            #expect(second.out.contains("Applied: \(9 - refusal.created) created"), "\(second.all)")
            try await project.expectAccount(reference)
            try await project.expectSettled()
        }
    }

    @Test(
        "A key that is refused, and a server that is gone, in the middle of a run stop it with 7; the next apply goes on",
        arguments: [
            #""method": "POST", "path": "/offers", "fault": "status", "status": 401"#,
            #""method": "POST", "path": "/offers", "fault": "status", "status": 429, "retry_after": 3600"#,
        ])
    func stops(rule: String) async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.sandbox.setFaults([rule])
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 7, "\(first.all)")
            #expect(first.out.contains("Stopped early: POST /offers"), "\(first.all)")
            try await project.expectApplyMakes(reference)
        }
    }

    @Test("An apply whose first request is refused for its key changes nothing and ends with 3")
    func stopsAtOnce() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([#""method": "POST", "fault": "status", "status": 401"#])
            let output = try await project.waybill("apply", "team", "--yes")
            #expect(output.status == 3, "\(output.all)")
            #expect(try await AccountImage(of: project.sandbox).lines.isEmpty)
        }
    }

    @Test("The report for programs tells each change's outcome, and is all that is on the output")
    func json() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([Self.post("/domains", #""status", "status": 400"#)])
            let output = try await project.waybill("apply", "team", "--yes", "--json")
            #expect(output.status == 7, "\(output.all)")
            let report = try JSONDocument.parse(Array(output.out.utf8)).value
            #expect(report["format"]?.value.string == "waybill-run/1")
            #expect(report["status"]?.value.string == "partly")
            let outcomes = (report["changes"]?.value.list ?? []).map { node in
                "\(node.value["kind"]?.value.string ?? "") \(node.value["key"]?.value.string ?? "") \(node.value["outcome"]?.value.string ?? "")"
            }
            #expect(outcomes.count == 9)
            #expect(outcomes.contains("domain Go failed"))
            #expect(outcomes.contains("campaign Summer blocked"))
            #expect(outcomes.count { $0.hasSuffix(" done") } == 7)
        }
    }
}
