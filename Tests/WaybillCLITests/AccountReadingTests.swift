import Feeds
import Testing

/// Accounts that answer wrongly, slowly or not at all while they are read.
@Suite("Reading an account that misbehaves")
struct AccountReadingTests {
    @Test(
        "An account where nobody listens ends with 4 and names the call",
        arguments: [["plan", "team"], ["apply", "team", "--yes"], ["account", "team"]])
    func nobodyListens(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        let before = folder.contents()
        let output = try await WaybillProcess.run(
            arguments, in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 4, "\(output.all)")
        #expect(output.err.contains("error: GET /auth: "), "\(output.all)")
        #expect(output.out.isEmpty)
        #expect(folder.contents() == before)
        KeySearch.expectAbsent(output, folder)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let rules: [String]
        /// The exit codes that are right; with 0 the plan must be the true one.
        let codes: Set<Int32>
        /// Whether the account must be one that the lock file knows.
        var needsLock = false
        var testDescription: String { rules.joined(separator: " + ") }
    }

    private static func cap(_ rows: Int) -> String { #""fault": "cap_per", "per": \#(rows)"# }

    static let cases: [Case] =
        [
            Case(rules: [#""fault": "html""#], codes: [4]),
            Case(rules: [#""path": "/auth", "fault": "truncated_body""#], codes: [4]),
            Case(rules: [#""path": "/auth", "fault": "null_list""#], codes: [0]),
            Case(rules: [#""fault": "status", "status": 500"#], codes: [4]),
            Case(rules: [#""path": "/offers", "after": 2, "fault": "status", "status": 503"#], codes: [4]),
            Case(rules: [#""path": "/offers", "after": 1, "fault": "drop_before""#], codes: [4]),
            Case(rules: [#""path": "/offers", "after": 1, "fault": "drop_during""#], codes: [4]),
            Case(rules: [#""path": "/offers", "times": 1, "fault": "drop_during""#], codes: [0]),
            Case(rules: [#""path": "/offers", "times": 2, "fault": "status", "status": 502"#], codes: [0]),
            Case(rules: [#""path": "/campaigns", "after": 1, "fault": "status", "status": 401"#], codes: [3]),
            Case(
                rules: [#""path": "/offers", "fault": "status", "status": 429, "retry_after": 3600"#],
                codes: [4]),
            Case(rules: [#""fault": "enveloped_list""#], codes: [0]),
            Case(rules: [#""fault": "filled_filters""#], codes: [0]),
            Case(rules: [#""fault": "null_list""#], codes: [5], needsLock: true),
            Case(rules: [cap(1)], codes: [0]),
            Case(rules: [cap(3)], codes: [0]),
            Case(rules: [cap(10)], codes: [0]),
            Case(rules: [#""fault": "ignore_page""#], codes: [5]),
            Case(rules: [#""fault": "ignore_page""#, cap(4)], codes: [5]),
            Case(rules: [#""fault": "insert_rows""#, cap(4)], codes: [0, 5]),
            Case(rules: [#""fault": "remove_rows""#, cap(4)], codes: [0, 5]),
            Case(rules: [#""fault": "shuffle_rows""#, cap(4)], codes: [0, 5]),
            Case(rules: [#""probability": 0.3, "fault": "shuffle_rows""#, cap(5)], codes: [0, 5]),
            Case(
                rules: [#""fault": "remove_rows", "times": 3"#, cap(2), #""fault": "enveloped_list""#],
                codes: [0, 5]),
        ]
        + ["networks", "landings", "offers", "campaigns"].flatMap { kind in
            [
                Case(rules: [#""path": "/\#(kind)", "fault": "html""#], codes: [5]),
                Case(rules: [#""path": "/\#(kind)", "fault": "truncated_body""#], codes: [5]),
                Case(rules: [#""path": "/\#(kind)", "after": 1, "fault": "truncated_body""#], codes: [5]),
                Case(rules: [#""path": "/\#(kind)", "fault": "null_list""#], codes: [5], needsLock: true),
                Case(
                    rules: [#""path": "/\#(kind)", "times": 1, "fault": "null_list""#], codes: [0, 5],
                    needsLock: true),
            ]
        }

    @Test(
        "A faulty reading gives the true plan or none: never a removal, a creation or a false peace",
        arguments: cases)
    func truePlanOrNone(_ wrong: Case) async throws {
        try await TestProject.run(files: Fixtures.wide()) { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            // One landing has another address in the file, another one has gone from the files.
            let text = Fixtures.wide()["wide.yaml"] ?? ""
            try project.folder.write(
                text.replacing("https://page.example/7}", with: "https://other.example/7}")
                    .replacing("  - {title: Landing 5, url: https://page.example/5}\n", with: ""),
                to: "team/wide.yaml")
            let before = project.folder.contents()
            for hasLock in wrong.needsLock ? [true] : [true, false] {
                if !hasLock { try project.folder.remove("team/waybill.lock") }
                try await project.sandbox.setFaults(wrong.rules)
                try await project.sandbox.clearRequests()
                let plan = try await project.waybill("plan", "team", "--json")
                #expect(wrong.codes.contains(plan.status), "lock: \(hasLock), \(plan.all)")
                if plan.status == 0 {
                    #expect(
                        try Self.changes(plan.out) == ["update Landing 7"], "lock: \(hasLock), \(plan.all)")
                } else {
                    #expect(plan.out.isEmpty, "\(plan.out)")
                    #expect(plan.err.contains("error: "), "\(plan.all)")
                }
                // The same reading stands before every apply: with everything pruned it must not remove more.
                let pruned = try await project.waybill(
                    "plan", "team", "--json", "--prune", "--dangerous-prune-unmanaged", "--max-delete", "100%"
                )
                #expect(wrong.codes.contains(pruned.status), "lock: \(hasLock), \(pruned.all)")
                if pruned.status == 0 {
                    #expect(
                        try Self.changes(pruned.out) == ["delete Landing 5", "update Landing 7"],
                        "\(pruned.all)")
                }
                #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
                try await project.sandbox.setFaults([])
            }
            #expect(
                project.folder.contents()
                    == before.filter { wrong.needsLock || $0.key != "team/waybill.lock" })
        }
    }

    @Test("A list that ends after a full page is not taken for the whole", arguments: [true, false])
    func endsInTheMiddle(hasLock: Bool) async throws {
        try await TestProject.run(files: Fixtures.wide(landings: 110)) { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            if !hasLock { try project.folder.remove("team/waybill.lock") }
            // Each reading gets its first page, and in place of the second one the end.
            try await project.sandbox.setFaults(
                [1, 3, 5, 7].map {
                    #""path": "/landings", "after": \#($0), "times": 1, "fault": "null_list""#
                })
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 5, "\(plan.all)")
            #expect(plan.out.isEmpty, "\(plan.out)")
        }
    }

    @Test("A list that ends after a short page is doubted when the lock file knows many more objects")
    func endsAfterShortPage() async throws {
        try await TestProject.run(files: Fixtures.wide(landings: 20)) { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try await project.sandbox.setFaults([
                #""path": "/landings", "after": 1, "fault": "null_list""#, Self.cap(4),
            ])
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 5, "\(plan.all)")
            #expect(plan.out.isEmpty, "\(plan.out)")
        }
    }

    private static func changes(_ json: String) throws -> [String] {
        let changes = try JSONDocument.parse(Array(json.utf8)).value["changes"]?.value.list ?? []
        return changes.map {
            "\($0.value["action"]?.value.string ?? "") \($0.value["key"]?.value.string ?? $0.value["title"]?.value.string ?? "")"
        }.sorted()
    }

    @Test("A 429 is waited for as long as it asks, and the plan is the true one")
    func retryAfter() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""path": "/offers", "times": 1, "fault": "status", "status": 429, "retry_after": 2"#
            ])
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(plan.out.hasPrefix("Plan: 9 to create"), "\(plan.all)")
            #expect(plan.err.contains("trying again in 2"), "\(plan.all)")
            let offers = try await project.sandbox.requests().filter { $0.path == "/offers" }
            try #require(offers.count >= 2)
            #expect(offers[0].status == 429)
            #expect(offers[1].status == 200)
            let waited = (offers[1].seconds - offers[0].seconds + 86_400).truncatingRemainder(
                dividingBy: 86_400)
            #expect(waited >= 2)
        }
    }
}
