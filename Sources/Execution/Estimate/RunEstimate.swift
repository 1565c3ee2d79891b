public import Planning
public import RedTrack

/// What applying a plan will take, as it looks before it begins.
public struct RunEstimate: Sendable, Hashable {
    /// The requests that make the changes: one for each.
    ///
    /// Not counted is what depends on answers: a status that the account ignored is set again, what is turned away is
    /// repeated.
    public var changes: Int
    /// The requests that read the changed objects back.
    public var verification: Int
    /// How many requests have to wait for one another, one after the other.
    public var chain: Int
    /// How long it will take; `nil` when nothing is known of the account's speed.
    public var duration: Duration?
    /// The requests in a second that the account's budget allows; `nil` for as many as there are.
    public var perSecond: Double?

    /// All requests.
    public var requests: Int { changes + verification }

    /// Estimates a plan.
    /// - Parameters:
    ///   - plan: the changes.
    ///   - verification: the requests that follow after the changes.
    ///   - parallel: how many requests may be under way at the same time.
    ///   - rate: the account's budget after planning, whose reading has shown how fast it answers.
    public init(_ plan: Plan, verification: Int = 0, parallel: Int, rate: RateState) {
        changes = plan.changes.count
        self.verification = plan.changes.isEmpty ? 0 : verification
        chain = Self.chain(plan.changes)
        perSecond = rate.perSecond
        guard !plan.changes.isEmpty else {
            duration = .zero
            return
        }
        let requests = Double(changes + self.verification)
        let byRate = rate.perSecond.map { requests / $0 }
        let byAnswers = rate.answerTime.map { time in
            time.inSeconds * max(Double(chain), (requests / Double(max(parallel, 1))).rounded(.up))
        }
        let seconds = [byRate, byAnswers].compactMap { $0 }.max()
        duration = seconds.map { rate.pauseLeft + .seconds($0) }
    }

    /// The length of the longest chain of changes of which each waits for the one before it.
    ///
    /// References point to earlier kinds, and removals wait for changes of later ones, so that one pass over the kinds in
    /// either direction is enough.
    private static func chain(_ changes: [Change]) -> Int {
        var awaited: Set<ObjectAddress> = []
        for change in changes { awaited.formUnion(change.dependsOn) }
        if awaited.isEmpty { return changes.isEmpty ? 0 : 1 }
        var longest = 1
        var depths: [ObjectAddress: Int] = [:]
        func visit(_ change: Change) {
            let depth = 1 + (change.dependsOn.compactMap { depths[$0] }.max() ?? 0)
            longest = max(longest, depth)
            if awaited.contains(change.address) {
                depths[change.address] = max(depths[change.address] ?? 0, depth)
            }
        }
        let byKind = Dictionary(grouping: changes.indices) { changes[$0].address.kind }
        for kind in Kind.allCases {
            for index in byKind[kind] ?? [] where !changes[index].action.isRemoval { visit(changes[index]) }
        }
        for kind in Kind.allCases.reversed() {
            for index in byKind[kind] ?? [] where changes[index].action.isRemoval { visit(changes[index]) }
        }
        return longest
    }
}

extension RunEstimate: CustomStringConvertible {
    /// `Applying it takes 312 requests, about 1 min 3 s at 5 requests a second`; empty for an empty plan.
    public var description: String {
        if requests == 0 { return "" }
        var text = "Applying it takes \(requests) request\(requests == 1 ? "" : "s")"
        guard let duration else { return text }
        text += ", \(duration < .seconds(1) ? "" : "about ")\(RateText.words(duration))"
        if let perSecond { text += " at \(RateText.pace(perSecond))" }
        return text
    }
}
