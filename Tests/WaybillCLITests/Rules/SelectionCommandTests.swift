import Foundation
import Subprocess
import SystemPackage
import Testing

/// `--select` and `--exclude`.
@Suite("Selecting a part")
struct SelectionCommandTests {
    private func run<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
        let folder = try TemporaryFolder()
        try folder.write("accounts: {a: {url: \"sandbox:a.sqlite\"}}\n", to: "team/waybill.yaml")
        try folder.write(
            "networks:\n  - {title: North, url: https://n.example}\n  - {title: South, url: https://s.example}\n",
            to: "team/networks.yaml")
        try folder.write(
            """
            offers:
              - {key: red, title: Red, network: North, url: "https://r.example/{clickid}"}
              - {key: blue, title: Blue, network: South, url: "https://b.example/{clickid}"}

            """, to: "team/offers.yaml")
        return try await body(folder)
    }

    @Test("a part is applied with what it needs, and the rest stays as it is")
    func part() async throws {
        try await run { folder in
            let apply = try await WaybillProcess.run(
                ["apply", "team", "--select", "offers/r*", "--yes"], in: folder)
            #expect(apply.status == 0 && apply.out.contains("2 created"), "\(apply.all)")
            #expect(
                apply.err.contains("1 of 4 objects are selected, and 1 that they need: networks/North"),
                "\(apply.all)")
            _ = try await WaybillProcess.run(["apply", "team", "--yes"], in: folder)
            // Objects that are gone from the files are none of a part's business.
            try folder.write("offers: []\n", to: "team/offers.yaml")
            let plan = try await WaybillProcess.run(
                ["plan", "team", "--exclude", "networks/South", "--json"], in: folder)
            #expect(plan.status == 0 && plan.out.contains("\"orphans\": []"), "\(plan.all)")
            let prune = try await WaybillProcess.run(
                ["plan", "team", "--select", "networks", "--prune"], in: folder)
            #expect(prune.status == 64, "\(prune.all)")
        }
    }

    @Test(
        "patterns that cannot be are refused",
        arguments: [
            (["--select", "offer/x"], "offers/x"), (["--exclude", "tags:x"], "tag:NAME"),
            (["--select", "tag:none"], "leave no object"),
            (["--select", "changed:--help"], "a branch"),
            (["--select", "changed:nothing"], "git knows no revision"),
        ])
    func faults(arguments: [String], message: String) async throws {
        try await run { folder in
            let result = try await WaybillProcess.run(["validate", "team"] + arguments, in: folder)
            #expect(result.status == 64 && result.err.contains(message), "\(result.all)")
        }
    }

    @Test("objects in files that git says have changed are selected, new files too")
    func changed() async throws {
        try await run { folder in
            for arguments in [
                ["init", "-q", "-b", "main"], ["add", "."],
                ["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first"],
            ] {
                let git = try await Subprocess.run(
                    .name("git"), arguments: Arguments(arguments), workingDirectory: FilePath(folder.path),
                    output: .discarded, error: .string(limit: 10_000))
                #expect(git.terminationStatus == .exited(0), "\(git.standardError)")
            }
            let none = try await WaybillProcess.run(["plan", "team", "--select", "changed:main"], in: folder)
            #expect(none.status == 0 && none.err.contains("0 of 4 objects are selected"), "\(none.all)")
            try folder.write(
                "landings:\n  - {title: New, url: https://l.example}\n", to: "team/landings.yaml")
            try folder.write(
                try folder.read("team/networks.yaml").replacing("https://n.", with: "https://m."),
                to: "team/networks.yaml")
            for revision in ["main", "HEAD"] {
                let plan = try await WaybillProcess.run(
                    ["plan", "team", "--select", "changed:\(revision)"], in: folder)
                #expect(plan.status == 0 && plan.err.contains("3 of 5 objects are selected;"), "\(plan.all)")
            }
        }
    }
}
