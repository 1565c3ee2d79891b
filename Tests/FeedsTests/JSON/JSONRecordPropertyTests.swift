import Diagnostics
import Feeds
import TestSupport
import Testing

/// Random documents, paths and cuts, against a plain reader and against each other. Failures name their seed.
@Suite struct JSONRecordPropertyTests {
    @Test(arguments: 0..<400) func `A random document reads like the plain reader reads it`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = RandomJSON.document(&generator)
        guard let node = ReferenceJSON.parse(text) else {
            Issue.record("seed \(seed): the generator wrote no JSON")
            return
        }
        let ours = outcome { () throws(FeedError) in try JSONDocument.parse(text, duplicates: .kept).dump }
        #expect(ours == node.dump, "seed \(seed)")
    }

    @Test(arguments: 0..<1_500) func `A changed document is accepted by both readers or by none`(seed: UInt64)
    {
        var generator = SeededGenerator(seed: seed)
        var text = RandomJSON.document(&generator)
        for _ in 0..<Int.random(in: 1...2, using: &generator) { RandomJSON.mutate(&text, &generator) }
        let reference = ReferenceJSON.parse(text)?.dump
        var ours: String?
        do throws(FeedError) {
            ours = try JSONDocument.parse(text, duplicates: .kept).dump
        } catch {
            #expect((0...text.count).contains(error.position.offset), "seed \(seed)")
            #expect(error.message != "expected JSON, found something else", "seed \(seed)")
        }
        #expect(ours == reference, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }

    @Test(arguments: 0..<600) func `Records are what the path finds in the tree`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let text = RandomJSON.document(&generator)
        let root = try #require(ReferenceJSON.parse(text))
        let path = try JSONRecordPath(RandomJSON.path(into: root, &generator))
        let expected = PathOracle.records(of: root, path: path.description).enumerated().map { index, found in
            "#\(index + 1)" + (found.key.map { " key \($0)" } ?? "") + " " + found.node.dump
        }
        var options = JSONRecordOptions(records: [path], framing: .document, duplicates: .kept)
        options.limits.depth = 1_000
        let whole = RecordOutcome(text, options)
        let found = whole.lines.filter { !$0.hasPrefix("end absent") }
        #expect(found == expected, "seed \(seed), path \(path)")
        #expect(expected.isEmpty || found.count == whole.lines.count, "seed \(seed), path \(path)")
        for chunks in RecordOutcome.Chunks.all(seed: seed) {
            #expect(
                RecordOutcome(text, options, chunks: chunks) == whole, "seed \(seed), path \(path), \(chunks)"
            )
        }
    }

    @Test(arguments: 0..<1_500) func `Cutting the input elsewhere changes no record and no fault`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var text = RandomJSON.feed(&generator)
        for _ in 0..<Int.random(in: 0...2, using: &generator) { RandomJSON.mutate(&text, &generator) }
        var options = JSONRecordOptions()
        options.framing =
            [.document, .lines, .sequence, .detected, .detected].randomElement(using: &generator) ?? .detected
        options.duplicates = .random(using: &generator) ? .refused : .kept
        if .random(using: &generator) {
            let root = ReferenceJSON.parse(text) ?? Node(.map([Member("a", .list([]))]))
            options.records = [try JSONRecordPath(RandomJSON.path(into: root, &generator))]
        }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            options.limits = ReaderLimits(
                depth: Int.random(in: 1...4, using: &generator),
                textBytes: Int.random(in: 1...8, using: &generator),
                nameBytes: Int.random(in: 1...4, using: &generator),
                numberBytes: Int.random(in: 1...3, using: &generator),
                recordBytes: Int.random(in: 1...30, using: &generator))
        }
        let whole = RecordOutcome(text, options)
        for chunks in RecordOutcome.Chunks.all(seed: seed) {
            #expect(
                RecordOutcome(text, options, chunks: chunks) == whole,
                "seed \(seed), \(chunks): \(String(decoding: text, as: UTF8.self).debugDescription)")
        }
    }

    @Test func `The places of records and of what they hold are true`() throws {
        var count = 0
        for seed: UInt64 in 0..<300 {
            var generator = SeededGenerator(seed: seed)
            let text = RandomJSON.feed(&generator)
            var reader = JSONRecordReader(text, options: JSONRecordOptions(duplicates: .kept))
            var record = Record()
            // Some of the feeds are empty or of mixed form: their faults are another test's.
            while (try? reader.next(&record)) == true {
                count += 1
                try checkPlaces(record, text, seed)
            }
        }
        #expect(count > 500)
    }

    private func checkPlaces(_ record: Record, _ text: [UInt8], _ seed: UInt64) throws {
        let start = record.position.offset
        let source = Array(record.source)
        #expect(Array(text[start..<(start + source.count)]) == source, "seed \(seed)")
        let tree = try #require(ReferenceJSON.parse(source), "seed \(seed)")
        #expect(record.node().value == tree.value, "seed \(seed)")
        for index in record.nodes.indices {
            let first = text[record.position(of: index).offset]
            let expected: [UInt8] =
                switch record.nodes[index].kind {
                case .null: [0x6E]
                case .true: [0x74]
                case .false: [0x66]
                case .string: [0x22]
                case .list: [0x5B]
                case .map: [0x7B]
                case .number: Array("-0123456789".utf8)
                }
            #expect(expected.contains(first), "seed \(seed)")
            guard record.nodes[index].namePlace != record.nodes[index].place else { continue }
            #expect(text[record.namePosition(of: index).offset] == 0x22, "seed \(seed)")
        }
    }

    @Test func `Feeds of changing form read alike, whatever was learned of their form before`() throws {
        for seed: UInt64 in 0..<60 {
            var generator = SeededGenerator(seed: seed)
            var elements: [[UInt8]] = []
            for _ in 0..<40 { elements.append(RandomJSON.offer(&generator)) }
            let text =
                [UInt8(ascii: "[")] + Array(elements.joined(separator: [UInt8(ascii: ",")])) + [
                    UInt8(ascii: "]")
                ]
            var reader = JSONRecordReader(text)
            var record = Record()
            for element in elements {
                // A reader of one element has learned nothing.
                var fresh = JSONRecordReader(element, options: JSONRecordOptions(records: [.whole]))
                var alone = Record()
                var expected: String
                do throws(FeedError) {
                    _ = try fresh.next(&alone)
                    expected = alone.node().value.jsonText()
                } catch {
                    expected = "\(error.code)"
                }
                var found: String
                do throws(FeedError) {
                    _ = try reader.next(&record)
                    found = record.node().value.jsonText()
                } catch {
                    found = "\(error.code)"
                }
                #expect(found == expected, "seed \(seed)")
            }
        }
    }
}
