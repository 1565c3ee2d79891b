import Feeds
import Foundation
import Subprocess
import Testing

/// Runs that were killed, stopped, or failed in part, and `resume`.
@Suite("The command resume")
struct ResumeCommandTests {
    private func resume(_ project: TestProject, _ more: String...) async throws -> WaybillProcess.Output {
        let arguments = ["resume", "--project", "team", "--yes", "--patience", "1"] + more
        let output = try await WaybillProcess.run(
            arguments, in: project.folder, environment: project.sandbox.environment)
        KeySearch.expectAbsent(output, project.folder)
        return output
    }

    private func runs(_ project: TestProject, _ ending: String) -> [String] {
        project.folder.files().filter { $0.hasPrefix("team/.waybill/runs/") && $0.hasSuffix(ending) }.sorted()
    }

    @Test(
        "After kill -9 at any point it makes the account of an undisturbed run",
        arguments: [0, 13, 50, 86], InterruptionTests.Fate.allCases)
    func afterKill(count: Int, fate: InterruptionTests.Fate) async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            try await project.killApply(after: count, fate.rule(after: count))
            #expect(runs(project, ".plan").count == 1)
            let resumed = try await resume(project)
            #expect(resumed.status == 0, "\(resumed.all)")
            #expect(resumed.out.contains("Applied: 87 created"), "\(resumed.all)")
            try await project.expectAccount(reference)
            #expect(runs(project, ".plan").isEmpty)
            #expect(runs(project, ".journal").count == 1)
            try await project.expectSettled()
            let again = try await resume(project)
            #expect(again.status == 0 && again.err.contains("there is no unfinished run"), "\(again.all)")
        }
    }

    @Test(
        "Killed at a moment that nobody chose, also while it goes on, it still ends in that account",
        arguments: 1...3)
    func random(number: Int) async throws {
        let reference = try await AccountImage.samples.value
        let points = [Int.random(in: 0..<60), Int.random(in: 1..<20)]
        print("killed at \(points)")
        try await TestProject.runSamples { project in
            try await project.sandbox.setFaults([#""method": "POST", "fault": "latency", "ms": 3"#])
            for (round, point) in points.enumerated() {
                try await project.sandbox.clearRequests()
                let arguments =
                    round == 0 ? ["apply", "team", "--yes"] : ["resume", "--project", "team", "--yes"]
                _ = try await WaybillProcess.run(
                    arguments, in: project.folder, environment: project.sandbox.environment
                ) { run in
                    try await project.waitForWrites(point)
                    try run.send(.kill)
                }
            }
            let resumed = try await resume(project)
            #expect(resumed.status == 0, "killed at \(points): \(resumed.all)")
            try await project.expectAccount(reference, "killed at \(points):")
            try await project.expectSettled()
        }
    }

    @Test("Ctrl-C prints the command that goes on, and it does")
    func printed() async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "after": 10, "fault": "latency", "ms": 4000"#
            ])
            let first = try await project.waybill("apply", "team", "--yes") { run in
                try await project.waitForWrites(11)
                try run.send(.interrupt)
            }
            #expect(first.status == 130, "\(first.all)")
            let line = try #require(first.out.split(separator: "`").first { $0.hasPrefix("waybill resume ") })
            let words = line.split(separator: " ").dropFirst().map(String.init)
            try await project.sandbox.setFaults([])
            // Without --yes it asks.
            let asked = try await WaybillProcess.run(
                words, in: project.folder, environment: project.sandbox.environment, input: "no\n")
            #expect(asked.status == 1, "\(asked.all)")
            let resumed = try await WaybillProcess.run(
                words, in: project.folder, environment: project.sandbox.environment, input: "yes\n")
            #expect(resumed.status == 0, "\(resumed.all)")
            try await project.expectAccount(reference)
            try await project.expectSettled()
            let done = try await WaybillProcess.run(
                words, in: project.folder, environment: project.sandbox.environment)
            #expect(done.status == 0 && done.err.contains("is finished"), "\(done.all)")
        }
    }

    @Test("What failed is tried again, and `plan` says that there is a run to go on with")
    func failed() async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/landings", "times": 1, "fault": "status", "status": 400"#
            ])
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 7, "\(first.all)")
            let plan = try await project.waybill("plan", "team")
            #expect(plan.err.contains("`waybill resume "), "\(plan.all)")
            let json = try await resume(project, "--json")
            #expect(json.status == 0, "\(json.all)")
            let report = try JSONDocument.parse(Array(json.out.utf8)).value
            #expect(report["counts"]?.value["done"]?.value.number == "9")
            #expect(try await AccountImage(of: project.sandbox) == reference)
            let after = try await project.waybill("plan", "team")
            #expect(!after.err.contains("waybill resume"), "\(after.all)")
        }
    }

    @Test("A run that another one followed does not go on, and says why")
    func superseded() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/landings", "fault": "status", "status": 400"#
            ])
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 7, "\(first.all)")
            let run = try #require(runs(project, ".journal").first?.split(separator: "/").last?.dropLast(8))
            try await project.sandbox.setFaults([])
            let second = try await project.waybill("apply", "team", "--yes")
            #expect(second.status == 0, "\(second.all)")
            #expect(second.err.contains("note: run \(run) has not come to its end"), "\(second.all)")
            let refused = try await resume(project, String(run))
            #expect(refused.status == 6, "\(refused.all)")
            #expect(refused.err.contains("came after it"), "\(refused.all)")
        }
    }

    @Test("A rest that is stale is refused object by object, and what holds can be gone on with")
    func stale() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/campaigns", "fault": "status", "status": 401"#
            ])
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 7, "\(first.all)")
            try await project.sandbox.setFaults([])
            let offer = try #require(try await project.sandbox.list("/offers").first?["id"]?.value.string)
            let source = try #require(try await project.sandbox.list("/sources").first?["id"]?.value.string)
            let body =
                #"{"title":"Winter","source_id":"\#(source)","streams":[{"weight":1,"offers":[{"id":"\#(offer)","weight":1}]}]}"#
            let foreign = try await project.sandbox.request("POST", "/campaigns", body: body)
            #expect(foreign.status < 300, "\(foreign.body)")
            let refused = try await resume(project)
            #expect(refused.status == 6, "\(refused.all)")
            #expect(refused.err.contains("campaigns/Winter"), "\(refused.all)")
            let skipped = try await resume(project, "--skip-stale")
            #expect(skipped.status == 7, "\(skipped.all)")
            let titles = try await project.sandbox.list("/campaigns").compactMap { $0["title"]?.value.string }
            #expect(titles.sorted() == ["Summer", "Winter"])
        }
    }

    @Test("A torn end of the journal is cut, damage before it is refused with the way out")
    func tornAndDamaged() async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.killApply(after: 5, InterruptionTests.Fate.committed.rule(after: 5))
            let name = try #require(runs(project, ".journal").first)
            let whole = try project.folder.read(name)
            let damaged = whole.replacing(
                "\"action\":\"create\"", with: "\"action\":\"update\"", maxReplacements: 1)
            try project.folder.write(damaged, to: name)
            let refused = try await resume(project)
            #expect(refused.status == 1, "\(refused.all)")
            #expect(refused.err.contains("Run `waybill apply` instead"), "\(refused.all)")
            try project.folder.write(whole + whole.prefix(100), to: name)
            let resumed = try await resume(project)
            #expect(resumed.status == 0, "\(resumed.all)")
            #expect(resumed.err.contains("the end of the journal is cut short"), "\(resumed.all)")
            #expect(try await AccountImage(of: project.sandbox) == reference)
            try await project.expectSettled()
        }
    }

    @Test("A run that there is not is a wrong word, and the last ones are named")
    func unknown() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let output = try await resume(project, "19990101T")
            #expect(output.status == 64, "\(output.all)")
            #expect(output.err.contains("the last ones are 20"), "\(output.all)")
        }
    }
}
