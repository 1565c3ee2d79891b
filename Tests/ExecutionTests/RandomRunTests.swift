import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// Random accounts with random failures: every change ends in one state, and what is blocked is what depends
/// on a failure.
@Suite struct RandomRunTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func everyChangeEndsInExactlyTheStateThatItsDependenciesLeave(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let networks = (0..<Int.random(in: 1...4, using: &random)).map { "n\($0)" }
        let sources = (0..<Int.random(in: 1...3, using: &random)).map { "s\($0)" }
        let domains = (0..<Int.random(in: 1...2, using: &random)).map { "d\($0)" }
        let offers = (0..<Int.random(in: 1...8, using: &random)).map { "o\($0)" }
        var objects = networks.map { object(.network, $0) } + sources.map { object(.source, $0) }
        objects += domains.map { object(.domain, $0, [("url", .string("https://\($0).example"))]) }
        objects += offers.map { offer($0, network: networks.randomElement(using: &random) ?? "n0") }
        for index in 0..<Int.random(in: 0...6, using: &random) {
            objects.append(
                campaign(
                    "c\(index)", source: sources.randomElement(using: &random) ?? "s0",
                    offers: Array(
                        offers.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))),
                    domain: Bool.random(using: &random) ? domains.randomElement(using: &random) : nil))
        }
        objects.shuffle(using: &random)
        let refused = Set(objects.map(\.key).filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
        let waiting = Set(domains.filter { !refused.contains($0) && Bool.random(using: &random) })
        let account = MemoryAccount { request, number in
            guard request.method == .post, let body = request.body,
                let value = try? JSONDocument.parse(body).value,
                let title = value["title"]?.value.string
            else { return nil }
            if waiting.contains(title) { return .answer(400, "{\"errors\":[\"CNAME is not set\"]}") }
            if refused.contains(title) { return .answer(400, "{\"errors\":[\"No\"]}") }
            return (Int(title.utf8.last ?? 0) + number + Int(seed % 7)) % 5 == 0 ? .dropAfter : nil
        }
        let project = try Project()
        let client = RedTrackClient(account)
        let (plan, _) = try await project.plan(objects, client)
        let report = try await project.apply(
            objects, client, ExecutorOptions(parallel: Int.random(in: 1...8, using: &random)))

        var expected: [ObjectAddress: String] = [:]
        for change in plan.changes {
            let dependencies = change.dependsOn.compactMap { expected[$0] }
            #expect(dependencies.count == change.dependsOn.count, "seed \(seed)")
            if dependencies.contains(where: { $0 == "failed" || $0 == "blocked" }) {
                expected[change.address] = "blocked"
            } else if dependencies.contains(where: { $0 == "waiting" || $0 == "skipped" }) {
                expected[change.address] = "skipped"
            } else if refused.contains(change.address.key) {
                expected[change.address] = "failed"
            } else {
                expected[change.address] = waiting.contains(change.address.key) ? "waiting" : "done"
            }
        }
        #expect(report.entries.map(\.change.address) == plan.changes.map(\.address), "seed \(seed)")
        for entry in report.entries {
            let name = entry.outcome.isDone ? "done" : entry.outcome.name
            #expect(name == expected[entry.change.address], "seed \(seed): \(entry.change.address)")
        }
        let made = Kind.allCases.flatMap { account.titles("/" + $0.plural) }.sorted()
        #expect(made == expected.filter { $0.value == "done" }.map(\.key.key).sorted(), "seed \(seed)")
    }
}
