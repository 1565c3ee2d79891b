import Routing
import Testing

/// What the proof sees in streams that somebody else made.
@Suite struct ProofTests {
    private static let tree = RuleTree(
        "X", rules: [ExpressionTests.rule("a", .isOne(of: ["DE"], .country))], fallback: ExpressionTests.all)
    private static let ruled = RoutedStream(
        weight: 1, filters: [StreamFilter(.country, ["DE"])], offers: [StreamShare("a")])
    private static let rest = RoutedStream(
        weight: 1, filters: [StreamFilter(.country, ["DE"], excludes: true)], offers: [StreamShare("rest")])

    private static func verdict(_ streams: [RoutedStream]) -> String {
        "\(RoutingProof().compare(tree, with: streams))"
    }

    @Test func `one stream a rule leaks clicks to the default, and the proof shows which`() {
        var everyone = Self.rest
        everyone.filters = []
        #expect(
            Self.verdict([Self.ruled, everyone])
                == "different: a click with country DE goes by the rules to always offer \"a\", by the streams to "
                + "1/2 offer \"a\", 1/2 offer \"rest\"")
        // Order imitated by weights still leaks.
        var heavy = Self.ruled
        heavy.weight = 1_000_000
        #expect(
            Self.verdict([heavy, everyone])
                == "different: a click with country DE goes by the rules to always offer \"a\", by the streams to "
                + "1000000/1000001 offer \"a\", 1/1000001 offer \"rest\"")
    }

    @Test func `streams have no order, and an inactive or empty filter is none`() {
        #expect(Self.verdict([Self.rest, Self.ruled]) == "equivalent, 2 click classes checked")
        var open = Self.ruled
        open.filters[0].isActive = false
        #expect(
            Self.verdict([open, Self.rest])
                == "different: a click with country other than all mentioned goes by the rules to always offer \"rest\", "
                + "by the streams to 1/2 offer \"a\", 1/2 offer \"rest\"")
        var empty = Self.ruled
        empty.filters.append(StreamFilter(.os, []))
        empty.subs = SubsFilter([:])
        #expect(Self.verdict([empty, Self.rest]) == "equivalent, 2 click classes checked")
    }

    @Test func `a gap is shown as going nowhere`() {
        #expect(
            Self.verdict([Self.ruled])
                == "different: a click with country other than all mentioned goes by the rules to always offer \"rest\", "
                + "by the streams to nowhere")
    }

    @Test func `values that only the streams mention are told apart`() {
        var german = Self.rest
        german.filters = [StreamFilter(.country, ["AT", "DE"], excludes: true)]
        #expect(
            Self.verdict([Self.ruled, german])
                == "different: a click with country AT goes by the rules to always offer \"rest\", by the streams to nowhere"
        )
    }

    @Test func `landing pages and offers are drawn independently, so that a path can be split`() {
        let tree = RuleTree(
            "X",
            fallback: PathChoice([
                RoutePath(
                    "p", landers: [Share("l"), Share("m")],
                    offers: [Share("a"), Share("b", weight: Weight(2))])
            ]))
        let halves = ["l", "m"].map {
            RoutedStream(
                weight: 3, landings: [StreamShare($0)],
                offers: [StreamShare("a"), StreamShare("b", weight: 2)])
        }
        #expect(RoutingProof().compare(tree, with: halves).isEquivalent)
        var uneven = halves
        uneven[0].offers[0].weight = 2
        #expect(!RoutingProof().compare(tree, with: uneven).isEquivalent)
    }

    @Test func `a space of many millions of clicks is checked whole`() throws {
        let fields: [RoutingField] = [.country, .city, .isp, .browser, .os, .deviceType]
        let rules = (0..<6).map { number in
            ExpressionTests.rule(
                "\(number)",
                .all([
                    .isOne(of: (0..<30).map { "a\(number * 20 + $0)" }, fields[number % 6]),
                    .isNone(of: (0..<30).map { "b\(number * 20 + $0)" }, fields[(number + 1) % 6]),
                ]))
        }
        let tree = RuleTree("X", rules: rules, fallback: ExpressionTests.all)
        let streams = try RoutingCompiler(streamLimit: 10_000).compile(tree).streams
        #expect(
            "\(RoutingProof().compare(tree, with: streams))"
                == "equivalent, 51520374361 click classes checked")
    }

    @Test func `a proof that reaches its bound says so instead of guessing`() throws {
        let verdict = RoutingProof(stateLimit: 0).compare(Self.tree, with: [Self.ruled, Self.rest])
        #expect("\(verdict)" == "undecided: more than 0 combinations to tell apart")
        #expect(!verdict.isEquivalent)
    }

    @Test func `a campaign of two hundred rules is compiled and proven`() throws {
        let rules = (0..<200).map { number in
            ExpressionTests.rule(
                "\(number)",
                .all([
                    .isOne(of: ["c\(number)", "c\(number + 1)", "c\((number * 7) % 200)"], .country),
                    number.isMultiple(of: 3)
                        ? .isOne(of: ["d\(number % 4)", "d\((number / 4) % 4)"], .deviceType) : .always,
                    number.isMultiple(of: 5) ? .isNone(of: ["o\(number % 7)"], .os) : .always,
                ]))
        }
        let tree = RuleTree("X", rules: rules, fallback: ExpressionTests.all)
        let streams = try RoutingCompiler(streamLimit: 5_000).compile(tree).streams
        #expect(RoutingProof().compare(tree, with: streams).isEquivalent)
        #expect(Set(streams.flatMap(\.origin.rules)).count > 150)
    }

    @Test func `every assumption has a name and a sentence`() {
        #expect(Assumption.allCases.map(\.id) == (1...13).map { "A\($0)" })
        #expect(Assumption.allCases.allSatisfy { $0.text.hasSuffix(".") })
    }
}
