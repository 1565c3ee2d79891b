import Diagnostics
import Feeds
import TestSupport
import Testing

@Suite struct XMLRecordPropertyTests {
    static let paths = ["//b", "/*/*", "//offer | //a", "/*//g:id", "//*/x:y", "/*/*/*", "/*", "//c.d-e"]
    static let tables: [[String: String]] = [
        [:], ["g": "u:1"], ["": "u:1", "k": "u:2"], ["g": "u:2", "x": "http://example.test/é", "a": "u:2"],
    ]

    @Test(arguments: 0..<300) func `Records are what the rules make of the document`(seed: UInt64) throws {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: seed % 3 != 0)
        let bytes = Array(sample.document().utf8)
        let path = sample.pick(Self.paths)
        let table = sample.pick(Self.tables)
        let lists = sample.pick([nil, "b", "//a/b | x:y", "/*/*"])
        let ancestors = sample.chance(3)
        let root = try XMLDocument.parse(bytes)
        let model = XMLRecordModel(
            prefixes: table, lists: lists?.split(separator: "|").map(String.init) ?? [], ancestors: ancestors)
        let expected = model.records(of: root, path: path)
        let options = try XMLRecordOptions(path, prefixes: table, lists: lists, ancestors: ancestors)
        let reader = XMLRecordReader(
            from: ChunkSource(bytes, size: 7), options: options,
            sliceBytes: sample.pick([4, 9, 50, 16 << 10]))
        var record = Record()
        var found: [Node] = []
        do {
            while try reader.next(&record) { found.append(record.node()) }
        } catch {
            #expect(error.code == .absent)
        }
        let comment: Comment =
            "seed \(seed), path \(path), table \(table), lists \(lists ?? "-"): \(String(decoding: bytes, as: UTF8.self))"
        #expect(found.map { $0.value.jsonText() } == expected.map { $0.value.jsonText() }, comment)
        if !ancestors { #expect(found.map(\.dump) == expected.map(\.dump), comment) }
    }

    @Test(arguments: 0..<90) func `Chunks make no difference, in good documents and in bad`(seed: UInt64)
        throws
    {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: seed % 2 == 0)
        let good = Array(
            ("<list>" + (0..<40).map { _ in sample.element(depth: 2, references: ["&amp;"]) }.joined()
                + "</list>").utf8)
        let bytes = seed % 3 == 0 ? good : sample.mutated(good)
        let options = try XMLRecordOptions(sample.pick([nil, "//a", "@", "/*/*"]))
        let whole = xmlRecords(bytes, options)
        for size in [1, 2, 3, 7, 4_096, Int.random(in: 8...200, using: &sample.generator)] {
            let part = xmlRecords(bytes, options, chunk: size)
            #expect(part.records == whole.records, "seed \(seed), chunks of \(size)")
            #expect(part.fault == whole.fault, "seed \(seed), chunks of \(size)")
        }
    }

    @Test(arguments: 0..<30) func `A document larger than a slice is the same in any slices`(seed: UInt64)
        throws
    {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: true)
        var text = "<list>"
        while text.utf8.count < 40_000 { text += sample.element(depth: 3, references: ["&amp;"]) + "\r\n" }
        let bytes = Array((text + "</list>").utf8)
        let whole = xmlRecords(bytes, slices: 1 << 20)
        #expect(whole.fault == nil)
        for size in [200, 5_000, 16 << 10] {
            let part = xmlRecords(bytes, chunk: 3_000, slices: size)
            #expect(part.records == whole.records, "seed \(seed), slices of \(size)")
            #expect(part.fault == whole.fault, "seed \(seed), slices of \(size)")
        }
    }

    @Test(arguments: 0..<200) func `A place is where the source says the same`(seed: UInt64) throws {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: true)
        let bytes = Array(sample.document().utf8)
        let reader = XMLRecordReader(bytes, options: try XMLRecordOptions("/*"))
        var record = Record()
        guard try reader.next(&record) else { return }
        #expect(bytes[record.position.offset...].starts(with: record.source), "seed \(seed)")
        for index in record.nodes.indices.dropFirst() {
            let place = record.namePosition(of: index).offset
            let name = record.name(of: index)
            let written = name.hasPrefix("@") ? String(name.dropFirst()) : "<" + name
            guard !name.isEmpty, name != "#text" else { continue }
            #expect(bytes[place...].starts(with: written.utf8), "seed \(seed), \(name) at \(place)")
        }
    }
}
