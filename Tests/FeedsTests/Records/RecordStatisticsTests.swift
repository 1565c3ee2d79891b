import Feeds
import Testing

/// What the fields of a feed hold.
struct RecordStatisticsTests {
    private func statistics(_ text: String) throws -> RecordStatistics {
        var reader = JSONRecordReader(Array(text.utf8))
        var record = Record()
        var statistics = RecordStatistics()
        while try reader.next(&record) { statistics.add(record) }
        return statistics
    }

    private func field(_ path: String, of statistics: RecordStatistics) throws -> RecordStatistics.Field {
        try #require(statistics.fields.first { $0.path == path }, "\(statistics.fields.map(\.path))")
    }

    @Test("Each field has its path, and the elements of a list share one")
    func paths() throws {
        let statistics = try statistics(
            #"[{"id": 1, "tags": ["a", "b"], "pay": [{"amount": "2"}], "a b": null}, {"id": 2, "x": {"y": true}}]"#
        )
        #expect(statistics.records == 2)
        #expect(
            statistics.fields.map(\.path)
                == ["id", "tags", "tags[]", "pay", "pay[]", "pay[].amount", "\"a b\"", "x", "x.y"])
        let tags = try field("tags[]", of: statistics)
        #expect(tags.count == 2)
        #expect(tags.records == 1)
        #expect(tags.samples == ["a", "b"])
    }

    @Test("Values are counted by kind; empty and numeric texts, lengths and repetitions are told")
    func kinds() throws {
        let statistics = try statistics(
            #"[{"v": ""}, {"v": "12.5"}, {"v": "-3"}, {"v": 7}, {"v": "-3"}, {"v": null}, {"v": []}, {}]"#)
        let field = try field("v", of: statistics)
        #expect(field.count == 7)
        #expect(field.kinds == [.string: 4, .number: 1, .null: 1, .list: 1])
        #expect(field.emptyStrings == 1)
        #expect(field.numericStrings == 3)
        #expect(field.longest == 4)
        #expect(field.distinct == 3)
        #expect(!field.isEachDifferent)
        #expect(field.samples == ["12.5", "-3", "7"])
    }

    @Test("A map with very many names is counted under one path, and nothing of it is lost")
    func manyNames() throws {
        let records = (0..<300).map { "{\"m\": {\"k\($0)\": {\"code\": \"c\($0)\"}}}" }
        let statistics = try statistics("[" + records.joined(separator: ",") + "]")
        #expect(statistics.fields.map(\.path) == ["m", "m.*", "m.*.code"])
        #expect(try field("m.*", of: statistics).count == 300)
        let code = try field("m.*.code", of: statistics)
        #expect(code.count == 300)
        #expect(code.isEachDifferent)
    }

    @Test("A sample is cut between characters")
    func longSample() throws {
        let statistics = try statistics("[\"\(String(repeating: "é", count: 500))\"]")
        let sample = try #require(try field("@", of: statistics).samples.first)
        #expect(sample.hasSuffix("é…"))
        #expect(sample.count == 31)
    }
}
