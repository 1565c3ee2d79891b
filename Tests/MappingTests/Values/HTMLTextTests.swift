import TestSupport
import Testing

@testable import Mapping

@Suite("Text of HTML")
struct HTMLTextTests {
    @Test(
        "tags go, references are decoded once, blanks collapse",
        arguments: [
            ("<p>First deposit</p>", "First deposit"),
            ("<b>No adult</b> &amp; no incent", "No adult & no incent"),
            ("Sleep Aid &amp; Co - SOI ", "Sleep Aid & Co - SOI"), ("10% off &ndash; Tea", "10% off – Tea"),
            ("Tea &amp; Co", "Tea & Co"), ("&amp;amp;", "&amp;"), ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>"), ("<p>Payout 32$</p>", "Payout 32$"),
            ("a\r\nb\n\n c\t d", "a b c d"),
            ("Keto Plan &quot;28&quot;", "Keto Plan \"28\""), ("Eat & lose", "Eat & lose"),
            ("Casino Royale – FTD", "Casino Royale – FTD"),
            ("a<br>b<br/>c<BR />d", "a b c d"), ("<p>a</p><p>b</p>", "a b"),
            ("<ul><li>a</li><li>b</li></ul>", "a b"),
            ("un<b>bold</b>ed", "unbolded"), ("a&nbsp;&nbsp;b", "a b"), ("&nbsp;a&nbsp;", "a"),
            ("a\u{A0}b\u{2003}c", "a b c"),
            ("<script>alert('x < y')</script>ok", "ok"), ("<STYLE type='text/css'>p > a {}</STYLE>ok", "ok"),
            ("a<!-- b -->c", "ac"),
            ("<!-- > -->a", "a"), ("<!DOCTYPE html><html><body>a</body></html>", "a"),
            ("<?xml version=\"1.0\"?>a", "a"),
            ("<![CDATA[a & b <c>]]>", "a & b <c>"), ("<a href=\"x>y\">z</a>", "z"),
            ("<a href='x>y' title=\"it's\">z</a>", "z"),
            ("<a href=x>z</a>", "z"), ("<p don't>x</p>", "x"), ("<o:p>x</o:p>", "x"),
            ("<img src=\"a.png\" alt=\"b\">x", "x"),
            ("&#8211;&#x2013;&#X2013;", "–––"), ("&#65;&#066;", "AB"), ("&#150; &#x80;", "– €"),
            ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&Eacute;l&eacute;gant &euro;5 &hearts; &alpha;&Omega; &scaron;&ccaron;", "Élégant €5 ♥ αΩ šč"),
            ("&apos;&quot;", "'\""),
            ("R&amp D", "R& D"), ("&copy 2018", "© 2018"), ("&#38 x", "& x"), ("&eacutex", "&eacutex"),
            ("a=1&copy=2", "a=1&copy=2"),
            ("", ""), ("   ", ""), ("<br>", ""), ("plain", "plain"), ("<b></b>", ""),
        ])
    func texts(html: String, expected: String) {
        #expect(HTMLText.text(html) == expected)
    }

    @Test(
        "what only looks like HTML stays",
        arguments: [
            "a < b", "a <b", "1 <2> 3", "<", "<<", "a<", "<3 you", "x <y and z> w", "<John Smith>",
            "<a@example.test>", "& co", "&", "&&", "&;",
            "&#;", "&#x;", "&#xg;", "&unknown;", "&amp", "a &lt", "</", "</>", "</ b>", "<!", "<!-- open",
            "<![CDATA[ open", "<!>", "<b href=\"x",
            "a <b then < c>", "<negotiable>",
        ])
    func looksLike(html: String) {
        // A reference that only lacks its semicolon is decoded all the same.
        let expected = html.hasSuffix("&amp") ? "&" : html.hasSuffix("&lt") ? "a <" : html
        #expect(HTMLText.text(html) == expected)
    }

    @Test("a tag, a script or a comment that does not end loses no text behind it")
    func unfinished() {
        #expect(HTMLText.text("<script>tail") == "tail")
        #expect(HTMLText.text("<style>tail <b>bold</b>") == "tail bold")
        #expect(HTMLText.text("<!-- a <b>bold</b>") == "<!-- a bold")
        #expect(HTMLText.text("<a href=\"x>open</a> tail") == "open tail")
        #expect(HTMLText.text("a <b c <i>d</i>") == "a <b c d")
    }

    @Test(
        "references alone are decoded once, and only complete ones",
        arguments: [
            (
                "https://x.test/cread.php?awinmid=5512&amp;awinaffid=77&amp;p=https%3A%2F%2Ftea.example.test",
                "https://x.test/cread.php?awinmid=5512&awinaffid=77&p=https%3A%2F%2Ftea.example.test"
            ),
            ("a=1&copy=2&reg&amp=3", "a=1&copy=2&reg&amp=3"), ("&amp;amp;", "&amp;"), ("<b> &lt; ", "<b> < "),
            ("&#38;&#x26;", "&&"), ("&#38", "&#38"),
            ("&nbsp;", "\u{A0}"), ("", ""), ("é&eacute;", "éé"), ("&unknown;", "&unknown;"),
            ("&NotEqualTilde;", "&NotEqualTilde;"),
        ])
    func unescape(text: String, expected: String) {
        #expect(HTMLText.unescape(text) == expected)
    }

    @Test("all names of HTML 4 are known")
    func names() {
        let names: [(String, Unicode.Scalar)] = [
            ("iexcl", "¡"), ("yuml", "ÿ"), ("OElig", "Œ"), ("fnof", "ƒ"), ("circ", "ˆ"), ("thetasym", "ϑ"),
            ("piv", "ϖ"), ("ensp", "\u{2002}"),
            ("zwnj", "\u{200C}"), ("rlm", "\u{200F}"), ("bdquo", "„"), ("permil", "‰"), ("lsaquo", "‹"),
            ("oline", "‾"), ("weierp", "℘"),
            ("alefsym", "ℵ"), ("crarr", "↵"), ("hArr", "⇔"), ("forall", "∀"), ("there4", "∴"), ("sdot", "⋅"),
            ("lceil", "⌈"), ("loz", "◊"),
            ("spades", "♠"), ("diams", "♦"), ("trade", "™"), ("hellip", "…"), ("euro", "€"), ("rsquo", "’"),
            ("ldquo", "“"),
        ]
        for (name, scalar) in names {
            #expect(HTMLText.unescape("&\(name);") == String(Character(scalar)), "\(name)")
        }
        let words = (HTMLEntityTable.old + " " + HTMLEntityTable.others).split(whereSeparator: \.isWhitespace)
        #expect(words.count == 2 * 493)
        for index in stride(from: 0, to: words.count, by: 2) {
            let scalar = UInt32(words[index + 1], radix: 16).flatMap(Unicode.Scalar.init)
            #expect(scalar.map { String(Character($0)) } == HTMLText.unescape("&\(words[index]);"))
        }
    }

    @Test("unescaping undoes escaping, whatever is escaped how", arguments: [UInt64(1), 2, 3])
    func undoes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let scalars: [Unicode.Scalar] = [
            "a", "&", "<", ">", "\"", "'", ";", "#", "é", "€", "–", "😀", " ", "\n", "=", "l", "t", "\u{A0}",
            "\u{1}",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                scalars.randomElement(using: &random) ?? "a"
            }
            let escaped = text.map { scalar -> String in
                switch Int.random(in: 0...3, using: &random) {
                case 0: return "&#\(scalar.value);"
                case 1: return "&#x\(String(scalar.value, radix: 16));"
                default:
                    switch scalar {
                    case "&": return "&amp;"
                    case "<": return "&lt;"
                    default: return String(Character(scalar))
                    }
                }
            }
            var plain = String.UnicodeScalarView()
            plain.append(contentsOf: text)
            #expect(
                Array(HTMLText.unescape(escaped.joined()).utf8) == Array(String(plain).utf8),
                "seed \(seed): \(escaped)")
        }
    }

    @Test(
        "the text of plain text is the text with its blanks collapsed, and of that itself",
        arguments: [UInt64(4), 5])
    func idempotent(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = ["a", " ", "\n", "é", "\u{A0}", "word", "5", "-", "\u{2028}", "😀", "\u{2014}"]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            let once = HTMLText.text(text)
            #expect(once == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            #expect(HTMLText.text(once) == once)
        }
    }

    @Test("random markup never traps, and letters outside of tags stay", arguments: [UInt64(8), 9])
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "<", ">", "/", "b", "script", "style", "!--", "-->", "\"", "'", "=", " ", "&", "amp", ";", "#",
            "x", "é", "<b>", "</b>", "<![CDATA[", "]]>", "\0", "<br",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            let result = HTMLText.text(text + "<b>END</b>")
            #expect(result.utf8.count <= text.utf8.count + 10)
            if !text.contains("<") { #expect(result.hasSuffix("END")) }
            _ = HTMLText.unescape(text)
        }
    }

    @Test(
        "hostile texts cost no more than their length",
        arguments: [
            "<", "<b", "<a \"", "<a x=\"", "<a x=\"<a y='", "<!--", "<![CDATA[", "<script>", "<style>",
            "<a x=\">\" ", "</", "&", "&#", "&amp", "&#x", "<?", "<!d",
            " x=\"<a y='\" z=''", "<a x=\"'<b y='\"",
        ])
    func hostile(part: String) {
        for tail in ["", ">", "\">", "'>\""] {
            let text = String(repeating: part, count: 10_000) + String(repeating: "a", count: 10_000) + tail
            #expect(HTMLText.text(text).utf8.count <= text.utf8.count)
            #expect(HTMLText.unescape(text).utf8.count <= text.utf8.count)
        }
    }
}
