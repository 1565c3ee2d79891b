import Feeds
import Foundation
import Manifests
import Testing

/// `waybill undo`: a run is taken back, as a plan like any other.
@Suite("Undo")
struct UndoTests {
    @Test("A run is shown, asked about and undone, and its undo undone")
    func wholeWay() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            let before = try await AccountImage(of: project.sandbox)
            let lock = try Self.keys(project)
            try project.edit("payment: {amount: 2.5}", "payment: {amount: 3}")
            try project.edit("    domain: Go\n", "    domain: \"\"\n")
            try project.edit("  - title: Winter", "  - title: Winter\n    state: absent")
            try project.edit("  - title: Quiz", "  - title: Quiz\n    state: absent")
            try project.edit(
                "  - title: Page", "  - title: New\n    url: https://new.example\n  - title: Page")
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let after = try await AccountImage(of: project.sandbox)
            #expect(after != before)

            try await project.sandbox.clearRequests()
            let planned = try await project.waybill(
                "undo", "latest", "--project", "team", "--plan", "--detailed-exitcode")
            #expect(planned.status == 2, "\(planned.all)")
            #expect(planned.out.contains("2 to create, 2 to update, 1 to remove"), "\(planned.all)")
            #expect(planned.out.contains("its tracking link changes (it was http"), "\(planned.all)")
            let refused = try await project.waybill("undo", "latest", "--project", "team", input: "no\n")
            #expect(refused.status == 1 && refused.err.contains("nothing was applied"), "\(refused.all)")
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })

            let undone = try await project.waybill("undo", "latest", "--project", "team", input: "yes\n")
            #expect(undone.status == 0, "\(undone.all)")
            #expect(undone.out.hasPrefix(planned.out), "\(undone.all)")
            #expect(undone.out.contains("Applied: 2 created, 2 updated, 1 removed."), "\(undone.all)")
            let history = try await project.waybill("history", "--project", "team")
            #expect(history.out.contains("done    undo: 2 create, 2 update, 1 delete"), "\(history.all)")
            let details = try await project.waybill("history", "latest", "--project", "team")
            #expect(details.out.contains("\n  undoes run 20"), "\(details.all)")
            let restored = try await AccountImage(of: project.sandbox)
            #expect(restored == before, "\(restored.difference(from: before))")
            #expect(try Self.keys(project) == lock)
            let again = try await project.waybill("plan", "team", "--detailed-exitcode")
            #expect(
                again.status == 2 && again.out.contains("1 to create, 2 to update, 2 to remove"),
                "\(again.all)")

            let redone = try await project.waybill("undo", "latest", "--project", "team", "--yes", "--json")
            #expect(redone.status == 0, "\(redone.all)")
            let json = try JSONDocument.parse(Array(redone.out.utf8)).value
            #expect(
                json["format"]?.value == .string("waybill-run/1") && json["status"]?.value == .string("done"))
            try await project.expectAccount(after)
            let settled = try await project.waybill("plan", "team", "--detailed-exitcode")
            #expect(settled.status == 0, "\(settled.all)")
        }
    }

    /// The objects that the lock file knows.
    private static func keys(_ project: TestProject) throws -> [String] {
        try LockFile.parse(try project.folder.read("team/waybill.lock"), file: "waybill.lock").entries.map {
            "\($0.kind)/\($0.key)"
        }
    }

    /// The offer that is called Red.
    private static func red(_ project: TestProject) async throws -> Value {
        let offers = try await project.sandbox.list("/offers")
        return try #require(offers.first { $0["title"]?.value == .string("Red") })
    }

    /// Somebody changes that offer.
    private static func change(_ project: TestProject, _ body: String) async throws {
        let id = try #require(try await red(project)["id"]?.value.string)
        _ = try await project.sandbox.request("PUT", "/offers/\(id)", body: body)
    }

    @Test("What somebody changed since is refused until a side is taken")
    func conflict() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try project.edit("payment: {amount: 2.5}", "payment: {amount: 3}")
            _ = try await project.waybill("apply", "team", "--yes")
            try await Self.change(project, #"{"payment":{"amount":9}}"#)
            let refused = try await project.waybill("undo", "latest", "--project", "team", "--yes")
            #expect(refused.status == 5, "\(refused.all)")
            #expect(
                refused.out.contains(
                    "offers/Red: changed since the run: `payment.amount` (before the run: 2.5, account: 9); say"
                        + " `--take before` or `--take account`"), "\(refused.all)")
            let kept = try await project.waybill(
                "undo", "latest", "--project", "team", "--plan", "--take", "account")
            #expect(kept.status == 0 && kept.out.hasPrefix("Nothing to undo"), "\(kept.all)")
            #expect(kept.out.contains("not undone: offers/Red"), "\(kept.all)")
            let left = try await project.waybill(
                "undo", "latest", "--project", "team", "--plan", "--exclude", "offers/Red")
            #expect(left.status == 0 && left.out.hasPrefix("Nothing to undo"), "\(left.all)")
            #expect(left.out.contains("not undone: offers/Red"), "\(left.all)")
            let unknown = try await project.waybill(
                "undo", "latest", "--project", "team", "--plan", "--take", "before:offers/Rde")
            #expect(unknown.status == 65 && unknown.err.contains("offers/Red"), "\(unknown.all)")
            let taken = try await project.waybill(
                "undo", "latest", "--project", "team", "--yes", "--take", "before:offers/Red")
            #expect(taken.status == 0, "\(taken.all)")
            let red = try await Self.red(project)
            #expect(red["payment"]?.value["amount"]?.value == .number("2.5"))
        }
    }

    @Test("An undo can be saved, shown and applied, and is refused when the account has moved")
    func saved() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try project.edit("payment: {amount: 2.5}", "payment: {amount: 3}")
            _ = try await project.waybill("apply", "team", "--yes")
            let saved = try await project.waybill("undo", "latest", "--project", "team", "--out", "undo.plan")
            #expect(saved.status == 0 && saved.out.hasPrefix("Undo of run 20"), "\(saved.all)")
            let shown = try await project.waybill("show", "undo.plan", "--json")
            let listed = try await project.waybill("undo", "latest", "--project", "team", "--plan", "--json")
            let (left, right) = (
                try JSONDocument.parse(Array(shown.out.utf8)).value,
                try JSONDocument.parse(Array(listed.out.utf8)).value
            )
            #expect(left["undoes"]?.value == right["undoes"]?.value && left["undoes"] != nil)
            #expect(left["changes"]?.value.jsonText() == right["changes"]?.value.jsonText())
            try await Self.change(project, #"{"cap":4}"#)
            let stale = try await project.waybill("apply", "undo.plan", "--yes")
            #expect(stale.status == 6, "\(stale.all)")
            try await Self.change(project, #"{"cap":0}"#)
            let applied = try await project.waybill("apply", "undo.plan", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let nothing = try await project.waybill("undo", "20", "--project", "team", "--plan")
            #expect(
                nothing.status == 64 && nothing.err.contains("runs start with \"20\""),
                "\(nothing.all)")
        }
    }

    @Test("More removals than allowed are refused, and a first run can be undone as a whole")
    func removals() async throws {
        try await TestProject.run(files: Fixtures.wide()) { project in
            _ = try await project.waybill("apply", "team", "--yes")
            let refused = try await project.waybill("undo", "latest", "--project", "team", "--yes")
            #expect(refused.status == 5 && refused.out.contains("`--max-delete 8`"), "\(refused.all)")
            let undone = try await project.waybill(
                "undo", "latest", "--project", "team", "--yes", "--max-delete", "100%")
            #expect(undone.status == 0, "\(undone.all)")
            #expect(undone.out.contains("25 removed (8 archived)"), "\(undone.all)")
            #expect(
                undone.out.contains(
                    "not undone: networks/Network 1: offers, which RedTrack's API can archive"))
            for kind in ["campaigns", "landings", "sources"] {
                #expect(try await project.sandbox.list("/\(kind)").isEmpty, "\(kind)")
            }
            let offers = try await project.sandbox.list("/offers")
            #expect(offers.allSatisfy { $0["status"]?.value == .number("2") })
            let again = try await project.waybill("apply", "team", "--yes")
            #expect(again.status == 0, "\(again.all)")
            try await project.expectSettled()
        }
    }

    @Test("Runs that are not there, or of another account, are named")
    func unknown() async throws {
        try await TestProject.run { project in
            let none = try await project.waybill("undo", "latest", "--project", "team", "--plan")
            #expect(none.status == 64 && none.err.contains("there is no run of this account"), "\(none.all)")
            _ = try await project.waybill("apply", "team", "--yes")
            let wrong = try await project.waybill("undo", "1999", "--project", "team", "--plan")
            #expect(
                wrong.status == 64 && wrong.err.contains("there is no run \"1999\"; the last ones are 20"),
                "\(wrong.all)")
            let other = try await project.waybill(
                "undo", "20", "--project", "team", "--plan", "--account", "sandbox:other.sqlite")
            #expect(
                other.status == 64 && other.err.contains("choose that one with --account"), "\(other.all)")
            for arguments in [
                ["--markdown"], ["--plan", "--yes"], ["--detailed-exitcode"], ["--exclude", "ofers"],
            ] {
                let output = try await WaybillProcess.run(
                    ["undo", "latest", "--project", "team"] + arguments, in: project.folder)
                #expect(output.status == 64, "\(output.all)")
            }
        }
    }
}
