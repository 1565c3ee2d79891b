import Routing
import Testing

/// Two overlapping rules and a default, worked out by hand.
@Suite struct WorkedExampleTests {
    private static let mobile = Rule(
        "mobile", .all([.isOne(of: ["DE", "AT"], .country), .isOne(of: ["Mobile"], .deviceType)]),
        paths: [RoutePath("A", offers: [Share("a")])])
    private static let vip = Rule(
        "vip", .all([.isNone(of: ["IN"], .country), .isOne(of: ["vip"], .sub(3))]),
        paths: [
            RoutePath("B", weight: Weight(60), offers: [Share("b")]),
            RoutePath("C", weight: Weight(40), offers: [Share("c")]),
        ])

    static func tree(_ rules: [Rule]) -> RuleTree {
        RuleTree(
            "X", rules: rules,
            fallback: PathChoice([RoutePath("D", weight: Weight(100), offers: [Share("d")])]))
    }

    /// A stream on one line.
    static func line(_ stream: RoutedStream) -> String {
        var parts = stream.filters.map {
            "\($0.field) \($0.excludes ? "not " : "")\($0.values.joined(separator: ","))"
        }
        if let subs = stream.subs {
            let items = subs.items.sorted { $0.key < $1.key }.map { "sub\($0)=\($1)" }.joined(separator: ",")
            parts.append("\(subs.excludes ? "not " : "")\(items)")
        }
        let targets = (stream.landings + stream.offers).map { "\($0.id):\($0.weight)" }.joined(separator: " ")
        return "\(stream.weight) | \(parts.joined(separator: "; ")) | \(targets) | \(stream.origin)"
    }

    @Test func `two rules and a default become eight streams`() throws {
        let tree = Self.tree([Self.mobile, Self.vip])
        let compiled = try RoutingCompiler().compile(tree)
        #expect(compiled.notes.isEmpty)
        #expect(
            compiled.streams.map(Self.line) == [
                "1 | country AT,DE; device_type Mobile | a:1 | rule 1 \"mobile\" / path \"A\" / box 1 of 1",
                "3 | country AT,DE; device_type not Mobile; sub3=vip | b:1 | rule 2 \"vip\" / path \"B\" / box 1 of 2",
                "2 | country AT,DE; device_type not Mobile; sub3=vip | c:1 | rule 2 \"vip\" / path \"C\" / box 1 of 2",
                "3 | country not AT,DE,IN; sub3=vip | b:1 | rule 2 \"vip\" / path \"B\" / box 2 of 2",
                "2 | country not AT,DE,IN; sub3=vip | c:1 | rule 2 \"vip\" / path \"C\" / box 2 of 2",
                "1 | country AT,DE; device_type not Mobile; not sub3=vip | d:1 | default / path \"D\" / box 1 of 3",
                "1 | country IN | d:1 | default / path \"D\" / box 2 of 3",
                "1 | country not AT,DE,IN; not sub3=vip | d:1 | default / path \"D\" / box 3 of 3",
            ])
        #expect(
            "\(RoutingProof().compare(tree, with: compiled.streams))"
                == "equivalent, 16 click classes checked")
        #expect(
            RoutingProof.assumptions(of: compiled.streams).map(\.id) == ["A1", "A2", "A3", "A5", "A6", "A13"])
    }

    @Test func `the rules in the other order become other streams, and the proof tells them apart`() throws {
        let (tree, swapped) = (Self.tree([Self.mobile, Self.vip]), Self.tree([Self.vip, Self.mobile]))
        let streams = try RoutingCompiler().compile(tree).streams
        let others = try RoutingCompiler().compile(swapped).streams
        #expect(streams.map(Self.line) != others.map(Self.line))
        #expect(RoutingProof().compare(swapped, with: others).isEquivalent)
        #expect(
            "\(RoutingProof().compare(swapped, with: streams))"
                == "different: a click with country AT, device_type Mobile, sub3 vip goes by the rules to "
                + "3/5 offer \"b\", 2/5 offer \"c\", by the streams to always offer \"a\"")
    }

    @Test func `the limit of streams is named with the number that it would take`() throws {
        let tree = Self.tree([Self.mobile, Self.vip])
        let refusal = try #require(throws: RoutingRefusal.self) {
            try RoutingCompiler(streamLimit: 7).compile(tree)
        }
        #expect(refusal.obstacles.map(\.code) == [.tooManyStreams])
        #expect(refusal.description.contains("campaign \"X\": needs 8 streams, more than 7"))
        #expect(try RoutingCompiler(streamLimit: 8).compile(tree).streams.count == 8)
    }
}
