import Diagnostics
import Routing
import Testing

/// Campaigns as trackers have them, with the traps that people fall into.
@Suite struct FixtureTests {
    private typealias Expression = ExpressionTests

    @Test func `a rule on language refuses the campaign, and says where`() throws {
        let place = SourcePlace(
            file: "flows.json", position: SourcePosition(line: 12, column: 9, offset: 400))
        let language = FieldTest(RoutingField("language"), ["de"], place: place)
        let tree = RuleTree(
            "X",
            rules: [
                Expression.rule("german", .all([.test(language)])),
                Expression.rule("dach", .isOne(of: ["DE", "AT"], .country)),
            ], fallback: Expression.all)
        let refusal = try #require(throws: RoutingRefusal.self) { try RoutingCompiler().compile(tree) }
        #expect(
            refusal.description
                == "flows.json:12:9: error: campaign \"X\" › rule 1 \"german\" › condition language: RedTrack has no filter on "
                + "language (RedTrack's API of today has one, the document of 2018 has not)")
    }

    @Test func `a rule for everybody hides those after it`() throws {
        let rules = [Expression.rule("all", .always), Expression.rule("de", .isOne(of: ["DE"], .country))]
        #expect(try Expression.streams(rules) == ["1 |  | all:1"])
    }

    @Test func `a list that is empty after dropping unknown values never means everyone`() throws {
        for condition in [Condition.isOne(of: [], .country), .isNone(of: [], .country)] {
            #expect(
                try Expression.refusal([Expression.rule("a", condition)]) == [
                    "empty-list: campaign \"X\" › rule 1 \"a\" › condition country"
                ])
        }
    }

    @Test func `a parameter beyond the tenth has no filter`() throws {
        let rule = Expression.rule("a", .test(FieldTest(.sub(14), ["zone"], label: "token_14")))
        #expect(
            try Expression.refusal([rule]) == [
                "no-filter: campaign \"X\" › rule 1 \"a\" › condition token_14"
            ])
    }

    @Test func `what is not in use is left out and said`() throws {
        let tree = RuleTree(
            "X",
            rules: [
                Rule("off", .isOne(of: ["DE"], .country), paths: [], isEnabled: false),
                Rule(
                    "on", .isOne(of: ["FR"], .country),
                    paths: [
                        RoutePath("dead", offers: [Share("gone", isEnabled: false)]),
                        RoutePath(
                            "no lander", landers: [Share("gone", isEnabled: false)], offers: [Share("a")]),
                        RoutePath("zero", weight: Weight(0), offers: [Share("a")]),
                        RoutePath(
                            "shares", weight: Weight(5),
                            offers: [
                                Share("a", weight: Weight(70)), Share("b", weight: Weight(50)),
                                Share("c", weight: Weight(0)), Share("d", isEnabled: false),
                                Share("a", weight: Weight(10)),
                            ]),
                    ]),
            ], fallback: Expression.all)
        let compiled = try RoutingCompiler().compile(tree)
        #expect(
            compiled.streams.map(WorkedExampleTests.line) == [
                "1 | country FR | a:8 b:5 | rule 2 \"on\" / path \"shares\" / box 1 of 1",
                "1 | country not FR | rest:1 | default / path \"rest\" / box 1 of 1",
            ])
        #expect(RoutingProof().compare(tree, with: compiled.streams).isEquivalent)
        let rule = "campaign \"X\" › rule 2 \"on\" › "
        #expect(
            compiled.notes.map(\.message) == [
                "campaign \"X\" › rule 1 \"off\": is not in use and is left out",
                rule + "path 1 \"dead\" › offer \"gone\": is not in use and is left out",
                rule
                    + "path 1 \"dead\": has no offer in use and cannot be moved; the other paths share its clicks",
                rule + "path 2 \"no lander\" › lander \"gone\": is not in use and is left out",
                rule
                    + "path 2 \"no lander\": has no lander in use and cannot be moved; the other paths share its clicks",
                rule + "path 3 \"zero\": is not in use and is left out",
                rule + "path 4 \"shares\" › offer \"c\": is not in use and is left out",
                rule + "path 4 \"shares\" › offer \"d\": is not in use and is left out",
                rule + "path 4 \"shares\" › offer \"a\": is listed repeatedly; its weights are added",
            ])
    }

    @Test func `a rule without any path in use is refused`() throws {
        let rule = Rule("a", .always, paths: [RoutePath("p", offers: [Share("o", isEnabled: false)])])
        #expect(try Expression.refusal([rule]) == ["no-path: campaign \"X\" › rule 1 \"a\""])
        #expect(
            try Expression.refusal([], fallback: PathChoice([])) == ["no-path: campaign \"X\" › default"])
    }

    @Test func `a forced flow comes before flows by weight, and the default after all of them`() throws {
        let tree = RuleTree(
            "X", forced: [Expression.rule("bots", .isOne(of: ["list"], .bots))],
            rules: [
                Rule(
                    "or", .any([.isOne(of: ["DE"], .country), .isOne(of: ["Mobile"], .deviceType)]),
                    weight: Weight(30), paths: [RoutePath("a", offers: [Share("a")])]),
                Rule(
                    "de", .isOne(of: ["DE"], .country), weight: Weight(70),
                    paths: [RoutePath("b", offers: [Share("b")])]),
            ], mode: .weight, fallback: Expression.all)
        let compiled = try RoutingCompiler().compile(tree)
        let verdict = RoutingProof().compare(tree, with: compiled.streams)
        #expect("\(verdict)" == "equivalent, 8 click classes checked")
        #expect(
            compiled.streams.map { WorkedExampleTests.line($0) } == [
                "1 | bots list | bots:1 | forced rule 1 \"bots\" / path \"bots\" / box 1 of 1",
                "1 | bots not list; country not DE; device_type Mobile | a:1 | rule 1 \"or\" / path \"a\" / box 1 of 1",
                "3 | bots not list; country DE | a:1 | rule 1 \"or\" / path \"a\" / box 1 of 1",
                "7 | bots not list; country DE | b:1 | rule 2 \"de\" / path \"b\" / box 1 of 1",
                "1 | bots not list; country not DE; device_type not Mobile | rest:1 | default / path \"rest\" / box 1 of 1",
            ])
    }

    @Test func `identifiers stay what they are, whatever their size`() throws {
        let choice = PathChoice([RoutePath("p", offers: [Share("9007199254740993")])])
        let streams = try RoutingCompiler().compile(RuleTree("X", fallback: choice)).streams
        #expect(streams.map(\.offers) == [[StreamShare("9007199254740993")]])
    }
}
