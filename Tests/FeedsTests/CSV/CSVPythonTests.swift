import Diagnostics
import Feeds
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Generated texts read by Python's `csv` module, when there is one: the rows before the first fault must be equal, and
/// there must be a fault in both or in none.
@Suite struct CSVPythonTests {
    struct Case {
        let options: CSVOptions
        let text: String

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let delimiter = CSVDelimiter.detected.randomElement(using: &generator) ?? .comma
            let quote = [CSVOptions.Quote.double, .single, .none].randomElement(using: &generator) ?? .double
            options = CSVOptions(delimiter: delimiter, quote: quote, hasHeader: false, ragged: .kept)
            let mark = quote == .single ? "'" : "\""
            let separator = String(Unicode.Scalar(delimiter.byte))
            let pieces = [
                "a", "é", "😀", " ", mark, mark, mark + mark, separator, separator, separator + mark,
                mark + separator, "\n", "\r\n", "\r", mark + "\n", "\n" + mark, "\\", "x", "\u{FEFF}",
            ]
            text = (0..<Int.random(in: 0...40, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }

        var description: Value {
            let quote: String = options.quote == .double ? "\"" : options.quote == .single ? "'" : ""
            let delimiter = options.delimiter.map { String(Unicode.Scalar($0.byte)) } ?? ","
            return .object([
                ("delimiter", .string(delimiter)), ("quote", .string(quote)), ("text", .string(text)),
            ])
        }

        /// The rows before the first fault, and whether there was one.
        var outcome: Value {
            var reader = CSVRecordReader(Array(text.utf8), options: options)
            var record = Record()
            var rows: [Value] = []
            while true {
                do throws(FeedError) {
                    guard try reader.next(&record) else {
                        return .object([("rows", .array(rows)), ("fault", .bool(false))])
                    }
                    rows.append(record.node().value)
                } catch { return .object([("rows", .array(rows)), ("fault", .bool(true))]) }
            }
        }
    }

    private static let script = """
        import csv, io, json, sys
        out = []
        for case in json.load(open(sys.argv[1], encoding="utf-8")):
            text = case["text"]
            if text.startswith("\\ufeff"): text = text[1:]
            quoting = csv.QUOTE_MINIMAL if case["quote"] else csv.QUOTE_NONE
            rows, fault = [], False
            try:
                for row in csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=case["delimiter"],
                                      quotechar=case["quote"] or None, quoting=quoting):
                    if row: rows.append(row)
            except csv.Error: fault = True
            out.append({"rows": rows, "fault": fault})
        print(json.dumps(out))
        """

    @Test func `Python reads the same rows`() throws {
        let cases = (0..<3_000).map { Case(seed: UInt64($0)) }
        guard
            let output = try Self.python(Self.script, input: Value.array(cases.map(\.description)).jsonText())
        else {
            return print("python3 is not here: its csv module is not compared with")
        }
        let found = try #require(try JSONDocument.parse(output).value.list)
        try #require(found.count == cases.count)
        var faults = 0
        for (index, (node, one)) in zip(found, cases).enumerated() {
            #expect(node.value == one.outcome, "seed \(index): \(one.text.debugDescription)")
            if node.value.members?.last?.node.value == .bool(true) { faults += 1 }
        }
        #expect(faults > 100)
        #expect(faults < cases.count / 2)
    }

    /// What a script prints when it gets a file with `input`; `nil` when there is no Python.
    private static func python(_ script: String, input: String) throws -> [UInt8]? {
        var name = Array("/tmp/waybill-csv-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let files = [(folder + "/cases.json", input), (folder + "/read.py", script)]
        defer {
            for (path, _) in files { unlink(path) }
            rmdir(folder)
        }
        for (path, text) in files {
            let file = try #require(fopen(path, "w"))
            fputs(text, file)
            fclose(file)
        }
        let command = "command -v python3 >/dev/null || exit 99; python3 \(files[1].0) \(files[0].0)"
        let pipe = try #require(popen(command, "r"))
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            output += buffer[..<count]
        }
        let status = pclose(pipe)
        if status == 99 << 8 { return nil }
        #expect(status == 0)
        return output
    }
}
