import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@Suite("From an account to files")
struct ExportTests {
    /// Runs `body` with the sandbox's demo account in `demo.sqlite`, which the environment names.
    private func withDemo(_ body: (TemporaryFolder, [String: String]) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await SandboxProcess.run(["--data", "demo.sqlite", "--seed", "demo"], in: folder) { _ in }
        try await body(folder, ["WAYBILL_API_URL": "sandbox:\(folder.path)/demo.sqlite"])
    }

    private func expectNoChanges(
        _ folder: TemporaryFolder, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let plan = try await WaybillProcess.run(["plan", name, "--detailed-exitcode"], in: folder)
        #expect(plan.status == 0, "\(plan.all)", sourceLocation: sourceLocation)
        #expect(plan.out.hasPrefix("No changes"), "\(plan.all)", sourceLocation: sourceLocation)
        #expect(!plan.out.contains("Orphans"), "\(plan.all)", sourceLocation: sourceLocation)
    }

    @Test(
        "Exported and planned, an account has no changes, with and without the lock file; twice gives the same bytes",
        arguments: ManifestFormat.allCases, ["kind", "object"])
    func roundTrip(format: ManifestFormat, split: String) async throws {
        try await withDemo { folder, environment in
            for name in ["one", "two"] {
                let exported = try await WaybillProcess.run(
                    ["export", name, "--format", format.rawValue, "--split", split], in: folder,
                    environment: environment)
                #expect(exported.status == 0, "\(exported.all)")
                #expect(exported.out.contains("Next: waybill plan \(name)"), "\(exported.all)")
            }
            let all = folder.contents().filter { !$0.key.hasPrefix("demo.sqlite") }
            for (path, data) in all where path.hasPrefix("one/") {
                #expect(all["two/" + path.dropFirst("one/".count)] == data, "\(path)")
            }
            #expect(all.keys.contains("one/waybill.yaml"))
            let manifest = try ManifestLoader().load([folder.path + "/one"])
            #expect(Set(manifest.objects.map(\.kind)) == Set(RedTrack.Kind.allCases))
            #expect(manifest.files.count == (split == "kind" ? 6 : manifest.objects.count))
            // The project that was written names the account, so that no environment is needed.
            try await expectNoChanges(folder, "one")
            try folder.remove("one/waybill.lock")
            try await expectNoChanges(folder, "one")
        }
    }

    @Test(
        "An account with every field of every kind comes back, however the server writes its answers",
        arguments: ManifestFormat.allCases)
    func everyField(format: ManifestFormat) async throws {
        try await TestProject.runSamples { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let exported = try await project.waybill("export", "copy", "--format", format.rawValue)
            #expect(exported.status == 0, "\(exported.all)")
            try await project.sandbox.setFaults([
                #""fault": "filled_filters""#, #""fault": "enveloped_list""#,
                #""fault": "cap_per", "per": 3"#,
            ])
            let again = try await project.waybill("export", "again", "--format", format.rawValue)
            #expect(again.status == 0, "\(again.all)")
            let all = project.folder.contents()
            for (path, data) in all where path.hasPrefix("copy/") {
                #expect(all["again/" + path.dropFirst("copy/".count)] == data, "\(path)")
            }
            let plan = try await project.waybill("plan", "copy", "--detailed-exitcode")
            #expect(plan.status == 0, "\(plan.all)")
            // Two of the samples have the same title: without the lock file that is a question.
            try project.folder.remove("copy/waybill.lock")
            let relocked = try await project.waybill("plan", "copy", "--detailed-exitcode")
            #expect(relocked.status == 65, "\(relocked.all)")
            #expect(relocked.err.components(separatedBy: "error: ").count == 3, "\(relocked.all)")
            #expect(relocked.err.contains("could be any of 2 objects"), "\(relocked.all)")
        }
    }

    @Test("What is edited in the account afterwards is called edited in the account, and the other way round")
    func labels() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let exported = try await project.waybill("export", "copy")
            #expect(exported.status == 0, "\(exported.all)")
            let offers = try await project.sandbox.list("/offers")
            let red = try #require(offers.first { $0["title"]?.value.string == "Red" }?["id"]?.value.string)
            _ = try await project.sandbox.request(
                "PUT", "/offers/\(red)", body: #"{"url":"https://new.example"}"#)
            let text = try project.folder.read("copy/offers.yaml")
            try project.folder.write(text.replacing("amount: 2.5", with: "amount: 4"), to: "copy/offers.yaml")
            let plan = try await project.waybill("plan", "copy", "--json")
            let values = try JSONDocument.parse(Array(plan.out.utf8)).value["changes"]?.value.list?
                .first?.value["changes"]?.value.list
            let origins = (values ?? []).map { value in
                [value.value["path"]?.value.string ?? "", value.value["origin"]?.value.string ?? ""]
            }
            #expect(
                origins == [["url", "edited in the account"], ["payment.amount", "edited in the file"]],
                "\(plan.all)")
        }
    }

    @Test("Objects with the same title get keys of their own, and refer to the right ones")
    func sameTitles() async throws {
        try await TestProject.run(files: [:]) { project in
            var ids: [String] = []
            for number in 1...3 {
                let made = try await project.sandbox.request(
                    "POST", "/landings", body: #"{"title":"Page","url":"https://page.example/\#(number)"}"#)
                let id = try JSONDocument.parse(Array(made.body.utf8)).value["id"]?.value.string
                ids.append(try #require(id, "\(made.body)"))
            }
            let exported = try await project.waybill("export", "team")
            #expect(exported.status == 0, "\(exported.all)")
            let lock = try LockFile.parse(try project.folder.read("team/waybill.lock"), file: "waybill.lock")
            #expect(lock[.landing, "Page"]?.id == ids.sorted()[0])
            #expect(lock[.landing, "Page (\(ids.sorted()[2]))"]?.id == ids.sorted()[2])
            try await project.expectSettled()
            try project.folder.remove("team/waybill.lock")
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 65, "\(plan.all)")
            #expect(ids.allSatisfy { plan.err.contains($0) }, "\(plan.all)")
        }
    }

    @Test("Hostile titles become names of files that are safe everywhere", arguments: ManifestFormat.allCases)
    func hostileTitles(format: ManifestFormat) async throws {
        let titles = [
            "../../etc/passwd", "a/b\\c:d*e?f", ".hidden", "trailing...", "CON", "con", "con.",
            "offers.rejects.x",
            "waybill.lock", "🚀", "🚀🚀", String(repeating: "long ", count: 60), "tab\tand\nline", "Straße",
            "STRASSE",
            "é", "e\u{301}", "=SUM(A1)", "'=x", "-5", "@a", "日本語", "  padded  ", "%2e%2e", "null", "~",
            "$HOME",
            "a\u{202E}b",
        ]
        try await TestProject.run(files: [:]) { project in
            for title in titles {
                let body = Value.object([
                    ("title", .string(title)), ("url", .string("https://p.example/?a={clickid}")),
                ])
                let made = try await project.sandbox.request("POST", "/landings", body: body.jsonText())
                #expect((200...201).contains(made.status), "\(title): \(made.body)")
            }
            let exported = try await project.waybill(
                "export", "team", "--split", "object", "--format", format.rawValue)
            #expect(exported.status == 0, "\(exported.all)")
            let names = project.folder.files().filter { $0.hasPrefix("team/landings/") }
            #expect(names.count == titles.count, "\(names)")
            #expect(Set(names.map { $0.uppercased().lowercased() }).count == names.count, "\(names)")
            for name in names.map({ String($0.dropFirst("team/landings/".count)) }) {
                #expect(!name.contains("/") && !name.hasPrefix(".") && !name.hasPrefix("-"), "\(name)")
                #expect(name.utf8.count < 200 && name.filter { $0 == "." }.count == 1, "\(name)")
                #expect(
                    name.unicodeScalars.allSatisfy {
                        $0.properties.isAlphabetic || "0123456789-_.".contains(Character($0))
                    },
                    "\(name)")
                #expect(!name.lowercased().hasPrefix("con."), "\(name)")
            }
            try await project.expectSettled()
        }
    }

    @Test("Only chosen objects and what they refer to are exported, and nothing else looks gone")
    func selection() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let exported = try await project.waybill(
                "export", "part", "--kinds", "campaigns", "--select", "Win*")
            #expect(exported.status == 0, "\(exported.all)")
            #expect(exported.err.contains("exported as well"), "\(exported.all)")
            let manifest = try ManifestLoader().load([project.folder.path + "/part"])
            #expect(
                manifest.objects.map { "\($0.kind) \($0.key)" } == [
                    "campaign Winter", "landing Quiz", "network North", "offer Blue", "source Search",
                ])
            let plan = try await project.waybill("plan", "part", "--detailed-exitcode", "--prune", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            let orphans = try JSONDocument.parse(Array(plan.out.utf8)).value["orphans"]?.value.list
            #expect(orphans?.isEmpty ?? true, "\(plan.out)")

            let none = try await project.waybill("export", "none", "--select", "Nobody*")
            #expect(none.status == 1, "\(none.all)")
            #expect(none.err.contains("Nobody*"))
            #expect(!project.folder.files().contains { $0.hasPrefix("none") })
        }
    }

    @Test("Unknown fields stand under `extra` when they are asked for; answers of the server never do")
    func unknownFields() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let exported = try await project.waybill("export", "full", "--full")
            #expect(exported.status == 0, "\(exported.all)")
            let manifest = try ManifestLoader().load([project.folder.path + "/full"])
            let raw = Set(manifest.objects.flatMap { $0.extra.map(\.name) })
            #expect(
                raw.isDisjoint(with: ["id", "_id", "user_id", "stat", "created_at", "updated_at"]), "\(raw)")
            let plan = try await project.waybill("plan", "full", "--detailed-exitcode")
            #expect(plan.status == 0, "\(plan.all)")
        }
    }

    struct Fault: Sendable {
        let rules: [String]
        /// The exit codes that are right; with 0 the export must be the whole account.
        let codes: Set<Int32>
    }

    private static let everywhere: [Fault] = [
        Fault(rules: [#""fault": "html""#], codes: [4]),
        Fault(rules: [#""fault": "status", "status": 500"#], codes: [4]),
        Fault(rules: [#""path": "/campaigns", "after": 1, "fault": "status", "status": 401"#], codes: [3]),
        Fault(rules: [#""fault": "ignore_page""#], codes: [5]),
        Fault(rules: [#""fault": "shuffle_rows""#, #""fault": "cap_per", "per": 4"#], codes: [0, 5]),
        Fault(rules: [#""fault": "remove_rows""#, #""fault": "cap_per", "per": 4"#], codes: [0, 5]),
        Fault(rules: [#""fault": "insert_rows""#, #""fault": "cap_per", "per": 4"#], codes: [0, 5]),
    ]

    private static func faults(of kind: RedTrack.Kind) -> [Fault] {
        func fault(_ rule: String, _ code: Int32) -> Fault {
            Fault(rules: [#""path": "/\#(kind.plural)", "# + rule], codes: [code])
        }
        return [
            fault(#""fault": "html""#, 5), fault(#""fault": "truncated_body""#, 5),
            fault(#""fault": "status", "status": 503"#, 4), fault(#""fault": "drop_before""#, 4),
            fault(#""fault": "drop_during""#, 4),
            fault(#""fault": "status", "status": 429, "retry_after": 3600"#, 4),
        ]
    }

    static let faults: [Fault] = everywhere + RedTrack.Kind.allCases.flatMap { faults(of: $0) }

    @Test("A list that cannot be read writes no file", arguments: faults.indices)
    func faultyLists(index: Int) async throws {
        let (rules, codes) = (Self.faults[index].rules, Self.faults[index].codes)
        try await TestProject.run(files: Fixtures.wide()) { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let before = project.folder.contents()
            try await project.sandbox.setFaults(rules)
            let exported = try await project.waybill("export", "out")
            #expect(codes.contains(exported.status), "\(rules): \(exported.all)")
            try await project.sandbox.setFaults([])
            if exported.status == 0 {
                let plan = try await project.waybill("plan", "out", "--detailed-exitcode")
                #expect(plan.status == 0, "\(rules): \(plan.all)")
            } else {
                #expect(exported.out.isEmpty, "\(exported.all)")
                #expect(project.folder.contents() == before, "\(rules)")
                #expect(!project.folder.files().contains("out"))
            }
        }
    }

    @Test("A list that forgets what the lock file knows is no reason to forget it too")
    func shortList() async throws {
        try await TestProject.run(files: Fixtures.wide()) { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try project.folder.remove("team/wide.yaml")
            let before = project.folder.contents()
            try await project.sandbox.setFaults([#""path": "/landings", "fault": "null_list""#])
            let exported = try await project.waybill("export", "team")
            #expect(exported.status == 5, "\(exported.all)")
            #expect(project.folder.contents() == before)
        }
    }

    @Test("A key is never written: neither that of the environment nor one in an address")
    func noSecret() async throws {
        try await TestProject.run(files: [:]) { project in
            let exported = try await project.waybill("export", "team")
            #expect(exported.status == 0, "\(exported.all)")
            #expect(try project.folder.read("team/waybill.yaml").contains("key: env:WAYBILL_API_KEY"))
            let address = project.sandbox.url.replacing("http://", with: "http://user:secret@")
            let other = try await project.waybill(
                "export", "other", environment: ["WAYBILL_API_URL": address])
            #expect(!other.all.contains("secret"))
            #expect(!project.folder.files().contains("other/waybill.yaml"))
        }
    }
}
