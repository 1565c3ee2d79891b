import Routing
import Testing

@Suite struct WorkedExampleTests {
    static let tree = RuleTree(
        "X",
        rules: [
            Rule(
                "mobile",
                .all([.isOne(of: ["DE", "AT"], .country), .isOne(of: ["Mobile"], .deviceType)]),
                paths: [RoutePath("A", offers: [Share("a")])]),
            Rule(
                "vip", .all([.isNone(of: ["IN"], .country), .isOne(of: ["vip"], .sub(3))]),
                paths: [
                    RoutePath("B", weight: Weight(60), offers: [Share("b")]),
                    RoutePath("C", weight: Weight(40), offers: [Share("c")]),
                ]),
        ],
        fallback: PathChoice([RoutePath("D", weight: Weight(100), offers: [Share("d")])]))

    @Test func `two rules and a default become eight streams that are proven`() throws {
        let compiled = try RoutingCompiler().compile(Self.tree)
        for stream in compiled.streams {
            print(
                stream.weight, stream.filters.map { "\($0.field) \($0.excludes ? "not " : "")\($0.values)" },
                stream.subs as Any, stream.offers.map(\.id), stream.origin)
        }
        #expect(compiled.streams.count == 8)
        print(RoutingProof().compare(Self.tree, with: compiled.streams))
    }
}
