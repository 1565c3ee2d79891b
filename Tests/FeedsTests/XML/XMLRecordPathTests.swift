import Diagnostics
import Feeds
import Testing

@Suite struct XMLRecordPathTests {
    @Test(
        "A path that is none is refused at its column",
        arguments: [
            ("", 1), ("/", 2), ("//", 3), ("/a/", 4), ("/a//", 5), ("/a b", 4), ("a|", 3), ("|a", 1),
            ("/a||b", 4),
            ("@ | a", 3), ("/1a", 2), ("/a:b:c", 5), ("/a:", 3), ("/:a", 2), ("/é/\u{301}", 4), ("/a[1]", 3),
            ("/a/@b", 4), ("///a", 3), ("/a/-", 4),
        ])
    func refuses(text: String, column: Int) {
        let error = #expect(throws: FeedError.self) { try XMLRecordPath(text) }
        #expect(error?.code == .syntax)
        #expect(error?.position.column == column, "\(String(describing: error))")
    }

    @Test func `A path has at most 64 steps`() throws {
        let steps = String(repeating: "/a", count: 64)
        #expect(try XMLRecordPath(steps).text == steps)
        let deep = String(repeating: "<a>", count: 64) + "x" + String(repeating: "</a>", count: 64)
        #expect(try xmlValues(deep, XMLRecordOptions(steps)).map(\.value.string) == ["x"])
        let error = #expect(throws: FeedError.self) { try XMLRecordPath(steps + "|b") }
        #expect(error?.code == .limit)
    }

    @Test func `A path that means nothing is answered with those that there are`() throws {
        let text = "<offers>\n<offer><id>1</id></offer><offer><id>2</id></offer></offers>"
        let result = xmlRecords(Array(text.utf8), try XMLRecordOptions("/offers/ofer"))
        #expect(result.records.isEmpty)
        #expect(result.fault?.code == .absent)
        #expect(result.fault?.message == "the document has no element /offers/ofer")
        #expect(
            result.fault?.help == "its elements are /offers (1), /offers/offer (2), /offers/offer/id (2)")
        #expect(result.fault?.position == .start)
    }

    @Test(
        "A list that is there and empty has no records; anything else without records is an error",
        arguments: [
            ("<r/>", nil, true), ("<r> \n</r>", nil, true), ("<r>no access</r>", nil, false),
            ("<r><os/></r>", "/r/os/o", true), ("<r><os>\n</os></r>", "/r/os/o", true),
            ("<r><os>none</os></r>", "/r/os/o", false), ("<r><os><p/></os></r>", "/r/os/o", false),
            ("<r/>", "/r/os/o", false), ("<e/>", "/r/os", false), ("<e/>", "//o", false),
            ("<e/>", "/o", false),
        ] as [(String, String?, Bool)])
    func empty(text: String, path: String?, isEmpty: Bool) throws {
        let result = xmlRecords(Array(text.utf8), try XMLRecordOptions(path))
        #expect(result.records.isEmpty)
        #expect(result.fault?.code == (isEmpty ? nil : .absent))
    }

    @Test func `The paths that are shown are bounded`() throws {
        let many = (0..<5_000).map { "<a\($0)><b/></a\($0)>" }.joined()
        let result = xmlRecords(Array("<r>\(many)</r>".utf8), try XMLRecordOptions("//c"))
        #expect(result.fault?.code == .absent)
        #expect((result.fault?.help?.utf8.count ?? 0) < 1_000)
        #expect(result.fault?.help?.hasSuffix("and many more paths") == true)
    }
}
