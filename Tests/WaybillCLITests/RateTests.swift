import Feeds
import Testing

/// How fast an account is asked, at the level of the program.
@Suite("The rate of requests")
struct RateTests {
    @Test("An account with a limit that nobody announced gets all, turns few away, and nothing fails")
    func unannounced() async throws {
        try await TestProject.run(files: Fixtures.wide(landings: 60), sandbox: ["--rate", "60/2s"]) {
            project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            #expect(applied.err.contains("trying again in"), "\(applied.all)")
            let requests = try await project.sandbox.requests()
            #expect(requests.count { $0.status == 201 } == 60 + 8 * 3 + 1)
            // Those that were under way when the limit was found, and now and then one.
            #expect(requests.count { $0.status == 429 } <= 24)
        }
    }

    @Test("A plan says how many requests it takes, and how long that is at the rate")
    func estimate() async throws {
        try await TestProject.run { project in
            let free = try await project.waybill("plan", "team")
            #expect(free.out.contains("\n\nApplying it takes "), "\(free.all)")
            #expect(free.out.contains(" requests.\n"), "\(free.all)")
            let slow = try await project.waybill("plan", "team", "--rate", "50/s", "--rate-share", "80%")
            #expect(
                slow.out.contains(" requests, less than a second at 40 requests a second.\n"), "\(slow.all)")
            let json = try await project.waybill("plan", "team", "--json", "--rate", "50/s")
            let estimate = try JSONDocument.parse(Array(json.out.utf8)).value["estimate"]?.value
            #expect(estimate?["changes"]?.value.number == "9")
            #expect(estimate?["requests_per_second"]?.value.number == "49.50")
            #expect(estimate?["seconds"]?.value.number != nil)
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.out.contains("Applying it takes "), "\(applied.all)")
            let empty = try await project.waybill("plan", "team")
            #expect(!empty.out.contains("Applying it takes"), "\(empty.all)")
            let nothing = try await project.waybill("plan", "team", "--json")
            #expect(try JSONDocument.parse(Array(nothing.out.utf8)).value["estimate"] == nil)
        }
    }

    @Test("An account that asks for an hour ends with 4, and the message says so")
    func hour() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([#""fault": "status", "status": 429, "retry_after": 3600"#])
            let output = try await project.waybill("apply", "team", "--yes")
            #expect(output.status == 4, "\(output.all)")
            #expect(output.err.contains("the account asks for a pause of 1 h"), "\(output.all)")
        }
    }

    @Test(
        "What is no rate and no share is a wrong use",
        arguments: [
            ["--rate", "5/d"], ["--rate", "0/s"], ["--rate", "fast"], ["--rate-share", "0"],
            ["--rate-share", "101%"], ["--rate-share", "-5%"], ["--rate-share", "half"],
            ["--rate-share", "1.5"],
        ])
    func wrong(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(["plan"] + arguments, in: folder)
        #expect(output.status == 64, "\(output.all)")
    }
}
