public import Diagnostics

/// What a CSV reader takes a text for: what it was told, and what it found out.
public struct CSVDialect: Sendable, Hashable {
    /// What separates the fields.
    public let delimiter: CSVDelimiter
    /// Whether the delimiter was found out rather than given.
    public let isDelimiterDetected: Bool
    /// How fields are enclosed.
    public let quote: CSVOptions.Quote
    /// How a quote is written inside a quoted field.
    public let escape: CSVOptions.Escape
    /// The names of the columns as records have them; empty when records are lists.
    public let columns: [String]
    /// Where the header row starts; `nil` when there is none.
    public let header: SourcePosition?
    /// The number of the line on which the table starts, header included: what stands before it was skipped.
    public let firstLine: Int
}
