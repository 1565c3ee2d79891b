/// A syntax in which manifests can be written; each carries every field of every kind.
public enum ManifestFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// YAML, one or more documents: a mapping with the kinds' plural names on top.
    case yaml
    /// JSON: the same as an object.
    case json
    /// CSV: one kind a file, a column a field path.
    case csv
    /// XML: `<waybill><offers><offer>...`.
    case xml

    /// The endings of file names that mean this format, without the dot; the first one is written.
    public var fileExtensions: [String] {
        switch self {
        case .yaml: ["yaml", "yml"]
        case .json: ["json"]
        case .csv: ["csv"]
        case .xml: ["xml"]
        }
    }

    /// The format that a file's name announces, by its ending, whatever its case; `nil` when it announces none.
    public init?(fileName: String) {
        guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let ending = fileName[fileName.index(after: dot)...].lowercased()
        guard let format = Self.allCases.first(where: { $0.fileExtensions.contains(ending) }) else {
            return nil
        }
        self = format
    }
}
