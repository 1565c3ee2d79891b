import Feeds
import TestSupport
import Testing

/// Writing of records as JSON.
struct RecordTextTests {
    @Test(
        "A record is written as the JSON that it holds, without white space",
        arguments: [
            (
                #"{"a": 1.50, "b": [true, false, null, {}], "c": ""}"#,
                #"{"a":1.50,"b":[true,false,null,{}],"c":""}"#
            ),
            (#"["\u00e9\n\u0001\"\\", -0e1]"#, "[\"é\\n\\u0001\\\"\\\\\",-0e1]"),
            (#"{"é\n": {"": []}}"#, #"{"é\n":{"":[]}}"#),
        ])
    func written(text: String, expected: String) throws {
        var reader = JSONRecordReader(
            Array(text.utf8), options: JSONRecordOptions(records: [.whole]))
        var record = Record()
        #expect(try reader.next(&record))
        var output: [UInt8] = []
        RecordText.append(of: record, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test("What is written reads back as the same values", arguments: 0..<50)
    func readBack(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let value = Self.value(&generator, depth: 4)
        var output: [UInt8] = []
        RecordText.append(of: try Record(value), to: &output)
        #expect(try JSONDocument.parse(output).value == value, "seed \(seed)")
    }

    private static func value(_ generator: inout SeededGenerator, depth: Int) -> Value {
        let texts = ["", "plain", "é\u{1F525}", "\"\\/\n\r\t\u{0}\u{1F}", "x\u{7F}"]
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number(["0", "-1.50", "1e400"].randomElement(using: &generator) ?? "0")
        case 3: return .string(texts.randomElement(using: &generator) ?? "")
        case 4:
            let count = Int.random(in: 0..<4, using: &generator)
            return .list((0..<count).map { _ in Node(value(&generator, depth: depth - 1)) })
        default:
            let count = Int.random(in: 0..<4, using: &generator)
            return .object((0..<count).map { ("k\($0)\n", value(&generator, depth: depth - 1)) })
        }
    }
}
