import Feeds
import Testing

@testable import Mapping

@Suite("Shapes of country lists")
struct CountryShapeTests {
    /// Reads a value of JSON both as a tree and as an entry of a record, which must agree.
    private func codes(_ json: String) throws -> [String] {
        let value = try JSONDocument.parse(Array(json.utf8)).value
        var tree = CountryCollector()
        var tape = CountryCollector()
        let treeResult = Result { () throws -> [String] in
            try tree.add(value)
            return try tree.list().codes
        }
        let tapeResult = Result { () throws -> [String] in
            try tape.add(entry: 0, of: Tape.record(value))
            return try tape.list().codes
        }
        let codes = try? treeResult.get()
        #expect(codes == (try? tapeResult.get()))
        return try tapeResult.get()
    }

    @Test(
        "lists, maps and texts all name countries",
        arguments: [
            (#"["US","CA"]"#, "US CA"), (#"["US","UK"]"#, "US GB"), (#"["ALL"]"#, ""),
            (#"["US","A1","EU"]"#, "US"),
            (#""DE,US""#, "DE US"), (#"null"#, ""), (#"[]"#, ""), (#"{}"#, ""), (#""""#, ""),
            (#"[null,"US",""]"#, "US"),
            (
                #"{"840":{"code":"US","name":"United States"},"826":{"code":"GB","name":"United Kingdom"}}"#,
                "US GB"
            ),
            (#"{"US":{"code":"US","name":"United States"}}"#, "US"),
            (#"{"US":"United States","CA":"Canada"}"#, "US CA"),
            (#"[{"code":"us"},{"name":"Germany"}]"#, "US DE"), (#"{"code":"US","name":"whatever"}"#, "US"),
            (#"{"country_code":"US","targeting_type":"include"}"#, "US"),
            (#"{"code":null,"name":"France"}"#, "FR"),
            (#"{"code":"","country_name":"France"}"#, "FR"),
            (#"{"name":"Germany","CountryCode":"DE"}"#, "DE"),
            (#"{"country":[{"country_code":"US"},{"country_code":"CA"}]}"#, "US CA"),
            (#"{"840":{},"124":[]}"#, "US CA"),
            (#"{"US":true,"CA":null}"#, "US CA"), (#"{"US":{"payout":"3"}}"#, "US"),
            (#"{"countries":["US"]}"#, "US"),
            (#"[["US"],["CA","DE"]]"#, "US CA DE"), (#"{"code":null,"name":""}"#, ""),
            (#"{"USA":"","GBR":""}"#, "US GB"),
            (#"["Korea, Republic of","Japan"]"#, "KR JP"), (#"["US,CA","DE"]"#, "US CA DE"),
        ])
    func shapes(json: String, expected: String) throws {
        #expect(try codes(json).joined(separator: " ") == expected)
    }

    @Test(
        "what names no country is refused",
        arguments: [
            "840", "[840]", "true", "[false]", #"{"US":1}"#, #"{"US":false}"#, #"{"999":{}}"#, #"{"geo":{}}"#,
            #"["US","ALL"]"#, #"["840"]"#, #"["EU"]"#, #"{"offer":{"payout":"3"}}"#,
            "[[[[[[[[[[\"US\"]]]]]]]]]]",
            #"{"code":840}"#, #"{"id":{}}"#,
        ])
    func refused(json: String) throws {
        #expect(throws: ValueError.self) { try codes(json) }
    }
}
