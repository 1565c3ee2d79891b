/// The three syntaxes that feeds are written in.
public enum FeedSyntax: String, Sendable, Hashable, CaseIterable {
    /// Rows of fields, whatever separates them.
    case csv
    /// JSON documents, JSON lines and JSON text sequences.
    case json
    /// XML.
    case xml

    private static let endings: [String: FeedSyntax] = [
        "csv": .csv, "tsv": .csv, "tab": .csv, "psv": .csv, "txt": .csv, "json": .json, "ndjson": .json,
        "jsonl": .json, "geojson": .json, "xml": .xml, "rss": .xml, "atom": .xml,
    ]

    /// The syntax that the name of a file says, behind endings of compression; `nil` when it says nothing.
    public init?(fileName: String) {
        var parts = fileName.split(separator: "/").last?.split(separator: ".").map { $0.lowercased() } ?? []
        while let last = parts.last, last == "gz" || last == "zip" { parts.removeLast() }
        guard parts.count > 1, let syntax = parts.last.flatMap({ Self.endings[$0] }) else { return nil }
        self = syntax
    }

    /// The syntax that the first bytes of a text say: XML starts with `<`, JSON with `{`, `[` or a record separator,
    /// everything else is CSV. `nil` when there is nothing but white space.
    public init?(head: some Sequence<UInt8>) {
        for byte in head {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00: continue
            case UInt8(ascii: "<"): self = .xml
            case UInt8(ascii: "{"), UInt8(ascii: "["), 0x1E: self = .json
            default: self = .csv
            }
            return
        }
        return nil
    }
}
