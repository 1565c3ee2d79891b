/// How a feed is written, and where its records are.
public enum FeedFormat: Sendable, Hashable {
    /// Each row is a record.
    case csv(CSVOptions)
    /// Values at a path are records.
    case json(JSONRecordOptions)
    /// Elements at a path are records.
    case xml(XMLRecordOptions)

    /// The syntax.
    public var syntax: FeedSyntax {
        switch self {
        case .csv: .csv
        case .json: .json
        case .xml: .xml
        }
    }

    /// How the encoding of such a text is found when nobody says it.
    var search: DecodedSource.Search {
        switch self {
        case .csv: .mark
        case .json: .markOrZeros
        case .xml: .none
        }
    }
}
