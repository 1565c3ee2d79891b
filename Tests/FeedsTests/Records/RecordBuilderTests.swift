import Diagnostics
import Feeds
import TestSupport
import Testing

/// Records made of values.
@Suite struct RecordBuilderTests {
    static let documents = [
        "null", "true", "false", "0", "-1.50e+3", #""""#, #""a""#, #""\"\\\n\u0001é💥""#, "[]", "{}",
        "[[],{},null]",
        #"{"":1,"a\tb":{"é":[1,"\u0000"]},"x":"\\","x2":"y"}"#, #"[{"a":[{"b":[1,2,{"c":"d"}]}]},"tail"]"#,
    ]

    @Test("A record gives the value back that it was made of", arguments: documents)
    func roundTrip(json: String) throws {
        let value = try JSONDocument.parse(Array(json.utf8)).value
        let record = try Record(value, number: 7)
        #expect(record.node().value == value)
        #expect(record.number == 7)
        #expect(String(decoding: record.source, as: UTF8.self) == value.jsonText())
    }

    @Test("Places are those of the value's JSON text", arguments: documents)
    func places(json: String) throws {
        let value = try JSONDocument.parse(Array(json.utf8)).value
        let parsed = try JSONDocument.parse(value.jsonBytes())
        #expect(try Record(value).node().dump == parsed.dump)
    }

    @Test("Members are found by the bytes of their names")
    func children() throws {
        let record = try Record(
            .object([("a\n", .number("1")), ("b", .array([.null, .string("x")])), ("a", .bool(true))]))
        #expect(record.child(of: 0, named: "a\n").map { record.text(of: $0) } == "1")
        let list = try #require(record.child(of: 0, named: "b"))
        #expect(record.nodes[list].count == 2)
        #expect(record.text(of: list + 2) == "x")
        #expect(record.child(of: 0, named: "a").map { record.nodes[$0].kind } == .true)
        #expect(record.child(of: 0, named: "c") == nil)
    }
}
