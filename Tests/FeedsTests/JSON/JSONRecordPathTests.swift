import Diagnostics
import Feeds
import Testing

@Suite struct JSONRecordPathTests {
    @Test(
        "A path is read, and written in one way",
        arguments: [
            ("@", "@"), ("offers", "offers"), ("data.offers", "data.offers"), ("offers[*]", "offers[*]"),
            ("offers[]", "offers[*]"), ("[*]", "[*]"), ("[]", "[*]"), ("[0].items", "[0].items"), ("*", "*"),
            ("a.*.b", "a.*.b"), ("\"x.y\".\"z\"", "\"x.y\".z"), ("@.a", "a"), ("@[1]", "[1]"),
            ("\"\"", "\"\""), ("\"a\\u0062\\\"\"", "\"ab\\\"\""), ("_a1[*][2].b", "_a1[*][2].b"),
            ("\"Größe\"", "\"Größe\""),
        ])
    func reads(text: String, written: String) throws {
        let path = try JSONRecordPath(text)
        #expect(path.description == written)
        #expect(try JSONRecordPath(written) == path)
    }

    @Test(
        "A fault in a path has its column",
        arguments: [
            ("", 1), (".a", 1), ("a.", 3), ("a..b", 3), ("a b", 2), ("a-b", 2), ("größe", 3), ("ß", 1),
            ("$.a", 1), ("/a", 1), ("a[", 3), ("a[x]", 3), ("a[-1]", 3), ("a[1", 4), ("a[1*]", 4),
            ("a[99999999999999999999]", 3), ("\"a", 1), ("a.\"é\\x\"", 5), ("@a", 2), ("a[*]b", 5), ("1", 1),
            ("a.'b'", 3),
        ])
    func refuses(text: String, column: Int) {
        let error = #expect(throws: FeedError.self) { try JSONRecordPath(text) }
        #expect(error?.code == .syntax)
        #expect(error?.position.column == column, "\(String(describing: error))")
    }

    static let document = #"""
        {"meta": {"a": [1, 2]}, "offers": [{"id": 1, "tags": ["x", "y"]}, [2, 3], 4, null],
         "by.key": {"k1": {"v": 1}, "k2": {"v": [2, 3]}, "k3": 5}, "none": null, "empty": [], "void": {},
         "one": {"id": 9}, "text": "t"}
        """#

    @Test(
        "A path says where the records are",
        arguments: [
            (["meta.a"], ["1", "2"]), (["meta.a[*]"], ["1", "2"]), (["meta.a[1]"], ["2"]),
            (["offers"], [#"{"id":1,"tags":["x","y"]}"#, "[2,3]", "4", "null"]),
            (["offers[]"], [#"{"id":1,"tags":["x","y"]}"#, "[2,3]", "4", "null"]),
            (["offers[1]"], ["2", "3"]), (["offers[*].tags"], [#""x""#, #""y""#]),
            (["offers[*].tags[0]"], [#""x""#]), (["offers[*][*]"], ["2", "3"]),
            (["\"by.key\".*"], [#"k1={"v":1}"#, #"k2={"v":[2,3]}"#, "k3=5"]),
            (["\"by.key\".*.v"], ["1", "2", "3"]),
            (["\"by.key\""], [#"{"k1":{"v":1},"k2":{"v":[2,3]},"k3":5}"#]),
            (["one"], [#"{"id":9}"#]), (["one.id"], ["9"]), (["text"], [#""t""#]), (["none"], []),
            (["empty"], []), (["empty[*].x"], []), (["void.*"], []), (["void"], ["{}"]),
            (["one", "meta.a"], ["1", "2", #"{"id":9}"#]), (["one.id", "one.id"], ["9"]),
        ] as [([String], [String])])
    func finds(paths: [String], expected: [String]) throws {
        let options = JSONRecordOptions(records: try paths.map { try JSONRecordPath($0) })
        #expect(records(Self.document, options) == expected)
    }

    @Test func `The whole document is one record`() throws {
        let found = records(" [1, {\"a\": 2}]\n", JSONRecordOptions(records: [.whole]))
        #expect(found == [#"[1,{"a":2}]"#])
    }

    @Test(
        "A path that leads nowhere is an error that says how far it led",
        arguments: [
            (
                "offer", "nothing stands at `offer`: the document has no \"offer\"",
                "did you mean \"offers\"?", 1, 1
            ),
            (
                "zzz", "nothing stands at `zzz`: the document has no \"zzz\"",
                "it has: meta, offers, \"by.key\", none, empty, void, one, text", 1, 1
            ),
            ("meta.b", "nothing stands at `meta.b`: `meta` has no \"b\"", "did you mean \"a\"?", 1, 10),
            (
                "meta.a.x", "nothing stands at `meta.a.x`: `meta.a` is a list",
                "`meta.a[*]` looks into each element", 1, 16
            ),
            (
                "one[*]", "nothing stands at `one[*]`: `one` is a map", "`one.*` looks at each value of it",
                3, 9
            ),
            ("text.x", "nothing stands at `text.x`: `text` is a string", "", 3, 28),
            (
                "meta.a[7]", "nothing stands at `meta.a[7]`: `meta.a` has 2 elements",
                "elements count from 0", 1, 16
            ),
            ("void.x", "nothing stands at `void.x`: `void` is an empty map", "", 2, 99),
            ("[0]", "nothing stands at `[0]`: the document is a map", "", 1, 1),
            (
                "offers[*].tags.z", "nothing stands at `offers[*].tags.z`: `offers[*].tags` is a list",
                "`offers[*].tags[*]` looks into each element", 1, 54
            ),
        ])
    func reportsAbsence(path: String, message: String, help: String, line: Int, column: Int) throws {
        let options = JSONRecordOptions(records: [try JSONRecordPath(path)])
        var reader = JSONRecordReader(Array(Self.document.utf8), options: options)
        var record = Record()
        for _ in 0..<2 {
            let error = #expect(throws: FeedError.self) { while try reader.next(&record) {} }
            #expect(error?.code == .absent)
            #expect(error?.message == message)
            #expect(error?.help ?? "" == help)
            #expect(error?.position.line == line)
            if column != 99 { #expect(error?.position.column == column) }
        }
    }

    @Test func `A path within the records of another one is told apart`() throws {
        let options = JSONRecordOptions(records: [try JSONRecordPath("one"), try JSONRecordPath("one.id")])
        var reader = JSONRecordReader(Array(Self.document.utf8), options: options)
        var record = Record()
        #expect(try reader.next(&record))
        let error = #expect(throws: FeedError.self) { while try reader.next(&record) {} }
        #expect(error?.message.contains("belongs to records of another path") == true)
    }

    @Test(
        "Of several forms that a feed may have one is enough",
        arguments: [
            (#"{"data": {"a": {}, "b": {}}}"#, 2), (#"{"data": [{}]}"#, 1), (#"{"data": []}"#, 0),
            (#"{"data": {}}"#, 0),
        ])
    func forms(text: String, count: Int) throws {
        let paths = [try JSONRecordPath("data.*"), try JSONRecordPath("data[*]"), try JSONRecordPath("x")]
        let options = JSONRecordOptions(records: paths, requiresEveryPath: false)
        var reader = JSONRecordReader(Array(text.utf8), options: options)
        var record = Record()
        while try reader.next(&record) {}
        #expect(record.number == count || count == 0)
    }

    @Test(
        "Of several forms that are all absent the one that came farthest is named",
        arguments: [
            (#"{"dat": []}"#, "nothing stands at `data.*`: the document has no \"data\""),
            (#"{"page": {"data": 1}}"#, "nothing stands at `page.data[*]`: `page.data` is a number"),
        ])
    func noForm(text: String, message: String) throws {
        let paths = [try JSONRecordPath("data.*"), try JSONRecordPath("page.data[*]")]
        let options = JSONRecordOptions(records: paths, requiresEveryPath: false)
        var reader = JSONRecordReader(Array(text.utf8), options: options)
        var record = Record()
        let error = #expect(throws: FeedError.self) { while try reader.next(&record) {} }
        #expect(error?.message == message)
    }
}
