import Feeds
import Foundation
import Testing

/// `waybill rehearse`: a plan is applied to a copy of the account.
@Suite("Rehearsal")
struct RehearseTests {
    /// Edits that create, change and remove.
    private func edit(_ project: TestProject) throws {
        try project.edit("payment: {amount: 2.5}", "payment: {amount: 3}")
        try project.edit("  - title: Winter", "  - title: Winter\n    state: absent")
        try project.edit("  - title: Page", "  - title: New\n    url: https://new.example\n  - title: Page")
    }

    @Test("The account is only read, no file of the project changes, and the copy is as wanted")
    func wholeWay() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try edit(project)
            let before = try await AccountImage(of: project.sandbox)
            let files = project.folder.contents()
            let planned = try await project.waybill("plan", "team")
            try await project.sandbox.clearRequests()
            let output = try await project.waybill("rehearse", "team")
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.hasPrefix(planned.out), "\(output.all)")
            #expect(output.out.contains("which itself was only read"), "\(output.all)")
            #expect(output.out.contains("Applied: 1 created, 1 updated, 1 removed."), "\(output.all)")
            #expect(output.out.contains("  landings          2        3\n"), "\(output.all)")
            #expect(output.out.contains("  campaigns         2        1\n"), "\(output.all)")
            #expect(
                output.out.contains("~ offers/Red  (id ") && output.out.contains("): payment\n"),
                "\(output.all)")
            #expect(output.out.contains("+ landings/New") && output.out.contains("- campaigns/Winter"))
            #expect(
                output.out.contains("As wanted: a second plan of the same files is empty."), "\(output.all)")
            #expect(output.out.contains(" requests (3 writes, "), "\(output.all)")
            let requests = try await project.sandbox.requests()
            #expect(!requests.isEmpty && requests.allSatisfy { $0.method == "GET" })
            #expect(try await AccountImage(of: project.sandbox) == before)
            #expect(project.folder.contents() == files)
        }
    }

    @Test("A saved plan is rehearsed as it is, and --keep leaves the account that results")
    func savedPlan() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try edit(project)
            _ = try await project.waybill("plan", "team", "--out", "plan.json")
            try await project.sandbox.clearRequests()
            let output = try await project.waybill(
                "rehearse", "plan.json", "--keep", "after.sqlite", "--json")
            #expect(output.status == 0, "\(output.all)")
            let json = try JSONDocument.parse(Array(output.out.utf8)).value
            #expect(json["format"]?.value == .string("waybill-rehearsal/1"))
            #expect(json["as_wanted"]?.value == .bool(true))
            #expect(json["run"]?.value["status"]?.value == .string("done"))
            #expect(json["objects"]?.value.list?.count == 3)
            #expect(json["counts"]?.value["landings"]?.value["after"]?.value == .number("3"))
            #expect(try await project.sandbox.requests().allSatisfy { $0.method == "GET" })
            let twice = try await project.waybill("rehearse", "plan.json", "--keep", "after.sqlite")
            #expect(twice.status == 64 && twice.err.contains("after.sqlite is there already"), "\(twice.all)")

            // What is kept is the account as it would be: the files agree with it.
            let plan = try await project.waybill(
                "plan", "team", "--account", "sandbox:after.sqlite", "--detailed-exitcode")
            #expect(plan.status == 0, "\(plan.all)")
            let real = try await project.waybill("apply", "plan.json", "--yes")
            #expect(real.status == 0, "\(real.all)")
        }
    }

    @Test("Faults of the copy show what a bad day would bring")
    func faults() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try edit(project)
            try project.folder.write(
                "rules:\n  - {path: /offers/:id, method: PUT, fault: status, status: 400}\n", to: "bad.yaml")
            let output = try await project.waybill("rehearse", "team", "--faults", "bad.yaml")
            #expect(output.status == 7, "\(output.all)")
            #expect(output.out.contains("Not applied: 1."), "\(output.all)")
            #expect(
                output.out.contains("Not as wanted: a second plan of the same files still says:"),
                "\(output.all)")
            #expect(output.out.contains("~ offers/Red"), "\(output.all)")
            let slow = try await project.waybill(
                "rehearse", "team", "--latency", "3", "--rate-limit", "20/s", "--parallel", "1")
            #expect(slow.status == 0, "\(slow.all)")
            let wrong = try await project.waybill("rehearse", "team", "--rate-limit", "often")
            #expect(wrong.status == 64, "\(wrong.all)")
            #expect(wrong.err.contains("\"often\" is not a rate"), "\(wrong.all)")
        }
    }

    @Test("A plan that is refused is not rehearsed")
    func refused() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try project.edit("  - title: Page", "  - title: Page\n    state: absent")
            let output = try await project.waybill("rehearse", "team")
            #expect(output.status == 5 && output.err.contains("nothing was rehearsed"), "\(output.all)")
        }
    }

    @Test("An undo can be rehearsed, too")
    func undo() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try edit(project)
            _ = try await project.waybill("apply", "team", "--yes")
            _ = try await project.waybill("undo", "latest", "--project", "team", "--out", "undo.plan")
            let output = try await project.waybill("rehearse", "undo.plan")
            #expect(output.status == 0, "\(output.all)")
            #expect(
                output.out.contains("As wanted: the copy shows every change of the plan."), "\(output.all)")
        }
    }
}
