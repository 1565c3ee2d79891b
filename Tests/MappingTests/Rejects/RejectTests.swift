import Feeds
import Testing

@testable import Mapping

@Suite("Rejects")
struct RejectTests {
    /// A feed whose second record is wrong by the word WRONG, and how its format is said.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let format: String
        let key: String
        let feed: String
        let fix: String
    }

    private static let cases = [
        Case(
            testDescription: "csv", format: #""format": "csv""#, key: "id",
            feed: "id;name;link;cap\n1;A;l;1\n2;\"B;\"\"q\"\"\";l;WRONG\n3;C;l;WRONG\n", fix: "5"),
        Case(
            testDescription: "csv, padded, after a preamble",
            format:
                #""format": "csv", "reader": {"skip_lines": 2, "ragged": "padded", "escape": "backslash"}"#,
            key: "id",
            feed: "x\ny\nid,cap,link,name,more\n1,1,l,A\n2,WRONG,\"l\\\"\\\\\",B\n3,WRONG,l,C,x\n", fix: "5"),
        Case(
            testDescription: "csv without a header",
            format:
                #""format": "csv", "reader": {"header": false, "columns": ["id", "name", "link", "cap"]}"#,
            key: "id", feed: "1,A,l,1\n2,B,l,WRONG\n", fix: "5"),
        Case(
            testDescription: "csv without a header, with comments and text in it that looks like one",
            format:
                ##""format": "csv", "reader": {"header": false, "columns": ["id", "name", "link", "cap"], "comment": "#"}"##,
            key: "id", feed: "# x\n1,A,l,1\n#2,B,l,WRONG\n\"#3\",\"a\nb\",l,WRONG\n", fix: "5"),
        Case(
            testDescription: "json in a member", format: #""format": "json", "records": "data.offers""#,
            key: "id",
            feed:
                #"{"data": {"n": 2, "offers": [{"id": "1", "name": "A", "link": "l"}, {"id": "2", "name": "B\"\u0041", "link": "l", "cap": "WRONG"}, {"id": "3", "name": "B", "link": "l", "cap": "WRONG"}]}}"#,
            fix: "5"),
        Case(
            testDescription: "json keyed by id", format: #""format": "json", "records": "data.*""#,
            key: "key()",
            feed:
                #"{"data": {"1": {"name": "A", "link": "l"}, "2": {"name": "B", "link": "l", "cap": "WRONG"}}}"#,
            fix: "5"),
        Case(
            testDescription: "json on a long way",
            format: #""format": "json", "records": "[1].\"x.y\"[*].*.z[]""#, key: "id",
            feed: #"[0, {"x.y": [{"a": {"z": [{"id": "2", "name": "B", "link": "l", "cap": "WRONG"}]}}]}]"#,
            fix: "5"),
        Case(
            testDescription: "json without a path", format: #""format": "json""#, key: "id",
            feed: #"{"id": "2", "name": "B", "link": "l", "cap": "WRONG"}"#, fix: "5"),
        Case(
            testDescription: "json lines", format: #""format": "json", "reader": {"framing": "lines"}"#,
            key: "id",
            feed:
                "{\"id\": \"2\", \"name\": \"B\", \"link\": \"l\", \"cap\": \"WRONG\"}\n{\"id\": \"3\", \"name\": \"B\", \"link\": \"l\", \"cap\": \"WRONG\"}\n",
            fix: "5"),
        Case(
            testDescription: "xml", format: #""format": "xml", "records": "/r/offers/offer""#, key: "id",
            feed:
                "<r><offers><offer><id>1</id><name>A</name><link>l</link></offer><offer><id>2</id><name>B &amp; <![CDATA[C]]></name><link>l</link><cap>WRONG</cap><g:x xmlns:g='u'/></offer></offers></r>",
            fix: "5"),
        Case(
            testDescription: "xml with namespaces",
            format:
                #""format": "xml", "records": "/c:r/c:offers/c:offer", "reader": {"prefixes": {"c": "http://c.test/4"}}"#,
            key: #"\"c:id\""#,
            feed:
                "<r xmlns='http://c.test/4' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:k='u'><offers><offer><id>2</id><name>B</name><link>l</link><cap>WRONG</cap><k:y xsi:nil='true'/></offer></offers></r>",
            fix: "5"),
        Case(
            testDescription: "xml whose records declare a prefix again, deeper than they use it",
            format: #""format": "xml", "records": "/r/offer""#, key: "id",
            feed:
                "<r xmlns:g='u' xmlns:h='v'><offer><id>2</id><name>B</name><link>l</link><cap>WRONG</cap><g:x h:y='1'/><z><g:x xmlns:g='w' xmlns='q'><g:y/></g:x></z><!-- <k:no> --><![CDATA[<l:no>]]></offer><offer xmlns:g='w'><id>3</id><name>B</name><link>l</link><cap>WRONG</cap><g:x/></offer></r>",
            fix: "5"),
        Case(
            testDescription: "xml anywhere", format: #""format": "xml", "records": "//offer""#, key: "id",
            feed: "<r><a><offer><id>2</id><name>B</name><link>l</link><cap>WRONG</cap></offer></a></r>",
            fix: "5"),
    ]

    @Test("a row without a header stands behind its reason")
    func comment() throws {
        for (reader, start) in [("", "#waybill_reject: "), (#", "comment": "//""#, "// waybill_reject: ")] {
            let template = try Templates.template(
                """
                {"template": "t", "format": "csv", "reader": {"header": false, "columns": ["id", "cap"]\(reader)},
                 "make": [{"kind": "offer", "key": "id", "fields": {"title": "id", "network": "'N'", "url": "id", "cap": "cap"}}]}
                """)
            var mapper = try Mapper(template, parameters: [:])
            var writer = RejectWriter(template)
            var text: [UInt8] = []
            try Templates.read(template.format, "1,x\n") { record in
                var objects: [MappedObject] = []
                guard case .rejected(let problems) = mapper.map(record, into: &objects) else { return }
                text += writer.add(record, problems, file: "f.csv")
            }
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.first?.hasPrefix(start + "f.csv:1:3: offer cap: expected a whole number") == true)
            #expect(lines.last == "1,x")
        }
    }

    @Test(
        "what is rejected comes back in the feed's format, and once corrected gives exactly what was missing",
        arguments: cases)
    func roundTrip(example: Case) throws {
        let name = example.key.contains("c:") ? #"\"c:%\""# : "%"
        func field(_ text: String) -> String {
            name.split(separator: "%", omittingEmptySubsequences: false).joined(separator: text)
        }
        let template = try Templates.template(
            """
            {"template": "t", \(example.format), "make": [{"kind": "offer", "key": "\(example.key)",
              "fields": {"title": "\(field("name"))", "network": "'N'", "url": "\(field("link"))", "cap": "\(field("cap"))"}}]}
            """)
        func run(_ feed: String) throws -> (Templates.Run, String) {
            var run = Templates.Run()
            var mapper = try Mapper(template, parameters: [:])
            let bytes = Array(feed.utf8)
            var dialect: CSVDialect?
            var reader: any RecordReader
            switch template.format {
            case .csv(let options):
                var rows = CSVRecordReader(bytes, options: options)
                dialect = try rows.dialect()
                reader = rows
            case .json(let options): reader = JSONRecordReader(bytes, options: options)
            case .xml(let options): reader = XMLRecordReader(bytes, options: options)
            }
            var writer = RejectWriter(template, dialect: dialect)
            var rejects: [UInt8] = []
            var record = Record()
            while try reader.next(&record) {
                guard case .rejected(let problems) = mapper.map(record, into: &run.objects) else { continue }
                rejects += writer.add(record, problems, file: "feed")
            }
            rejects += writer.finish()
            run.summary = mapper.summary
            return (run, String(decoding: rejects, as: UTF8.self))
        }
        func fixed(_ text: String) -> String {
            // The reason quotes the wrong word, too; that is no matter.
            text.split(separator: "WRONG", omittingEmptySubsequences: false).joined(separator: example.fix)
        }
        let (whole, none) = try run(fixed(example.feed))
        #expect(none == "")
        let (first, rejects) = try run(example.feed)
        #expect(first.summary.rejected > 0)
        #expect(rejects.contains("WRONG"))
        let (again, rejectsAgain) = try run(rejects)
        #expect(again.objects.isEmpty)
        #expect(again.summary.rejected == first.summary.rejected)
        #expect(rejectsAgain.contains("WRONG"))
        let (second, _) = try run(fixed(rejectsAgain))
        #expect(second.summary.rejected == 0)
        #expect(first.json + second.json == whole.json, "\(rejects)")
        let wasLost = whole.summary.lost.map(\.path)
        #expect(second.summary.lost.allSatisfy { wasLost.contains($0.path) }, "\(second.summary.lost)")
    }
}
