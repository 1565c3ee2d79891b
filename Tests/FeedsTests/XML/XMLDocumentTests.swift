import Diagnostics
import Feeds
import Testing

@Suite struct XMLDocumentTests {
    static func text(_ text: String) -> XMLNode { .text(text, .start) }

    @Test(
        "A valid document gives its element",
        arguments: [
            ("<a/>", XMLElement("a")), ("<?xml version='1.0'?>\n<a></a>\n<!-- end -->\n", XMLElement("a")),
            ("\u{FEFF}<a>é😀</a>", XMLElement("a", children: [text("é😀")])),
            (
                "<a>x&amp;&lt;&gt;&quot;&apos;&#233;&#x1F600;</a>",
                XMLElement("a", children: [text("x&<>\"'é😀")])
            ),
            ("<a><![CDATA[<b>&amp;]]></a>", XMLElement("a", children: [text("<b>&amp;")])),
            ("<a>x<![CDATA[y]]>z<!-- c -->w<?p d?>v</a>", XMLElement("a", children: [text("xyzwv")])),
            ("<a><![CDATA[]]></a>", XMLElement("a")),
            ("<a><![CDATA[\r\n\r\r\nx\r]]></a>", XMLElement("a", children: [text("\n\n\nx\n")])),
            ("<a>\r\n\r\r\nx\r</a>", XMLElement("a", children: [text("\n\n\nx\n")])),
            (
                "<a b='1' c=\"&lt;'&#10;\n\t\"/>",
                XMLElement("a", attributes: [XMLAttribute("b", "1"), XMLAttribute("c", "<'\n  ")])
            ),
            (
                "<a> <b/>\r\n<c>1</c></a>",
                XMLElement(
                    "a",
                    children: [
                        text(" "), .element(XMLElement("b")), text("\n"),
                        .element(XMLElement("c", children: [text("1")])),
                    ])
            ),
            ("<!DOCTYPE a SYSTEM 'nowhere.dtd'><a/>", XMLElement("a")),
            (
                "<!DOCTYPE a [<!ENTITY e 'xy'>]><a b='&e;'>&e;&e;</a>",
                XMLElement("a", attributes: [XMLAttribute("b", "xy")], children: [text("xyxy")])
            ),
            (
                "<!DOCTYPE a [<!ENTITY e '<b>1</b>'>]><a>&e;2&e;</a>",
                XMLElement(
                    "a",
                    children: [
                        .element(XMLElement("b", children: [text("1")])), text("2"),
                        .element(XMLElement("b", children: [text("1")])),
                    ])
            ),
            (
                "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED c CDATA 'd'>]><a/>",
                XMLElement("a", attributes: [XMLAttribute("c", "d")])
            ),
            ("<a><?pi?></a>", XMLElement("a")),
            ("<x:a y:b='1'/>", XMLElement("x:a", attributes: [XMLAttribute("y:b", "1")])),
        ])
    func accepts(source: String, element: XMLElement) throws {
        let parsed = try XMLDocument.parse(Array(source.utf8))
        #expect(parsed == element)
    }

    @Test func `Namespaces are resolved, names kept as written`() throws {
        let source = "<r xmlns='u:d' xmlns:g='u:g'><g:price g:unit='EUR' plain='1'/><h:x/></r>"
        let root = try XMLDocument.parse(Array(source.utf8))
        #expect(root.namespace == "u:d")
        #expect(root.namespaces.map(\.name) == ["xmlns", "xmlns:g"])
        #expect(root.attributes.isEmpty)
        let price = root.elements[0]
        #expect(
            (price.name, price.prefix, price.localName, price.namespace) == ("g:price", "g", "price", "u:g"))
        #expect(price.attributes.map(\.name) == ["g:unit", "plain"])
        #expect(root.elements[1].namespace == nil)
    }

    @Test(
        "A fault is named with its place",
        arguments: [
            ("1️⃣", .truncated), ("<a>\n<b>é</b>1️⃣", .truncated), ("<a>\n<b>é1️⃣</c></a>", .syntax),
            ("<a/>\n1️⃣<b/>", .syntax),
            ("<a>é1️⃣\u{1}</a>", .syntax), ("<a>\né 1️⃣]]></a>", .syntax), ("1️⃣é\n<a/>", .syntax),
            ("<a>\né1️⃣\u{0}</a>", .syntax),
        ] as [(String, FeedError.Code)])
    func refuses(source: String, code: FeedError.Code) {
        let marked = Marked(source)
        let error = #expect(throws: FeedError.self) { try XMLDocument.parse(marked.bytes) }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.position == marked.positions.first, "\(String(describing: error))")
    }

    @Test(
        "A fault is named on its line",
        arguments: [
            ("<a>\n&nbsp;</a>", .syntax, 2), ("<a>\n\n<b c=1/></a>", .syntax, 3),
            ("<a>\n<b c='1' c='2'/></a>", .duplicate, 2),
            ("<a>\nR&D</a>", .syntax, 2), ("<a>\n]]></a>", .syntax, 2), ("<a>\n<b c='<'/></a>", .syntax, 2),
            ("<a>\n<!-- -- --></a>", .syntax, 2), ("<a>\n<1/></a>", .syntax, 2), ("x\n<a/>", .syntax, 1),
            ("<a>\n\n\u{FFFE}</a>", .syntax, 3), ("<a>\n&#0;</a>", .syntax, 2),
            (" <?xml version='1.0'?><a/>", .syntax, 1),
            ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<a>&e;</a>", .forbidden, 2),
            ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<a b='&e;'/>", .forbidden, 2),
            ("<!DOCTYPE a SYSTEM 'x.dtd'>\n<a>&e;</a>", .forbidden, 2),
            ("<!DOCTYPE a [<!ENTITY e '&e;'>]>\n<a>&e;</a>", .limit, 2),
        ] as [(String, FeedError.Code, Int)])
    func refuses(source: String, code: FeedError.Code, line: Int) {
        let error = #expect(throws: FeedError.self) { try XMLDocument.parse(Array(source.utf8)) }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.position.line == line, "\(String(describing: error))")
    }

    @Test func `Elements, attributes and texts have their places`() throws {
        let marked = Marked(
            "<?xml version='1.0'?>\n<!-- é -->1️⃣<r xmlns:x='u' 2️⃣é=3️⃣'>' \n 4️⃣x:b = 5️⃣\"2\">6️⃣ é&amp;😀7️⃣<b/>8️⃣<![CDATA[1]]></r>"
        )
        let root = try XMLDocument.parse(marked.bytes)
        var places = [root.position]
        for attribute in root.attributes { places += [attribute.position, attribute.valuePosition] }
        for child in root.children {
            switch child {
            case .element(let element): places.append(element.position)
            case .text(_, let position): places.append(position)
            }
        }
        #expect(places == marked.positions)
    }

    @Test func `What an entity brings stands where it is referred to`() throws {
        let marked = Marked("<!DOCTYPE r [<!ENTITY e '<b c=\"1\"/>t'>]>\n<r>x1️⃣&e;2️⃣<c/></r>")
        let root = try XMLDocument.parse(marked.bytes)
        #expect(root.elements.map(\.position) == marked.positions)
        #expect(root.elements[0].attributes[0].position == marked.positions[0])
    }

    @Test func `Lines beyond 65535 and columns beyond a slice are right`() throws {
        let lines = String(repeating: "\n", count: 200_000)
        let wide = String(repeating: "é", count: 50_000)
        let root = try XMLDocument.parse(Array("<r>\(lines)<a/>\(wide)<b x='1'/></r>".utf8))
        #expect(root.elements[0].position.line == 200_001)
        #expect(root.elements[0].position.column == 1)
        #expect(root.elements[1].position.column == 50_005)
        #expect(root.elements[1].attributes[0].position.column == 50_008)
        #expect(root.text == lines + wide)
    }
}
