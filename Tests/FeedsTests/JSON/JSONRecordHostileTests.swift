import Diagnostics
import Feeds
import Testing

/// Inputs that are made to cost: endless, deep, wide, cut off. Memory stays within bounds, and nothing is read on
/// behind a limit.
@Suite struct JSONRecordHostileTests {
    /// A start, then the same piece again and again: so many bytes, then a fault.
    struct Endless: ByteSource {
        var start: [UInt8]
        let piece: [UInt8]
        var left: Int

        init(_ start: String, then piece: String, megabytes: Int = 1) {
            self.start = Array(start.utf8)
            let one = Array(piece.utf8)
            self.piece = Array(repeatElement(one, count: max(1, 65_536 / max(1, one.count))).joined())
            self.left = megabytes << 20
        }

        mutating func nextChunk() throws(FeedError) -> [UInt8]? {
            guard left > 0 else { throw FeedError(.source, "read to the end", at: .start) }
            left -= piece.count
            defer { start = [] }
            return start + piece
        }
    }

    /// Reads everything; what ended it, the records, the faults on the way, and the most bytes ever held.
    static func drain(
        _ source: Endless, _ options: JSONRecordOptions
    ) -> (end: FeedError?, records: Int, lost: Int, held: Int) {
        var reader = JSONRecordReader(from: source, options: options)
        var record = Record()
        var result: (end: FeedError?, records: Int, lost: Int, held: Int) = (nil, 0, 0, 0)
        while true {
            do throws(FeedError) {
                guard try reader.next(&record) else { return result }
                result.records += 1
            } catch {
                guard error.isRecoverable else {
                    result.end = error
                    return result
                }
                result.lost += 1
            }
            result.held = max(result.held, reader.heldBytes)
        }
    }

    @Test(
        "Memory does not grow with what is read",
        arguments: [
            ("[1", ",1", "@[*]"), ("[1", ",   \n   2", ""), ("{\"x\":\"", "aé\\n", "y"),
            ("{\"x\":\"\\\\", "\\u00e9\\uD83D\\uDE00", "y"),
            ("{\"x\":[1", ",[2,{\"a\":\"b\"}]", "y"), ("{\"x\":{\"a\":1", ",\"a\":{\"a\":[]}", "y"),
            ("   ", "  \n\t\r ", ""),
            ("{\"x\":1", "    ", "x"), ("{\"y\":{\"k\":1", ",\"k\\u0031\":[1]", "y.*"),
            ("{\"a\":1", ",\"a\":2", "y"),
        ])
    func boundsMemory(start: String, piece: String, path: String) throws {
        var options = JSONRecordOptions(framing: .document, duplicates: .kept)
        if !path.isEmpty { options.records = [try JSONRecordPath(path)] }
        let result = Self.drain(Endless(start, then: piece), options)
        #expect(result.end?.code == .source)
        #expect(result.held <= 300_000)
    }

    @Test(
        "Lines that never end cost no memory either",
        arguments: [("x", "yz "), ("{\"a\":1}\n\n", "\n"), ("[1 2]\n3 4", " 5"), ("\u{1E}{\u{1E}[", "{}:")])
    func boundsLines(start: String, piece: String) {
        let framing: JSONRecordOptions.Framing = start.hasPrefix("\u{1E}") ? .sequence : .lines
        let result = Self.drain(Endless(start, then: piece), JSONRecordOptions(framing: framing))
        #expect(result.end?.code == .source)
        #expect(result.held <= 300_000)
    }

    @Test(
        "A record that never ends is lost at its limit, and skipped in constant memory",
        arguments: [
            ("[{\"a\":[1", ",1"), ("[\"", "abcdefgh"), ("[\"\\", "\\n\\"), ("[1", "0123456789"),
            ("[{\"a", "aaaaaaaa"), ("[{\"a\":", "     "),
        ])
    func boundsRecords(start: String, piece: String) {
        let limits = ReaderLimits(textBytes: 1 << 16, recordBytes: 1 << 17)
        let result = Self.drain(
            Endless(start, then: piece), JSONRecordOptions(framing: .document, limits: limits))
        #expect(result.lost == 1)
        #expect(result.records == 0)
        #expect(result.end?.code == .source)
        #expect(result.held <= 600_000)
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":", "{\"x\":[[", "{\"y\":["], ["", "@", "x", "y", "*.*"])
    func `Hundreds of thousands of brackets hit the depth limit, in a record and around it`(
        bracket: String, path: String
    ) throws {
        let text = Array(
            (bracket + String(repeating: bracket.hasPrefix("{\"x") ? "[" : bracket, count: 300_000)).utf8)
        var options = JSONRecordOptions(framing: .document)
        if !path.isEmpty { options.records = [try JSONRecordPath(path)] }
        for depth in [1, 128, Int.max] {
            options.limits.depth = depth
            let outcome = RecordOutcome(text, options)
            #expect(outcome.lines.last?.hasPrefix("end limit") == true, "\(outcome.lines)")
        }
    }

    @Test func `A hundred thousand names are all different, and one more is found out`() throws {
        func names(_ count: Int) -> String {
            (0..<count).map { "\"name\($0)\":\($0)" }.joined(separator: ",")
        }
        #expect(records("[{\(names(100_000))},1]").count == 2)
        let some = names(10_000)
        let twice = "[{\(some),\"name\\u0030\":1},{\"name9999\":2,\(some)},1]"
        #expect(records(twice) == ["lost:duplicate", "lost:duplicate", "1"])
        let options = JSONRecordOptions(records: [try JSONRecordPath("*")])
        var reader = JSONRecordReader(Array("{\(some),\"name7\":0}".utf8), options: options)
        var record = Record()
        for _ in 0..<10_000 { #expect(try reader.next(&record)) }
        let error = #expect(throws: FeedError.self) { try reader.next(&record) }
        #expect(error?.code == .duplicate)
        #expect(try !reader.next(&record))
    }

    @Test(arguments: [1, 2, 16, 17, 40, 70, 300]) func `A name that stands twice is found wherever it stands`(
        count: Int
    ) {
        let names = (0..<count).map { "\"n\($0)\":{\"a\":0}" }
        let map = "{" + names.joined(separator: ",") + "}"
        for place in [0, count / 2, count - 1] {
            let twice = "{" + (names + ["\"n\(place)\":1"]).joined(separator: ",") + "}"
            #expect(
                records("[\(map),\(twice),\(map),\(twice),7]").map { $0.prefix(4) }.filter { $0 == "lost" }
                    .count == 2)
            var options = JSONRecordOptions()
            options.duplicates = .kept
            #expect(records("[\(map),\(twice),7]", options).count == 3)
        }
    }

    @Test func `A number of many digits is refused where it starts, or kept whole`() throws {
        let digits = String(repeating: "9", count: 1_000_000)
        let outcome = RecordOutcome(Array("[0, \(digits), 1]".utf8), JSONRecordOptions())
        #expect(outcome.lines.count == 3)
        #expect(outcome.lines[1].hasPrefix("lost limit@1:5+4"))
        let options = JSONRecordOptions(limits: ReaderLimits(numberBytes: 2_000_000))
        #expect(records("[\(digits)]", options) == [digits])
    }

    @Test(arguments: [0x00, 0x01, 0x0A, 0x1F, 0x7F, 0x80, 0xFF] as [UInt8])
    func `A control character or a wild byte is refused wherever it stands`(byte: UInt8) {
        for text in ["[\"?\"]", "[?1]", "[1?]", "{\"?\":1}", "{?}", "[1]?", "?"] {
            let bytes = text.utf8.map { $0 == UInt8(ascii: "?") ? byte : $0 }
            var isAllowed = byte == 0x7F && text.contains("\"?")
            if byte == 0x0A {
                isAllowed = !text.contains("\"?") && text != "?" && text != "{?}" || text == "{?}"
            }
            let outcome = RecordOutcome(bytes, JSONRecordOptions(framing: .document))
            let isRefused = outcome.lines.contains { $0.hasPrefix("lost") || $0.hasPrefix("end") }
            #expect(isRefused == !isAllowed, "\(text) with \(byte): \(outcome.lines)")
        }
    }

    @Test(arguments: ["", "a", "a[*].b", "*", "@"])
    func `A feed cut off anywhere gives the records before, then says so`(
        path: String
    ) throws {
        let text = Array(
            #"{"x": "é\u00e9", "a": [{"b": [1, -2.5e+3, "y"]}, {"b": true}], "z": {"k": null}}"#.utf8)
        let options = JSONRecordOptions(
            records: path.isEmpty ? [] : [try JSONRecordPath(path)], framing: .document)
        let whole = RecordOutcome(text, options).lines
        for count in 0..<text.count {
            let cut = RecordOutcome(Array(text[..<count]), options).lines
            #expect(
                cut.last?.hasPrefix("end truncated") == true || cut.last?.hasPrefix("end encoding") == true
                    || cut.last?.hasPrefix("lost encoding") == true, "\(cut)")
            let given = cut.filter { $0.hasPrefix("#") }
            #expect(given == Array(whole.prefix(given.count)))
            for chunks in RecordOutcome.Chunks.all(seed: UInt64(count)) {
                #expect(RecordOutcome(Array(text[..<count]), options, chunks: chunks).lines == cut)
            }
        }
    }
}
