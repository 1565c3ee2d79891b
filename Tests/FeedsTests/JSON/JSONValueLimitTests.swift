import Diagnostics
import Feeds
import Testing

/// A record may have many bytes and few values, or the other way round: both are bounded, each by itself.
@Suite struct JSONValueLimitTests {
    private static func outcome(_ text: String, values: Int) -> RecordOutcome {
        RecordOutcome(Array(text.utf8), JSONRecordOptions(limits: ReaderLimits(values: values)))
    }

    @Test(
        "The values of a record are counted, those in its lists and maps and itself included",
        arguments: [
            ("[1]", 1, 2), ("[[1,2,3]]", 4, 7), ("[{\"a\":[],\"b\":{\"c\":null}}]", 4, 19),
            ("[[[[[]]]]]", 4, 5), ("[\"abc\"]", 1, 2), ("[[true,[1,2],false]]", 6, 14),
        ] as [(String, Int, Int)])
    func counts(text: String, values: Int, place: Int) {
        #expect(Self.outcome(text, values: values).lines.count == 1)
        #expect(!Self.outcome(text, values: values).lines[0].hasPrefix("lost"))
        guard values > 1 else { return }
        let lines = Self.outcome(text, values: values - 1).lines
        #expect(
            lines == [
                "lost limit@1:\(place)+\(place - 1): a record has more than \(values - 1) values "
                    + "(a path that goes deeper makes smaller records)"
            ])
    }

    @Test func `A record with too many values costs that record alone`() {
        let text = "[[1,2],[1,2,3,4,5,{\"x\":[6]},\"]\"],[3]]"
        let lines = Self.outcome(text, values: 3).lines
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("lost limit@1:13"))
        #expect(lines[2].hasPrefix("#3 "))
        for chunks in RecordOutcome.Chunks.all(seed: 7) {
            let options = JSONRecordOptions(limits: ReaderLimits(values: 3))
            #expect(RecordOutcome(Array(text.utf8), options, chunks: chunks).lines == lines)
        }
    }

    @Test func `What is skipped may have any number of values`() throws {
        let text = "{\"no\":[1,2,3,4,5,6],\"yes\":[[1],[2]]}"
        let options = JSONRecordOptions(
            records: [try JSONRecordPath("yes")], limits: ReaderLimits(values: 2))
        #expect(RecordOutcome(Array(text.utf8), options).lines.count == 2)
    }

    @Test func `A fault before the value that is too many comes first`() {
        let lines = Self.outcome("[[1,\"\\q\",2,3]]", values: 3).lines
        #expect(lines.count == 1 && lines[0].hasPrefix("lost syntax@1:6"), "\(lines)")
    }

    @Test func `Peak memory is bounded by the values, however short they are`() {
        // 64 MB of this are a record of 32 million values, whose tape would take a gigabyte.
        var reader = JSONRecordReader(
            from: JSONRecordHostileTests.Endless("[[0", then: ",0", megabytes: 64))
        var record = Record()
        let error = #expect(throws: FeedError.self) { try reader.next(&record) }
        #expect(error?.code == .limit)
        #expect(error?.exceeded == .values)
        #expect(error?.isRecoverable == true)
        #expect(record.nodes.capacity <= 2 << 20)
        // To see whether the input is lines, as much as one record may have is looked at.
        #expect(reader.heldBytes <= 65 << 20)
    }

    @Test func `Limits that allow nothing allow one value`() {
        for values in [0, -1, .min] {
            #expect(Self.outcome("[1,[]]", values: values).lines.count == 2)
            #expect(Self.outcome("[[1]]", values: values).lines[0].hasPrefix("lost limit"))
        }
    }

    @Test func `A document may have more values than a record, and not endlessly many`() throws {
        let many = Array(repeatElement("1", count: (1 << 20) + 1).joined(separator: ",").utf8)
        let document = Array("[".utf8) + many + Array("]".utf8)
        #expect(try JSONDocument.parse(document).value.list?.count == (1 << 20) + 1)
        let error = #expect(throws: FeedError.self) {
            try JSONDocument.parse(document, limits: ReaderLimits())
        }
        #expect(error?.exceeded == .values)
        #expect(error?.isRecoverable == false)
    }
}
