import TestSupport

/// Random documents, mostly well-formed, with everything that plain markup has and some that it has not.
struct XMLSample {
    var generator: SeededGenerator
    /// Whether elements outside of plain ASCII names and declared entities may occur.
    var isPlain: Bool

    mutating func document(depth: Int = 4) -> String {
        var text = pick([
            "", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding=\"UTF-8\"?>\r\n", "\u{FEFF}",
        ])
        if !isPlain, chance(4) {
            text +=
                "<!DOCTYPE r [<!ENTITY e 'x<b c=\"1\">y</b>'><!ENTITY t 'z&#38;#38;'><!ATTLIST b d CDATA 'w'>]>"
            return text + element(depth: depth, references: ["&e;", "&t;", "&amp;"]) + tail()
        }
        return text + element(depth: depth, references: ["&amp;"]) + tail()
    }

    private mutating func tail() -> String { pick(["", "\n", "<!-- end -->", " <?p q?>\r\n"]) }

    mutating func element(depth: Int, references: [String]) -> String {
        let name = pick(["a", "b", "offer", "g:id", "x:y", "c.d-e", isPlain ? "n" : "é", "xml:z"])
        var tag = "<" + name
        var names: Set<String> = []
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let attribute = pick(
                ["a", "b", "g:c", "xml:lang", "xmlns", "xmlns:g", "xmlns:x", isPlain ? "k" : "ü", "x:a"])
            guard names.insert(attribute).inserted else { continue }
            let quote = pick(["\"", "'"])
            let value =
                attribute.hasPrefix("xmlns") ? pick(["u:1", "u:2", "http://example.test/é"]) : value(quote)
            tag += pick([" ", "\n", "  ", "\r\n"]) + attribute + pick(["=", " = "]) + quote + value + quote
        }
        tag += pick(["", "", " ", "\n"])
        if depth == 0 || chance(4) { return tag + "/>" }
        tag += ">"
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            tag += chance(2) ? content(references) : element(depth: depth - 1, references: references)
        }
        return tag + "</" + name + pick(["", "", " ", "\n"]) + ">"
    }

    private mutating func value(_ quote: String) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            text += pick(
                [
                    "x", "é😀", " ", "\n", "\t", "\r\n", "\r", "&amp;", "&#10;", "&#x1F600;", ">", "]]>",
                    "&quot;", "漢",
                ])
        }
        return text + (chance(6) ? (quote == "'" ? "\"" : "'") : "")
    }

    private mutating func content(_ references: [String]) -> String {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0:
            return pick([
                "text", " ", "\n  ", "\r\n", "\r", "é漢😀", "]", "]]", "]]x", " > ", "\u{FFFD}\u{FB01}",
            ])
        case 1: return "<![CDATA[" + pick(["", "x", "<b>&amp;", "]", "]]", "é\r\n\r", "]] >", "\r"]) + "]]>"
        case 2: return "<!--" + pick(["", " c ", "-é-x ", "<b>", "]]>"]) + "-->"
        case 3: return "<?" + pick(["p", "p q", "xml-s a='1'", "p ?", "p x>"]) + "?>"
        case 4: return pick(references)
        case 5: return pick(["&lt;", "&gt;&apos;", "&#13;", "&#xE9;", "&#65;&quot;"])
        case 6: return "some longer text with words and é, over sixteen bytes"
        default: return pick(["1", "DE", "4.20"])
        }
    }

    /// Changes a few bytes: most documents are then no XML any more, in every way there is.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let parts = [
            "<", ">", "&", ";", "]]>", "--", "\"", "'", "=", "/", "\0", "\u{1}", "\u{FFFF}", "\u{FFFE}",
            "xmlns='",
            "<!--", "<![CDATA[", "?>", "\r", " ", "é", ":", "&#0;", "&x;", "<a>", "</a>", "a='1' ", "x",
        ].map { Array($0.utf8) }
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.insert(contentsOf: parts.randomElement(using: &generator) ?? [], at: place)
            case 1:
                bytes.removeSubrange(
                    place..<min(bytes.count, place + Int.random(in: 1...3, using: &generator)))
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &generator)]
    }

    mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
}
