import Diagnostics
import Testing

@testable import Manifests

/// What the lints find in a YAML file; the id of each without `lint.`.
func lint(
    _ text: String, _ settings: LintSettings = LintSettings(), feedKeys: [String] = []
) throws -> [Diagnostic] {
    let read = ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml)
    try #require(!read.diagnostics.contains { $0.severity == .error }, "\(read.diagnostics)")
    return Linter(settings, feedKeys: feedKeys).findings(in: Manifest(objects: read.objects))
}

extension Diagnostic {
    /// The name of the lint that found it.
    fileprivate var lintName: String { String(id.dropFirst("lint.".count)) }
}

@Suite("Lints")
struct LintTests {
    private static let offer = "offers:\n  - title: o\n    url: "
    private static let landing = "landings:\n  - title: l\n    url: "
    private static let source = "sources:\n  - title: s\n    ref_id: '{GCLID}'\n"
    private static let network = "networks:\n  - title: n\n    "
    private static let campaign =
        "campaigns:\n  - title: c\n    streams:\n      - {weight: 1, offers: [{offer: x, weight: 1}]}\n"

    @Test(
        "each lint finds what it is for, at the value",
        arguments: [
            // Links
            (offer + "1️⃣https://a.example/", ["missing-clickid"], "parameter"),
            (offer + "https://a.example/?c={clickid}&k={sub20}&p={campaignid}&g={country}", [], ""),
            (offer + "1️⃣https://a.example/?c=%7Bclickid%7D", ["encoded-macro"], "write {clickid}"),
            (offer + "1️⃣https://a.example/?c=%7bclickid%7d", ["encoded-macro"], "write {clickid}"),
            (offer + "1️⃣https://a.example/?c=%257Bclickid%257D", ["encoded-macro"], "write {clickid}"),
            (offer + "1️⃣https://a.example/?c={clickid%7D", ["encoded-macro"], "write {clickid}"),
            (offer + "1️⃣https://a.example/?c=%7Bclickid}", ["encoded-macro"], "write {clickid}"),
            (offer + "1️⃣https://a.example/?c=&#123;clickid&#125;", ["encoded-macro"], "write {clickid}"),
            (offer + "https://a.example/?c={clickid}&j=%7B%22a%22%3A1%7D", [], ""),
            (offer + "1️⃣https://a.example/?c={click_id}", ["unknown-macro"], "did you mean {clickid}?"),
            (offer + "1️⃣https://a.example/?c={ClickID}", ["unknown-macro"], "did you mean {clickid}?"),
            (offer + "1️⃣https://a.example/?c={clickid}&s={subb1}", ["unknown-macro"], "did you mean {sub1}?"),
            (offer + "1️⃣https://a.example/?c={clickid}&s={weather}", ["unknown-macro"], "known: [weather]"),
            (offer + "1️⃣https://a.example/?c={clickid}&s={replace_me}", ["placeholder"], "what it stands for"),
            (offer + "1️⃣'[insert_offer_url_here]&c={clickid}'", ["placeholder"], "what it stands for"),
            (offer + "1️⃣https://a.example/?c={clickid}&s={sub1", ["broken-macro"], "{NAME}"),
            (offer + "1️⃣https://a.example/?c={clickid}&s=sub1}", ["broken-macro"], "{NAME}"),
            (offer + "1️⃣https://a.example/?c={clickid}&s={{ad.id}}", ["wrong-macro"], "{subN}"),
            (offer + "1️⃣https://a.example/?c={clickid}&s=__CID__", ["wrong-macro"], "{subN}"),
            (offer + "1️⃣'https://a.example/?c={clickid}&s=${SUBID}'", ["wrong-macro"], "{subN}"),
            (offer + "1️⃣https://a.example/?c={clickid}&s=[BID]", ["wrong-macro"], "{subN}"),
            (offer + "1️⃣'https://a.example/?c={clickid}&s=##ID##'", ["wrong-macro"], "{subN}"),
            (source + offer + "1️⃣https://a.example/?c={clickid}&s={GCLID}", ["wrong-macro"], "write {ref_id}"),
            (offer + "https://a.example/?c={clickid}&my__name=a&items[a]=b&x=__init__#top", [], ""),
            (offer + "1️⃣http://a.example/?c={clickid}", ["http-url"], "https://"),
            (offer + "1️⃣HTTP://a.example/?c={clickid}", ["http-url"], "https://"),
            (offer + "http://127.0.0.1/?c={clickid}", [], ""),
            (landing + "https://a.example/", [], ""),
            (landing + "1️⃣http://a.example/", ["http-url"], "https://"),
            (landing + "1️⃣https://a.example/?k={keyword}", ["unknown-macro"], "known: [keyword]"),
            ("domains:\n  - title: d\n    url: 1️⃣http://a.example", ["http-url"], "https://"),
            // Networks
            (network + "offer_url: 1️⃣'[insert_offer_url_here]&a=1'", ["missing-clickid"], "parameter"),
            (network + "offer_url: '[insert_offer_url_here]&a={clickid}'", [], ""),
            (network + "offer_url: ''", [], ""),
            (
                network + "postback_url: 1️⃣http://rdtrck2.com/postback?sum={payout}", ["postback-clickid"],
                "clickid="
            ),
            (
                network + "postback_url: 1️⃣http://rdtrck2.com/postback?clickid={ref_id}", ["wrong-macro"],
                "own macro"
            ),
            (network + "postback_url: 'http://rdtrck2.com/postback?clickid=#s2#&sum=[KWOTA]'", [], ""),
            (
                network + "offer_url: '[insert_offer_url_here]&s2={clickid}'\n    "
                    + "postback_url: 1️⃣http://rdtrck2.com/postback?clickid={clickid}", ["wrong-macro"],
                "offer_url"
            ),
            // The network's own parameter may be called as RedTrack's is.
            (
                network + "offer_url: '[insert_offer_url_here]&clickid={clickid}'\n    "
                    + "postback_url: http://rdtrck2.com/postback?clickid={clickid}", [], ""
            ),
            // Sources
            ("sources:\n  - 1️⃣title: s", ["missing-ref-id"], "{GCLID}"),
            ("sources:\n  - title: s\n    ref_id: 1️⃣''", ["missing-ref-id"], "{GCLID}"),
            ("sources:\n  - title: s\n    preset: Taboola", [], ""),
            (
                source + "    postback_url: 1️⃣https://s.example/?id={clickid}", ["wrong-macro"],
                "write {ref_id}"
            ),
            (source + "    postback_url: 1️⃣https://s.example/?id={GCLID}", ["wrong-macro"], "write {ref_id}"),
            (source + "    postback_url: 1️⃣https://s.example/?id=__CLICKID__", ["wrong-macro"], "{ref_id}"),
            (source + "    postback_url: 1️⃣https://s.example/?id={refid}", ["unknown-macro"], "{ref_id}"),
            (source + "    postback_url: https://s.example/?id={ref_id}&p={payout}", [], ""),
            (source + "    sub1: 1️⃣'%7Bkeyword%7D'", ["encoded-macro"], "write {keyword}"),
            // Campaigns
            (campaign + "    postbacks: [{url: https://p.example/?c={clickid}}]".quoted, [], ""),
            (
                campaign + "    postbacks: [{url: 1️⃣'https://p.example/?c={{ad.id}}'}]", ["wrong-macro"],
                "{ref_id}"
            ),
            (
                source + campaign + "    source: s\n    postbacks: [{url: 1️⃣'https://p.example/?c={GCLID}'}]",
                ["wrong-macro"], "write {ref_id}"
            ),
            // Titles
            (
                "landings:\n  - {title: Red  Bushido, url: x}\n  - {title: 1️⃣\" red bushido\", url: x}",
                ["similar-title"], "Red  Bushido"
            ),
            ("landings:\n  - {title: ŁÓDŹ, url: x}\n  - {title: 1️⃣łódź, url: x}", ["similar-title"], "ŁÓDŹ"),
            ("landings:\n  - {title: a, url: x}\n  - {title: a, key: b, url: x}", [], ""),
            ("landings:\n  - {title: a, url: x}\ndomains:\n  - {title: A, url: https://d.example}", [], ""),
        ])
    func finds(text: String, names: [String], help: String) throws {
        let marked = MarkedText(text)
        let found = try lint(marked.text)
        #expect(found.map(\.lintName) == names, "\(found)")
        #expect(found.map(\.lineAndColumn) == marked.places, "\(found)")
        #expect(found.allSatisfy { $0.severity == .warning && $0.help?.contains(help) == true }, "\(found)")
    }

    @Test(
        "streams are held against the clicks that they take",
        arguments: [
            ("- 1️⃣{weight: 1, offers: []}", ["dead-stream"]),
            ("- 1️⃣{weight: 1, offers: [{offer: old, weight: 1}, {offer: gone, weight: 1}]}", ["dead-stream"]),
            ("- {weight: 1, offers: [{offer: old, weight: 1}, {offer: x, weight: 1}]}", []),
            ("- {weight: 1, offers: [{offer: x, weight: 1}, {offer: 1️⃣x, weight: 1}]}", ["duplicate-offer"]),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], landings: [{landing: y, weight: 1}, "
                    + "{landing: 1️⃣y, weight: 1}]}", ["duplicate-offer"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {os: 1️⃣{titles: []}}}",
                ["empty-filter"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {os: 1️⃣{titles: [iOS], active: false}}}",
                ["inactive-filter"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {subs: 1️⃣{items: {sub1: a}, active: no}}}",
                ["inactive-filter"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}]}\n      - 1️⃣{weight: 1, offers: [{offer: x, weight: 1}], "
                    + "filters: {device_type: {items: [Desktop]}, os: {titles: [iOS, Android]}}}",
                ["dead-stream"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}]}\n      - {weight: 1, offers: [{offer: x, weight: 1}], "
                    + "filters: {device_type: {items: [Desktop, Mobile]}, os: {titles: [iOS, Windows 10]}}}",
                []
            ),
        ])
    func streams(text: String, names: [String]) throws {
        let marked = MarkedText(
            """
            offers:
              - {title: x, url: "https://a.example/{clickid}"}
              - {title: old, status: archived, url: "https://a.example/{clickid}"}
              - {title: gone, state: absent}
            campaigns:
              - title: c
                streams:
                  \(text)
            """)
        let found = try lint(marked.text)
        #expect(found.map(\.lintName) == names, "\(found)")
        #expect(found.map(\.lineAndColumn) == marked.places, "\(found)")
    }

    @Test("an archived campaign takes no traffic, so its streams are left alone")
    func archived() throws {
        let found = try lint(
            "campaigns:\n  - {title: c, status: archived, streams: [{weight: 1, offers: [], filters: {os: {titles: [x]}}}]}"
        )
        #expect(found.isEmpty, "\(found)")
    }

    @Test("objects that are to be removed are not looked at")
    func absent() throws {
        #expect(try lint("offers:\n  - {title: o, url: http://a.example, state: absent}").isEmpty)
    }

    @Test("the project decides what a lint is worth, and where it is not looked for")
    func settings() throws {
        let text = """
            offers:
              - {key: legacy/1, title: a, url: http://a.example/{clickid}}
              - {key: new/1, title: b, url: http://b.example/{clickid}}
            """.replacing("url: ", with: "url: \"").replacing("}}", with: "}\"}")
        let all = try lint(text)
        #expect(all.map(\.id) == ["lint.http-url", "lint.http-url"])
        let except = try LintSettings([
            "http-url": .init(level: .error, except: [AddressPattern("offers/legacy/*")])
        ])
        let some = try lint(text, except)
        #expect(some.map(\.severity) == [.error])
        #expect(some.map { $0.place?.position?.line } == [3])
        #expect(try lint(text, LintSettings(["http-url": .init(level: .off)])).isEmpty)
    }

    @Test("a macro of the project's own is known once it says so")
    func knownMacro() throws {
        let text = "landings: [{title: l, url: \"https://a.example/{weather}\"}]"
        #expect(try lint(text).count == 1)
        #expect(try lint(text, LintSettings(["unknown-macro": .init(known: ["weather"])])).isEmpty)
    }

    @Test("a link that the plan completes by its network's template needs no click id")
    func feeds() throws {
        func found(_ network: String) throws -> [String] {
            try lint(
                """
                networks: [{title: n\(network)}]
                offers: [{key: feed/1, title: o, network: n, url: "https://a.example/"}]
                """, feedKeys: ["feed/"]
            ).map(\.lintName)
        }
        #expect(try found(", offer_url: \"[insert_offer_url_here]&s={clickid}\"") == [])
        #expect(try found("") == [])
        let bare = ", offer_url: \"[insert_offer_url_here]&s={sub1}\""
        #expect(try found(bare) == ["missing-clickid", "missing-clickid"])
    }

    @Test("hostile texts are looked through without end")
    func hostile() throws {
        for text in [
            String(repeating: "{", count: 50_000), String(repeating: "%7B", count: 20_000),
            String(repeating: "__A", count: 20_000), String(repeating: "[A", count: 20_000),
            String(repeating: "#a", count: 20_000), String(repeating: "{a", count: 20_000), "{", "}", "%7B",
            "##",
            "__", "[", "{}", "{{}}", "{{a}", "${}", "&#123;", "#", "____", "[]", "%7B%7D", "{clickid\u{0}}",
        ] {
            _ = MacroScan(text)
        }
    }
}

extension String {
    /// The text with each URL in quotes: braces would start a mapping of YAML.
    fileprivate var quoted: String {
        replacing("url: ", with: "url: '").replacing("}}", with: "}'}")
    }
}
