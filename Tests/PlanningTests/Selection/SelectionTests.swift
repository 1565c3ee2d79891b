import Manifests
import RedTrack
import Testing

@testable import Planning

@Suite("A part of the objects")
struct SelectionTests {
    private let manifest: Manifest

    init() throws {
        manifest = Manifest(objects: [
            try Fixture.file(.network, #"{"title": "North"}"#),
            try Fixture.file(.network, #"{"title": "South"}"#),
            try Fixture.file(.source, #"{"title": "Search"}"#),
            try Fixture.file(.offer, #"{"key": "feed/1", "network": "North"}"#),
            try Fixture.file(.offer, #"{"key": "feed/2", "network": "South"}"#),
            try Fixture.file(.offer, #"{"title": "Own", "network": "Elsewhere"}"#),
            try Fixture.file(
                .campaign,
                #"{"title": "Summer", "source": "Search", "tags": ["summer", "team-a"], "streams": [{"weight": 1, "#
                    + #""offers": [{"offer": "feed/1", "weight": 1}]}]}"#),
            try Fixture.file(.campaign, #"{"title": "Gone", "state": "absent", "source": "Search"}"#),
        ])
    }

    private func part(_ selected: [String], without excluded: [String] = []) throws -> Selection.Part {
        Selection(
            selected: try selected.map { try SelectionPattern($0) },
            excluded: try excluded.map { try SelectionPattern($0) }
        ).part(of: manifest)
    }

    private func names(_ part: Selection.Part) -> [String] {
        part.manifest.objects.map { "\($0.kind.plural)/\($0.key)" }
    }

    @Test(
        "objects come with what they need, however deep",
        arguments: [
            (["sources"], [], ["sources/Search"], []),
            (
                ["offers/feed/*"], [],
                ["networks/North", "networks/South", "offers/feed/1", "offers/feed/2"],
                ["networks/North", "networks/South"]
            ),
            (["offers/feed/?"], ["*/feed/2"], ["networks/North", "offers/feed/1"], ["networks/North"]),
            (
                ["tag:summer"], [],
                ["networks/North", "sources/Search", "offers/feed/1", "campaigns/Summer"],
                ["networks/North", "sources/Search", "offers/feed/1"]
            ),
            (
                ["tag:team-*"], ["sources"], ["networks/North", "offers/feed/1", "campaigns/Summer"],
                ["networks/North", "offers/feed/1"]
            ),
            (["file:sources.yaml"], [], ["sources/Search"], []),
            (
                ["file:n*.yaml", "sources/Search"], [],
                ["networks/North", "networks/South", "sources/Search"], []
            ),
            (["campaigns/Gone"], [], ["campaigns/Gone"], []),
            (["offers/Own"], [], ["offers/Own"], []),
            (["*/Search"], [], ["sources/Search"], []),
            (["tag:winter"], [], [], []),
        ] as [([String], [String], [String], [String])])
    func parts(selected: [String], excluded: [String], expected: [String], needed: [String]) throws {
        let part = try part(selected, without: excluded)
        #expect(names(part) == expected)
        #expect(part.needed.map(\.description) == needed)
        #expect(part.count == expected.count - needed.count)
    }

    @Test("without patterns all is meant, and exclusions alone take from it")
    func exclusions() throws {
        #expect(try part([]).manifest.objects.count == manifest.objects.count)
        #expect(Selection().isEverything)
        #expect(
            names(try part([], without: ["offers", "campaigns", "networks/S*"])) == [
                "networks/North", "sources/Search",
            ])
    }

    @Test("patterns that mean nothing are known, and the note counts")
    func notes() throws {
        let part = try part(["tag:winter", "sources"])
        #expect(part.idle == [.tag("winter")])
        #expect(part.note.hasPrefix("1 of 8 objects are selected;"))
        #expect(try self.part(["offers/feed/1"]).note.contains("and 1 that they need: networks/North"))
    }

    @Test(
        "a text that is no pattern says what was expected",
        arguments: [
            ("offer/x", "write \"offers/x\""), ("things", "the kinds are"), ("offers/", "offers/*"),
            ("tag:", "what follows"),
            ("files:x", "file:PATH"), ("changed:--output=x", "a branch"), ("changed:", "what follows"),
            ("", "the kinds are"),
        ])
    func faults(text: String, help: String) {
        let fault = #expect(throws: AddressPattern.Fault.self) { try SelectionPattern(text) }
        #expect(fault?.help.contains(help) == true, "\(String(describing: fault))")
    }

    @Test("a key may look like a pattern's word")
    func colons() throws {
        #expect(try SelectionPattern("offers/tag:x") == .address(AddressPattern("offers/tag:x")))
        #expect(try SelectionPattern("*/a:b") == .address(AddressPattern("*/a:b")))
    }

    @Test("nothing outside of a part is gone")
    func scope() throws {
        let account = [
            try Fixture.object(.source, #"{"id": "s1", "title": "Search"}"#),
            try Fixture.object(.landing, #"{"id": "l1", "title": "Old", "url": "x"}"#),
        ]
        let lock = Fixture.lock((.source, "Search", "s1"), (.landing, "Old", "l1"))
        var options = PlanOptions()
        options.scope = .keys(startingWith: [])
        let plan = try Fixture.plan(
            try part(["sources"]).manifest.objects, account, lock: lock, options: options)
        #expect(plan.isEmpty && plan.orphans.isEmpty && plan.forgotten.isEmpty)
    }
}
