import Feeds
import Foundation
import Testing

/// A plan in a file: shown as it was shown, applied as it was agreed to.
@Suite("Saved plans")
struct SavedPlanTests {
    @Test("A saved plan shows what was shown and does what it says, once")
    func wholeWay() async throws {
        try await TestProject.run { project in
            let planned = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(planned.status == 0, "\(planned.all)")
            #expect(planned.err.contains("the plan was saved to plan.json"))
            let shown = try await project.waybill("show", "plan.json", environment: ["WAYBILL_API_KEY": ""])
            // How long it will take is a question to the account.
            let timeless = planned.out.replacing(/Applying it takes .*\n\n/, with: "")
            #expect(timeless != planned.out)
            #expect(shown.status == 0 && shown.out == timeless, "\(shown.all)")
            #expect(shown.err.contains(project.sandbox.url), "\(shown.all)")
            let listed = try await project.waybill("plan", "team", "--json")
            let again = try await project.waybill("show", "plan.json", "--json")
            #expect(again.out == listed.out.replacing(/,\n  "estimate": \{[^}]*\}/, with: ""))
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })

            let applied = try await project.waybill("apply", "plan.json", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            #expect(applied.out.hasPrefix(planned.out) && applied.out.contains("Applied: 9 created"))
            try await project.expectSettled()
            let image = try await AccountImage(of: project.sandbox)
            #expect(image == (try await AccountImage.small.value))

            try await project.sandbox.clearRequests()
            let twice = try await project.waybill("apply", "plan.json", "--yes")
            #expect(twice.status == 6, "\(twice.all)")
            #expect(twice.err.contains("all that the plan does has been done already"), "\(twice.all)")
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
            try await project.expectSettled()
        }
    }

    @Test("Updates and removals are applied from a file, too, and only what they rest on is read")
    func changes() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try project.edit("amount: 2.5", "amount: 3")
            let planned = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(planned.out.contains("payment.amount: 2.5 -> 3"), "\(planned.all)")
            try await project.sandbox.clearRequests()
            let applied = try await project.waybill("apply", "plan.json", "--yes", "--json")
            #expect(applied.status == 0, "\(applied.all)")
            let paths = Set(try await project.sandbox.requests().map { String($0.path.prefix(7)) })
            #expect(paths == ["/auth", "/offers"], "\(paths)")
            try await project.expectSettled()

            try project.edit("  - title: Winter", "  - title: Winter\n    state: absent")
            try project.edit("  - title: Blue", "  - title: Blue\n    state: absent")
            let removing = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(removing.out.contains("2 to remove"), "\(removing.all)")
            let removed = try await project.waybill("apply", "plan.json", "--yes")
            #expect(removed.status == 0 && removed.out.contains("2 removed (1 archived)"), "\(removed.all)")
        }
    }

    @Test("A plan may lie in the project's folder, and is no manifest there")
    func amongManifests() async throws {
        try await TestProject.run { project in
            let planned = try await project.waybill("plan", "team", "--out", "team/plan.json")
            #expect(planned.status == 0, "\(planned.all)")
            let again = try await project.waybill("plan", "team", "--out", "team/plan.json")
            #expect(again.out == planned.out, "\(again.all)")
            let applied = try await project.waybill("apply", "team/plan.json", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try await project.expectSettled()
            #expect(project.folder.files().filter { $0.contains(".tmp") } == [])
        }
    }

    @Test("A refused plan is not saved, and says so")
    func refused() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try project.edit("  - title: Page", "  - title: Page\n    state: absent")
            let planned = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(planned.status == 5, "\(planned.all)")
            #expect(planned.err.contains("was not saved to plan.json"), "\(planned.all)")
            #expect(!project.folder.files().contains("plan.json"))
        }
    }

    @Test("Options that belong to planning, or to a saved plan, are refused elsewhere")
    func usage() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("plan", "team", "--out", "plan.json")
            for arguments in [
                ["apply", "plan.json", "--prune"], ["apply", "plan.json", "--max-delete", "3"],
                ["apply", "plan.json", "--select", "offers"],
                ["apply", "team", "--skip-stale"], ["apply", "team", "--project", "team"],
                ["apply", "plan.json", "--project", "nowhere", "--yes"],
            ] {
                let output = try await WaybillProcess.run(
                    arguments, in: project.folder, environment: project.sandbox.environment)
                #expect(output.status == 64, "\(arguments): \(output.all)")
            }
            let unanswered = try await project.waybill("apply", "plan.json", input: "no\n")
            #expect(unanswered.status == 1, "\(unanswered.all)")
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
            let answered = try await project.waybill("apply", "plan.json", input: "yes\n")
            #expect(answered.status == 0, "\(answered.all)")
        }
    }

    @Test("What is no plan, or not any more, ends with 65, a place and what to do")
    func damaged() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("plan", "team", "--out", "plan.json")
            let text = try project.folder.read("plan.json")
            let listed = try await project.waybill("plan", "team", "--json")
            let files = [
                "edited.json": text.replacing("https://red.example", with: "https://evil.example"),
                "cut.json": String(text.prefix(text.count / 2)),
                "newer.json": text.replacing("\"version\": 1", with: "\"version\": 7"),
                "listed.json": listed.out,
            ]
            for (name, text) in files {
                try project.folder.write(text, to: name)
                for arguments in [["apply", name, "--yes"], ["show", name]] {
                    let output = try await WaybillProcess.run(
                        arguments, in: project.folder, environment: project.sandbox.environment)
                    #expect(output.status == 65, "\(arguments): \(output.all)")
                    #expect(output.err.contains("\(name):"), "\(output.all)")
                    #expect(output.out.isEmpty)
                }
            }
            for name in ["team/account.yaml", "team", "gone.json"] {
                let output = try await project.waybill("show", name)
                #expect(output.status == 65, "\(output.all)")
            }
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test(
        "A plan that holds the key in a value is not saved",
        arguments: [KeySearch.key, "w4y%2Fbill%2Bs3cret%3D0f1e2d3c"])
    func keyInside(form: String) async throws {
        try await TestProject.run { project in
            try project.edit("https://red.example/", "https://red.example/\(form)")
            let output = try await WaybillProcess.run(
                ["plan", "team", "--out", "plan.json"], in: project.folder,
                environment: project.sandbox.environment)
            #expect(output.status == 1, "\(output.status) \(output.err)")
            #expect(output.err.contains("holds the key of the account"))
            #expect(project.folder.files().filter { $0.contains("plan.json") } == [])
        }
    }
}

extension TestProject {
    /// Replaces a text in the project's files, where it has to be.
    func edit(_ old: String, _ new: String) throws {
        var count = 0
        for name in folder.files() where name.hasPrefix("team/") && name.hasSuffix(".yaml") {
            let text = try folder.read(name)
            guard text.contains(old) else { continue }
            count += 1
            try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: name)
        }
        #expect(count == 1, "\(old)")
    }

    /// The id of an object of the account.
    func id(_ path: String, _ title: String) async throws -> String {
        let object = try await sandbox.list(path).first { $0["title"]?.value.string == title }
        return try #require(object?["id"]?.value.string, "\(path) \(title)")
    }
}
