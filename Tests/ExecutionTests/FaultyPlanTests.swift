import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import RedTrackHTTP
import Sandbox
import Testing

/// Every list of an account, faulted in every way that a list can be: the plan is the true one, or there is none.
@Suite(.serialized) struct FaultyPlanTests {
    /// How a list goes wrong, and when.
    struct Fault: Sendable, CustomTestStringConvertible {
        let effect: String
        /// How many rows a page has at most, whatever is asked for.
        var cap: Int?
        var when = ""

        var testDescription: String { "\(effect), \(when) rows: \(cap.map(String.init) ?? "all")" }

        /// The schedule for a list, as the sandbox takes it.
        func schedule(_ path: String) -> String {
            let place = #""method": "GET", "path": "\#(path)""#
            var rules = [#"{\#(place), \#(when) "fault": \#(effect)}"#]
            if let cap { rules.append(#"{\#(place), "fault": "cap_per", "per": \#(cap)}"#) }
            return #"{"seed": 7, "rules": [\#(rules.joined(separator: ", "))]}"#
        }
    }

    private static let effects =
        [400, 401, 403, 404, 431, 500, 502, 503].map { #""status", "status": \#($0)"# }
        + [429, 503].map { #""status", "status": \#($0), "retry_after": 1"# }
        + [
            #""status_after_commit", "status": 500"#, #""latency", "ms": 1"#, #""drop_before""#,
            #""drop_during""#, #""drop_after_commit""#, #""truncated_body""#, #""html""#, #""null_list""#,
            #""enveloped_list""#, #""ignore_page""#, #""insert_rows""#, #""remove_rows""#, #""shuffle_rows""#,
            #""filled_filters""#, #""forbidden""#,
        ]

    static let faults: [Fault] = effects.flatMap { effect in
        [
            Fault(effect: effect), Fault(effect: effect, when: #""after": 1, "times": 1,"#),
            Fault(effect: effect, when: #""after": 2,"#), Fault(effect: effect, cap: 2),
            Fault(effect: effect, cap: 2, when: #""after": 1,"#),
            Fault(effect: effect, cap: 1, when: #""after": 2, "times": 2,"#),
        ]
    }

    /// What the files say: three of each kind, all of them tied to one another.
    private static let objects: [ManifestObject] = (1...3).flatMap { number in
        [
            object(.network, "n\(number)"), object(.source, "s\(number)"),
            object(.domain, "d\(number)", [("url", .string("https://go\(number).example"))]),
            object(.landing, "l\(number)"), offer("o\(number)", network: "n\(number)"),
            campaign(
                "c\(number)", source: "s\(number)", offers: ["o\(number)"], landing: "l\(number)",
                domain: "d\(number)"),
        ]
    }

    @Test("A list that goes wrong gives the true plan or none", arguments: Kind.allCases)
    func truePlanOrNone(kind: Kind) async throws {
        let path = "/" + kind.plural
        let project = try Project()
        try await SandboxServer(SandboxConfiguration()).run { sandbox in
            let key = try #require(APIKey(sandbox.apiKey))
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: key) { transport in
                let client = RedTrackClient(
                    transport: transport, budget: RateBudget(time: .instant), time: .instant)
                let (first, lock) = try await project.plan(Self.objects, client)
                #expect(first.changes.count == Self.objects.count)
                #expect(lock.entries.isEmpty)
                #expect(try await project.apply(Self.objects, client).status == .done)
                @Sendable func setFaults(_ schedule: String) async throws {
                    let answer = try await transport.send(
                        TransportRequest(.put, "/_sandbox/faults", body: Array(schedule.utf8)))
                    #expect(answer.status < 300, "\(String(decoding: answer.body, as: UTF8.self))")
                }

                let wanted = Self.objects.filter { $0.key != "c3" }
                    .map {
                        $0.kind == .landing && $0.key == "l2"
                            ? object(.landing, "l2", [("url", .string("https://other.example"))]) : $0
                    }
                var readings = 0
                for fault in Self.faults {
                    for hasLock in [true, false] {
                        try await setFaults(fault.schedule(path))
                        let known = hasLock ? project.lockFile : LockFile()
                        do {
                            let reader = AccountReader(client: client)
                            let snapshot = try await reader.snapshot()
                            try await reader.check(snapshot, against: known, lockPath: "waybill.lock")
                            let plan = try Planner(
                                manifest: Manifest(objects: wanted), lock: known, snapshot: snapshot,
                                options: PlanOptions(prune: true, pruneUnmanaged: true)
                            ).plan()
                            let changes = plan.changes.map { "\($0.action.rawValue) \($0.address)" }.sorted()
                            #expect(
                                changes == ["delete campaigns/c3", "update landings/l2"],
                                "\(kind), \(fault.testDescription), lock: \(hasLock)")
                            readings += 1
                        } catch is APIError, is AccountDoubt {
                            // No plan at all.
                        }
                        try await setFaults(#"{"rules": []}"#)
                    }
                }
                // Some of the faults change nothing that a careful reader cannot bear.
                #expect(readings >= 60, "\(readings) of \(Self.faults.count * 2)")
            }
        }
    }
}
