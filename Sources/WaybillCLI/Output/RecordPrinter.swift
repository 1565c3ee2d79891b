import Feeds

/// Prints records while they arrive, and keeps none of them.
struct RecordPrinter {
    private let terminal: Terminal
    private let format: RecordFormat
    private let columns: [RecordColumn]
    private var table: TextTable
    /// How many were printed.
    private(set) var count = 0

    /// Starts an output. The table for people has `brief` columns, where they are given; CSV always has all of them.
    init(
        _ terminal: Terminal, _ format: RecordFormat, _ columns: [RecordColumn], brief: [RecordColumn]? = nil
    ) {
        self.terminal = terminal
        self.format = format
        self.columns = format == .table ? brief ?? columns : columns
        table = TextTable(self.columns)
    }

    /// Prints more records: rows, or with JSON an object a line.
    mutating func print(_ records: [Value]) throws {
        if records.isEmpty { return }
        switch format {
        case .table: terminal.printResult(table.text(rows(records)))
        case .csv: try printCSV(records)
        case .json: terminal.printResult(records.map { $0.jsonText() }.joined(separator: "\n"))
        }
        count += records.count
    }

    /// Ends the output. A program finds the header of CSV even when there is nothing else.
    func finish(saying nothing: String) throws {
        guard count == 0 else { return }
        if format == .csv { try printCSV([]) }
        terminal.say(nothing)
    }

    private func rows(_ records: [Value]) -> [[String]] {
        records.map { record in columns.map { $0.text(of: record) } }
    }

    private func printCSV(_ records: [Value]) throws {
        var writer = CSVWriter()
        if count == 0 { try writer.write(columns.map(\.title)) }
        for row in rows(records) { try writer.write(row) }
        terminal.printResult(writer.text)
    }
}
