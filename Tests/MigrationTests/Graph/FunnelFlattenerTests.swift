import Diagnostics
import Routing
import Testing

@testable import Migration

/// Graphs become rules, or the node that stands in the way is named.
@Suite struct FunnelFlattenerTests {
    private typealias Vertex = FunnelGraph.Vertex
    private typealias Edge = FunnelGraph.Edge

    private static func flatten(_ nodes: [Vertex], _ edges: [Edge]) -> (tree: RuleTree?, findings: [String]) {
        let result = FunnelFlattener().flatten(FunnelGraph(nodes: nodes, edges: edges), name: "X")
        return (result.tree, result.findings.map(\.message))
    }

    private static func weight(_ text: String) throws -> Weight { try #require(Weight(text)) }

    private static let root = Vertex(id: "1", kind: .root)
    private static func offer(_ id: String, _ object: String) -> Vertex {
        Vertex(id: id, kind: .offer, object: object)
    }
    private static func lander(_ id: String, _ object: String) -> Vertex {
        Vertex(id: id, name: object, kind: .lander, object: object)
    }
    private static func asking(_ id: String, _ name: String, _ condition: Condition) -> Vertex {
        Vertex(id: id, name: name, kind: .condition, condition: condition)
    }

    @Test func `weights of 0.25 and 0.75 stay exact, and a page leads to what is behind it`() throws {
        let (tree, findings) = Self.flatten(
            [
                Self.root, Vertex(id: "2", kind: .rotator), Self.lander("3", "quiz"), Self.offer("4", "tea"),
                Self.offer("5", "mugs"),
            ],
            [
                Edge(source: "1", target: "2"),
                Edge(source: "2", target: "3", weight: try Self.weight("0.25")),
                Edge(source: "2", target: "5", weight: try Self.weight("0.75")),
                Edge(source: "3", target: "4", action: "1"),
            ])
        #expect(findings == [])
        let fallback = try #require(tree?.fallback)
        #expect(tree?.rules.isEmpty == true)
        #expect(
            fallback.paths == [
                RoutePath(
                    "quiz", weight: Weight(1, over: 4) ?? Weight(0), landers: [Share("quiz")],
                    offers: [Share("tea", weight: Weight(1, over: 4) ?? Weight(0))]),
                RoutePath(
                    "direct", weight: Weight(3, over: 4) ?? Weight(0),
                    offers: [Share("mugs", weight: Weight(3, over: 4) ?? Weight(0))]),
            ])
    }

    @Test func `conditions become rules from the top, the side no needs none of its own`() throws {
        let germany = Condition.isOne(of: ["DE"], .country)
        let mobile = Condition.isOne(of: ["Mobile"], .deviceType)
        let (tree, findings) = Self.flatten(
            [
                Self.root, Self.asking("2", "is DE", germany), Self.asking("3", "", mobile),
                Self.offer("4", "tea"), Self.offer("5", "mugs"), Self.offer("6", "pots"),
            ],
            [
                Edge(source: "1", target: "2"), Edge(source: "2", target: "3", side: .yes),
                Edge(source: "2", target: "6", side: .no), Edge(source: "3", target: "4", side: .yes),
                Edge(source: "3", target: "5", side: .no),
            ])
        #expect(findings == [])
        #expect(tree?.rules.map(\.name) == ["is DE (node 2), node 3", "is DE (node 2)"])
        #expect(tree?.rules.map(\.condition) == [.all([germany, mobile]), .all([germany])])
        #expect(tree?.rules.map { $0.choice.paths.map { $0.offers.map(\.id) } } == [[["tea"]], [["mugs"]]])
        #expect(tree?.fallback?.paths.map { $0.offers.map(\.id) } == [["pots"]])
    }

    @Test func `a rotator above a condition draws for both answers`() throws {
        let germany = Condition.isOne(of: ["DE"], .country)
        let (tree, _) = Self.flatten(
            [Self.root, Self.asking("2", "is DE", germany), Self.offer("3", "tea"), Self.offer("4", "mugs")],
            [
                Edge(source: "1", target: "2"), Edge(source: "1", target: "4"),
                Edge(source: "2", target: "3", side: .yes), Edge(source: "2", target: "4", side: .no),
            ])
        let rule = try #require(tree?.rules.first)
        #expect(
            rule.choice.paths.map { $0.offers.map { "\($0.id) \($0.weight)" } } == [["tea 1/2", "mugs 1/2"]])
        #expect(tree?.fallback?.paths.map { $0.offers.map { "\($0.id) \($0.weight)" } } == [["mugs 1"]])
    }

    /// Each with the one thing that is wrong with it.
    private static let refusals: [(what: String, nodes: [Vertex], edges: [Edge], said: String)] = [
        (
            "a second page", [root, lander("2", "quiz"), lander("3", "story"), offer("4", "tea")],
            [
                Edge(source: "1", target: "2"), Edge(source: "2", target: "3", action: "1"),
                Edge(source: "3", target: "4", action: "1"),
            ], "node 3 \"story\" is a page behind a page; a stream has one"
        ),
        (
            "another action", [root, lander("2", "quiz"), offer("3", "tea"), offer("4", "mugs")],
            [
                Edge(source: "1", target: "2"), Edge(source: "2", target: "3", action: "1"),
                Edge(source: "2", target: "4", action: "7"),
            ], "node 2 \"quiz\" is left by action 7; a stream has a page with one way on"
        ),
        (
            "a page without an action", [root, lander("2", "quiz"), offer("3", "tea")],
            [Edge(source: "1", target: "2"), Edge(source: "2", target: "3")],
            "node 2 \"quiz\" has a way of which is not said which action takes it"
        ),
        (
            "an address with a way on",
            [
                root,
                Vertex(
                    id: "2", kind: .offer, object: "link https://shop.example", link: "https://shop.example"),
                offer("3", "tea"),
            ], [Edge(source: "1", target: "2"), Edge(source: "2", target: "3", action: "1")],
            "node 2 leads to an address and has a way on; a stream ends at its offer"
        ),
        (
            "a condition behind a page",
            [root, lander("2", "quiz"), asking("3", "is DE", .always), offer("4", "tea")],
            [
                Edge(source: "1", target: "2"), Edge(source: "2", target: "3", action: "1"),
                Edge(source: "3", target: "4", side: .yes), Edge(source: "3", target: "4", side: .no),
            ], "node 3 \"is DE\" asks a condition behind a page; filters look at the click alone"
        ),
        (
            "code", [root, Vertex(id: "9007199254740993", kind: .other("phpCode"))],
            [Edge(source: "1", target: "9007199254740993")],
            "node 9007199254740993 is of kind phpCode, which streams cannot imitate"
        ),
        (
            "a circle", [root, Vertex(id: "2", kind: .rotator), Vertex(id: "3", kind: .rotator)],
            [
                Edge(source: "1", target: "2"), Edge(source: "2", target: "3"),
                Edge(source: "3", target: "2"),
            ], "node 2 is on a way that leads back to it: 2 → 3 → 2"
        ),
        (
            "an offer with a way on", [root, offer("2", "tea"), offer("3", "mugs")],
            [Edge(source: "1", target: "2"), Edge(source: "2", target: "3", action: "1")],
            "node 2 is an offer with a way on; a stream ends at its offer"
        ),
        (
            "one answer", [root, asking("2", "is DE", .always), offer("3", "tea")],
            [Edge(source: "1", target: "2"), Edge(source: "2", target: "3", side: .yes)],
            "node 2 \"is DE\" has no way for clicks when the answer is no"
        ),
        ("no root", [offer("2", "tea")], [], "the funnel has no node where clicks enter"),
        (
            "two roots", [root, Vertex(id: "2", kind: .root)], [], "clicks enter at several nodes: 1, 2"
        ),
        (
            "a node that is not there", [root], [Edge(source: "1", target: "9")],
            "node 1 leads to node 9, which is not in the funnel"
        ),
        (
            "no way at all", [root, Vertex(id: "2", kind: .rotator)],
            [Edge(source: "1", target: "2"), Edge(source: "2", target: "1", weight: Weight(0))],
            "node 2 leads nowhere"
        ),
        (
            "no offer", [root, Vertex(id: "2", kind: .offer)], [Edge(source: "1", target: "2")],
            "node 2 names no offer"
        ),
    ]

    @Test(arguments: refusals.indices)
    func `what is no way to one offer is refused with the id of the node`(index: Int) {
        let refusal = Self.refusals[index]
        let (tree, findings) = Self.flatten(refusal.nodes, refusal.edges)
        #expect(tree == nil, "\(refusal.what)")
        #expect(findings.contains("campaign \"X\" › \(refusal.said)"), "\(refusal.what): \(findings)")
    }

    @Test func `all that is wrong is said at once`() {
        let (_, findings) = Self.flatten(
            [
                Self.root, Vertex(id: "2", kind: .other("jsCode")),
                Vertex(id: "3", kind: .other("visitorTag"), refusal: "sets a tag, which streams cannot"),
            ], [Edge(source: "1", target: "2"), Edge(source: "1", target: "3")])
        #expect(findings.count { $0.contains("node 2") || $0.contains("node 3") } == 2)
    }

    @Test func `what no click reaches is named, and stands in nobody's way`() {
        let (tree, findings) = Self.flatten(
            [Self.root, Self.offer("2", "tea"), Vertex(id: "3", kind: .other("phpCode"))],
            [
                Edge(source: "1", target: "2"), Edge(source: "3", target: "2"),
                Edge(source: "1", target: "3", weight: Weight(0)),
            ])
        #expect(tree != nil)
        #expect(
            findings == [
                "campaign \"X\" › node 1: its way to node 3 has weight 0 and is left out",
                "campaign \"X\" › no click reaches node 3, which is left out",
            ])
    }

    @Test func `weights that add up to something else are proportions, and that is said`() throws {
        let (tree, findings) = Self.flatten(
            [Self.root, Self.offer("2", "tea"), Self.offer("3", "mugs")],
            [
                Edge(source: "1", target: "2", weight: try Self.weight("0.2")),
                Edge(source: "1", target: "3", weight: try Self.weight("0.6")),
            ])
        #expect(
            tree?.fallback?.paths.first?.offers.map { "\($0.id) \($0.weight)" } == ["tea 1/4", "mugs 3/4"])
        #expect(
            findings == ["campaign \"X\" › node 1: its weights add up to 4/5; they are taken as proportions"])
    }

    @Test func `a long way and a wide one end, in rules or in a refusal`() {
        var nodes = [Self.root]
        var edges = [Edge(source: "1", target: "n0")]
        for number in 0..<20_000 {
            nodes.append(Vertex(id: "n\(number)", kind: .rotator))
            edges.append(Edge(source: "n\(number)", target: "n\(number + 1)"))
        }
        nodes.append(Vertex(id: "n20000", kind: .offer, object: "tea"))
        #expect(Self.flatten(nodes, edges).tree?.fallback?.paths.count == 1)

        // Ten conditions side by side under a rotator have 1,024 answers together.
        nodes = [Self.root, Self.offer("a", "tea"), Self.offer("b", "mugs")]
        edges = []
        for number in 0..<10 {
            nodes.append(Self.asking("c\(number)", "", .isOne(of: ["v\(number)"], .sub(number + 1))))
            edges.append(Edge(source: "1", target: "c\(number)"))
            edges.append(Edge(source: "c\(number)", target: "a", side: .yes))
            edges.append(Edge(source: "c\(number)", target: "b", side: .no))
        }
        let (tree, findings) = Self.flatten(nodes, edges)
        #expect(tree == nil)
        #expect(findings.contains { $0.hasSuffix("leads on in more than 64 ways; the funnel is too large") })
    }

    @Test func `weights that cannot be exact are refused, never rounded`() throws {
        var nodes = [Self.root, Self.offer("a", "tea")]
        var edges = [Edge(source: "1", target: "n0")]
        for number in 0..<8 {
            nodes.append(Vertex(id: "n\(number)", kind: .rotator))
            edges.append(
                Edge(source: "n\(number)", target: "n\(number + 1)", weight: try Self.weight("0.123456789")))
            edges.append(Edge(source: "n\(number)", target: "a", weight: try Self.weight("0.876543211")))
        }
        nodes.append(Self.offer("n8", "mugs"))
        let (tree, findings) = Self.flatten(nodes, edges)
        #expect(tree == nil)
        #expect(
            findings.contains { $0.hasSuffix("has weights whose product has too many digits to be exact") })
    }

    @Test func `a funnel of very many circles is refused in few words`() {
        let count = 3_000
        let nodes =
            [Self.root] + (2...count).map { Vertex(id: "\($0)", kind: .rotator) }
        var edges: [Edge] = []
        for number in 1..<count {
            edges.append(Edge(source: "\(number)", target: "\(number + 1)"))
            edges.append(Edge(source: "\(number + 1)", target: "1"))
        }
        let (tree, findings) = Self.flatten(nodes, edges)
        #expect(tree == nil)
        let circles = findings.filter { $0.contains("is on a way that leads back to it") }
        #expect(circles.count == 10)
        #expect(circles.first?.hasSuffix(": 1 → 2 → 1") == true)
        let chain = edges.filter { $0.target != "1" } + [Edge(source: "\(count)", target: "1")]
        #expect(
            Self.flatten(nodes, chain).findings.contains {
                $0.hasSuffix("leads back to it: 1 → 2 → 3 → 4 → 5 → 6 → … → 2997 → 2998 → 2999 → 3000 → 1")
            })
    }
}
