import Diagnostics
import Feeds
import TestSupport
import Testing

@Suite struct XMLRoundTripTests {
    @Test(arguments: 0..<300) func `What is written is read back equal`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let element = Self.element(&generator, depth: 4)
        var writer = XMLWriter()
        try writer.write(element)
        #expect(try XMLDocument.parse(writer.bytes) == element, "seed \(seed)")
    }

    static func element(_ generator: inout SeededGenerator, depth: Int) -> XMLElement {
        let names = ["a", "é", "long-name.1", "_x", "漢"]
        var element = XMLElement(names.randomElement(using: &generator) ?? "a")
        for name in names.shuffled(using: &generator).prefix(Int.random(in: 0...3, using: &generator)) {
            element.attributes.append(XMLAttribute(name, generator.text(controls: false)))
        }
        var wasText = false
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            if depth > 0, wasText || Bool.random(using: &generator) {
                element.children.append(.element(Self.element(&generator, depth: depth - 1)))
                wasText = false
            } else if !wasText {
                let text = generator.text(controls: false)
                guard !text.isEmpty else { continue }
                element.children.append(.text(text, .start))
                wasText = true
            }
        }
        return element
    }

    @Test func `Pretty text indents elements and leaves texts alone`() throws {
        let item = XMLElement("item", children: [.text(" a ", .start), .element(XMLElement("b"))])
        let root = XMLElement(
            "r", attributes: [XMLAttribute("x", "\"1\"\n")], children: [.element(item), .element(item)])
        var writer = XMLWriter()
        try writer.write(root, pretty: true)
        #expect(
            writer.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <r x="&quot;1&quot;&#10;">
                  <item> a <b/></item>
                  <item> a <b/></item>
                </r>

                """)
    }

    @Test(arguments: ["\0", "\u{1}", "\u{B}", "\u{FFFE}", "\u{FFFF}"])
    func `A character that XML cannot carry is an error`(text: String) {
        var writer = XMLWriter(declaration: false)
        let error = #expect(throws: FeedError.self) {
            try writer.write(XMLElement("r", children: [.text("é\n" + text, .start)]))
        }
        #expect(error?.code == .unwritable)
        #expect(error?.position == SourcePosition(line: 2, column: 1, offset: 6))
    }

    @Test(arguments: ["", "1a", "a b", "a<", "-a"]) func `A name that is no XML name is an error`(
        name: String
    ) {
        var writer = XMLWriter()
        let error = #expect(throws: FeedError.self) { try writer.write(XMLElement(name)) }
        #expect(error?.code == .unwritable)
    }
}
