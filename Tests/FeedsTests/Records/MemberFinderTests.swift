import Feeds
import TestSupport
import Testing

/// What programs ask records for, answered fast, is what the plain questions answer.
@Suite struct MemberFinderTests {
    private static let wanted = ["id", "title", "a name longer than eight bytes", "", "é", "absent"]

    /// Compares a finder with the plain question, record by record.
    private static func compare(_ reader: consuming some RecordReader) throws {
        var reader = reader
        var finder = MemberFinder(wanted)
        var record = Record()
        var count = 0
        while try reader.next(&record) {
            finder.find(in: record)
            for (member, name) in wanted.enumerated() {
                #expect(finder[member] == record.child(of: 0, named: name), "\(name) in \(record.node())")
            }
            count += 1
        }
        #expect(count > 0)
    }

    @Test("Members are found in whatever order they come, and wherever some are missing", arguments: 0..<20)
    func orders(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        for _ in 0..<60 {
            var names = wantedAndOthers.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
            if Bool.random(using: &random) { names.shuffle(using: &random) }
            let members = names.map {
                "\"\($0)\":\(Bool.random(using: &random) ? "[1,{\"id\":2}]" : "\"x\"")"
            }
            lines.append("{" + members.joined(separator: ",") + "}")
        }
        lines += ["[]", "[{\"id\":1}]", "7", "\"id\"", "{}"]
        try Self.compare(
            JSONRecordReader(
                Array(lines.joined(separator: "\n").utf8), options: JSONRecordOptions(framing: .lines)))
    }

    private var wantedAndOthers: [String] {
        Self.wanted.dropLast() + ["a name longer than eight bites", "i", "idx", "titles", "other", "x"]
    }

    @Test func `Tables that follow each other have their own columns`() throws {
        var finder = MemberFinder(["a", "b"])
        var record = Record()
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", [1, 2]), ("b,a\n1,2\n", [2, 1]), ("x,b\n1,2\n", [nil, 2]),
            ("a\n1\n", [1, nil]),
        ] as [(String, [Int?])] {
            var reader = CSVRecordReader(Array(text.utf8))
            while try reader.next(&record) {
                finder.find(in: record)
                #expect([finder[0], finder[1]] == expected)
            }
        }
        finder.find(in: try Record(.object([("b", .null)])))
        #expect([finder[0], finder[1]] == [nil, 1])
    }

    @Test func `Rows of another length than the header are looked at anew`() throws {
        var options = CSVOptions()
        options.ragged = .kept
        var reader = CSVRecordReader(Array("a,b\n1,2\n1\n1,2,3\n1,2\n".utf8), options: options)
        var finder = MemberFinder(["a", "b", "column_3"])
        var record = Record()
        var found: [[Int?]] = []
        while try reader.next(&record) {
            finder.find(in: record)
            found.append([finder[0], finder[1], finder[2]])
        }
        #expect(found == [[1, 2, nil], [1, nil, nil], [1, 2, 3], [1, 2, nil]])
    }

    @Test func `Very many names are found, though not all are remembered`() throws {
        let members = (0..<2_000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
        let long = String(repeating: "n", count: 1_000)
        var reader = JSONRecordReader(
            Array("{\(members),\"\(long)\":1}\n{\"\(long)\":2,\(members)}".utf8))
        var finder = MemberFinder(["n1999", "n0", long])
        var record = Record()
        for expected in [[2_000, 1, 2_001], [2_001, 2, 1]] {
            #expect(try reader.next(&record))
            finder.find(in: record)
            #expect([finder[0], finder[1], finder[2]] == expected)
        }
    }

    @Test func `Of a name that stands twice the first is found`() throws {
        var reader = JSONRecordReader(
            Array("[{\"a\":1,\"a\":2},{\"a\":1,\"a\":2}]".utf8), options: JSONRecordOptions(duplicates: .kept)
        )
        var finder = MemberFinder(["a"])
        var record = Record()
        while try reader.next(&record) {
            finder.find(in: record)
            #expect(finder[0] == 1)
        }
    }

    @Test func `A map within a record is looked at by its entry`() throws {
        let record = try Record(.object([("in", .object([("a", .string("x"))])), ("a", .null)]))
        var finder = MemberFinder(["a"])
        finder.find(in: record, at: 1)
        #expect(finder[0] == 2)
        finder.find(in: record)
        #expect(finder[0] == 3)
        for index in [2, 3, 4, -1, .max] {
            finder.find(in: record, at: index)
            #expect(finder[0] == nil)
        }
    }
}
