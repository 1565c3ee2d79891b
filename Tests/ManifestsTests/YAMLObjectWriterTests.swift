import Diagnostics
import Feeds
import Manifests
import Mapping
import RedTrack
import TestSupport
import Testing

/// Objects written one by one are the text that all of them at once give.
@Suite("Writing objects while they are made")
struct YAMLObjectWriterTests {
    /// Texts that YAML could take for something else, and some that it could not.
    private static let texts = [
        "Offer", "12", "1.50", "true", "No", "null", "~", "", " x", "x ", "a: b", "a #b", "#a", "- a", "é",
        "日本",
        "\u{85}\u{2028}", "tab\there", "line\nend", "quote\"s", "back\\slash", "{clickid}",
        "https://x/?a={b}",
        "2018-12-31", "0x1F", "1e3", "/path", "end:", "on", "y", "👍🏽", "\u{FEFF}bom", "\u{200D}", "yes indeed",
        "US", "a,b", "a-b_c.d/e", "@at", "%", "!tag", "&anchor", "*alias", "[x]", "?", "|", ">",
    ]

    @Test("The text is that of all objects at once, and reads back", arguments: 0..<40)
    func equality(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func text() -> String { Self.texts.randomElement(using: &generator) ?? "" }
        func either() -> Bool { Bool.random(using: &generator) }
        var writer = YAMLObjectWriter()
        writer.begin("offers")
        var objects: [Value] = []
        for index in 0..<20 {
            var members = [
                Member("title", .string("t" + text())), Member("url", .string("https://x/" + text())),
            ]
            if either() {
                members.append(Member("payment", .object([("amount", .number("\(index + 1).25"))])))
            }
            if either() {
                let cities = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    Value.string("c" + text())
                }
                let browser = Value.object([("name", .string("b" + text())), ("version", .string("v"))])
                members.append(
                    Member(
                        "targeting",
                        .object([("cities", .array(cities)), ("browser", .array([browser, browser]))])))
            }
            if either() {
                members.append(Member("country_codes", .array([.string("US"), .string("DE")])))
            }
            let key = "\(index)-" + text()
            var fields = try Record(.map(members))
            fields.keyRange = fields.bytes.count..<(fields.bytes.count + key.utf8.count)
            fields.bytes += Array(key.utf8)
            writer.add(prefix: "feed/", fields: fields)
            objects.append(.map([Member("key", .string("feed/" + key))] + members))
        }
        let made = String(decoding: writer.bytes, as: UTF8.self)
        let json = Value.object([("offers", .array(objects))]).jsonText()
        let read = ManifestReader.read(Array(json.utf8), file: "a.json", format: .json)
        #expect(!read.diagnostics.contains { $0.severity == .error }, "seed \(seed): \(read.diagnostics)")
        let again = ManifestReader.read(Array(made.utf8), file: "a.yaml", format: .yaml)
        #expect(again.objects == read.objects, "seed \(seed)\n\(made)")
        let whole = try ManifestWriter.write(read.objects, as: .yaml).first?.text
        #expect(Self.sorted(made) == Self.sorted(whole ?? ""), "seed \(seed)")
    }

    /// The lines of a text: fields stand in the order of the template, or of the API document.
    private static func sorted(_ text: String) -> [Substring] {
        text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }.sorted()
    }
}
