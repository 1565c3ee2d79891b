import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Reading YAML")
struct YAMLReadingTests {
    private func read(_ text: String) -> (objects: [ManifestObject], diagnostics: [Diagnostic]) {
        ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml)
    }

    private func json(_ object: ManifestObject?) -> String {
        guard let object else { return "-" }
        return Value.map(object.fields.map { Member($0.description.manifestName, $0.node) }).jsonText()
    }

    @Test("an object has its words, and its fields in the order of the API document")
    func object() throws {
        let result = read(
            """
            offers:
              - key: red-bushido
                id: 5a3a6ab1ba4d12e2979aa25a
                state: absent
                protect: yes
                url: https://example.com/?c={clickid}
                title: Red Bushido
                network: Bomboffers
                payment: {amount: 1.50}
                cap: 0
                cap_alert: yes
                country_codes: [NO, de]
                status: paused
                targeting:
                  os: [{version: 10, name: Windows}]
                extra:
                  tags: [a, 1, null, true, "1"]
            """)
        #expect(result.diagnostics.isEmpty)
        let object = try #require(result.objects.first)
        #expect(object.key == "red-bushido")
        #expect(object.hasExplicitKey)
        #expect(object.id?.value == "5a3a6ab1ba4d12e2979aa25a")
        #expect(object.state == .absent)
        #expect(object.isProtected)
        #expect(
            json(object)
                == #"{"title":"Red Bushido","status":2,"network":"Bomboffers","country_codes":["NO","DE"],"#
                + #""url":"https://example.com/?c={clickid}","payment":{"amount":1.50},"#
                + #""targeting":{"os":[{"name":"Windows","version":"10"}]},"cap":0,"cap_alert":true}"#)
        #expect(Value.map(object.extra).jsonText() == #"{"tags":["a",1,null,true,"1"]}"#)
        #expect(object.field("program_id")?.place.position == SourcePosition(line: 8, column: 5, offset: 166))
    }

    @Test(
        "a plain scalar means what its field says, not what YAML guesses",
        arguments: [
            ("title: 123", #"{"title":"123"}"#), ("title: yes", #"{"title":"yes"}"#),
            ("title: 1e3", #"{"title":"1e3"}"#), ("title: 2024-01-01", #"{"title":"2024-01-01"}"#),
            ("title: \"null\"", #"{"title":"null"}"#), ("title: !!str null", #"{"title":"null"}"#),
            ("title: a\nsub1: no", #"{"title":"a","sub1":"no"}"#),
            ("title: a\nsub1: ''", #"{"title":"a","sub1":""}"#),
            ("title: a\nref_id: \"{clickid}\"", #"{"title":"a","ref_id":"{clickid}"}"#),
            ("title: a\nhints: {}", #"{"title":"a","hints":{}}"#),
            ("title: a\nhints: []", #"{"title":"a","hints":{}}"#),
        ])
    func plainScalars(fields: String, expected: String) {
        let indented = fields.split(separator: "\n").joined(separator: "\n    ")
        let result = read("sources:\n  - " + indented)
        #expect(result.diagnostics.isEmpty)
        #expect(json(result.objects.first) == expected)
    }

    @Test(
        "each mistake is named at its place",
        arguments: [
            ("offers:\n  - title: a\n    1️⃣titel: b", "manifest.unknown-field", "did you mean \"title\"?"),
            ("1️⃣offer:\n  - title: a", "manifest.kind", "did you mean \"offers\"?"),
            ("offers: 1️⃣5", "manifest.type", "write a list"),
            ("1️⃣offers:", "manifest.null", "[] for none"),
            ("offers:\n  - 1️⃣just text", "manifest.type", "title"),
            ("offers:\n  - title: a\n    1️⃣program_id: x", "manifest.reference", "network: NAME"),
            ("offers:\n  - title: a\n    1️⃣user_id: x", "manifest.read-only", "remove it"),
            ("offers:\n  - title: a\n    postback_url: 1️⃣~", "manifest.null", "write \"\" to clear it"),
            ("offers:\n  - title: a\n    cap: 1️⃣null", "manifest.null", "write 0 to clear it"),
            ("offers:\n  - title: a\n    country_codes: 1️⃣null", "manifest.null", "write [] to clear it"),
            ("offers:\n  - title: é\n    country_codes: [DE, 1️⃣UK]", "manifest.country", "GB"),
            ("offers:\n  - title: a\n    country_codes: [1️⃣EU]", "manifest.country", "one by one"),
            ("offers:\n  - title: a\n    country_codes: 1️⃣DE", "manifest.type", "[DE]"),
            ("offers:\n  - title: a\n    cap: 1️⃣-1", "manifest.minimum", ""),
            ("offers:\n  - title: a\n    cap: 1️⃣1.5", "manifest.number", ""),
            ("offers:\n  - title: a\n    cap: 1️⃣1_000", "manifest.number", "write 1000"),
            ("offers:\n  - title: a\n    cap: 1️⃣\"3\"", "manifest.type", "without quotes"),
            (
                "offers:\n  - title: a\n    payment: {amount: 1️⃣0.5555555555555555555555555555555555555555}",
                "manifest.number", "shorter"
            ),
            ("offers:\n  - title: a\n    payment: {amount: 1️⃣-1}", "manifest.minimum", ""),
            ("offers:\n  - title: a\n    payment: {1️⃣amont: 1}", "manifest.unknown-field", "amount"),
            ("offers:\n  - title: a\n    cap_alert: 1️⃣1", "manifest.type", "true or false"),
            ("offers:\n  - title: a\n    status: 1️⃣0", "manifest.choice", "active, archived"),
            ("offers:\n  - title: a\n    status: 1️⃣3", "manifest.choice", "active, archived"),
            ("offers:\n  - title: a\n    status: 1️⃣activ", "manifest.choice", "did you mean \"active\"?"),
            ("campaigns:\n  - title: a\n    status: 1️⃣deleted", "manifest.status", "state: absent"),
            ("offers:\n  - title: a\n    state: 1️⃣abcent", "manifest.state", "absent"),
            ("offers:\n  - title: a\n    1️⃣preset: x", "manifest.unknown-field", "remove it"),
            ("offers:\n  - title: 1️⃣\"  \"", "manifest.blank", ""),
            ("offers:\n  - 1️⃣cap: 1", "manifest.nameless", "title"),
            ("offers:\n  - title: 1️⃣{clickid}", "manifest.type", "quotes"),
            ("offers:\n  - title: a\n    extra: {1️⃣cap: 1}", "manifest.extra", "outside"),
            ("domains:\n  - title: a\n    url: 1️⃣ftp://a.b", "manifest.domain-url", "https://"),
            ("domains:\n  - title: a\n    url: 1️⃣https://x.rdtrck2.com/", "manifest.domain-url", "domain"),
            ("offers:\n  - title: a\n  - 1️⃣title: a", "manifest.duplicate", "a.yaml:2:5"),
            ("offers:\n  - title: a\n    1️⃣title: b", "manifest.duplicate-key", "line 2, column 5"),
            ("offers:\n  - {title: a, 1️⃣\"title\": b}", "manifest.duplicate-key", "line 2, column 6"),
            ("offers: []\n1️⃣offers: []", "manifest.duplicate-key", "line 1, column 1"),
            ("offers:\n1️⃣\t- title: a", "manifest.yaml", "spaces"),
            ("offers:\n  - title: 1️⃣*nobody", "manifest.yaml", "anchor"),
            ("offers:\n  - title: a1️⃣: b", "manifest.yaml", "quotes"),
            ("offers:\n  - title: 1️⃣!secret a", "manifest.yaml", "tag"),
            ("offers:\n  - title: a\u{2028}b1️⃣\u{0}", "manifest.yaml", "\\u0"),
        ])
    func mistakes(text: String, id: String, help: String) {
        let marked = MarkedText(text)
        let diagnostics = ManifestReader.read(marked.bytes, file: "a.yaml", format: .yaml).diagnostics
        #expect(diagnostics.map(\.id) == [id], "\(diagnostics)")
        #expect(diagnostics.map(\.lineAndColumn) == marked.places, "\(diagnostics)")
        #expect(diagnostics.first?.help?.contains(help) ?? help.isEmpty, "\(diagnostics)")
    }

    @Test("several repeated keys are all found, and so is what is wrong elsewhere")
    func repeatedKeys() {
        let marked = MarkedText(
            """
            offers:
              - title: a
                1️⃣title: b
                2️⃣title: c
                url: x
                3️⃣"url": y
                4️⃣urll: y
            landings:
              - title: d
                5️⃣title: e
            """)
        let diagnostics = ManifestReader.read(marked.bytes, file: "a.yaml", format: .yaml).diagnostics
        #expect(diagnostics.map(\.lineAndColumn) == marked.places, "\(diagnostics)")
    }

    @Test("anchors, aliases and merge keys work")
    func aliases() {
        let result = read(
            """
            offers:
              - &base
                title: a
                payment: &pay {amount: 2}
              - <<: *base
                title: b
              - title: c
                payment: *pay
            """)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(
            result.objects.map(json) == [
                #"{"title":"a","payment":{"amount":2}}"#, #"{"title":"b","payment":{"amount":2}}"#,
                #"{"title":"c","payment":{"amount":2}}"#,
            ])
    }

    @Test("several documents and mappings of names to objects are one manifest")
    func documents() {
        let result = read("offers:\n  a: {title: x}\n  b: {url: y}\n---\nlandings: [{title: z}]\n---\n")
        #expect(result.diagnostics.isEmpty)
        #expect(
            result.objects.map { "\($0.kind) \($0.key) \($0.hasExplicitKey)" }
                == ["offer a true", "offer b true", "landing z false"])
    }

    @Test("a domain without a title is known by its URL, and an object with nothing else by its id")
    func names() {
        let result = read("domains: [{url: \"https://a.example\"}]\noffers: [{id: 5}]")
        #expect(result.diagnostics.isEmpty)
        #expect(result.objects.map(\.key) == ["https://a.example", "5"])
    }

    @Test("a filter that is written is active unless it says otherwise")
    func filters() {
        let result = read(
            """
            campaigns:
              - title: a
                streams:
                  - weight: 1
                    offers: [{offer: x, weight: 2}]
                    filters:
                      country: {iso: [de]}
                      os: {active: false, titles: [x]}
                      connection_type: {id: [wifi]}
                      subs: {items: {sub3: v}}
            """)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(
            json(result.objects.first)
                == #"{"title":"a","streams":[{"offers":[{"offer":"x","weight":2}],"weight":1,"filters":{"#
                + #""country":{"iso":["DE"],"active":true,"exclude":false},"#
                + #""os":{"titles":["x"],"active":false,"exclude":false},"#
                + #""connection_type":{"id":"wifi","active":true,"exclude":false},"#
                + #""subs":{"items":{"sub3":"v"},"active":true,"exclude":false}}}]}"#)
    }

    @Test(
        "streams are checked as trees",
        arguments: [
            ("- {1️⃣wait: 1, weight: 1, offers: [{offer: x, weight: 1}]}", ["manifest.unknown-field"]),
            ("- {weight: 1️⃣0, offers: [{offer: x, weight: 1}]}", ["manifest.minimum"]),
            ("- 1️⃣{offers: [{offer: x, weight: 1}]}", ["manifest.missing"]),
            ("- {weight: 1, offers: [1️⃣{offer: x}]}", ["manifest.missing"]),
            ("- {weight: 1, offers: [{1️⃣id: x, weight: 1}]}", ["manifest.reference"]),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {connection_type: {id: 1️⃣[a, b]}}}",
                ["manifest.type"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {country: {iso: [1️⃣XX]}}}",
                ["manifest.country"]
            ),
            (
                "- {weight: 1, offers: [{offer: x, weight: 1}], filters: {country: {1️⃣isoo: [DE]}}}",
                ["manifest.unknown-field"]
            ),
            ("- 1️⃣null", ["manifest.null"]),
        ])
    func streams(text: String, ids: [String]) {
        let marked = MarkedText("campaigns:\n  - title: a\n    streams:\n      " + text)
        let diagnostics = ManifestReader.read(marked.bytes, file: "a.yaml", format: .yaml).diagnostics
        #expect(diagnostics.map(\.id) == ids, "\(diagnostics)")
        #expect(diagnostics.first?.lineAndColumn == marked.places.first, "\(diagnostics)")
    }

    @Test("what RedTrack would refuse or drop is left out with a warning")
    func dropped() {
        let marked = MarkedText(
            """
            sources:
              - title: s
                1️⃣url: https://example.com
            offers:
              - title: o
                payment: {amount: 2️⃣0}
            """)
        let result = ManifestReader.read(marked.bytes, file: "a.yaml", format: .yaml)
        #expect(result.diagnostics.map(\.severity) == [.warning, .warning])
        #expect(result.diagnostics.map(\.lineAndColumn) == marked.places)
        #expect(result.objects.map(json) == [#"{"title":"s"}"#, #"{"title":"o"}"#])
    }

    @Test(
        "redirect types go by name or number",
        arguments: [("302", "1"), ("1", "1"), ("js", "3"), ("Hidden", "4")])
    func redirects(word: String, number: String) {
        let result = read("campaigns: [{title: a, redirect_type: \(word)}]")
        #expect(result.diagnostics.isEmpty)
        #expect(result.objects.first?.field("redirect_type")?.node.value == .number(number))
    }

    @Test("a byte order mark is no part of the text, and UTF-16 is text too")
    func encodings() {
        let text = "1️⃣x: é\noffers: [{title: é}]\n"
        let marked = MarkedText(text)
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in marked.text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        for bytes in [marked.bytes, [0xEF, 0xBB, 0xBF] + marked.bytes, utf16] {
            let result = ManifestReader.read(bytes, file: "a.yaml", format: .yaml)
            #expect(result.objects.map(\.key) == ["é"])
            #expect(result.diagnostics.map(\.lineAndColumn) == marked.places)
        }
    }
}
