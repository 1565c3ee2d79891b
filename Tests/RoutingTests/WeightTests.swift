import Diagnostics
import Routing
import Testing

/// Weights keep their proportions exactly.
@Suite struct WeightTests {
    private static func weights(_ weights: [Weight]) throws -> [Int] {
        let paths = weights.enumerated().map { RoutePath("\($0)", weight: $1, offers: [Share("\($0)")]) }
        let tree = RuleTree("X", fallback: PathChoice(paths))
        let streams = try RoutingCompiler().compile(tree).streams
        #expect(RoutingProof().compare(tree, with: streams).isEquivalent)
        return streams.map(\.weight)
    }

    @Test(arguments: [
        (["0.333", "0.667"], [333, 667]), (["0.25", "0.75"], [1, 3]), (["200", "100"], [2, 1]), (["7"], [1]),
        (["1.50", "3", ".5"], [3, 6, 1]), (["33.3", "33.3", "33.4"], [333, 333, 334]),
    ])
    func `proportions become whole numbers without a common factor`(texts: [String], expected: [Int]) throws {
        #expect(try Self.weights(texts.map { try #require(Weight($0)) }) == expected)
    }

    @Test(arguments: [
        "", "-1", "1e3", "1.2.3", " 1", "0x1", ".", "99999999999999999999", "0.0000000000000000000001",
    ])
    func `what is no exact decimal number is no weight`(text: String) {
        #expect(Weight(text) == nil)
    }

    @Test func `weights that cannot be written are refused with the number that they would need`() throws {
        let primes = [99_991, 99_989, 99_971]
        let weights = primes.compactMap { Weight(1, over: $0) }
        let refusal = try #require(throws: RoutingRefusal.self) { try Self.weights(weights) }
        #expect(refusal.obstacles.map(\.code) == [.weights])
        #expect(refusal.description.contains("campaign \"X\" › default"))
    }

    @Test func `large weights are written and said`() throws {
        let tree = RuleTree(
            "X",
            fallback: PathChoice([
                RoutePath("a", weight: Weight(1), offers: [Share("a")]),
                RoutePath("b", weight: Weight(1_001), offers: [Share("b")]),
            ]))
        let compiled = try RoutingCompiler().compile(tree)
        #expect(compiled.notes.map(\.id) == ["routing.large-weight"])
        #expect(RoutingProof.assumptions(of: compiled.streams).contains(.a11))
    }

    @Test func `rules drawn by weight keep their odds among those that match`() throws {
        let rules = [
            Rule(
                "a", .isOne(of: ["DE"], .country), weight: Weight(1),
                paths: [
                    RoutePath("1", weight: Weight(1), offers: [Share("a1")]),
                    RoutePath("2", weight: Weight(2), offers: [Share("a2")]),
                ]),
            Rule(
                "b", .isOne(of: ["Mobile"], .deviceType), weight: Weight(3),
                paths: [RoutePath("1", offers: [Share("b")])]),
        ]
        #expect(
            try ExpressionTests.streams(rules, mode: .weight) == [
                "1 | country not DE; device_type not Mobile | rest:1", "1 | country DE | a1:1",
                "2 | country DE | a2:1",
                "9 | device_type Mobile | b:1",
            ])
    }

    @Test func `numbers of any size are computed exactly`() {
        let big = (0..<40).reduce(Natural.one) { product, _ in product * Natural(1_000_003) }
        #expect(
            "\(big)".hasPrefix("100012000702026") && "\(big)".count == 241,
            "1000003 to the 40th power: \(big)")
        #expect("\(Natural.zero)" == "0")
        #expect("\(Natural(Int.max) * Natural(Int.max))" == "85070591730234615847396907784232501249")
        #expect("\(Natural(1_000_000_000_000_000_000) * Natural(1_000))" == "1000000000000000000000")
        #expect(Natural(Int.max) + Natural(Int.max) > Natural(Int.max))
    }
}
