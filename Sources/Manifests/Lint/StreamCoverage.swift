/// Looks for a click that no stream of a campaign takes.
///
/// Every property of a click has the values that filters name, and one more that stands for all others. Values that the
/// same streams take need no second look, so the search stays small where filters are like one another.
struct StreamCoverage {
    private let streams: [StreamClicks]
    private let properties: [String]
    private var steps = 0

    /// Looks at the sets of clicks of all streams of a campaign.
    init(_ streams: [StreamClicks]) {
        // Bots and addresses are kept out on purpose: nobody wants a stream for them.
        self.streams = streams.map { clicks in
            var clicks = clicks
            clicks.conditions = clicks.conditions.filter { name, condition in
                !(condition.excludes && ["bots", "ip"].contains(name))
            }
            return clicks
        }
        properties = Set(self.streams.flatMap(\.conditions.keys)).sorted()
    }

    /// So many cases are looked at; campaigns that need more are taken for covered.
    private static let mostSteps = 5000

    /// What such a click is like, in words; `nil` when every click is taken.
    mutating func uncovered() -> String? {
        guard !streams.isEmpty else { return nil }
        return uncovered(among: Array(streams.indices), 0)?.joined(separator: ", ")
    }

    private mutating func uncovered(among taking: [Int], _ depth: Int) -> [String]? {
        steps += 1
        if steps > Self.mostSteps { return nil }
        if taking.isEmpty { return [] }
        // A stream that asks for nothing more takes them all.
        if taking.contains(where: { index in
            properties[depth...].allSatisfy { streams[index].conditions[$0] == nil }
        }) {
            return nil
        }
        guard depth < properties.count else { return nil }
        let property = properties[depth]
        let named = Set(taking.flatMap { streams[$0].conditions[property]?.values ?? [] }).sorted()
        var seen: Set<[Int]> = []
        for value in [nil] + named.map(Optional.some) {
            let rest = taking.filter { streams[$0].conditions[property]?.passes(value) ?? true }
            guard seen.insert(rest).inserted, let found = uncovered(among: rest, depth + 1) else { continue }
            return named.isEmpty ? found : [Self.words(property, value, named)] + found
        }
        return nil
    }

    private static func words(_ property: String, _ value: String?, _ named: [String]) -> String {
        if let value { return "\(property) \(shown(property, value))" }
        let listed = named.prefix(6).map { shown(property, $0) }.joined(separator: ", ")
        return "\(property) other than \(listed)" + (named.count > 6 ? " and \(named.count - 6) more" : "")
    }

    private static func shown(_ property: String, _ value: String) -> String {
        property == "country" ? value.uppercased() : value
    }
}
