import Routing
import TestSupport

/// Rule trees that look as if people made them: overlapping sets, nested alternatives, all modes.
struct RandomTree {
    let tree: RuleTree
    /// Every value that matters of each field: the mentioned ones and one that nobody mentions.
    let universe: [RoutingField: [String]]

    /// Which fields may be used.
    enum Fields: CaseIterable, Sendable {
        /// Those with filters of several values.
        case plain
        /// Those with all kinds of filters.
        case filtered
        /// A few small ones of all kinds, so that all streams can be tried.
        case small
        /// All kinds, and some without a filter.
        case any
    }

    private static let plain: [(RoutingField, [String])] = [
        (.country, ["AT", "CH", "DE"]), (.deviceType, ["Desktop", "Mobile"]), (.os, ["Android", "iOS"]),
        (.browser, ["Chrome", "Firefox"]), (.isp, ["Net One"]),
    ]
    private static let bound: [(RoutingField, [String])] = [
        (.sub(1), ["a", "b"]), (.sub(2), ["x"]), (.connectionType, ["wifi", "cable"]), (.bots, ["l1", "l2"]),
    ]
    private static let other: [(RoutingField, [String])] = [
        (RoutingField("language"), ["de", "en"]), (RoutingField("weekday"), ["sat", "sun"]),
    ]

    init(_ fields: Fields, _ generator: inout SeededGenerator) {
        var pool: [(RoutingField, [String])]
        let count: Int
        switch fields {
        case .plain: (pool, count) = (Self.plain, 5)
        case .filtered:
            (pool, count) = (Self.plain + Self.bound.filter { _ in Bool.random(using: &generator) }, 5)
        case .small: (pool, count) = ([(.country, ["DE"]), (.os, ["iOS"])] + Self.bound, 3)
        case .any: (pool, count) = (Self.plain + Self.bound + Self.other, 5)
        }
        pool.shuffle(using: &generator)
        let chosen = pool.prefix(Int.random(in: 1...count, using: &generator))
        var closed: [RoutingField: [String]] = [:]
        var universe: [RoutingField: [String]] = [:]
        for (field, values) in chosen {
            universe[field] = values
            if field.holdsSeveralValues { continue }
            if Int.random(in: 0..<5, using: &generator) == 0 {
                closed[field] = values
            } else {
                universe[field]?.append("something else")
            }
        }
        var builder = Builder(generator: generator, fields: Array(chosen))
        let forced = Int.random(in: 0...5, using: &builder.generator) == 0 ? 1 : 0
        let mode: RuleTree.Mode = Int.random(in: 0...3, using: &builder.generator) == 0 ? .weight : .position
        let rules = builder.rules(Int.random(in: 1...(6 - forced), using: &builder.generator))
        let hasFallback = Int.random(in: 0...5, using: &builder.generator) > 0
        tree = RuleTree(
            "random", forced: builder.rules(forced), rules: rules, mode: mode,
            fallback: hasFallback ? PathChoice(builder.paths()) : nil, closedFields: closed)
        self.universe = universe
        generator = builder.generator
    }

    /// Every click that can be told apart.
    var clicks: [Click] { Click.all(universe) }

    private struct Builder {
        var generator: SeededGenerator
        let fields: [(RoutingField, [String])]

        mutating func rules(_ count: Int) -> [Rule] {
            (0..<count).map { number in
                let weight = Weight(Int.random(in: 1...3, using: &generator))
                return Rule("\(number)", condition(depth: 2), weight: weight, paths: paths())
            }
        }

        mutating func condition(depth: Int) -> Condition {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<2 where depth > 0: return .all(parts(depth))
            case 2..<4 where depth > 0: return .any(parts(depth))
            case 4 where depth > 0: return .not(condition(depth: depth - 1))
            case 5 where depth == 2: return .all(parts(depth))
            default: return test()
            }
        }

        private mutating func parts(_ depth: Int) -> [Condition] {
            (0..<Int.random(in: 1...3, using: &generator)).map { _ in condition(depth: depth - 1) }
        }

        private mutating func test() -> Condition {
            let (field, values) = fields[Int.random(in: 0..<fields.count, using: &generator)]
            let count = Int.random(in: 1...values.count, using: &generator)
            let chosen = Array(values.shuffled(using: &generator).prefix(count))
            let excludes = Int.random(in: 0..<3, using: &generator) == 0
            return .test(FieldTest(field, chosen, excludes: excludes))
        }

        mutating func paths() -> [RoutePath] {
            (0..<Int.random(in: 1...2, using: &generator)).map { number in
                RoutePath(
                    "\(number)", weight: weight(), landers: shares("l", in: 0...2),
                    offers: shares("o", in: 1...2))
            }
        }

        private mutating func shares(_ letter: String, in range: ClosedRange<Int>) -> [Share] {
            (0..<Int.random(in: range, using: &generator)).map { _ in
                Share("\(letter)\(Int.random(in: 1...3, using: &generator))", weight: weight())
            }
        }

        private mutating func weight() -> Weight {
            let number = Int.random(in: 1...7, using: &generator)
            return Int.random(in: 0..<6, using: &generator) == 0
                ? Weight(number, over: Int.random(in: 2...3, using: &generator)) ?? Weight(number)
                : Weight(number)
        }
    }
}

/// How many random trees the tests try: a few, or as many as `scripts/routing` says.
enum RoutingRuns {
    static let trees = number("WAYBILL_ROUTING_TREES") ?? 200
    static let seed = UInt64(number("WAYBILL_ROUTING_SEED") ?? 20_261_123)

    private static func number(_ name: String) -> Int? { environment(name).flatMap { Int($0) } }
}
