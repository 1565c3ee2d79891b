package import Diagnostics
internal import Feeds
internal import RedTrack

/// Brings manifest files into one form: indentation, the order of fields, blank lines. Comments stay.
///
/// What a file says is the same before and after, which is checked by reading both; a file that cannot be brought into
/// form without losing something is left as it is, and said.
package struct ManifestFormatter: Sendable {
    /// What came of a file.
    package struct Result: Sendable {
        /// The file in its form, or as it was.
        package var bytes: [UInt8]
        /// Whether there is anything to write.
        package var isChanged: Bool
        /// Why the file was left as it is; `nil` when it is in form now.
        package var note: Diagnostic?
    }

    private let file: String
    private let format: ManifestFormat
    private let read: ManifestEditor.Reading

    /// A formatter of a file; see ``ManifestEditor/init(file:format:read:)``.
    package init(
        file: String, format: ManifestFormat, read: @escaping ManifestEditor.Reading = ManifestReader.read
    ) {
        self.file = file
        self.format = format
        self.read = read
    }

    /// The file in its form.
    /// - Throws: what is wrong with the file.
    package func format(_ bytes: [UInt8]) throws(DiagnosticsError) -> Result {
        let before = read(bytes, file, format)
        guard !before.diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(before.diagnostics)
        }
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isWide { return left(bytes, "it is UTF-16", help: "save it as UTF-8") }
        for isOrdered in [true, false] {
            guard let result = formatted(bytes, isOrdered: isOrdered) else { continue }
            if result == bytes { return Result(bytes: bytes, isChanged: false) }
            let after = read(result, file, format)
            // Once more, so that what is in form stays so.
            guard Self.say(before.objects, after.objects), comments(bytes) == comments(result),
                formatted(result, isOrdered: isOrdered) == result
            else { continue }
            return Result(bytes: result, isChanged: true)
        }
        return left(bytes, "it is written in a way that has no form here", help: "nothing has to be done")
    }

    private func left(_ bytes: [UInt8], _ reason: String, help: String) -> Result {
        Result(
            bytes: bytes, isChanged: false,
            note: Diagnostic(
                .warning, "format.left", "the file is left as it is: \(reason)", at: SourcePlace(file: file),
                help: help))
    }

    private func formatted(_ bytes: [UInt8], isOrdered: Bool) -> [UInt8]? {
        let lines = SourceLines(bytes)
        guard lines.newline != "\r" else { return nil }
        switch format {
        case .yaml: return YAMLFormatter.format(lines, isOrdered: isOrdered)
        case .json: return JSONFormatter.format(lines, isOrdered: isOrdered)
        case .xml: return XMLFormatter.format(lines)
        case .csv: return CSVFormatter.format(bytes, file: file, isOrdered: isOrdered)
        }
    }

    /// The comments of a file, in some order.
    private func comments(_ bytes: [UInt8]) -> [String]? {
        switch format {
        case .json, .csv: []
        case .yaml: YAMLComments.all(SourceLines(bytes))?.sorted()
        case .xml: XMLFormatter.comments(SourceLines(bytes)).sorted()
        }
    }

    /// Whether two readings say the same, object by object.
    static func say(_ before: [ManifestObject], _ after: [ManifestObject]) -> Bool {
        guard before.count == after.count else { return false }
        var check = EditCheck()
        for object in before { check.expect(object, edited: []) }
        return zip(before, after).allSatisfy { $0.kind == $1.kind && ValueMeaning.isSame($0.key, $1.key) }
            && check.firstDifference(after) == nil
    }
}

/// The order in which members of an object are written.
enum MemberOrder {
    /// The names of a kind's words and fields, in order.
    static func names(of kind: Kind) -> [String] {
        let words = ObjectWord.words(of: kind).filter { $0 != .extra }.map(\.rawValue)
        return words + kind.fields.map(\.manifestName) + [ObjectWord.extra.rawValue]
    }

    /// Indices of items in the order of their names; unknown names stay behind the one that they follow.
    static func sorted(_ items: [SyntaxItem], _ names: [String]) -> [Int] {
        var last = -1
        let ranks = items.map { item in
            if item.name == "<<" { return -1 }
            if let rank = item.name.flatMap(names.firstIndex(of:)) { last = rank }
            return last
        }
        return items.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    }

    /// The fields of a member's value, when it is a record or a list of records.
    static func fields(of name: String?, in fields: [FieldDescription]) -> [FieldDescription]? {
        guard let field = fields.first(where: { $0.manifestName == name }) else { return nil }
        switch field.type {
        case .record(let fields), .records(let fields, _): return fields
        default: return nil
        }
    }
}
