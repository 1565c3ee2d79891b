import Feeds
import Testing

/// Accounts that say yes and do something else.
@Suite("What reading back finds") struct VerificationRunTests {
    /// A rule for the answers that come after what `plan` alone asks for.
    private static func reads(_ project: TestProject, _ path: String) async throws -> Int {
        _ = try await project.waybill("plan", "team")
        let count = try await project.sandbox.requests().count { $0.path == path }
        try await project.sandbox.clearRequests()
        return count
    }

    @Test("A status that the account keeps at 0 is reported, and the run ends with 7")
    func zeroStatus() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""path": "/offers", "fault": "zero_status""#,
                #""method": "PUT", "path": "/offers/:id", "fault": "status", "status": 400"#,
            ])
            let output = try await project.waybill("apply", "team", "--yes", "--report", "run.json")
            #expect(output.status == 7, "\(output.all)")
            #expect(output.out.contains("Read back, and not as it should be: 2."), "\(output.all)")
            #expect(output.out.contains("the account did not take `status`: sent active"), "\(output.all)")
            #expect(output.out.contains("`waybill plan` shows what is left to do."), "\(output.all)")
            // Each object is sent once more at most.
            let writes = try await project.sandbox.requests().filter { $0.method == "PUT" }
            #expect(writes.count <= 6)
            try await project.sandbox.setFaults([])
            let again = try await project.waybill("apply", "team", "--yes")
            #expect(again.status == 0 && again.out.contains("2 updated"), "\(again.all)")
            try await project.expectSettled()
        }
    }

    @Test("A status that is taken the second time is repaired, and the run is done")
    func repaired() async throws {
        try await TestProject.run { project in
            // The client itself sends the status of a new object twice.
            try await project.sandbox.setFaults([
                #""path": "/offers", "fault": "zero_status""#,
                #""method": "PUT", "path": "/offers/:id", "fault": "status", "status": 400, "times": 4"#,
            ])
            let output = try await project.waybill("apply", "team", "--yes", "--parallel", "1")
            #expect(output.status == 0, "\(output.all)")
            #expect(output.err.contains("sending status of offers/"), "\(output.all)")
            #expect(
                output.out.contains("Sent once more, since the account had not taken it: 2 values."),
                "\(output.all)")
            try await project.sandbox.setFaults([])
            try await project.expectSettled()
            let journal = try #require(project.folder.files().first { $0.hasSuffix(".journal") })
            #expect(try project.folder.read(journal).contains(#""type":"repair-outcome""#))
        }
    }

    @Test("An object that vanished after it was made is named, and the run ends with 7")
    func vanished() async throws {
        try await TestProject.run { project in
            let reads = try await Self.reads(project, "/landings")
            try await project.sandbox.setFaults([
                #""method": "GET", "path": "/landings", "after": \#(reads), "times": 1, "fault": "vanish""#
            ])
            let output = try await project.waybill("apply", "team", "--yes")
            #expect(output.status == 7, "\(output.all)")
            #expect(output.out.contains("it is not in the account any more"), "\(output.all)")
        }
    }

    @Test("A second object of the same name is named, and is no failure of the run")
    func duplicate() async throws {
        try await TestProject.run { project in
            // Another one makes it while the run is turned away from the campaigns, which lasts until it is there.
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/campaigns", "fault": "status", "status": 429, "retry_after": 3"#
            ])
            let output = try await project.waybill("apply", "team", "--yes") { _ in
                try await project.sandbox.waitForRequests(1) { $0.path == "/campaigns" && $0.isWrite }
                _ = try await project.sandbox.request(
                    "POST", "/networks", body: #"{"title": "North", "url": "https://north.example"}"#)
                try await project.sandbox.setFaults([])
            }
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.contains("there is another new object of this name: "), "\(output.all)")
        }
    }

    @Test(
        "What an account shows otherwise and means the same is no finding",
        arguments: [
            [#""fault": "filled_filters""#, #""fault": "frozen_updated_at""#],
            [#""method": "GET", "fault": "cap_per", "per": 1"#],
            [#""method": "GET", "fault": "enveloped_list""#],
            [#""fault": "not_found_after_create", "updates": 1"#],
            [#""method": "GET", "fault": "latency", "ms": 20"#],
        ])
    func quiet(rules: [String]) async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults(rules)
            let output = try await project.waybill("apply", "team", "--yes", "--json")
            #expect(output.status == 0, "\(output.all)")
            let report = try JSONDocument.parse(Array(output.out.utf8)).value
            let verification = report["verification"]?.value
            #expect(verification?["checked"]?.value == .number("9"), "\(output.all)")
            #expect(verification?["open"]?.value == .number("0"), "\(output.all)")
            #expect(verification?["repaired"]?.value == .number("0"), "\(output.all)")
            #expect(verification?["unread"]?.value.list?.isEmpty == true, "\(output.all)")
            #expect(
                (report["changes"]?.value.list ?? []).allSatisfy {
                    $0.value["findings"]?.value.list?.isEmpty == true
                })
        }
    }

    @Test("An account that cannot be read back says so, and what was done stays done")
    func unreadable() async throws {
        try await TestProject.run { project in
            let reads = try await Self.reads(project, "/offers")
            try await project.sandbox.setFaults([
                #""method": "GET", "path": "/offers", "after": \#(reads), "fault": "status", "status": 403"#
            ])
            let output = try await project.waybill("apply", "team", "--yes")
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.contains("note: offers could not be read back: "), "\(output.all)")
            try await project.sandbox.setFaults([])
            try await project.expectSettled()
        }
    }

    @Test("With --no-verify nothing is read after the last change")
    func skipped() async throws {
        try await TestProject.run { project in
            let output = try await project.waybill("apply", "team", "--yes", "--no-verify", "--json")
            #expect(output.status == 0, "\(output.all)")
            let requests = try await project.sandbox.requests()
            #expect(requests.last?.isWrite == true)
            let report = try JSONDocument.parse(Array(output.out.utf8)).value
            #expect(report["verification"]?.value == .null)
        }
    }
}
