import Feeds
import Foundation
import Testing

/// `drift`, `--take`, `--explain` and `moved:` against a sandbox.
@Suite("Edits of the account")
struct DriftCommandTests {
    /// Changes a field of an object in the account, past Waybill.
    private func edit(_ project: TestProject, _ path: String, titled title: String, _ body: String)
        async throws
    {
        let object = try #require(
            try await project.sandbox.list(path).first { $0["title"]?.value.string == title })
        let id = try #require(object["id"]?.value.string)
        let answer = try await project.sandbox.request("PUT", "\(path)/\(id)", body: body)
        #expect((200..<300).contains(answer.status), "\(answer.body)")
    }

    @Test("What the account changed is drift, is named in the plan, and is undone or kept as told")
    func drift() async throws {
        try await TestProject.run { project in
            #expect(try await project.waybill("apply", "team", "--yes").status == 0)
            let clean = try await project.waybill("drift", "team")
            #expect(clean.status == 0, "\(clean.all)")
            #expect(clean.out.hasPrefix("No drift: the account is as it was last applied (9 objects)."))

            try await edit(project, "/offers", titled: "Red", #"{"payment":{"amount":3}}"#)
            let drift = try await project.waybill("drift", "team")
            #expect(drift.status == 2, "\(drift.all)")
            #expect(drift.out.contains("~ payment.amount: 2.5 -> 3"), "\(drift.out)")
            let json = try await project.waybill("drift", "team", "--json")
            let document = try JSONDocument.parse(Array(json.out.utf8)).value
            #expect(document["format"]?.value == .string("waybill-drift/1"))
            #expect(document["summary"]?.value["changed"]?.value == .number("1"))

            let plan = try await project.waybill("plan", "team")
            #expect(plan.out.contains("! offers/Red: undoes what was edited in the account: `payment`"))
            let kept = try await project.waybill("plan", "team", "--take", "account", "--detailed-exitcode")
            #expect(kept.status == 0, "\(kept.all)")
            #expect(kept.out.contains("offers/Red keeps what the account has in `payment`"), "\(kept.out)")
            let explained = try await project.waybill("plan", "team", "--explain", "offers/Red.payment")
            #expect(explained.status == 0, "\(explained.all)")
            #expect(
                explained.out.contains("what the file says: the account was edited since"), "\(explained.out)"
            )

            let undone = try await project.waybill("apply", "team", "--yes")
            #expect(undone.status == 0, "\(undone.all)")
            #expect(try await project.waybill("drift", "team").status == 0)
        }
    }

    @Test("What both sides edited is refused until a side is taken")
    func conflict() async throws {
        try await TestProject.run { project in
            #expect(try await project.waybill("apply", "team", "--yes").status == 0)
            try await edit(project, "/offers", titled: "Red", #"{"payment":{"amount":3}}"#)
            let text = try project.folder.read("team/traffic.yaml")
            try project.folder.write(
                text.replacingOccurrences(of: "amount: 2.5", with: "amount: 4"), to: "team/traffic.yaml")
            for command in [["plan", "team"], ["apply", "team", "--yes"]] {
                let refused = try await WaybillProcess.run(
                    command, in: project.folder, environment: project.sandbox.environment)
                #expect(refused.status == 5, "\(refused.all)")
                #expect(refused.all.contains("`payment.amount` (file: 4, account: 3)"), "\(refused.all)")
            }
            let wrong = try await project.waybill("plan", "team", "--take", "account:offers/Rad")
            #expect(wrong.all.contains("did you mean \"offers/Red\"?"), "\(wrong.all)")
            let taken = try await project.waybill("apply", "team", "--yes", "--take", "file:offers/Red")
            #expect(taken.status == 0, "\(taken.all)")
            try await project.expectSettled()
        }
    }

    @Test("An object whose key moved keeps its id, and the lock file gets the new key")
    func moved() async throws {
        try await TestProject.run { project in
            #expect(try await project.waybill("apply", "team", "--yes").status == 0)
            let before = try await AccountImage(of: project.sandbox)
            let text = try project.folder.read("team/traffic.yaml")
            try project.folder.write(
                text.replacingOccurrences(of: "- title: Red", with: "- key: red/1\n    title: Red")
                    .replacingOccurrences(of: "offer: Red", with: "offer: red/1"), to: "team/traffic.yaml")
            try project.folder.write(
                "moved:\n  - {from: offers/Red, to: offers/red/1}\n", to: "team/waybill.yaml")
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            #expect(applied.all.contains("offers/Red is offers/red/1 now"), "\(applied.all)")
            #expect(try await AccountImage(of: project.sandbox) == before)
            let lock = try project.folder.read("team/waybill.lock")
            #expect(lock.contains("\noffer \"red/1\" ") || lock.contains("\noffer red/1 "), "\(lock)")
            #expect(!lock.contains("\noffer \"Red\" "), "\(lock)")
            try await project.expectSettled()
        }
    }
}
