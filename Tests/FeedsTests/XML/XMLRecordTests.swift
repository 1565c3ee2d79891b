import Diagnostics
import Feeds
import Testing

@Suite struct XMLRecordTests {
    @Test(
        "An element is a text, a map or nothing",
        arguments: [
            ("<o/>", "\"\""), ("<o></o>", "\"\""), ("<o> x\n</o>", "\" x\\n\""), ("<o>\n</o>", "\"\\n\""),
            ("<o a='1'/>", "{\"@a\":\"1\"}"), ("<o a='1'> </o>", "{\"@a\":\"1\"}"),
            ("<o a='1'>4.27</o>", "{\"@a\":\"1\",\"#text\":\"4.27\"}"),
            ("<o><b>1</b><c/></o>", "{\"b\":\"1\",\"c\":\"\"}"),
            ("<o>\n  <b>1</b>\n</o>", "{\"b\":\"1\"}"),
            ("<o> x <b>1</b> y </o>", "{\"b\":\"1\",\"#text\":\" x  y \"}"),
            ("<o><b>1</b><c>2</c><b>3</b></o>", "{\"b\":[\"1\",\"3\"],\"c\":\"2\"}"),
            (
                "<o><c/><b>1</b><b d='2'>3</b></o>",
                "{\"c\":\"\",\"b\":[\"1\",{\"@d\":\"2\",\"#text\":\"3\"}]}"
            ),
            ("<o>a<!-- b -->c<?d?>e<![CDATA[<f>&amp;]]>&amp;&#233;</o>", "\"ace<f>&amp;&é\""),
            ("<o xmlns:g='u'>x</o>", "\"x\""), ("<o xmlns:g='u' g:a='1'/>", "{\"@g:a\":\"1\"}"),
            (
                "<o xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><p x:nil='true'/><q x:nil='1'></q></o>",
                "{\"p\":null,\"q\":null}"
            ),
            (
                "<o xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><p x:nil='true' x:type='d'/></o>",
                "{\"p\":null}"
            ),
            (
                "<o xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><p x:nil='true' a='1'/></o>",
                "{\"p\":{\"@x:nil\":\"true\",\"@a\":\"1\"}}"
            ),
            (
                "<o xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><p x:nil='false'>1</p></o>",
                "{\"p\":{\"@x:nil\":\"false\",\"#text\":\"1\"}}"
            ),
            ("<o xmlns:x='u:other'><p x:nil='true'/></o>", "{\"p\":{\"@x:nil\":\"true\"}}"),
            ("<o a='&lt;&#10;\n\r\n&amp;é'>y</o>", "{\"@a\":\"<\\n  &é\",\"#text\":\"y\"}"),
            ("<o>\r\n<![CDATA[\r\n\r]]>\r</o>", "\"\\n\\n\\n\\n\""),
        ])
    func converts(element: String, json: String) throws {
        let values = try xmlValues("<r>\n\(element)</r>")
        #expect(values.map { $0.value.jsonText() } == [json])
    }

    @Test(
        "A path finds its elements",
        arguments: [
            (nil, ["a1", "{\"b\":\"b1\"}", "{\"a\":\"a2\",\"c\":{\"a\":\"a3\"}}"]),
            ("/r/a", ["a1"]), ("//a", ["a1", "a2", "a3"]), ("a", ["a1", "a2", "a3"]),
            ("/r/*/a", ["a2"]), ("/r//c/a", ["a3"]), ("/*/a | //b", ["a1", "b1"]),
            ("//c|//d", ["{\"b\":\"b1\"}", "{\"a\":\"a3\"}"]), ("//d/c", ["{\"a\":\"a3\"}"]),
            ("//d//a", ["a2", "a3"]), ("/r/d/c/a", ["a3"]), (" /r/a | /r/c/b ", ["a1", "b1"]),
            (
                "@",
                ["{\"r\":{\"a\":\"a1\",\"c\":{\"b\":\"b1\"},\"d\":{\"a\":\"a2\",\"c\":{\"a\":\"a3\"}}}}"]
            ), ("/r", ["{\"a\":\"a1\",\"c\":{\"b\":\"b1\"},\"d\":{\"a\":\"a2\",\"c\":{\"a\":\"a3\"}}}"]),
        ] as [(String?, [String])])
    func finds(path: String?, found: [String]) throws {
        let text = "<r><a>a1</a><c><b>b1</b></c><d><a>a2</a><c><a>a3</a></c></d></r>"
        var expected = found
        if path == "//c|//d" { expected[1] = "{\"a\":\"a2\",\"c\":{\"a\":\"a3\"}}" }
        let values = try xmlValues(text, XMLRecordOptions(path))
        #expect(values.map { $0.value.string ?? $0.value.jsonText() } == expected)
    }

    @Test func `Records do not nest: the outermost is given`() throws {
        let values = try xmlValues("<c><s>1<s>2</s></s><s>3</s></c>", XMLRecordOptions("//s"))
        #expect(values.map { $0.value.jsonText() } == ["{\"s\":\"2\",\"#text\":\"1\"}", "\"3\""])
    }

    @Test func `Names are called by the table of prefixes`() throws {
        let text = """
            <rss xmlns="u:0" xmlns:x="u:g" xmlns:c="u:c"><x:item c:k="1" x:l="2" m="3"><x:id>1</x:id><id>2</id>\
            <c:id>3</c:id></x:item></rss>
            """
        let table = ["g": "u:g", "": "u:c", "z": "u:none"]
        for path in ["//g:item", "/rss/g:item", "/*/*"] {
            let values = try xmlValues(text, XMLRecordOptions(path, prefixes: table))
            #expect(
                values.map { $0.value.jsonText() } == [
                    "{\"@k\":\"1\",\"@g:l\":\"2\",\"@m\":\"3\",\"g:id\":\"1\",\"id\":[\"2\",\"3\"]}"
                ])
        }
        // The table has the prefix, so what the document calls so does not count.
        let foreign = try XMLRecordOptions("//x:item", prefixes: ["x": "u:other"])
        #expect(throws: FeedError.self) { try xmlValues(text, foreign) }
        #expect(try xmlValues(text, XMLRecordOptions("//x:item")).count == 1)
    }

    @Test func `Attributes that are called the same are a list`() throws {
        let text = "<r xmlns:a='u' xmlns:b='v'><o a:k='1' c='2' b:k='3' k='4'/></r>"
        let values = try xmlValues(text, XMLRecordOptions(nil, prefixes: ["": "u", "q": "v"]))
        #expect(values.map { $0.value.jsonText() } == ["{\"@k\":[\"1\",\"4\"],\"@c\":\"2\",\"@q:k\":\"3\"}"])
    }

    @Test(
        "What is told to be a list is one",
        arguments: [
            ("t", "{\"t\":[\"1\"],\"u\":{\"t\":[\"2\"]}}"), ("/r/o/t", "{\"t\":[\"1\"],\"u\":{\"t\":\"2\"}}"),
            ("u/t", "{\"t\":\"1\",\"u\":{\"t\":[\"2\"]}}"),
            ("u | //o/u/*", "{\"t\":\"1\",\"u\":[{\"t\":[\"2\"]}]}"),
            ("x", "{\"t\":\"1\",\"u\":{\"t\":\"2\"}}"),
        ])
    func lists(path: String, json: String) throws {
        let text = "<r><o><t>1</t><u><t>2</t></u></o></r>"
        let values = try xmlValues(text, XMLRecordOptions("//o", lists: path))
        #expect(values.map { $0.value.jsonText() } == [json])
    }

    @Test func `What stands around a record can be had`() throws {
        let text = """
            <Catalog v="1"><Category k="x"><Name>A</Name><Site><Id>1</Id></Site><Category><Name>B</Name><Site>2</Site>\
            </Category><Site><Id>3</Id></Site><Name>C</Name><Site a="4"/></Category></Catalog>
            """
        let values = try xmlValues(text, XMLRecordOptions("//Site", ancestors: true))
        #expect(
            values.map { $0.value.jsonText() } == [
                "{\"^\":{\"@k\":\"x\",\"Name\":\"A\",\"@v\":\"1\"},\"Id\":\"1\"}",
                "{\"^\":{\"Name\":\"B\",\"@k\":\"x\",\"@v\":\"1\"},\"#text\":\"2\"}",
                "{\"^\":{\"@k\":\"x\",\"Name\":\"A\",\"@v\":\"1\"},\"Id\":\"3\"}",
                "{\"^\":{\"@k\":\"x\",\"Name\":\"C\",\"@v\":\"1\"},\"@a\":\"4\"}",
            ])
    }

    @Test func `A record knows its place, its number and its source`() throws {
        let marked = Marked("<?xml version='1.0'?>\n<r>é1️⃣<o 2️⃣k='1'>\r\n 3️⃣<b>é</b>4️⃣<c/></o>\n5️⃣<o/></r>")
        let reader = XMLRecordReader(marked.bytes)
        var record = Record()
        #expect(try reader.next(&record))
        #expect(record.position == marked.positions[0])
        #expect(record.number == 1)
        #expect(String(decoding: record.source, as: UTF8.self) == "<o k='1'>\r\n <b>é</b><c/></o>")
        let members = record.node().value.members ?? []
        #expect(members.map(\.name) == ["@k", "b", "c"])
        #expect(members.map(\.namePosition) == Array(marked.positions[1...3]))
        #expect(members.map(\.node.position) == Array(marked.positions[1...3]))
        #expect(try reader.next(&record))
        #expect(record.position == marked.positions[4])
        #expect(record.number == 2)
        #expect(try !reader.next(&record))
        #expect(try !reader.next(&record))
    }

    @Test func `What an entity brings is a record like any other`() throws {
        let text =
            "<!DOCTYPE r [<!ENTITY e '<o a=\"1\">x</o><o>y</o>'><!ATTLIST o d CDATA 'w'>]><r><o>&e;</o>&e;</r>"
        let values = try xmlValues(text, XMLRecordOptions("/r/o"))
        #expect(
            values.map { $0.value.jsonText() } == [
                "{\"@d\":\"w\",\"o\":[{\"@a\":\"1\",\"@d\":\"w\",\"#text\":\"x\"},{\"@d\":\"w\",\"#text\":\"y\"}]}",
                "{\"@a\":\"1\",\"@d\":\"w\",\"#text\":\"x\"}", "{\"@d\":\"w\",\"#text\":\"y\"}",
            ])
    }

    @Test func `Ampersands that start no reference can stand for themselves`() throws {
        let text = """
            <r><o u="http://x/?a=1&b=2&amp;c">R&D &amp; &lt;&; &#x; &é=\u{7F}</o><o><![CDATA[a & b &amp;]]>&</o>\
            <o u='\n&&amp;'/></r>
            """
        let strict = xmlRecords(Array(text.utf8))
        #expect(strict.fault?.code == .syntax)
        #expect(strict.fault?.help?.contains("&amp;") == true)
        for slices in [4, 7, 30, 16 << 10] {
            let reader = XMLRecordReader(
                from: ChunkSource(Array(text.utf8), size: 5),
                options: try XMLRecordOptions(nil, lenient: true),
                sliceBytes: slices)
            var record = Record()
            var values: [String] = []
            while try reader.next(&record) { values.append(record.node().value.jsonText()) }
            #expect(
                values == [
                    "{\"@u\":\"http://x/?a=1&b=2&c\",\"#text\":\"R&D & <&; &#x; &é=\u{7F}\"}",
                    "\"a & b &amp;&\"",
                    "{\"@u\":\" &&\"}",
                ])
        }
        // Every place is true: nothing was inserted.
        let later = xmlRecords(
            Array("<r><o>R&D\n&&</o><p></r>".utf8), try XMLRecordOptions(nil, lenient: true))
        #expect(later.fault?.position == SourcePosition(line: 2, column: 10, offset: 19))
    }
}
