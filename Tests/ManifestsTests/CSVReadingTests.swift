import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Reading CSV")
struct CSVReadingTests {
    private func json(_ text: String, file: String = "offers.csv") -> [String] {
        let result = ManifestReader.read(Array(text.utf8), file: file, format: .csv)
        guard result.diagnostics.allSatisfy({ $0.severity == .warning }) else {
            return ["\(result.diagnostics)"]
        }
        return result.objects.map { object in
            Value.map(object.fields.map { Member($0.description.manifestName, $0.node) }).jsonText()
        }
    }

    @Test("a column is a field path, an empty cell says nothing, [] says empty")
    func columns() {
        let text = """
            key,title,network,country_codes,payment.amount,targeting.os.name,targeting.os.version,targeting.isp,cap_alert,url
            a,A,N,DE|no,1.50,Windows|iOS,10|,[],Yes,[]
            b,,,[],,[],,,0,https://x/?a=|b\\c
            """
        let result = ManifestReader.read(Array(text.utf8), file: "offers.csv", format: .csv)
        // An offer's URL is required, so it cannot be cleared.
        #expect(result.diagnostics.map(\.id) == ["manifest.blank"])
        let first = result.objects.first.map {
            $0.fields.map { "\($0.description.name)=\($0.node.value.jsonText())" }
        }
        #expect(
            first == [
                #"title="A""#, #"program_id="N""#, #"country_codes=["DE","NO"]"#, #"payment={"amount":1.50}"#,
                #"targeting={"os":[{"name":"Windows","version":"10"},{"name":"iOS"}],"isp":[]}"#,
                "cap_alert=true",
            ])
        let second = result.objects.last.map {
            $0.fields.map { "\($0.description.name)=\($0.node.value.jsonText())" }
        }
        #expect(
            second == [
                "country_codes=[]", #"url="https://x/?a=|b\\c""#, #"targeting={"os":[{"name":""}]}"#,
                "cap_alert=false",
            ])
    }

    @Test(
        "lists are joined by | with escapes",
        arguments: [
            ("a|b", #"["a","b"]"#), (#"a\|b|c"#, #"["a|b","c"]"#), (#"\\|\\"#, #"["\\","\\"]"#),
            ("|", #"["",""]"#),
            (#"\e"#, #"[""]"#), ("[]", "[]"), (#"\[]"#, #"["[]"]"#), ("a b ", #"["a b "]"#),
        ])
    func lists(cell: String, expected: String) {
        #expect(
            json("title,tags\nx,\(cell)\n", file: "campaigns.csv") == [#"{"title":"x","tags":\#(expected)}"#])
    }

    @Test(
        "a text cell is the text, but for [] and what escapes it",
        arguments: [("[]", ""), (#"\[]"#, "[]"), (#"\\[]"#, #"\[]"#), (#"\n|x"#, #"\n|x"#), (" a ", " a ")])
    func texts(cell: String, expected: String) {
        let wanted = Value.string(expected).jsonText()
        #expect(
            json("title;skype\nx;\(cell)\n", file: "networks.csv") == [#"{"title":"x","skype":\#(wanted)}"#])
    }

    @Test("a campaign takes a row for each share of a stream")
    func campaigns() {
        let text = """
            key,title,source,stream,stream.weight,stream.filters.country.iso,offer,offer.weight,landing,landing.weight
            c,Camp,S,main,60,DE|AT,o1,1,l1,1
            c,,,main,60,,o2,3,,
            ,,,other,40,,o1,1,,
            ,,,,,,o3,2,[],
            d,Empty,S,[],,,,,,
            """
        #expect(
            json(text, file: "campaigns-x.csv") == [
                #"{"title":"Camp","source":"S","streams":[{"offers":[{"offer":"o1","weight":1},{"offer":"o2","weight":3}],"#
                    + #""landings":[{"landing":"l1","weight":1}],"weight":60,"filters":{"country":{"iso":["DE","AT"],"#
                    + #""active":true,"exclude":false}}},{"offers":[{"offer":"o1","weight":1},{"offer":"o3","weight":2}],"#
                    + #""landings":[],"weight":40}]}"#,
                #"{"title":"Empty","source":"S","streams":[]}"#,
            ])
    }

    @Test(
        "each mistake is named at its cell",
        arguments: [
            ("offers", "title,1️⃣titel\na,b", "manifest.unknown-field", "title"),
            ("offers", "title,1️⃣payment.amout\na,1", "manifest.unknown-field", "payment.amount"),
            ("offers", "title,1️⃣program_id\na,1", "manifest.reference", "network"),
            ("offers", "title,1️⃣user_id\na,1", "manifest.read-only", "remove"),
            ("offers", "title,cap\na,3\né,1️⃣x", "manifest.number", ""),
            ("offers", "title,cap\na,1️⃣[]", "manifest.type", "write 0"),
            ("offers", "title,country_codes\na,DE|1️⃣UK", "manifest.country", "GB"),
            ("offers", "title,country_codes\na,\"DE|1️⃣UK\"", "manifest.country", "GB"),
            ("campaigns", "title,tags\na,b1️⃣\\x", "feed.syntax", "backslash"),
            (
                "offers", "title,targeting.os.name,targeting.os.version\na,b|c,1️⃣1", "manifest.parts",
                "one part"
            ),
            ("offers", "title,payment,payment.amount\na,[],1️⃣1", "manifest.cell", "[]"),
            ("offers", "title,payment\na,1️⃣5", "manifest.cell", "payment.amount"),
            ("offers", "title,extra\na,1️⃣{x", "manifest.extra", ""),
            ("offers", "title,protect\na,1️⃣maybe", "manifest.type", "true or false"),
            ("offers", "title,cap\na,1\n1️⃣b", "feed.ragged", ""),
            ("offers", "title,cap\na,1\nb,1,1️⃣2\nc,1", "feed.ragged", ""),
            ("offers", "title,url\na,1️⃣\"x", "feed.truncated", ""),
            ("offers", "title,1️⃣title\na,b", "feed.duplicate", ""),
            ("offers", "cap\n1️⃣5", "manifest.nameless", "title"),
            (
                "campaigns", "key,title,stream,stream.weight,offer,offer.weight\na,x,1,1,o,1\na,1️⃣y,1,1,p,1",
                "manifest.conflict", "same value"
            ),
            (
                "campaigns", "key,stream,stream.weight,offer,offer.weight\na,1,1,o,1\na,1,1️⃣2,p,1",
                "manifest.conflict", "same value"
            ),
            (
                "campaigns", "key,stream,stream.weight,offer,offer.weight\na,1,1,1️⃣o,", "manifest.missing",
                "weight"
            ),
            ("campaigns", "key,stream,offer,offer.weight\na,1️⃣1,o,1", "manifest.missing", "weight"),
            ("sources", "title,1️⃣url\na,b", "manifest.ignored", "remove"),
        ])
    func mistakes(file: String, text: String, id: String, help: String) {
        let marked = MarkedText(text)
        let diagnostics = ManifestReader.read(marked.bytes, file: file + ".csv", format: .csv).diagnostics
        #expect(diagnostics.map(\.id) == [id], "\(diagnostics)")
        #expect(diagnostics.map(\.lineAndColumn) == marked.places, "\(diagnostics)")
        #expect(diagnostics.first?.help?.contains(help) ?? help.isEmpty, "\(diagnostics)")
    }

    @Test(
        "the name of a file tells the kind",
        arguments: [
            ("offers.csv", Kind.offer), ("a/b-c/offers-de.csv", .offer), ("Offers.de.csv", .offer),
            ("networks_1.csv", .network), ("offersde.csv", nil), ("offer.csv", nil),
        ] as [(String, Kind?)])
    func names(file: String, kind: Kind?) {
        #expect(CSVManifest.kind(ofFile: file) == kind)
        let diagnostics = ManifestReader.read(Array("title\nx\n".utf8), file: file, format: .csv).diagnostics
        #expect(diagnostics.map(\.id) == (kind == nil ? ["manifest.kind"] : []))
    }

    @Test("a text that ends anywhere is an error or a manifest, never a crash")
    func truncated() {
        let bytes = Array(
            "key,stream,stream.weight,offer,tags\r\na,\"1\",1,\"o\"\"é\",a\\|b|\\e\r\n,[],,,\r\n".utf8)
        for count in 0...bytes.count {
            _ = ManifestReader.read(Array(bytes[..<count]), file: "campaigns.csv", format: .csv)
        }
    }
}
