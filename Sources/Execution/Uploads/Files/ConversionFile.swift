public import Diagnostics
import Feeds
public import RedTrack

/// A file of conversions that are to be reported: CSV with the columns `clickid` and `payout` in any order, or a JSON
/// array of objects with these members (API document, "Conversions", "Upload").
public struct ConversionFile: Sendable {
    /// The syntax of a file.
    public enum Format: String, Sendable, CaseIterable {
        /// RFC 4180 with a header; the delimiter is found out.
        case csv
        /// An array of objects.
        case json

        /// The format that the end of a file's name tells.
        public init?(fileName: String) {
            let name = fileName.lowercased()
            guard let format = Format.allCases.first(where: { name.hasSuffix("." + $0.rawValue) }) else {
                return nil
            }
            self = format
        }
    }

    /// One conversion.
    public struct Row: Sendable, Hashable {
        /// What is reported.
        public let conversion: ConversionUpload
        /// Where the row starts.
        public let position: SourcePosition
        /// The payout as it is written.
        let payoutText: String
    }

    /// The path as it was given.
    public let path: String
    /// The syntax.
    public let format: Format
    /// The conversions, in the order of the file.
    public let rows: [Row]
    /// What separates the fields of CSV.
    let delimiter: CSVDelimiter
    /// The columns of CSV that carry something, in their order.
    let columns: [ConversionField]

    /// Reads a file.
    /// - Parameters:
    ///   - bytes: its content; UTF-8, or UTF-16 with a byte order mark.
    ///   - path: its path, for findings.
    ///   - format: its syntax.
    ///   - allowsRepeats: whether a click may have several conversions. The document does not say that it may not, and
    ///     each upload counts.
    /// - Returns: the conversions, all of them valid.
    /// - Throws: everything that is wrong with the file, at once.
    public static func read(
        _ bytes: [UInt8], path: String, format: Format, allowsRepeats: Bool = false
    ) throws(DiagnosticsError) -> ConversionFile {
        var reading = ConversionReading(path: path, allowsRepeats: allowsRepeats)
        do {
            let text = Array(try SourceText.decode(bytes).utf8)
            switch format {
            case .csv: try reading.readCSV(text)
            case .json: try reading.readJSON(text)
            }
        } catch {
            reading.report(error)
        }
        guard reading.diagnostics.isEmpty else { throw DiagnosticsError(reading.diagnostics) }
        return ConversionFile(
            path: path, format: format, rows: reading.rows, delimiter: reading.delimiter,
            columns: reading.columns)
    }
}

/// What a column or a member of a file of conversions says.
enum ConversionField: String, Sendable, CaseIterable {
    case clickid, payout
    /// What a file of rejects has beside that: a corrected one is read like any other.
    case reason, line, column

    /// Whether it is uploaded.
    var isUploaded: Bool { self == .clickid || self == .payout }

    /// The fields that are uploaded.
    static let uploaded = allCases.filter(\.isUploaded)
}
