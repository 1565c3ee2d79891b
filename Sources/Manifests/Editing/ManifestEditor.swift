package import Diagnostics
internal import Feeds
internal import RedTrack

/// Changes single values of manifest files: all else stays as it was written, byte for byte.
///
/// Comments, the order of fields, quotes, indentation, empty lines, line ends and values that already mean what is
/// wanted are not touched. The edited file is read again before it is given out, and has to say exactly what was
/// wanted; if it does not, the edit is refused.
package struct ManifestEditor: Sendable {
    /// Reads a file as plans read it, so that what comes from elsewhere (variables, overlays) is known.
    package typealias Reading =
        @Sendable (_ bytes: [UInt8], _ file: String, _ format: ManifestFormat) -> (
            objects: [ManifestObject], diagnostics: [Diagnostic]
        )

    private let file: String
    private let format: ManifestFormat
    private let read: Reading

    /// An editor of a file.
    /// - Parameters:
    ///   - file: its path, for places; the name of a CSV file tells its kind.
    ///   - format: its syntax.
    ///   - read: how it is read.
    package init(file: String, format: ManifestFormat, read: @escaping Reading = ManifestReader.read) {
        self.file = file
        self.format = format
        self.read = read
    }

    /// The file with edits made.
    ///
    /// Edits that cannot be made without touching something else are refused, each with a finding; the others are made.
    /// - Throws: what is wrong with the file, when it cannot be edited at all.
    package func edit(_ bytes: [UInt8], _ edits: [ManifestEdit]) throws(DiagnosticsError) -> ManifestEditing {
        guard !edits.isEmpty else {
            return ManifestEditing(bytes: bytes, isChanged: false, refusals: [], refused: [])
        }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw DiagnosticsError([
                Diagnostic(
                    .error, "edit.encoding", "the file is UTF-16, which is not edited",
                    at: SourcePlace(file: file), help: "save it as UTF-8")
            ])
        }
        let reading = read(bytes, file, format)
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(reading.diagnostics)
        }
        var session = EditSession(file: file, bytes: bytes, objects: reading.objects)
        let result: [UInt8]
        do throws(EditRefusal) {
            result = try session.make(edits, format)
        } catch {
            throw DiagnosticsError([session.diagnostic(error)])
        }
        if result == bytes {
            return ManifestEditing(
                bytes: bytes, isChanged: false, refusals: session.refusals, refused: session.refused)
        }
        if let difference = check(result, session) { return try split(bytes, edits, difference) }
        return ManifestEditing(
            bytes: result, isChanged: true, refusals: session.refusals, refused: session.refused)
    }

    /// What the edited file says other than wanted.
    private func check(_ bytes: [UInt8], _ session: EditSession) -> String? {
        let reading = read(bytes, file, format)
        if let error = reading.diagnostics.first(where: { $0.severity == .error }) { return error.message }
        return session.check.firstDifference(reading.objects)
    }

    /// Makes edits in two parts, so that one that goes wrong does not keep the others from being made.
    private func split(
        _ bytes: [UInt8], _ edits: [ManifestEdit], _ difference: String
    ) throws(DiagnosticsError) -> ManifestEditing {
        var groups: [[ManifestEdit]] = []
        for edit in edits {
            let isSame = groups.last?.last.map {
                $0.kind == edit.kind && ValueMeaning.isSame($0.key, edit.key)
            }
            if isSame ?? false { groups[groups.count - 1].append(edit) } else { groups.append([edit]) }
        }
        if groups.count == 1, edits.count > 1 { groups = edits.map { [$0] } }
        guard groups.count > 1 else {
            let refusals = edits.map { edit in
                Diagnostic(
                    .error, "edit.unsafe",
                    "\(edit.address) cannot be written without changing something else (\(difference))",
                    at: SourcePlace(file: file), help: "make this change by hand")
            }
            return ManifestEditing(
                bytes: bytes, isChanged: false, refusals: refusals, refused: edits.map(\.address))
        }
        let half = groups.count / 2
        var result = try edit(bytes, Array(groups[..<half].joined()))
        let rest = try edit(result.bytes, Array(groups[half...].joined()))
        result.bytes = rest.bytes
        result.isChanged = result.isChanged || rest.isChanged
        result.refusals += rest.refusals
        result.refused += rest.refused
        return result
    }
}
