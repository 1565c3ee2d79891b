import Diagnostics
import Feeds
import RedTrack

/// The reading of a file of conversions: what is right in it and all that is wrong.
struct ConversionReading {
    private(set) var rows: [ConversionFile.Row] = []
    private(set) var diagnostics: [Diagnostic] = []
    var delimiter = CSVDelimiter.comma
    var columns = ConversionField.uploaded

    private let path: String
    private let allowsRepeats: Bool
    private var firstPlaces: [String: SourcePosition] = [:]

    init(path: String, allowsRepeats: Bool) {
        self.path = path
        self.allowsRepeats = allowsRepeats
    }

    /// Reports something wrong.
    mutating func report(
        _ id: String, _ message: String, at position: SourcePosition?, length: Int = 1, help: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                .error, "conversion.\(id)", message, at: SourcePlace(file: path, position: position),
                length: length, help: help))
    }

    /// Reports what a reader stumbled over.
    mutating func report(_ error: FeedError) { diagnostics.append(error.diagnostic(file: path)) }

    /// Reports a column or member that there is not.
    mutating func reportUnknown(_ name: String, _ what: String, at position: SourcePosition) {
        report(
            "unknown-field", "there is no \(what) \"\(name.prefix(100))\"", at: position, length: name.count,
            help: Suggestion.help(for: name, in: ConversionField.allCases.map(\.rawValue))
                ?? "a conversion has clickid and payout, and nothing else")
    }

    /// Adds a conversion whose parts are valid, unless its click has one already.
    mutating func add(
        _ clickID: String, _ payout: ConversionPayout, row: SourcePosition, click: SourcePosition
    ) {
        if !allowsRepeats, let first = firstPlaces.updateValue(click, forKey: clickID) {
            firstPlaces[clickID] = first
            report(
                "repeated-click", "the click \(clickID) has a conversion already, on line \(first.line)",
                at: click,
                length: clickID.count,
                help: "remove one of them, or use --allow-repeats when the click converted more than once")
            return
        }
        rows.append(
            ConversionFile.Row(
                conversion: ConversionUpload(clickID: clickID, payout: payout.amount), position: row,
                payoutText: payout.text))
    }

    /// The id of a click, when it can be one.
    mutating func clickID(_ text: String, at position: SourcePosition) -> String? {
        let longest = 256
        if text.isEmpty {
            report(
                "no-click", "the click id is missing", at: position,
                help: "a conversion belongs to a click: write its id, as {clickid} gave it")
        } else if text.unicodeScalars.contains(where: Self.isBlank) {
            report(
                "bad-click", "the click id holds blanks or control characters", at: position,
                length: text.count, help: "write the id alone")
        } else if text.utf8.count > longest {
            report(
                "bad-click", "the click id is longer than \(longest) bytes", at: position,
                help: "write the id as {clickid} gave it")
        } else {
            return text
        }
        return nil
    }

    /// The payout that a text says, when it says one.
    mutating func payout(_ text: String, isJSON: Bool, at position: SourcePosition) -> ConversionPayout? {
        do {
            return try ConversionPayout(text, isJSON: isJSON)
        } catch {
            report("bad-payout", error.message, at: position, length: text.count, help: error.help)
            return nil
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate: true
        default: false
        }
    }
}
