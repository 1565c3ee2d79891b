import Feeds
import Foundation
import Subprocess
import Testing

/// Between plan and apply somebody else is at work: what has moved is named, and nothing is done unseen.
@Suite("Stale plans")
struct StalePlanTests {
    /// A project whose account has all objects, with edits that create, change and remove, planned and saved.
    private func withPlan(_ body: (TestProject) async throws -> Void) async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try project.edit("amount: 2.5", "amount: 3")
            try project.edit("url: https://north.example", "url: https://north.example/new")
            try project.edit(
                "  - title: Quiz", "  - title: Fresh\n    url: https://fresh.example\n  - title: Quiz")
            try project.edit("landing: Page, weight: 1", "landing: Fresh, weight: 1")
            try project.edit("  - title: Winter", "  - title: Winter\n    state: absent")
            let planned = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(planned.status == 0, "\(planned.all)")
            #expect(
                planned.out.contains("1 to create, 3 to update, 1 to remove"), "\(planned.all)")
            try await project.sandbox.clearRequests()
            try await body(project)
        }
    }

    private func change(_ project: TestProject, _ path: String, _ title: String, _ body: String) async throws
    {
        let id = try await project.id(path, title)
        let answer = try await project.sandbox.request("PUT", "\(path)/\(id)", body: body)
        #expect(answer.status == 200, "\(answer)")
        try await project.sandbox.clearRequests()
    }

    private func expectRefused(
        _ project: TestProject, _ sentences: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let lock = try project.folder.read("team/waybill.lock")
        let output = try await project.waybill("apply", "plan.json", "--yes", sourceLocation: sourceLocation)
        #expect(output.status == 6, "\(output.all)", sourceLocation: sourceLocation)
        for sentence in sentences {
            #expect(
                output.err.contains(sentence), "\(sentence): \(output.all)", sourceLocation: sourceLocation)
        }
        #expect(output.out.isEmpty, "\(output.all)", sourceLocation: sourceLocation)
        let requests = try await project.sandbox.requests()
        #expect(requests.allSatisfy { !$0.isWrite }, sourceLocation: sourceLocation)
        #expect(try project.folder.read("team/waybill.lock") == lock, sourceLocation: sourceLocation)
    }

    @Test("A changed object is named with both values, and the rest can be applied")
    func changed() async throws {
        try await withPlan { project in
            try await change(project, "/offers", "Red", #"{"payment":{"amount":7}}"#)
            try await expectRefused(
                project, "offers/Red  (id ", "it was changed in the account",
                "payment.amount: 2.5 when planned, now 7", "stops: update offers/Red\n", "--skip-stale")
            let json = try await project.waybill("apply", "plan.json", "--yes", "--json")
            #expect(json.status == 6, "\(json.all)")
            let document = try JSONDocument.parse(Array(json.out.utf8)).value
            #expect(document["format"]?.value.string == "waybill-stale/1")
            #expect(document["moved"]?.value.list?.first?.value["cause"]?.value.string == "changed")

            let rest = try await project.waybill("apply", "plan.json", "--yes", "--skip-stale")
            #expect(rest.status == 7, "\(rest.all)")
            #expect(rest.err.contains("left out: update offers/Red\n"), "\(rest.all)")
            #expect(rest.out.contains("Applied: 1 created, 2 updated, 1 removed."), "\(rest.all)")
            let plan = try await project.waybill("plan", "team")
            #expect(plan.out.contains("0 to create, 1 to update, 0 to remove"), "\(plan.all)")
            #expect(plan.out.contains("payment.amount: 7 -> 3"), "\(plan.all)")
        }
    }

    @Test("A name that somebody took stops the creation and what waits for it")
    func taken() async throws {
        try await withPlan { project in
            let body = #"{"title":"Fresh","url":"https://other.example"}"#
            let answer = try await project.sandbox.request("POST", "/landings", body: body)
            #expect(answer.status == 201 || answer.status == 200, "\(answer)")
            try await project.sandbox.clearRequests()
            try await expectRefused(
                project, "landings/Fresh: the account has another object of this name now: ",
                "stops: create landings/Fresh; update campaigns/Summer, which waits for it")
            let rest = try await project.waybill("apply", "plan.json", "--yes", "--skip-stale")
            #expect(rest.status == 7, "\(rest.all)")
            #expect(rest.out.contains("Applied: 0 created, 2 updated, 1 removed."), "\(rest.all)")
            #expect(rest.err.contains("left out, since it holds no longer: 2"), "\(rest.all)")
        }
    }

    @Test("An object that has gone, one that is referred to, and one that is in use now are all named")
    func several() async throws {
        try await withPlan { project in
            let page = try await project.id("/landings", "Page")
            let source = try await project.id("/sources", "Search")
            let offer = try await project.id("/offers", "Red")
            let body =
                #"{"title":"New","source_id":"\#(source)","status":1,"streams":[{"weight":1,"offers":[{"id":"\#(offer)","weight":1}],"landings":[{"id":"\#(page)","weight":1}]}]}"#
            let answer = try await project.sandbox.request("POST", "/campaigns", body: body)
            #expect(answer.status == 201 || answer.status == 200, "\(answer)")
            try await change(project, "/offers", "Red", #"{"title":"Crimson"}"#)
            let winter = try await project.id("/campaigns", "Winter")
            _ = try await project.sandbox.request("DELETE", "/campaigns/\(winter)")
            try await project.sandbox.clearRequests()
            try await expectRefused(
                project, "offers/Red", "title: \"Red\" when planned, now \"Crimson\"",
                "campaigns/Winter", "the account has it as the plan wants it already",
                "the plan refers to it, and it was changed in the account", "Of the ")
        }
    }

    @Test(
        "An apply that was killed goes on from the same file, and nothing is there twice",
        arguments: [2, 4, 7])
    func killed(writes: Int) async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("plan", "team", "--out", "plan.json")
            // The last of them gets no answer before the kill.
            try await project.sandbox.setFaults([
                #""method": "POST", "after": \#(writes - 1), "fault": "latency", "ms": 600000"#
            ])
            let killed = try await project.waybill("apply", "plan.json", "--yes", "--parallel", "1") {
                running in
                try await project.waitForWrites(writes)
                try running.send(.kill)
            }
            #expect(killed.status == 137, "\(killed.all)")
            try await project.sandbox.setFaults([])
            let refused = try await project.waybill("apply", "plan.json", "--yes")
            #expect(refused.status == 6, "\(refused.all)")
            let rest = try await project.waybill("apply", "plan.json", "--yes", "--skip-stale")
            #expect(rest.status == 0, "\(rest.all)")
            let image = try await AccountImage(of: project.sandbox)
            #expect(image == (try await AccountImage.small.value))
            let locked = try await project.waybill("apply", "team", "--yes")
            #expect(locked.status == 0, "\(locked.all)")
            try await project.expectSettled()
        }
    }

    @Test("A plan of another account is refused, whatever it says")
    func otherAccount() async throws {
        try await withPlan { project in
            try await SandboxProcess.run(in: project.folder) { other in
                let output = try await project.waybill(
                    "apply", "plan.json", "--yes", "--skip-stale", environment: ["WAYBILL_API_URL": other.url]
                )
                #expect(output.status == 6, "\(output.all)")
                #expect(output.err.contains("the plan was made for account"), "\(output.all)")
                let requests = try await other.requests()
                #expect(Set(requests.map(\.path)) == ["/auth"])
            }
        }
    }

    @Test("A lock file that says something else of a touched object stops its change alone")
    func lockMoved() async throws {
        try await withPlan { project in
            let lock = try project.folder.read("team/waybill.lock")
            let lines = lock.split(separator: "\n").map { line in
                line.hasPrefix("offer \"Red\"")
                    ? String(line.split(separator: " ").prefix(3).joined(separator: " ")) : String(line)
            }
            try project.folder.write(lines.joined(separator: "\n") + "\n", to: "team/waybill.lock")
            try await expectRefused(
                project, "offers/Red", "the lock file says something else of it now",
                "stops: update offers/Red\n")
            let rest = try await project.waybill("apply", "plan.json", "--yes", "--skip-stale")
            #expect(rest.status == 7, "\(rest.all)")
        }
    }

    private static let faults: [(rule: String, codes: Set<Int32>)] = [
        (#""fault": "html""#, [4, 5]), (#""fault": "status", "status": 500"#, [4]),
        (#""fault": "drop_before""#, [4]), (#""fault": "truncated_body""#, [5]),
        (#""fault": "null_list""#, [5, 6]), (#""fault": "status", "status": 401"#, [3]),
    ]

    @Test(
        "A reading that fails is no proof: nothing is applied",
        arguments: ["auth", "networks", "landings", "offers", "campaigns"], 0..<6)
    func faultyReading(path: String, number: Int) async throws {
        try await withPlan { project in
            let fault = Self.faults[number]
            if path == "auth", number == 4 { return }
            try await project.sandbox.setFaults([#""path": "/\#(path)", "method": "GET", \#(fault.rule)"#])
            let lock = try project.folder.read("team/waybill.lock")
            let output = try await project.waybill("apply", "plan.json", "--yes", "--skip-stale")
            let codes = path == "auth" && number < 4 ? [4, 5] : fault.codes
            if number == 4, output.status == 7 {
                // An empty answer for some ids is an account without them: what rests on others may be applied.
                #expect(output.err.contains("left out: "), "\(output.all)")
                return
            }
            #expect(codes.contains(output.status), "\(path) \(fault.rule): \(output.all)")
            let requests = try await project.sandbox.requests()
            #expect(requests.allSatisfy { !$0.isWrite }, "\(path) \(fault.rule): \(output.all)")
            #expect(try project.folder.read("team/waybill.lock") == lock)
        }
    }
}
