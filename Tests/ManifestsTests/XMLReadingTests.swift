import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Reading XML")
struct XMLReadingTests {
    private func read(_ inner: String) -> (objects: [ManifestObject], diagnostics: [Diagnostic]) {
        ManifestReader.read(Array("<waybill>\(inner)</waybill>".utf8), file: "a.xml", format: .xml)
    }

    private func json(_ object: ManifestObject?) -> String {
        Value.map((object?.fields ?? []).map { Member($0.description.manifestName, $0.node) }).jsonText()
    }

    @Test("words are attributes or elements, fields are elements")
    func object() {
        let result = read(
            """
            <!-- the offers -->
            <offers>
              <offer key="a" protect="true"><id>7</id><state>absent</state>
                <title> A &amp; <![CDATA[<b>]]> </title>
                <network>N</network>
                <cap> 5 </cap>
                <country_codes><item>de</item></country_codes>
                <targeting><os><item><name>iOS</name><version/></item></os><isp/></targeting>
                <extra>{"raw": [1, null]}</extra>
              </offer>
            </offers>
            """)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        let object = result.objects.first
        #expect(object?.key == "a")
        #expect(object?.id?.value == "7")
        #expect(object?.state == .absent)
        #expect(object?.isProtected == true)
        #expect(
            json(object)
                == #"{"title":" A & <b> ","network":"N","country_codes":["DE"],"#
                + #""targeting":{"os":[{"name":"iOS","version":""}],"isp":[]},"cap":5}"#)
        #expect(object.map { Value.map($0.extra).jsonText() } == #"{"raw":[1,null]}"#)
    }

    @Test("streams are lists of the singular's elements")
    func campaign() {
        let result = read(
            """
            <campaigns><campaign><title>c</title><tags><item/><item>a</item></tags><postbacks/>
            <streams><stream><offers><offer><offer>o</offer><weight>1</weight></offer></offers><landings/>
            <weight>2</weight><filters><os><titles><item>x</item></titles></os></filters></stream></streams>
            </campaign></campaigns>
            """)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(
            json(result.objects.first)
                == #"{"title":"c","streams":[{"offers":[{"offer":"o","weight":1}],"landings":[],"weight":2,"filters":"#
                + #"{"os":{"titles":["x"],"active":true,"exclude":false}}}],"tags":["","a"],"postbacks":[]}"#)
    }

    @Test(
        "each mistake is named at its place",
        arguments: [
            ("<1️⃣waybil/>", "manifest.document", "<waybill>"),
            ("<waybill><1️⃣offer/></waybill>", "manifest.kind", "offers"),
            ("<waybill><offers><1️⃣landing/></offers></waybill>", "manifest.unknown-element", "<offer>"),
            ("<waybill><offers>\n 1️⃣text</offers></waybill>", "manifest.mixed", ""),
            (
                "<waybill><offers><offer key='a'><1️⃣titel>b</titel></offer></offers></waybill>",
                "manifest.unknown-field", "title"
            ),
            (
                "<waybill><offers><offer key='a' 1️⃣title='b'/></offers></waybill>", "manifest.unknown-field",
                "<title>"
            ),
            (
                "<waybill><offers><offer key='a' 1️⃣protct='b'/></offers></waybill>", "manifest.unknown-field",
                "protect"
            ),
            (
                "<waybill><offers><offer key='é'><cap>1️⃣x</cap></offer></offers></waybill>", "manifest.number",
                ""
            ),
            (
                "<waybill><offers><offer key='a'>1️⃣<cap/></offer></offers></waybill>", "manifest.type",
                "write 0"
            ),
            (
                "<waybill><offers><offer key='a'><title>1️⃣<b/></title></offer></offers></waybill>",
                "manifest.type", ""
            ),
            (
                "<waybill><offers><offer key='a'><extra>1️⃣<b>1</b></extra></offer></offers></waybill>",
                "manifest.extra", "write JSON"
            ),
            (
                "<waybill><offers><offer key='a'><title 1️⃣x='1'>b</title></offer></offers></waybill>",
                "manifest.unknown-field", "remove"
            ),
            (
                "<waybill><offers><offer key='a'><cap>1</cap><1️⃣cap>2</cap></offer></offers></waybill>",
                "manifest.duplicate-key", "line 1, column 34"
            ),
            (
                "<waybill><offers><offer key='a'><1️⃣key>b</key></offer></offers></waybill>",
                "manifest.duplicate-key", "keep one"
            ),
            ("<waybill><offers>1️⃣<offer/></offers></waybill>", "manifest.nameless", "title"),
            (
                "<waybill><campaigns><campaign key='a'><tags><1️⃣tag>b</tag></tags></campaign></campaigns></waybill>",
                "manifest.unknown-element", "<item>"
            ),
        ])
    func mistakes(text: String, id: String, help: String) {
        let marked = MarkedText(text)
        let diagnostics = ManifestReader.read(marked.bytes, file: "a.xml", format: .xml).diagnostics
        #expect(diagnostics.map(\.id) == [id], "\(diagnostics)")
        #expect(diagnostics.map(\.lineAndColumn) == marked.places, "\(diagnostics)")
        #expect(diagnostics.first?.help?.contains(help) ?? help.isEmpty, "\(diagnostics)")
    }

    @Test(
        "what is hostile is refused",
        arguments: [
            "", "<waybill>", "<waybill/><waybill/>", "<waybill>&x;</waybill>", "\u{0}",
            "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><waybill>&x;</waybill>",
            String(repeating: "<a>", count: 10_000),
        ])
    func hostile(text: String) {
        let result = ManifestReader.read(Array(text.utf8), file: "a.xml", format: .xml)
        #expect(result.objects.isEmpty)
        #expect(result.diagnostics.contains { $0.severity == .error })
    }
}
