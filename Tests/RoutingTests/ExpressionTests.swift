import Diagnostics
import Routing
import Testing

/// What filters can say, and what they cannot.
@Suite struct ExpressionTests {
    static let all = PathChoice([RoutePath("rest", offers: [Share("rest")])])

    static func rule(_ name: String, _ condition: Condition) -> Rule {
        Rule(name, condition, paths: [RoutePath(name, offers: [Share(name)])])
    }

    /// The streams of some rules, proven.
    static func streams(
        _ rules: [Rule], fallback: PathChoice? = all, closed: [RoutingField: [String]] = [:],
        compiler: RoutingCompiler = RoutingCompiler(), mode: RuleTree.Mode = .position
    ) throws -> [String] {
        let tree = RuleTree("X", rules: rules, mode: mode, fallback: fallback, closedFields: closed)
        let streams = try compiler.compile(tree).streams
        let verdict = RoutingProof().compare(tree, with: streams)
        #expect(verdict.isEquivalent, "\(verdict)")
        return streams.map {
            WorkedExampleTests.line($0).split(separator: " | ", omittingEmptySubsequences: false).prefix(3)
                .joined(separator: " | ")
        }
    }

    /// Why rules are refused: code and location.
    static func refusal(
        _ rules: [Rule], fallback: PathChoice? = all, closed: [RoutingField: [String]] = [:],
        compiler: RoutingCompiler = RoutingCompiler()
    ) throws -> [String] {
        let tree = RuleTree("X", rules: rules, fallback: fallback, closedFields: closed)
        let refusal = try #require(throws: RoutingRefusal.self) { try compiler.compile(tree) }
        return refusal.obstacles.map { "\($0.code.name): \($0.origin)" }
    }

    @Test func `two values of a parameter become two streams only where nothing needs all others`() throws {
        let rule = Self.rule("a", .isOne(of: ["x", "y"], .sub(3)))
        #expect(try Self.streams([rule], fallback: nil) == ["1 | sub3=x | a:1", "1 | sub3=y | a:1"])
        #expect(try Self.refusal([rule]) == ["inexpressible: campaign \"X\" › rule 1 \"a\" › condition sub3"])
        // Where another rule takes what is left of the country, nothing needs the complement there.
        let inGermany = Self.rule(
            "a", .all([.isOne(of: ["DE"], .country), .isOne(of: ["x", "y"], .sub(3))]))
        #expect(try Self.refusal([inGermany]).count == 1)
    }

    @Test func `none of two values of a parameter has no form`() throws {
        let rule = Self.rule("a", .isNone(of: ["x", "y"], .sub(3)))
        let location = "inexpressible: campaign \"X\" › rule 1 \"a\" › condition sub3"
        #expect(try Self.refusal([rule]) == [location])
        #expect(try Self.refusal([rule], fallback: nil) == [location])
        #expect(
            try Self.streams([Self.rule("a", .isNone(of: ["x"], .sub(3)))], fallback: nil) == [
                "1 | not sub3=x | a:1"
            ])
    }

    @Test func `values of a parameter that are all known need no complement`() throws {
        let rule = Self.rule("a", .isOne(of: ["x", "y"], .sub(3)))
        #expect(
            try Self.streams([rule], closed: [.sub(3): ["x", "y", "z"]]) == [
                "1 | not sub3=z | a:1", "1 | sub3=z | rest:1",
            ])
    }

    @Test func `two parameters at once are refused, unless the user accepts that a filter joins them`() throws
    {
        let rule = Self.rule("a", .all([.isOne(of: ["x"], .sub(1)), .isOne(of: ["y"], .sub(2))]))
        #expect(try Self.refusal([rule], fallback: nil).count == 1)
        let compiler = RoutingCompiler(profile: FilterProfile(joinsSubs: true))
        #expect(try Self.streams([rule], fallback: nil, compiler: compiler) == ["1 | sub1=x,sub2=y | a:1"])
        // The complement would need one parameter included and another one excluded.
        #expect(try Self.refusal([rule], compiler: compiler).count == 1)
    }

    @Test func `one type of connection and all others part, two types and all others do not`() throws {
        let rules = [Self.rule("a", .isOne(of: ["wifi"], .connectionType))]
        #expect(
            try Self.streams(rules) == [
                "1 | connection_type wifi | a:1", "1 | connection_type not wifi | rest:1",
            ])
        let more = rules + [Self.rule("b", .isOne(of: ["cable"], .connectionType))]
        #expect(
            try Self.refusal(more) == [
                "inexpressible: campaign \"X\" › rule 1 \"a\" › condition connection_type"
            ])
        #expect(
            try Self.streams(more, fallback: nil) == [
                "1 | connection_type wifi | a:1", "1 | connection_type cable | b:1",
            ])
    }

    @Test func `lists of bots can be joined, but not told apart`() throws {
        let both = Self.rule("a", .isOne(of: ["l1", "l2"], .bots))
        #expect(try Self.streams([both]) == ["1 | bots l1,l2 | a:1", "1 | bots not l1,l2 | rest:1"])
        let either = Self.rule("a", .any([.isOne(of: ["l1"], .bots), .isOne(of: ["l2"], .bots)]))
        #expect(try Self.streams([either]) == ["1 | bots l1,l2 | a:1", "1 | bots not l1,l2 | rest:1"])
        let apart = [Self.rule("a", .isOne(of: ["l1"], .bots)), Self.rule("b", .isOne(of: ["l2"], .bots))]
        #expect(try Self.refusal(apart) == ["inexpressible: campaign \"X\" › rule 1 \"a\" › condition bots"])
    }

    @Test func `what does not change the routing does not stand in its way`() throws {
        let language = RoutingField("language")
        let shadowed = [Self.rule("a", .always), Self.rule("b", .isOne(of: ["de"], language))]
        #expect(try Self.streams(shadowed) == ["1 |  | a:1"])
        let week = Self.rule("a", .isOne(of: ["mon", "sun"], RoutingField("weekday")))
        #expect(
            try Self.streams([week], closed: [RoutingField("weekday"): ["sun", "mon"]]) == ["1 |  | a:1"])
        // Both rules lead to the same place, whatever the language.
        let alike = [
            Self.rule("a", .all([.isOne(of: ["DE"], .country), .isOne(of: ["de"], language)])),
            Self.rule("a", .isOne(of: ["DE"], .country)),
        ]
        #expect(try Self.streams(alike) == ["1 | country DE | a:1", "1 | country not DE | rest:1"])
    }

    @Test func `alternatives become streams that share no click`() throws {
        let rule = Self.rule("a", .any([.isOne(of: ["DE"], .country), .isOne(of: ["Mobile"], .deviceType)]))
        #expect(
            try Self.streams([rule]) == [
                "1 | country DE | a:1", "1 | country not DE; device_type Mobile | a:1",
                "1 | country not DE; device_type not Mobile | rest:1",
            ])
    }

    @Test func `everything that stands in the way is said at once, with its location`() throws {
        let rules = [
            Self.rule("a", .unsupported(UnsupportedCondition("referrer", reason: "is not understood"))),
            Self.rule("b", .any([.isOne(of: [], .country), .isOne(of: ["10.0.0.0/8"], .ip)])),
            Self.rule("c", .not(.isOne(of: [""], .sub(1)))),
        ]
        #expect(
            try Self.refusal(rules) == [
                "unsupported-condition: campaign \"X\" › rule 1 \"a\" › condition referrer",
                "empty-list: campaign \"X\" › rule 2 \"b\" › condition country",
                "unusable-value: campaign \"X\" › rule 2 \"b\" › condition ip",
                "unusable-value: campaign \"X\" › rule 3 \"c\" › condition sub1",
            ])
        #expect(
            try Self.refusal(
                [Self.rule("a", .isOne(of: ["funday"], RoutingField("weekday")))],
                closed: [RoutingField("weekday"): ["sunday"]])
                == ["unusable-value: campaign \"X\" › rule 1 \"a\" › condition weekday"])
    }

    @Test func `a way of choosing without a counterpart is refused by its name`() throws {
        let tree = RuleTree(
            "X", rules: [Self.rule("a", .always)], mode: .other("auction"), fallback: Self.all)
        let refusal = try #require(throws: RoutingRefusal.self) { try RoutingCompiler().compile(tree) }
        #expect(refusal.description.contains("\"auction\""))
        let paths = [RoutePath("p", offers: [Share("a")])]
        let drawn = RuleTree("X", rules: [Rule("a", .always, paths: paths, rotation: .other("bandit"))])
        #expect(throws: RoutingRefusal.self) { try RoutingCompiler().compile(drawn) }
        let smart = RuleTree("X", rules: [Rule("a", .always, paths: paths, rotation: .automatic("smart"))])
        #expect(
            try RoutingCompiler().compile(smart).notes.map(\.id) == [
                "routing.rotation", "routing.no-default",
            ])
    }
}
