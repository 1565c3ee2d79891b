import Feeds
import Testing

@Suite("Finding the records of a document")
struct RecordPathFinderTests {
    private func best(_ text: String, _ syntax: FeedSyntax, limit: Int = 1 << 20) -> RecordPathCandidate? {
        RecordPathFinder.candidates(in: ChunkSource(Array(text.utf8), size: 7), syntax: syntax, limit: limit)
            .first
    }

    @Test(
        "the records of JSON are the list or the map of maps that holds most",
        arguments: [
            (#"[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]"#, "[*]", 2),
            (#"{"ok": true, "offers": [{"id": 1, "name": "abc"}], "paging": {"page": 1}}"#, "offers", 1),
            (
                #"{"r": {"data": {"17": {"id": "17", "name": "abc"}, "18": {"id": "18", "name": "d"}}}}"#,
                "r.data.*", 2
            ),
            (#"{"data": {"00042": {"Offer": {"id": "1", "name": "abcdef"}, "Link": []}}}"#, "data.*", 1),
            (
                #"{"cats": [{"n": "x", "offers": [{"id": 1, "name": "abc"}, {"id": 2, "name": "d"}]}]}"#,
                "cats[*].offers", 2
            ),
            (#"{"a-b": {"list": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]}}"#, #""a-b".list"#, 2),
            (#"{"x": 1, "y": "only one"}"#, "@", 1),
            ("{\"x\": 1, \"y\": 2}\n{\"x\": 3, \"y\": 4}\n", "@", 2),
            (#"[["1", "a"], ["2", "b"]]"#, "[*]", 2),
        ])
    func json(text: String, path: String, count: Int) throws {
        let found = try #require(best(text, .json))
        #expect(found.path == path)
        #expect(found.count == count)
        _ = try JSONRecordPath(found.path)
    }

    @Test("a list of parts inside of a record does not win over the records")
    func partsOfRecords() throws {
        let record =
            #"{"id": 1, "name": "a name", "url": "https://x.example/abc", "pay": [{"a": 1, "c": "US"}, {"a": 2, "c": "GB"}]}"#
        #expect(best("{\"offers\": [\(record), \(record)]}", .json)?.path == "offers")
        #expect(best("{\"offers\": [\(record)]}", .json)?.path == "offers")
    }

    @Test(
        "the records of XML are the elements that hold most",
        arguments: [
            (
                "<feed><offers><offer><id>1</id><name>abc</name></offer><offer><id>2</id><name>b</name></offer></offers></feed>",
                "/feed/offers/offer", 2
            ),
            (
                "<feed><offers><offer><id>1</id><name>abc</name></offer></offers></feed>",
                "/feed/offers/offer", 1
            ),
            (
                "<rss><channel><title>s</title><link>l</link><item><title>abc</title><link>def</link></item></channel></rss>",
                "/rss/channel/item", 1
            ),
            ("<data><campaign id='1' name='abc'/><campaign id='2' name='d'/></data>", "/data/campaign", 2),
            (
                "<c><k><n>x</n><k><n>y</n><s><id>1</id><t>abc</t></s></k><s><id>2</id><t>def</t></s></k></c>",
                "//s", 2
            ),
        ])
    func xml(text: String, path: String, count: Int) throws {
        let found = try #require(best(text, .xml))
        #expect(found.path == path)
        #expect(found.count == count)
        _ = try XMLRecordPath(found.path)
    }

    @Test("every path that is found leads somewhere")
    func leads() throws {
        let text = #"{"a": {"b": [{"id": 1, "x": {"7": {"u": 1, "v": 2}}, "l": [{"p": 1, "q": 2}]}]}}"#
        for candidate in RecordPathFinder.candidates(
            in: ChunkSource(Array(text.utf8), size: 64), syntax: .json)
        {
            var reader = JSONRecordReader(
                Array(text.utf8), options: JSONRecordOptions(records: [try JSONRecordPath(candidate.path)]))
            var record = Record()
            var count = 0
            while try reader.next(&record) { count += 1 }
            #expect(count == candidate.count, "\(candidate)")
        }
    }

    @Test("a document that is cut off, broken or hostile is looked at as far as it goes")
    func broken() {
        let list = #"{"offers": [{"id": 1, "name": "abc"}, {"id": 2, "name": "def"}, {"id": 3"#
        #expect(best(list, .json)?.path == "offers")
        #expect(best(list + String(repeating: " ", count: 100), .json, limit: 40)?.path == "offers")
        #expect(best("<a><o><i>1</i><n>abc</n></o><o><i>2</i><n>", .xml)?.path == "/a/o")
        #expect(best("<a><o><i>1</i><n>R&D</n></o><o><i>2</i><n>b</n></o></a>", .xml)?.count == 2)
        #expect(best("<a><o><i>1</i><n>abc</n></o><o></x>", .xml)?.path == "/a/o")
        let deep = String(repeating: "[", count: 100_000)
        #expect(best(deep, .json)?.count ?? 1 == 1)
        #expect(best("", .json)?.count ?? 0 == 0)
        #expect(best("", .xml) == nil)
        #expect(best("}]\"", .json)?.count ?? 0 == 0)
        let many = (0..<30_000).map { "\"k\($0)\": {\"a\($0)\": 1, \"b\": 2}" }.joined(separator: ",")
        #expect(best("{\(many)}", .json) != nil)
        #expect(best("id,name\n1,2\n", .csv) == nil)
    }
}
