import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Edits of files")
struct EditTests {
    static let yaml: [EditCase] = [
        .yaml(
            "a plain text stays plain, and its comment stays",
            "offers:\n  - title: A   # first\n    url: https://a.example/ # where\n    country_codes: [DE, AT]\n",
            [.set(.offer, "A", "url", .string("https://b.example/?x={clickid}"))],
            "offers:\n  - title: A   # first\n    url: https://b.example/?x={clickid} # where\n    country_codes: [DE, AT]\n"
        ),
        .yaml(
            "quotes keep their kind",
            "offers:\n- title: 'A'\n  url: \"https://a.example/\"\n- title: \"B\"\n  url: 'https://b.example/'\n",
            [
                .set(.offer, "A", "url", .string("https://x.example/'\"")),
                .set(.offer, "B", "url", .string("https://it's.example/")),
            ],
            "offers:\n- title: 'A'\n  url: \"https://x.example/'\\\"\"\n- title: \"B\"\n  url: 'https://it''s.example/'\n"
        ),
        .yaml(
            "what means the same is not touched",
            "offers:\n  - title: A\n    payment: {amount: 3.00}\n    country_codes: [AT, gb]\n    status: 1\n",
            [
                .set(.offer, "A", "payment.amount", .number("3")),
                .set(.offer, "A", "country_codes", texts("GB", "AT")),
                .set(.offer, "A", "status", .number("1")),
            ],
            "offers:\n  - title: A\n    payment: {amount: 3.00}\n    country_codes: [AT, gb]\n    status: 1\n"
        ),
        .yaml(
            "a list in brackets gains and loses elements",
            "offers:\n  - title: A\n    country_codes: [ DE,  AT, CH ] # dach\n",
            [.set(.offer, "A", "country_codes", texts("CH", "DE", "LI"))],
            "offers:\n  - title: A\n    country_codes: [ DE,  CH,  LI ] # dach\n"),
        .yaml(
            "a list of lines keeps the comments of what stays",
            "offers:\n  - title: A\n    country_codes:\n      - DE # home\n      # next door\n      - AT\n      - CH\n    url: u\n",
            [.set(.offer, "A", "country_codes", texts("CH", "DE", "LI"))],
            "offers:\n  - title: A\n    country_codes:\n      - DE # home\n      # next door\n      - CH\n      - LI\n    url: u\n"
        ),
        .yaml(
            "a list that becomes empty is written as such",
            "offers:\n  - title: A\n    country_codes:\n      - DE\n      - AT\n    url: u\n",
            [.set(.offer, "A", "country_codes", texts())],
            "offers:\n  - title: A\n    country_codes: []\n    url: u\n"),
        .yaml(
            "a field is added behind the one before it in the document",
            "offers:\n  - title: A # t\n\n    url: u\n    # end\n  - title: B\n",
            [
                .set(.offer, "A", "status", .number("2")),
                .set(.offer, "B", "payment.amount", .number("1.50")),
            ],
            "offers:\n  - title: A # t\n    status: archived\n\n    url: u\n    # end\n  - title: B\n    payment:\n      amount: 1.50\n"
        ),
        .yaml(
            "a field is taken out, the first one too",
            "offers:\n  - url: u\n    title: A\n    cap: 3 # gone with it\n    # stays\n  - title: B\n    cap: 4\n",
            [.unset(.offer, "A", "url"), .unset(.offer, "A", "cap"), .unset(.offer, "B", "cap")],
            "offers:\n  - title: A\n    # stays\n  - title: B\n"),
        .yaml(
            "a member of a record is set in brackets and on lines",
            "sources:\n  - title: S\n    hints: {sub1: a, sub2: b}\n  - title: T\n    hints:\n        sub1: a\n        sub3: c # c\n",
            [
                .set(.source, "S", "hints.sub2", .string("x y")),
                .set(.source, "S", "hints.sub3", .string("z")),
                .set(.source, "T", "hints.sub2", .string("b")),
            ],
            "sources:\n  - title: S\n    hints: {sub1: a, sub2: \"x y\", sub3: z}\n  - title: T\n    hints:\n        sub1: a\n        sub2: b\n        sub3: c # c\n"
        ),
        .yaml(
            "line ends, the byte order mark and a missing last line end stay",
            "\u{FEFF}offers:\r\n  - title: A\r\n    url: é # ü\r\n    cap: 3",
            [.set(.offer, "A", "cap", .number("4")), .set(.offer, "A", "cap_alert", .bool(true))],
            "\u{FEFF}offers:\r\n  - title: A\r\n    url: é # ü\r\n    cap: 4\r\n    cap_alert: true"),
        .yaml(
            "block texts are exchanged, and what follows stays",
            "networks:\n  - title: Net\n    url: >-\n      https://n.example/\n\n    skype: |\n      two\n      lines\n\n  # next\n  - title: M\n",
            [
                .set(.network, "Net", "url", .string("https://m.example/")),
                .set(.network, "Net", "skype", .string("one")),
            ],
            "networks:\n  - title: Net\n    url: https://m.example/\n\n    skype: one\n\n  # next\n  - title: M\n"
        ),
        .yaml(
            "a plain text over several lines is exchanged",
            "networks:\n  - title: Net\n    skype: one\n      two # c\n    url: u\n",
            [.set(.network, "Net", "skype", .string("three"))],
            "networks:\n  - title: Net\n    skype: three # c\n    url: u\n"),
        .yaml(
            "a list becomes one of lines where it is too much for one",
            "sources:\n  - title: S # c\nlandings: []\ncampaigns:\n  - title: C\n    source: S\n    postbacks: [] # none\n    notes: [a]\n",
            [
                .set(
                    .campaign, "C", "postbacks", .array([.object([("url", .string("https://p.example/"))])])),
                .set(.campaign, "C", "notes", texts("a", "b: c")),
            ],
            "sources:\n  - title: S # c\nlandings: []\ncampaigns:\n  - title: C\n    source: S\n    postbacks: # none\n      - url: https://p.example/\n    notes: [a, \"b: c\"]\n"
        ),
        .yaml(
            "streams are edited in place: weights change, elements come and go",
            "campaigns:\n  - title: C\n    source: S\n    streams:\n      # main\n      - weight: 100\n        offers:\n          - offer: A # best\n            weight: 1\n          - {offer: B, weight: 2}\n      - weight: 50 # rest\n        offers: [{offer: A, weight: 1}]\n",
            [
                .set(
                    .campaign, "C", "streams",
                    .array([
                        .object([
                            ("weight", .number("100")),
                            ("offers", .array([share("offer", "A", 3), share("offer", "D", 4)])),
                        ]),
                        .object([
                            ("weight", .number("60")),
                            ("offers", .array([share("offer", "A", 1), share("offer", "B", 2)])),
                        ]),
                        .object([
                            ("weight", .number("1")), ("offers", .array([share("offer", "A", 1)])),
                        ]),
                    ]))
            ],
            "campaigns:\n  - title: C\n    source: S\n    streams:\n      # main\n      - weight: 100\n        offers:\n          - offer: A # best\n            weight: 3\n          - {offer: D, weight: 4}\n      - weight: 60 # rest\n        offers: [{offer: A, weight: 1}, {offer: B, weight: 2}]\n      - offers:\n          - offer: A\n            weight: 1\n        weight: 1\n"
        ),
        .yaml(
            "objects come and go, with the empty lines that the file has",
            "# mine\noffers:\n  - title: A\n\n  - title: B # gone\n    url: u\n\n  - title: C\n\n# end\n",
            [ManifestEdit(.offer, "B", .removeObject), .add(.offer, "D", [("url", .string("d"))])],
            "# mine\noffers:\n  - title: A\n\n\n  - title: C\n\n  - title: D\n    url: d\n\n# end\n"),
        .yaml(
            "objects under their names are edited and added like that",
            "offers:\n  A:\n    url: u # c\n  \"B c\": {url: v}\n",
            [
                .set(.offer, "A", "url", .string("w")), .set(.offer, "B c", "cap", .number("1")),
                .add(.offer, "D e", [("url", .string("d"))]),
            ],
            "offers:\n  A:\n    url: w # c\n  \"B c\": {url: v, cap: 1}\n  D e:\n    title: D e\n    url: d\n"
        ),
        .yaml(
            "a kind that the file has not gets a section, an empty one its first objects",
            "landings: []\noffers:\n  - title: A\n",
            [.add(.landing, "L"), .add(.network, "Net")],
            "landings:\n  - title: L\noffers:\n  - title: A\nnetworks:\n  - title: Net\n"),
        .yaml(
            "several documents, each in its place",
            "offers:\n  - title: A\n    cap: 1\n---\n# second\noffers: [{title: B, cap: 2}]\n...\n",
            [
                .set(.offer, "A", "cap", .number("3")), .set(.offer, "B", "cap", .number("4")),
                .add(.network, "Net"),
            ],
            "offers:\n  - title: A\n    cap: 3\n---\n# second\noffers: [{title: B, cap: 4}]\nnetworks:\n  - title: Net\n...\n"
        ),
        .yaml(
            "what a mapping merges is overruled in the mapping itself",
            "offers:\n  - &base\n    title: A\n    cap: 1\n    url: u\n  - <<: *base\n    title: B\n",
            [.set(.offer, "B", "cap", .number("5"))],
            "offers:\n  - &base\n    title: A\n    cap: 1\n    url: u\n  - <<: *base\n    title: B\n    cap: 5\n"
        ),
        .yaml(
            "an object without a key keeps its name when its title changes",
            "networks:\n  - title: Net\noffers:\n  - title: A\n    network: Net\n  - key: k\n    title: B\n",
            [.set(.network, "Net", "title", .string("N2")), .set(.offer, "k", "title", .string("B2"))],
            "networks:\n  - key: Net\n    title: N2\noffers:\n  - title: A\n    network: Net\n  - key: k\n    title: B2\n"
        ),
        .yaml(
            "a map in brackets over several lines keeps its comments",
            "offers:\n  - {\n      title: A, # t\n      url: u, # u\n      # about cap\n      cap: 3, # c\n      country_codes: [DE]\n    }\n",
            [
                .unset(.offer, "A", "url"), .set(.offer, "A", "cap", .number("4")),
                .set(.offer, "A", "cap_alert", .bool(true)),
            ],
            "offers:\n  - {\n      title: A, # t\n      # about cap\n      cap: 4, # c\n      cap_alert: true,\n      country_codes: [DE]\n    }\n"
        ),
        .yaml(
            "quoted keys and tabs before comments stay",
            "\"offers\":\n  - \"title\": A\t# t\n    'url':   u\t# u\n",
            [.set(.offer, "A", "url", .string("v")), .set(.offer, "A", "cap", .number("1"))],
            "\"offers\":\n  - \"title\": A\t# t\n    'url':   v\t# u\n    cap: 1\n"),
        .yaml(
            "a filter that is switched off says so, and one that is on need not",
            "campaigns:\n  - title: C\n    source: S\n    streams:\n      - weight: 1\n        offers: [{offer: A, weight: 1}]\n        filters:\n          country: {iso: [DE]}\n          os: {titles: [Android], active: false}\n",
            [
                .set(
                    .campaign, "C", "streams",
                    .array([
                        .object([
                            ("weight", .number("1")), ("offers", .array([share("offer", "A", 1)])),
                            (
                                "filters",
                                .object([
                                    ("country", .object([("iso", texts("DE")), ("active", .bool(false))])),
                                    ("os", .object([("titles", texts("Android")), ("active", .bool(true))])),
                                ])
                            ),
                        ])
                    ]))
            ],
            "campaigns:\n  - title: C\n    source: S\n    streams:\n      - weight: 1\n        offers: [{offer: A, weight: 1}]\n        filters:\n          country: {iso: [DE], active: false}\n          os: {titles: [Android], active: true}\n"
        ),
        .yaml(
            "raw fields are exchanged one by one",
            "offers:\n  - title: A\n    extra:\n      one: 1 # c\n      two: [1, 2]\n",
            [
                ManifestEdit(
                    .offer, "A",
                    .setExtra([Member("one", .number("1")), Member("two", .object([("x", .null)]))]))
            ],
            "offers:\n  - title: A\n    extra:\n      one: 1 # c\n      two:\n        x: null\n"),
    ]

    static let json: [EditCase] = [
        .json(
            "values are exchanged, the layout stays",
            "{\n    \"offers\": [\n        {\"title\": \"A\",   \"url\":\"u\\/\", \"cap\": 3.0e0},\n        {\n            \"title\": \"B\"\n        }\n    ]\n}\n",
            [
                .set(.offer, "A", "cap", .number("3")), .set(.offer, "A", "url", .string("\"v\"")),
                .set(.offer, "B", "country_codes", texts("DE")),
            ],
            "{\n    \"offers\": [\n        {\"title\": \"A\",   \"url\":\"\\\"v\\\"\", \"cap\": 3.0e0},\n        {\n            \"title\": \"B\",\n            \"country_codes\": [\n                \"DE\"\n            ]\n        }\n    ]\n}\n"
        ),
        .json(
            "members come and go at every place",
            "{\"offers\":[{\"url\":\"u\",\"title\":\"A\",\"cap\":1},{\"title\":\"B\",\"url\":\"u\",\"cap\":1}]}",
            [
                .unset(.offer, "A", "url"), .unset(.offer, "A", "cap"), .unset(.offer, "B", "url"),
                .set(.offer, "B", "status", .number("1")),
            ],
            "{\"offers\":[{\"title\":\"A\"},{\"title\":\"B\",\"status\":\"active\",\"cap\":1}]}"),
        .json(
            "objects come and go",
            "{\n\t\"offers\": [\n\t\t{\"title\": \"A\"},\n\t\t{\"title\": \"B\"}\n\t]\n}",
            [ManifestEdit(.offer, "A", .removeObject), .add(.offer, "C"), .add(.network, "Net")],
            "{\n\t\"offers\": [\n\t\t{\"title\": \"B\"},\n\t\t{\n\t\t\t\"title\": \"C\"\n\t\t}\n\t],\n\t\"networks\": [\n\t\t{\n\t\t\t\"title\": \"Net\"\n\t\t}\n\t]\n}"
        ),
        .json(
            "the last object leaves an empty list",
            "{\"offers\": [ {\"title\": \"A\"} ]}", [ManifestEdit(.offer, "A", .removeObject)],
            "{\"offers\": []}"),
    ]

    static let xml: [EditCase] = [
        .xml(
            "texts, CDATA, attributes and comments",
            "<?xml version=\"1.0\"?>\n<!-- mine -->\n<waybill>\n  <offers>\n    <offer key='a'><!-- c -->\n      <title>A &amp; B</title>\n      <url><![CDATA[https://a.example/?x=1&y=2]]></url>\n      <cap>3</cap>  <!-- cap -->\n    </offer>\n  </offers>\n</waybill>\n",
            [
                .set(.offer, "a", "title", .string("A < B")),
                .set(.offer, "a", "url", .string("https://b.example/?x&y")),
                .set(.offer, "a", "cap", .number("4")), .set(.offer, "a", "cap_alert", .bool(true)),
            ],
            "<?xml version=\"1.0\"?>\n<!-- mine -->\n<waybill>\n  <offers>\n    <offer key='a'><!-- c -->\n      <title>A &lt; B</title>\n      <url><![CDATA[https://b.example/?x&y]]></url>\n      <cap>4</cap>  <!-- cap -->\n      <cap_alert>true</cap_alert>\n    </offer>\n  </offers>\n</waybill>\n"
        ),
        .xml(
            "elements come and go",
            "<waybill>\n\t<offers>\n\t\t<offer>\n\t\t\t<title>A</title>\n\t\t\t<country_codes><item>DE</item><item>AT</item></country_codes>\n\t\t\t<payment/>\n\t\t\t<cap>1</cap>\n\t\t</offer>\n\t</offers>\n</waybill>\n",
            [
                .set(.offer, "A", "country_codes", texts("AT", "CH")),
                .set(.offer, "A", "payment.amount", .number("2")),
                .unset(.offer, "A", "cap"), .add(.network, "Net"),
                .add(.offer, "B", [("country_codes", texts("DE"))]),
            ],
            "<waybill>\n\t<offers>\n\t\t<offer>\n\t\t\t<title>A</title>\n\t\t\t<country_codes><item>AT</item><item>CH</item></country_codes>\n\t\t\t<payment>\n\t\t\t\t<amount>2</amount>\n\t\t\t</payment>\n\t\t</offer>\n\t\t<offer>\n\t\t\t<title>B</title>\n\t\t\t<country_codes>\n\t\t\t\t<item>DE</item>\n\t\t\t</country_codes>\n\t\t</offer>\n\t</offers>\n\t<networks>\n\t\t<network>\n\t\t\t<title>Net</title>\n\t\t</network>\n\t</networks>\n</waybill>\n"
        ),
        .xml(
            "an empty section, prefixes, and a text that becomes empty",
            "<w:waybill xmlns:w=\"urn:x\"><w:offers/><w:networks><w:network><w:title>Net</w:title><w:skype>s</w:skype></w:network></w:networks></w:waybill>",
            [
                .add(.offer, "A"), .set(.network, "Net", "skype", .string("")),
                .set(.network, "Net", "url", .string("u")),
            ],
            "<w:waybill xmlns:w=\"urn:x\"><w:offers><w:offer><w:title>A</w:title></w:offer></w:offers><w:networks><w:network><w:title>Net</w:title><w:url>u</w:url><w:skype></w:skype></w:network></w:networks></w:waybill>"
        ),
    ]

    static let csv: [EditCase] = [
        .csv(
            "cells are exchanged, quotes and delimiters stay", "offers.csv",
            "\u{FEFF}url;title;\"cap\"\r\nu;\"A;1\";3\r\n\"v\";B;4",
            [
                .set(.offer, "A;1", "url", .string("x;y")), .set(.offer, "B", "url", .string("w")),
                .set(.offer, "B", "cap", .number("5")),
            ],
            "\u{FEFF}url;title;\"cap\"\r\n\"x;y\";\"A;1\";3\r\n\"w\";B;5"),
        .csv(
            "a column is added where there is none", "offers.csv", "title,url\nA,u\nB,v\n",
            [.set(.offer, "B", "country_codes", texts("DE", "AT"))],
            "title,url,country_codes\nA,u,\nB,v,DE|AT\n"),
        .csv(
            "rows come and go", "offers.csv", "title,url\nA,u\nB,v\nC,w",
            [ManifestEdit(.offer, "B", .removeObject), .add(.offer, "D", [("url", .string("x"))])],
            "title,url\nA,u\nC,w\nD,x"),
        .csv(
            "a campaign's rows are edited, with the names of its streams", "campaigns.csv",
            "title,source,cpc,stream,stream.weight,offer,offer.weight\nC,S,,main,100,A,1\n,,,,,B,2\nC,,0.10,rest,50,A,1\nD,S,,x,1,A,1\n",
            [
                .set(
                    .campaign, "C", "streams",
                    .array([
                        .object([
                            ("weight", .number("100")),
                            ("offers", .array([share("offer", "A", 3), share("offer", "B", 2)])),
                        ])
                    ]))
            ],
            "title,source,cpc,stream,stream.weight,offer,offer.weight\nC,S,0.10,main,100,A,3\n,,,,,B,2\nD,S,,x,1,A,1\n"
        ),
        .csv(
            "a stream more is a row more", "campaigns.csv",
            "title,source,stream,stream.weight,offer,offer.weight\nC,S,1,100,A,1\nD,S,1,1,A,1\n",
            [
                .set(
                    .campaign, "C", "streams",
                    .array([
                        .object([("weight", .number("100")), ("offers", .array([share("offer", "A", 1)]))]),
                        .object([
                            ("weight", .number("5")),
                            ("offers", .array([share("offer", "B", 1), share("offer", "A", 2)])),
                        ]),
                    ]))
            ],
            "title,source,stream,stream.weight,offer,offer.weight\nC,S,1,100,A,1\nC,,2,5,B,1\nC,,2,,A,2\nD,S,1,1,A,1\n"
        ),
    ]

    @Test("only what differs changes", arguments: yaml + json + xml + csv)
    func table(_ entry: EditCase) throws {
        let editor = ManifestEditor(file: entry.file, format: entry.format)
        let result = try editor.edit(Array(entry.before.utf8), entry.edits)
        #expect(result.refusals == [])
        #expect(String(decoding: result.bytes, as: UTF8.self) == entry.after)
        #expect(result.bytes == Array(entry.after.utf8))
        #expect(result.isChanged == (entry.before != entry.after))
        // Making the same edits again changes nothing, unless they add or remove objects.
        let again = entry.edits.filter { edit in
            switch edit.change {
            case .add, .removeObject: false
            default: true
            }
        }
        #expect(try editor.edit(result.bytes, again).isChanged == false)
    }

    @Test("edits that would change something else are refused, and the others are made")
    func refusals() throws {
        let text = """
            offers:
              - title: A
                country_codes: &all [DE, AT]
                url: "${var.host}/a"
              - title: B
                country_codes: *all
                url: "$${var.host}"
              - &c
                title: C
                cap: 1
              - <<: *c
                title: D

            """
        let editor = ManifestEditor(file: "a.yaml", format: .yaml)
        let result = try editor.edit(
            Array(text.utf8),
            [
                .set(.offer, "A", "country_codes", texts("DE")),
                .set(.offer, "B", "country_codes", texts("DE")),
                .set(.offer, "A", "url", .string("x")), .set(.offer, "B", "url", .string("x")),
                .set(.offer, "C", "cap", .number("2")), .unset(.offer, "D", "cap"),
                .set(.offer, "E", "cap", .number("2")), .set(.offer, "B", "nonsense", .number("2")),
            ])
        #expect(
            result.refusals.map { "\($0.place?.position?.line ?? 0) \($0.id)" }.sorted()
                == [
                    "1 edit.object", "3 edit.anchor", "4 edit.variable", "5 edit.path", "6 edit.alias",
                    "8 edit.anchor",
                    "11 edit.merged",
                ].sorted())
        #expect(result.refused.count == 7)
        let expected = text.replacing("\"$${var.host}\"", with: "\"x\"")
        #expect(String(decoding: result.bytes, as: UTF8.self) == expected)
    }

    @Test("a file that cannot be read is not edited")
    func unreadable() {
        let editor = ManifestEditor(file: "a.yaml", format: .yaml)
        for text in ["offers: [", "offers:\n  - titel: A\n", "offers:\n  - title: A\n    cap: x\n"] {
            #expect(throws: DiagnosticsError.self) {
                try editor.edit(Array(text.utf8), [.set(.offer, "A", "cap", .number("1"))])
            }
        }
        #expect(throws: DiagnosticsError.self) {
            try editor.edit([0xFF, 0xFE, 0x61, 0], [.set(.offer, "A", "cap", .number("1"))])
        }
    }
}
