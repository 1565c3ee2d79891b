import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@Suite("Making the lock file anew")
struct LockRebuildTests {
    private func applied(_ body: (TestProject, String) async throws -> Void) async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try await body(project, try project.folder.read("team/waybill.lock"))
        }
    }

    @Test("A lost lock file comes back as it was, and --dry-run writes none")
    func lost() async throws {
        try await applied { project, text in
            try project.folder.remove("team/waybill.lock")
            let dry = try await project.waybill("lock", "rebuild", "team", "--dry-run")
            #expect(dry.status == 0, "\(dry.all)")
            #expect(dry.out.contains("+ offers/Red"), "\(dry.all)")
            #expect(!project.folder.files().contains("team/waybill.lock"))
            let rebuilt = try await project.waybill("lock", "rebuild", "team")
            #expect(rebuilt.status == 0, "\(rebuilt.all)")
            #expect(try project.folder.read("team/waybill.lock") == text)
            let again = try await project.waybill("lock", "rebuild", "team")
            #expect(again.out.contains("is as it should be"), "\(again.all)")
            #expect(try await project.sandbox.requests().suffix(20).allSatisfy { !$0.isWrite })
        }
    }

    @Test("A lock file with marks of a merge names this command, which brings both sides together")
    func conflict() async throws {
        try await applied { project, text in
            var lines = text.split(separator: "\n").map(String.init)
            let index = try #require(lines.firstIndex { $0.hasPrefix("offer \"Red\"") })
            let line = lines[index]
            let stale = line.replacingOccurrences(
                of: #"^(offer "Red") \S+"#, with: "$1 0123456789abcdef01234567", options: .regularExpression)
            lines.replaceSubrange(
                index...index, with: ["<<<<<<< ours", line, "=======", stale, ">>>>>>> theirs"])
            try project.folder.write(lines.joined(separator: "\n") + "\n", to: "team/waybill.lock")
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 65, "\(plan.all)")
            #expect(plan.err.contains("waybill lock rebuild"), "\(plan.all)")
            let rebuilt = try await project.waybill("lock", "rebuild", "team")
            #expect(rebuilt.status == 0, "\(rebuilt.all)")
            #expect(rebuilt.out.contains("~ offers/Red"), "\(rebuilt.all)")
            #expect(try project.folder.read("team/waybill.lock") == text)
        }
    }

    @Test("An object that could be several is an error with their ids, and nothing is written")
    func ambiguous() async throws {
        try await applied { project, _ in
            _ = try await project.sandbox.request(
                "POST", "/landings", body: #"{"title":"Quiz","url":"https://other.example"}"#)
            try project.folder.remove("team/waybill.lock")
            let ids = try await project.sandbox.list("/landings")
                .filter { $0["title"]?.value.string == "Quiz" }.compactMap { $0["id"]?.value.string }
            let rebuilt = try await project.waybill("lock", "rebuild", "team")
            #expect(rebuilt.status == 65, "\(rebuilt.all)")
            #expect(ids.count == 2 && ids.allSatisfy { rebuilt.err.contains($0) }, "\(rebuilt.all)")
            #expect(!project.folder.files().contains("team/waybill.lock"))
        }
    }

    @Test("What has gone from the files stays known while the account has it")
    func orphans() async throws {
        try await applied { project, text in
            let files = try project.folder.read("team/traffic.yaml")
            let end = try #require(files.range(of: "  - title: Winter"))
            try project.folder.write(String(files[..<end.lowerBound]), to: "team/traffic.yaml")
            let rebuilt = try await project.waybill("lock", "rebuild", "team")
            #expect(rebuilt.status == 0, "\(rebuilt.all)")
            #expect(try project.folder.read("team/waybill.lock") == text)
        }
    }
}
