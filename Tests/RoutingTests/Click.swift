import Routing

/// One click, with all its values: a list of values for each field, so that it can be on several lists of bots.
struct Click: Hashable, CustomStringConvertible {
    var values: [RoutingField: Set<String>] = [:]

    var description: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.sorted().joined(separator: "+"))" }
            .joined(separator: " ")
    }

    /// Every combination of values of some fields; a field that can have several values takes every set of them.
    static func all(_ fields: [RoutingField: [String]]) -> [Click] {
        var clicks = [Click()]
        for (field, values) in fields.sorted(by: { $0.key < $1.key }) {
            let sets: [Set<String>] =
                field.holdsSeveralValues
                ? (0..<(1 << values.count)).map { mask in
                    Set(values.indices.filter { mask & (1 << $0) != 0 }.map { values[$0] })
                } : values.map { [$0] }
            clicks = clicks.flatMap { click in
                sets.map { set in
                    var click = click
                    click.values[field] = set
                    return click
                }
            }
        }
        return clicks
    }
}

/// A fraction, for odds that are small enough.
struct Odds: Hashable {
    var numerator: Int
    var denominator: Int

    init(_ numerator: Int, _ denominator: Int) {
        var (left, right) = (numerator, denominator)
        while right != 0 { (left, right) = (right, left % right) }
        self.numerator = numerator / max(1, left)
        self.denominator = denominator / max(1, left)
    }

    static func + (left: Odds, right: Odds) -> Odds {
        Odds(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }

    static func * (left: Odds, right: Odds) -> Odds {
        Odds(left.numerator * right.numerator, left.denominator * right.denominator)
    }
}

/// Sends single clicks through rules and through streams, as a person would: step by step, with nothing shared with the
/// library but its data.
enum BruteForce {
    typealias Outcome = [Destination: Odds]

    static func holds(_ condition: Condition, _ click: Click) -> Bool {
        switch condition {
        case .all(let parts): parts.allSatisfy { holds($0, click) }
        case .any(let parts): parts.contains { holds($0, click) }
        case .not(let part): !holds(part, click)
        case .test(let test):
            !(click.values[test.field] ?? []).isDisjoint(with: test.values) != test.excludes
        case .unsupported: false
        }
    }

    /// The rules among which the source draws for a click.
    static func rules(_ tree: RuleTree, _ click: Click) -> [Rule] {
        if let rule = tree.forced.first(where: { $0.isEnabled && holds($0.condition, click) }) {
            return [rule]
        }
        let matching = tree.rules.filter { $0.isEnabled && holds($0.condition, click) }
        if tree.mode == .weight {
            let drawn = matching.filter { $0.weight.numerator > 0 }
            if !drawn.isEmpty { return drawn }
        } else if let rule = matching.first {
            return [rule]
        }
        return tree.fallback.map { [Rule("default", .always, paths: $0.paths)] } ?? []
    }

    static func outcome(_ tree: RuleTree, _ click: Click) -> Outcome {
        let rules = rules(tree, click)
        var outcome: Outcome = [:]
        let drawn = rules.count > 1
        let whole = rules.reduce(Odds(0, 1)) { $0 + number(drawn ? $1.weight : Weight(1)) }
        for rule in rules {
            let share = number(drawn ? rule.weight : Weight(1)) * Odds(whole.denominator, whole.numerator)
            let paths = rule.choice.paths.map { (number($0.weight), $0) }
            for (odds, path) in drawing(paths) {
                add(
                    share * odds, path.landers.map { (number($0.weight), $0.id) },
                    path.offers.map { (number($0.weight), $0.id) }, to: &outcome)
            }
        }
        return outcome
    }

    static func passes(_ stream: RoutedStream, _ click: Click) -> Bool {
        for filter in stream.filters where filter.isActive && !filter.values.isEmpty {
            let isMatch = (click.values[filter.field] ?? []).contains { filter.values.contains($0) }
            if isMatch == filter.excludes { return false }
        }
        guard let subs = stream.subs, subs.isActive, !subs.items.isEmpty else { return true }
        let isMatch = subs.items.allSatisfy { click.values[.sub($0.key)] == [$0.value] }
        return isMatch != subs.excludes
    }

    static func outcome(_ streams: [RoutedStream], _ click: Click) -> Outcome {
        var outcome: Outcome = [:]
        let matching = streams.filter { passes($0, click) }.map { (Odds($0.weight, 1), $0) }
        for (odds, stream) in drawing(matching) {
            add(
                odds, stream.landings.map { (Odds($0.weight, 1), $0.id) },
                stream.offers.map { (Odds($0.weight, 1), $0.id) }, to: &outcome)
        }
        return outcome
    }

    private static func number(_ weight: Weight) -> Odds { Odds(weight.numerator, weight.denominator) }

    private static func drawing<Element>(_ list: [(Odds, Element)]) -> [(Odds, Element)] {
        let whole = list.reduce(Odds(0, 1)) { $0 + $1.0 }
        return list.map { ($0.0 * Odds(whole.denominator, whole.numerator), $0.1) }
    }

    private static func add(
        _ odds: Odds, _ landings: [(Odds, String)], _ offers: [(Odds, String)], to outcome: inout Outcome
    ) {
        let landings: [(Odds, String?)] =
            landings.isEmpty ? [(Odds(1, 1), nil)] : drawing(landings).map { ($0.0, $0.1) }
        for (landingOdds, landing) in landings {
            for (offerOdds, offer) in drawing(offers) {
                let destination = Destination(offer, behind: landing)
                outcome[destination, default: Odds(0, 1)] =
                    outcome[destination, default: Odds(0, 1)] + odds * landingOdds * offerOdds
            }
        }
    }
}
