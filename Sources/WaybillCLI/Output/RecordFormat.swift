import ArgumentParser

/// How records are printed.
enum RecordFormat: Sendable {
    /// Aligned columns, for people.
    case table
    /// RFC 4180, with a header.
    case csv
    /// JSON, with all fields that the account sent.
    case json
}

/// The options of every command that prints records.
struct RecordFormatOptions: ParsableArguments {
    @Flag(help: "Print as CSV, with all documented columns.") var csv = false

    @Flag(help: "Print as JSON; a log as one object a line.") var json = false

    var format: RecordFormat { csv ? .csv : json ? .json : .table }

    func validate() throws {
        if csv, json { throw ValidationError("choose --csv or --json") }
    }
}
