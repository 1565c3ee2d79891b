import Diagnostics
import Testing

@testable import Manifests

@Suite("Hostile YAML")
struct HostileYAMLTests {
    private func errors(_ text: String) -> [Diagnostic] {
        ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml).diagnostics
    }

    /// Nine levels of nine aliases: a text of 300 bytes that stands for 400 million values.
    private var bomb: String {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
        }
        return text
    }

    @Test("aliases that repeat aliases are refused")
    func aliasBomb() {
        #expect(errors(bomb).contains { $0.message.contains("repeat too much") })
    }

    @Test(
        "aliases that repeat aliases in a key are refused",
        arguments: ["? *a30\n: x", "*a30 : x", "? [*a30]\n: x"])
    func keyBomb(key: String) {
        #expect(errors(bomb + key + "\n").contains { $0.message.contains("key") })
    }

    @Test("an alias of what it stands in is no alias yet")
    func cyclicAlias() {
        #expect(errors("offers: &a\n  - *a\n").map(\.id) == ["manifest.yaml"])
    }

    @Test("depth is bounded", arguments: ["[", "{a: ", "- ", "? "])
    func depth(opening: String) {
        let text =
            "offers: \(opening == "- " || opening == "? " ? "\n" : "")"
            + String(repeating: opening, count: 10_000)
        let found = errors(text)
        #expect(found.contains { $0.severity == .error })
    }

    @Test("depth by anchors inside of anchors is bounded")
    func anchoredDepth() {
        var text = "a0: &a0 x\n"
        for level in 1...20 {
            text +=
                "a\(level): &a\(level) " + String(repeating: "[", count: 200) + "*a\(level - 1)"
                + String(repeating: "]", count: 200) + "\n"
        }
        #expect(errors(text).contains { $0.message.contains("too deep") })
    }

    @Test(
        "a text that ends anywhere is an error or a manifest, never a crash",
        arguments: ["offers:\n  - title: \"a\\u00e9\"\n    url: |\n      x\n    tags: [a, {b: *c}]\n"])
    func truncated(text: String) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            _ = ManifestReader.read(Array(bytes[..<count]), file: "a.yaml", format: .yaml)
        }
    }

    @Test(
        "what is no UTF-8 is named by its byte",
        arguments: [
            ([0x6F, 0x3A, 0x20, 0xFF], 3), ([0xC3, 0x28], 0), ([0x61, 0xED, 0xA0, 0x80], 1),
        ] as [([UInt8], Int)])
    func encoding(bytes: [UInt8], offset: Int) {
        let found = ManifestReader.read(bytes, file: "a.yaml", format: .yaml).diagnostics
        #expect(found.map(\.id) == ["feed.encoding"])
        #expect(found.first?.place?.position?.offset == offset)
    }

    @Test("what only looks like anchors, aliases and keys of collections is text")
    func lookalikes() {
        let line =
            "  - {title: 'N? *hot [x]: *deal &more', key: k%}\n  - title: Win? *now [US] &c\n    key: l%\n"
        let text = "offers:\n" + (0..<500).map { line.replacing("%", with: "\($0)") }.joined()
        let result = ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml)
        #expect(result.diagnostics.isEmpty)
        #expect(result.objects.count == 1_000)
        #expect(result.objects.last?.title == "Win? *now [US] &c")
    }

    @Test("many aliases of one anchor are fine")
    func manyAliases() {
        let text =
            "offers:\n  - &a {title: t, payment: &p {amount: 1}}\n"
            + (0..<5_000).map { "  - {<<: *a, title: t\($0), payment: *p}\n" }.joined()
        let result = ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml)
        #expect(result.diagnostics.isEmpty)
        #expect(result.objects.count == 5_001)
    }
}
