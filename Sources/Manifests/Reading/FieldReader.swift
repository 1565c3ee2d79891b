internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Brings written values into the types that the API document gives them, and checks them.
///
/// A value at fault gives `nil` and an error; reading goes on, so that all errors of a file are found at once.
struct FieldReader {
    /// The kind of the object whose fields are read.
    let kind: Kind
    /// The syntax that the values come from.
    let format: ManifestFormat
    var findings: Findings

    init(kind: Kind, format: ManifestFormat, findings: Findings) {
        self.kind = kind
        self.format = format
        self.findings = findings
    }

    /// The value of a field, typed as ``ManifestField/node`` says; `nil` when it is at fault or dropped.
    mutating func value(_ written: WrittenNode, of field: FieldDescription, _ path: FieldPath) -> Node? {
        if case .null = written.content {
            findings.error(
                "null", "`\(path)` is null, which could mean two things", at: written.position,
                length: written.length, help: Self.nullHelp(for: field))
            return nil
        }
        switch field.type {
        case .text, .reference: return text(written, of: field, path)
        case .integer(let minimum): return integer(written, minimum: minimum, path)
        case .decimal(let positive): return decimal(written, positive: positive, path)
        case .boolean: return boolean(written, path)
        case .choice(let choices): return choice(written, among: choices, path)
        case .texts: return texts(written, path)
        case .record(let fields): return record(written, fields, path)
        case .records(let fields, _): return records(written, fields, path)
        case .statistics: return nil
        }
    }

    /// Says that a value has another shape than its field.
    mutating func mismatch(_ written: WrittenNode, _ path: FieldPath, expected: String, help: String? = nil) {
        findings.error(
            "type", "`\(path)` is \(expected), found \(written.kindName)", at: written.position,
            length: written.length, help: help)
    }

    private static func nullHelp(for field: FieldDescription) -> String {
        "leave the field out to keep what the account has, or \(clearing(of: field))"
    }

    /// What a file writes to clear a field.
    static func clearing(of field: FieldDescription) -> String {
        switch field.type {
        case .text where field.access == .required, .reference where field.access == .required:
            "write its value: RedTrack does not take it empty"
        case .text, .reference: "write \"\" to clear it"
        case .integer(let minimum) where minimum > 0: "write a number"
        case .decimal(positive: true): "write a number above 0"
        case .integer, .decimal: "write 0 to clear it"
        case .boolean: "write true or false"
        case .choice(let choices):
            "write one of \(choices.compactMap(\.names.first).joined(separator: ", "))"
        case .texts, .records: "write [] to clear it"
        case .record, .statistics: "write {} to clear it"
        }
    }
}
