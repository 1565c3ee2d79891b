import Sandbox

/// What goes wrong with an account while a run is killed and goes on.
struct NamedFault: Sendable {
    let name: String
    let rules: [FaultRule]
    /// How long a request may be under way.
    var patience = Duration.milliseconds(300)

    init(
        _ name: String, _ effect: FaultEffect, share: Double = 0.2, times: Int? = nil,
        patience: Duration = .milliseconds(300)
    ) {
        self.name = name
        rules = ["POST", "PUT", "DELETE"].map {
            FaultRule(
                method: $0, times: times, probability: $0 == "POST" ? share : share / 2, effect: effect)
        }
        self.patience = patience
    }

    init(_ name: String, rules: [FaultRule]) {
        self.name = name
        self.rules = rules
    }

    static let none = NamedFault("none", rules: [])

    /// Every fault of the sandbox that can act on a request that writes.
    static let all: [NamedFault] = [
        NamedFault("status 400", .status(400, retryAfter: nil), share: 0.03),
        // Of these a run waits a second each, and becomes slower: it need not happen to every fifth request.
        NamedFault("status 429", .status(429, retryAfter: 1), times: 3),
        NamedFault("status 500", .status(500, retryAfter: nil)),
        NamedFault("status 502", .status(502, retryAfter: nil)),
        NamedFault("status 503", .status(503, retryAfter: 1), times: 3),
        NamedFault("status 500 after the commit", .statusAfterCommit(500)),
        NamedFault("status 502 after the commit", .statusAfterCommit(502)),
        NamedFault("status 503 after the commit", .statusAfterCommit(503)),
        NamedFault("dropped before", .dropBefore),
        NamedFault("dropped during", .dropDuring),
        NamedFault("dropped after the commit", .dropAfterCommit),
        NamedFault("every answer dropped", .dropAfterCommit, share: 1),
        NamedFault("truncated", .truncatedBody),
        NamedFault("web page", .html),
        NamedFault("latency", .latency(milliseconds: 60), patience: .milliseconds(600)),
        NamedFault("status 0", rules: [FaultRule(method: "POST", probability: 0.5, effect: .zeroStatus)]),
        NamedFault(
            "status 0 and not found after the creation",
            rules: [
                FaultRule(method: "POST", effect: .zeroStatus),
                FaultRule(effect: .notFoundAfterCreate(updates: 1)),
            ]),
        NamedFault("frozen updated_at", rules: [FaultRule(effect: .frozenUpdatedAt)]),
        NamedFault("filled filters", rules: [FaultRule(effect: .filledFilters)]),
        NamedFault("forbidden", .forbidden, share: 0.03),
        NamedFault(
            "CNAME refused",
            rules: [
                FaultRule(method: "POST", path: "/domains", probability: 0.3, effect: .cnameRefused)
            ]),
        NamedFault(
            "dropped after the commit, short and wrapped lists",
            rules: [
                FaultRule(method: "POST", probability: 0.2, effect: .dropAfterCommit),
                FaultRule(method: "GET", effect: .capPer(7)),
                FaultRule(method: "GET", effect: .envelopedList),
            ]),
    ]
}
