import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@Suite("From one account to another")
struct CopyTests {
    /// A project with the sandbox's demo account as `live` and an empty one as `staging`.
    private func project() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try await SandboxProcess.run(["--data", "live.sqlite", "--seed", "demo"], in: folder) { _ in }
        try folder.write(
            "accounts:\n  live: {url: \"sandbox:live.sqlite\"}\n  staging: {url: \"sandbox:staging.sqlite\"}\n",
            to: "waybill.yaml")
        return folder
    }

    @Test("A copy has the same objects with the same references, and repeating it changes nothing")
    func copies() async throws {
        let folder = try await project()
        let copied = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "staging", "--yes"], in: folder)
        #expect(copied.status == 0, "\(copied.all)")
        #expect(copied.out.contains("Applied: 15 created"), "\(copied.all)")
        #expect(copied.out.contains("Not carried:"), "\(copied.all)")
        // The project's own lock file knows nothing of it, so that no plan takes the copies for gone.
        #expect(
            !folder.files().contains {
                $0 == "waybill.lock" || $0.hasPrefix("waybill.") && $0.hasSuffix(".lock")
            })

        let outer = try TemporaryFolder()
        var texts: [String: [String: Data]] = [:]
        for account in ["live", "staging"] {
            let exported = try await WaybillProcess.run(
                ["export", outer.path + "/" + account, "--project", ".", "--account", account], in: folder)
            #expect(exported.status == 0, "\(exported.all)")
            texts[account] = outer.contents().filter {
                $0.key.hasPrefix(account + "/") && $0.key.hasSuffix(".yaml")
            }
        }
        for kind in RedTrack.Kind.allCases where kind != .source && kind != .network {
            let live = texts["live"]?["live/\(kind.plural).yaml"]
            #expect(live != nil && live == texts["staging"]?["staging/\(kind.plural).yaml"], "\(kind)")
        }

        let again = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "staging", "--yes"], in: folder)
        #expect(again.status == 0, "\(again.all)")
        #expect(again.out.hasPrefix("No changes"), "\(again.all)")
    }

    @Test("A dry run, no answer and the same account twice change nothing")
    func refusals() async throws {
        let folder = try await project()
        let dry = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "staging", "--dry-run"], in: folder)
        #expect(dry.status == 0, "\(dry.all)")
        #expect(dry.out.contains("Not carried:"))
        let unanswered = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "staging"], in: folder)
        #expect(unanswered.status == 1, "\(unanswered.all)")
        let same = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "sandbox:live.sqlite", "--yes"], in: folder)
        #expect(same.status == 64, "\(same.all)")
        let after = try await WaybillProcess.run(
            ["account", "--account", "staging", "--json"], in: folder)
        #expect(!after.all.contains("Night Mask"), "\(after.all)")
    }

    @Test("A chosen part brings what it refers to, and removes nothing that is there")
    func part() async throws {
        let folder = try await project()
        let first = try await WaybillProcess.run(
            [
                "copy", "--from", "live", "--to", "staging", "--kinds", "offers", "--select", "Night*",
                "--yes",
            ],
            in: folder)
        #expect(first.status == 0, "\(first.all)")
        #expect(first.out.contains("Applied: 2 created"), "\(first.all)")
        let second = try await WaybillProcess.run(
            ["copy", "--from", "live", "--to", "staging", "--kinds", "landings", "--yes"], in: folder)
        #expect(second.status == 0, "\(second.all)")
        #expect(second.out.contains("Applied: 3 created, 0 updated, 0 removed"), "\(second.all)")
    }
}
