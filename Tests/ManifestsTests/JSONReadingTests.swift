import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Reading JSON")
struct JSONReadingTests {
    @Test(
        "each mistake is named at its place",
        arguments: [
            (#"{"offers": [{"title": 1️⃣123}]}"#, "manifest.type", "quotes"),
            (#"{"offers": [{"title": 1️⃣true}]}"#, "manifest.type", "quotes"),
            (#"{"offers": [{"title": "a", "cap": 1️⃣"3"}]}"#, "manifest.type", "without quotes"),
            (#"{"offers": [{"title": "a", "cap_alert": 1️⃣"yes"}]}"#, "manifest.type", "without quotes"),
            (#"{"offers": [{"title": "a", "postback_url": 1️⃣null}]}"#, "manifest.null", "\"\""),
            (#"{"offers": 1️⃣null}"#, "", ""),
            (#"{"offers": [{"title": "é", "country_codes": 1️⃣"DE"}]}"#, "manifest.type", #"["DE"]"#),
            (#"{"offers": [{"title": "a", 1️⃣"titel": "b"}]}"#, "manifest.unknown-field", "title"),
            (#"{"offers": [{"title": "a", 1️⃣"title": "b"}]}"#, "feed.duplicate", ""),
            (#"{"offers": [1️⃣1]}"#, "manifest.type", "title"), ("1️⃣[]", "manifest.document", "networks"),
            (#"{"offers": [{"title": "a",1️⃣}]}"#, "feed.syntax", ""),
            (#"{"offers": [1️⃣"#, "feed.truncated", ""),
        ])
    func mistakes(text: String, id: String, help: String) {
        let marked = MarkedText(text)
        let diagnostics = ManifestReader.read(marked.bytes, file: "a.json", format: .json).diagnostics
        if id.isEmpty {
            #expect(diagnostics.map(\.id) == ["manifest.null"])
            return
        }
        #expect(diagnostics.map(\.id) == [id], "\(diagnostics)")
        #expect(diagnostics.map(\.lineAndColumn) == marked.places, "\(diagnostics)")
        #expect(diagnostics.first?.help?.contains(help) ?? help.isEmpty, "\(diagnostics)")
    }

    @Test("numbers keep their digits, and 3.0 is a whole number")
    func numbers() {
        let text = #"{"offers": {"a": {"payment": {"amount": 0.10}, "cap": 3.0, "status": 2}}}"#
        let result = ManifestReader.read(Array(text.utf8), file: "a.json", format: .json)
        #expect(result.diagnostics.isEmpty)
        #expect(
            result.objects.first?.fields.map { $0.node.value.jsonText() } == ["2", #"{"amount":0.10}"#, "3"])
    }

    @Test("depth is bounded")
    func depth() {
        let text = #"{"offers": "# + String(repeating: "[", count: 100_000)
        #expect(
            ManifestReader.read(Array(text.utf8), file: "a.json", format: .json).diagnostics.map(\.id) == [
                "feed.limit"
            ])
    }
}
