import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import RedTrackHTTP
import Sandbox
import Synchronization
import Testing

/// Runs over real HTTP against the API as a server, while things go wrong.
@Suite(.serialized) struct SandboxRunTests {
    private static let objects = [
        object(.network, "n1"), object(.network, "n2"), object(.source, "s"),
        object(.domain, "d", [("url", .string("https://go.example"))]),
        object(.landing, "a", [("title", .string("Twin"))]),
        object(.landing, "b", [("title", .string("Twin"))]),
        offer("o1", network: "n1"), offer("o2", network: "n2"), offer("o3", network: "n2"),
        campaign("c1", source: "s", offers: ["o1", "o2"], domain: "d"),
        campaign("c2", source: "s", offers: ["o3"]),
    ]

    /// A fault of the account, by name.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: [FaultRule]

        init(_ name: String, _ rules: FaultRule...) {
            testDescription = name
            self.rules = rules
        }
    }

    private static let faults = [
        Fault("none"),
        Fault("dropped before", FaultRule(method: "POST", after: 2, times: 3, effect: .dropBefore)),
        Fault("dropped during", FaultRule(method: "POST", after: 1, times: 3, effect: .dropDuring)),
        Fault("dropped after commit", FaultRule(method: "POST", times: 20, effect: .dropAfterCommit)),
        Fault("429", FaultRule(method: "POST", times: 4, effect: .status(429, retryAfter: 1))),
        Fault("500", FaultRule(method: "POST", after: 1, times: 2, effect: .status(500, retryAfter: nil))),
        Fault("503 after commit", FaultRule(method: "POST", times: 20, effect: .statusAfterCommit(503))),
        Fault("cut answers", FaultRule(method: "POST", times: 20, effect: .truncatedBody)),
        Fault("status 0", FaultRule(method: "POST", effect: .zeroStatus)),
        Fault(
            "status 0 and 404 right after", FaultRule(method: "POST", effect: .zeroStatus),
            FaultRule(effect: .notFoundAfterCreate(updates: 2))),
        Fault(
            "CNAME refused twice",
            FaultRule(method: "POST", path: "/domains", times: 2, effect: .cnameRefused)),
    ]

    private func withAccount<Result: Sendable>(
        _ faults: [FaultRule] = [],
        _ body: @Sendable (RedTrackClient, String) async throws -> Result
    ) async throws -> Result {
        let server = SandboxServer(SandboxConfiguration(faults: FaultSchedule(rules: faults, seed: 7)))
        return try await server.run { sandbox in
            let key = try #require(APIKey(sandbox.apiKey))
            return try await withHTTPTransport(baseURL: sandbox.baseURL, key: key) { transport in
                let client = RedTrackClient(
                    transport: transport, budget: RateBudget(time: .instant), time: .instant)
                return try await body(client, sandbox.apiKey)
            }
        }
    }

    /// What the account holds, without ids and times.
    private static func content(_ client: RedTrackClient) async throws -> [String] {
        let snapshot = try await AccountReader(client: client).snapshot()
        return Kind.allCases.flatMap { kind in
            (snapshot.objects[kind] ?? []).map { object in
                let status = object.record["status"]?.value.number ?? "-"
                let streams = object.record["streams"]?.value.list?.count ?? 0
                return "\(kind) \(object.title) \(status) \(streams)"
            }.sorted()
        }
    }

    private static let expected = [
        "network n1 - 0", "network n2 - 0", "source s - 0", "domain d 1 0", "landing Twin - 0",
        "landing Twin - 0",
        "offer o1 1 0", "offer o2 1 0", "offer o3 1 0", "campaign c1 1 1", "campaign c2 1 1",
    ]

    @Test(arguments: faults) func whateverGoesWrongNothingIsLostOrDoubled(fault: Fault) async throws {
        try await withAccount(fault.rules) { client, key in
            let project = try Project()
            let report = try await project.apply(Self.objects, client)
            let failures = report.entries.filter { !$0.outcome.isDone }.map {
                "\($0.change.address): \($0.outcome)"
            }
            #expect(failures == [])
            #expect(report.entries.flatMap(\.warnings) == [])
            #expect(
                Self.withoutDomainStatus(try await Self.content(client))
                    == Self.withoutDomainStatus(Self.expected))
            let text = try project.journalText
            #expect(!text.contains(key))
            #expect(try await project.plan(Self.objects, client).plan.isEmpty)
        }
    }

    /// The document does not say which status a domain has.
    private static func withoutDomainStatus(_ content: [String]) -> [String] {
        content.map { $0.hasPrefix("domain") ? "domain" : $0 }
    }

    @Test(arguments: 0..<14) func anInterruptedRunGoesOnToTheSameAccount(event: Int) async throws {
        try await withAccount { client, _ in
            let project = try Project()
            let count = Mutex(0)
            let work = Mutex<Task<RunReport, any Error>?>(nil)
            let gate = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for await _ in gate.stream { break }
                return try await project.apply(Self.objects, client, ExecutorOptions(parallel: 3)) { _ in
                    let number = count.withLock {
                        $0 += 1
                        return $0
                    }
                    if number == event + 1 { work.withLock { $0 }?.cancel() }
                }
            }
            work.withLock { $0 = task }
            gate.continuation.finish()
            let first = try await task.value
            #expect(first.status != .done)
            guard case .interrupted? = first.stopped else {
                Issue.record("not interrupted")
                return
            }
            let second = try await project.apply(Self.objects, client)
            #expect(second.status == .done)
            #expect(
                Self.withoutDomainStatus(try await Self.content(client))
                    == Self.withoutDomainStatus(Self.expected))
            #expect(try await project.plan(Self.objects, client).plan.isEmpty)
        }
    }

    @Test func updatesAndRemovalsSurviveLostAnswers() async throws {
        let faults = [
            FaultRule(method: "PUT", times: 3, effect: .dropAfterCommit),
            FaultRule(method: "DELETE", times: 2, effect: .dropAfterCommit),
        ]
        try await withAccount(faults) { client, _ in
            let project = try Project()
            _ = try await project.apply(Self.objects, client)
            var objects = Self.objects.filter { !["a", "c2", "o3"].contains($0.key) }
            objects += [
                object(.landing, "a", state: .absent), object(.campaign, "c2", state: .absent),
                object(.offer, "o3", state: .absent),
            ]
            objects[0] = object(.network, "n1", [("url", .string("https://other.example/"))])
            let report = try await project.apply(objects, client)
            #expect(report.counts == ["done": 4])
            #expect(try await project.plan(objects, client).plan.isEmpty)
            let content = try await Self.content(client)
            #expect(content.contains("offer o3 2 0"))
            #expect(!content.contains("campaign c2 1 1"))
            #expect(content.count { $0 == "landing Twin - 0" } == 1)
        }
    }
}
