import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@Suite("From an account into files that are there")
struct RefreshTests {
    /// The id of an object of the account by its title.
    private func id(_ project: TestProject, _ path: String, _ title: String) async throws -> String {
        let object = try await project.sandbox.list(path).first { $0["title"]?.value.string == title }
        return try #require(object?["id"]?.value.string)
    }

    /// The small project with comments in its files, applied.
    private func applied(_ project: TestProject) async throws {
        let text = try project.folder.read("team/traffic.yaml")
        try project.folder.write(
            "# ours\n" + text.replacing("country_codes: [DE]", with: "country_codes: [DE] # home"),
            to: "team/traffic.yaml")
        let applied = try await project.waybill("apply", "team", "--yes")
        #expect(applied.status == 0, "\(applied.all)")
    }

    @Test("An export over files changes only what the account has otherwise, and the plan is empty then")
    func refresh() async throws {
        try await TestProject.run { project in
            try await applied(project)
            let before = try project.folder.read("team/traffic.yaml")
            let same = try await project.waybill("export", "team")
            #expect(same.status == 0, "\(same.all)")
            #expect(same.out.hasPrefix("The files say what the account holds"), "\(same.all)")
            #expect(try project.folder.read("team/traffic.yaml") == before)

            let red = try await id(project, "/offers", "Red")
            _ = try await project.sandbox.request(
                "PUT", "/offers/\(red)",
                body: #"{"url":"https://new.example/?c={clickid}","country_codes":["DE","AT"],"cap":7}"#)
            _ = try await project.sandbox.request(
                "POST", "/landings", body: #"{"title":"New page","url":"https://new.example"}"#)

            let dry = try await project.waybill("export", "team", "--dry-run")
            #expect(dry.status == 0, "\(dry.all)")
            #expect(dry.out.contains("-    url: https://red.example/?c={clickid}\n"), "\(dry.all)")
            #expect(dry.out.contains("+    url: https://new.example/?c={clickid}\n"), "\(dry.all)")
            #expect(try project.folder.read("team/traffic.yaml") == before)

            let exported = try await project.waybill("export", "team")
            #expect(exported.status == 0, "\(exported.all)")
            let wanted = before.replacing(
                "https://red.example/?c={clickid}", with: "https://new.example/?c={clickid}"
            ).replacing("country_codes: [DE] # home", with: "country_codes: [DE, AT] # home").replacing(
                "payment: {amount: 2.5}", with: "payment: {amount: 2.5}\n    cap: 7")
            #expect(try project.folder.read("team/traffic.yaml") == wanted)
            #expect(try project.folder.read("team/account.yaml").contains("title: New page"))
            try await project.expectSettled()
        }
    }

    @Test("What was edited in a file and not applied stays; what is gone is taken out on request")
    func keptAndGone() async throws {
        try await TestProject.run { project in
            try await applied(project)
            let text = try project.folder.read("team/traffic.yaml")
            try project.folder.write(
                text.replacing("amount: 2.5", with: "amount: 4"), to: "team/traffic.yaml")
            let winter = try await id(project, "/campaigns", "Winter")
            _ = try await project.sandbox.request("DELETE", "/campaigns/\(winter)")

            let exported = try await project.waybill("export", "team", "--json")
            #expect(exported.status == 0, "\(exported.all)")
            let json = try JSONDocument.parse(Array(exported.out.utf8)).value
            #expect(
                json["kept"]?.value.list?.map(\.value.string) == ["offers/Red.payment"], "\(exported.all)")
            #expect(json["gone"]?.value.list?.map(\.value.string) == ["campaigns/Winter"], "\(exported.all)")
            #expect(try project.folder.read("team/traffic.yaml").contains("amount: 4"))
            #expect(try project.folder.read("team/traffic.yaml").contains("title: Winter"))

            let taken = try await project.waybill("export", "team", "--overwrite", "--remove-missing")
            #expect(taken.status == 0, "\(taken.all)")
            let after = try project.folder.read("team/traffic.yaml")
            #expect(after.contains("amount: 2.5"))
            #expect(!after.contains("title: Winter"))
            try await project.expectSettled()
        }
    }

    @Test(
        "Files of every format and split are edited", arguments: ManifestFormat.allCases, ["kind", "object"])
    func formats(format: ManifestFormat, split: String) async throws {
        try await TestProject.run { project in
            try await applied(project)
            let made = try await project.waybill(
                "export", "copy", "--format", format.rawValue, "--split", split)
            #expect(made.status == 0, "\(made.all)")
            let red = try await id(project, "/offers", "Red")
            _ = try await project.sandbox.request(
                "PUT", "/offers/\(red)", body: #"{"url":"https://new.example"}"#)
            _ = try await project.sandbox.request(
                "POST", "/landings", body: #"{"title":"New, page","url":"https://new.example"}"#)
            let before = project.folder.contents().filter { $0.key.hasPrefix("copy/") }
            let exported = try await project.waybill("export", "copy")
            #expect(exported.status == 0, "\(exported.all)")
            let after = project.folder.contents().filter { $0.key.hasPrefix("copy/") }
            let changed = after.filter { before[$0.key] != $0.value && !$0.key.hasSuffix(".lock") }
            #expect(changed.count == 2, "\(changed.keys)")
            let plan = try await project.waybill("plan", "copy", "--detailed-exitcode")
            #expect(plan.status == 0, "\(plan.all)")
        }
    }

    @Test("What the account changed is accepted into the files, and nothing is drift any more")
    func drift() async throws {
        try await TestProject.run { project in
            try await applied(project)
            let before = try project.folder.read("team/traffic.yaml")
            let red = try await id(project, "/offers", "Red")
            _ = try await project.sandbox.request(
                "PUT", "/offers/\(red)", body: #"{"url":"https://new.example/?c={clickid}"}"#)
            let seen = try await project.waybill("drift", "team")
            #expect(seen.status == 2, "\(seen.all)")
            let accepted = try await project.waybill("drift", "team", "--accept")
            #expect(accepted.status == 0, "\(accepted.all)")
            let wanted = before.replacing(
                "https://red.example/?c={clickid}", with: "https://new.example/?c={clickid}")
            #expect(try project.folder.read("team/traffic.yaml") == wanted)
            let again = try await project.waybill("drift", "team")
            #expect(again.status == 0, "\(again.all)")
            try await project.expectSettled()
        }
    }

    @Test("What the account lost stays in the files until it is taken out of them on request")
    func lost() async throws {
        try await TestProject.run { project in
            try await applied(project)
            let winter = try await id(project, "/campaigns", "Winter")
            _ = try await project.sandbox.request("DELETE", "/campaigns/\(winter)")
            let accepted = try await project.waybill("drift", "team", "--accept")
            #expect(accepted.status == 2, "\(accepted.all)")
            #expect(accepted.all.contains("campaigns/Winter (team/"), "\(accepted.all)")
            #expect(accepted.all.contains("--remove-missing takes it out"), "\(accepted.all)")
            let wrong = try await project.waybill("drift", "team", "--remove-missing")
            #expect(wrong.status == 64, "\(wrong.all)")
            let removed = try await project.waybill("drift", "team", "--accept", "--remove-missing")
            #expect(removed.status == 0, "\(removed.all)")
            #expect(!(try project.folder.read("team/traffic.yaml").contains("Winter")))
            #expect(!(try project.folder.read("team/waybill.lock").contains("Winter")))
            try await project.expectSettled()
        }
    }

    @Test("An account without objects becomes a folder without manifests, whose plan is empty")
    func empty() async throws {
        let folder = try TemporaryFolder()
        let exported = try await WaybillProcess.run(
            ["export", "copy", "--account", "sandbox:empty.sqlite"], in: folder)
        #expect(exported.status == 0, "\(exported.all)")
        let plan = try await WaybillProcess.run(
            ["plan", "copy", "--account", "sandbox:empty.sqlite", "--detailed-exitcode"], in: folder)
        #expect(plan.status == 0, "\(plan.all)")
        #expect(plan.out.contains("No changes"), "\(plan.all)")
        try folder.write("waybill-lock 1\naccount a\nnetwork \"N\" b\n", to: "copy/waybill.lock")
        let known = try await WaybillProcess.run(
            ["plan", "copy", "--account", "sandbox:empty.sqlite"], in: folder)
        #expect(known.status == 65, "\(known.all)")
        #expect(known.all.contains("the folder holds no manifest"), "\(known.all)")
    }

    @Test("Files are brought into form, and --check lists those that are not")
    func fmt() async throws {
        let folder = try TemporaryFolder()
        try folder.write("offers:\n- url: u # c\n  title: A\n", to: "team/a.yaml")
        try folder.write("{\"networks\":[{\"title\":\"Net\"}]}", to: "team/b.json")
        try folder.write("offers:\n  - title: B\n", to: "team/c.yaml")
        let check = try await WaybillProcess.run(["fmt", "team", "--check"], in: folder)
        #expect(check.status == 1, "\(check.all)")
        #expect(check.out == "team/a.yaml\nteam/b.json\n", "\(check.all)")
        #expect(try folder.read("team/b.json") == "{\"networks\":[{\"title\":\"Net\"}]}")
        let fmt = try await WaybillProcess.run(["fmt", "team"], in: folder)
        #expect(fmt.status == 0, "\(fmt.all)")
        #expect(try folder.read("team/a.yaml") == "offers:\n  - title: A\n    url: u # c\n")
        let again = try await WaybillProcess.run(["fmt", "team", "--check"], in: folder)
        #expect(again.status == 0, "\(again.all)")
        #expect(again.out.isEmpty)
    }
}
