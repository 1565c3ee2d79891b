/// How the source routes: the rules in use with their paths, as its documentation says.
struct SourceSide {
    private struct Entry {
        var condition: Condition
        var weight: Weight
        var paths: [RoutePath]
        /// Whether it is drawn by weight among others instead of being taken because it comes first.
        var isDrawn: Bool
    }

    /// The rules in the order in which they are tried, the default at the end.
    private var entries: [Entry] = []

    init(_ tree: RuleTree) {
        for rule in tree.forced where rule.isEnabled {
            entries.append(
                Entry(
                    condition: rule.condition, weight: rule.weight, paths: rule.choice.paths, isDrawn: false))
        }
        for rule in tree.rules where rule.isEnabled {
            let isDrawn = tree.mode == .weight
            if isDrawn, rule.weight.isZero { continue }
            entries.append(
                Entry(
                    condition: rule.condition, weight: rule.weight, paths: rule.choice.paths, isDrawn: isDrawn
                ))
        }
        if let fallback = tree.fallback {
            entries.append(
                Entry(condition: .always, weight: Weight(1), paths: fallback.paths, isDrawn: false))
        }
    }

    /// What the rules ask.
    var questions: [ClickSpace.Question] {
        entries.flatMap(\.condition.tests).map {
            ClickSpace.Question(field: $0.field, values: Set($0.values))
        }
    }

    /// The rules as numbers and formulas by turns.
    func formulas(_ formulas: inout Formulas, _ questions: [ClickSpace.Question: Int]) -> [Int] {
        var list: [Int] = []
        for (number, entry) in entries.enumerated() {
            list.append(number)
            list.append(Self.formula(entry.condition, true, &formulas, questions))
        }
        return list
    }

    private static func formula(
        _ condition: Condition, _ wanted: Bool, _ formulas: inout Formulas,
        _ questions: [ClickSpace.Question: Int]
    ) -> Int {
        switch condition {
        case .all(let parts):
            let parts = parts.map { formula($0, wanted, &formulas, questions) }
            return wanted ? formulas.all(parts) : formulas.any(parts)
        case .any(let parts):
            let parts = parts.map { formula($0, wanted, &formulas, questions) }
            return wanted ? formulas.any(parts) : formulas.all(parts)
        case .not(let part): return formula(part, !wanted, &formulas, questions)
        case .test(let test):
            let question = ClickSpace.Question(field: test.field, values: Set(test.values))
            guard let number = questions[question], !test.values.isEmpty else {
                return test.excludes == wanted ? Formulas.yes : Formulas.no
            }
            return formulas.question(number, wanted: wanted != test.excludes)
        case .unsupported: return Formulas.no
        }
    }

    /// Leaves out the rules that cannot take the click any more: what is false, and what comes after a rule that takes it.
    func pruned(_ list: [Int]) -> [Int] {
        var kept: [Int] = []
        var isDrawnTaken = false
        for index in stride(from: 0, to: list.count, by: 2) where list[index + 1] != Formulas.no {
            let isDrawn = entries[list[index]].isDrawn
            if isDrawnTaken, !isDrawn { break }
            kept.append(list[index])
            kept.append(list[index + 1])
            guard list[index + 1] == Formulas.yes else { continue }
            if !isDrawn { break }
            isDrawnTaken = true
        }
        return kept
    }

    /// Where the click goes when all that is left is true.
    func odds(_ list: [Int]) -> Distribution {
        let taken = stride(from: 0, to: list.count, by: 2).map { entries[list[$0]] }
        guard let first = taken.first else { return .nowhere }
        let drawn = first.isDrawn ? taken.filter(\.isDrawn) : [first]
        let weights = Weight.proportions(drawn.map { $0.isDrawn ? $0.weight : Weight(1) })
        // The odds of a rule are divided among its paths: all rules are brought to the same whole.
        let wholes = drawn.map { entry in Self.shares(entry.paths).reduce(Natural.zero) { $0 + $1.weight } }
        var ways: [Distribution.Way] = []
        for (number, entry) in drawn.enumerated() {
            let others = wholes.enumerated().filter { $0.offset != number }
            let scale = others.reduce(weights[number]) { $0 * $1.element }
            for var way in Self.shares(entry.paths) {
                way.weight = way.weight * scale
                ways.append(way)
            }
        }
        return Distribution(of: ways)
    }

    /// The paths that get clicks: in use, with an offer in use, and with a lander in use where they list any.
    private static func shares(_ paths: [RoutePath]) -> [Distribution.Way] {
        let live = paths.filter { path in
            path.isEnabled && !path.weight.isZero && path.offers.contains(where: \.isLive)
                && (path.landers.isEmpty || path.landers.contains(where: \.isLive))
        }
        return zip(live, Weight.proportions(live.map(\.weight))).map { path, weight in
            Distribution.Way(weight: weight, landings: numbers(path.landers), offers: numbers(path.offers))
        }
    }

    private static func numbers(_ shares: [Share]) -> [(id: String, weight: Natural)] {
        let live = shares.filter(\.isLive)
        return zip(live, Weight.proportions(live.map(\.weight))).map { ($0.id, $1) }
    }
}
