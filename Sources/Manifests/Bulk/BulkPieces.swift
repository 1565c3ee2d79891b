internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads a large file of YAML or JSON some objects at a time: the tree of the whole is many times larger than its objects.
///
/// Only files that are written as Waybill writes them, and with which nothing is wrong: the others are read as a whole.
struct BulkPieces {
    /// The syntax of the file.
    let format: ManifestFormat
    /// The path of the file, for places.
    let file: String
    /// Values for the variables of the objects.
    let variables: VariableScope?
    /// How many objects are read at once.
    var most = 256

    /// Smaller files are read as a whole.
    static let leastBytes = 1 << 20

    /// What is known of a file while it is gone through.
    private struct Progress {
        var objects: [ManifestObject] = []
        var diagnostics: [Diagnostic] = []
        var pending: [BulkChunk] = []
    }

    /// The objects and what somebody should look at; `nil` when the file has to be read as a whole.
    func read(_ bytes: [UInt8]) -> (objects: [ManifestObject], diagnostics: [Diagnostic])? {
        // Where lines end at CR, others count them in another way.
        guard bytes.count < Int(UInt32.max), !bytes.contains(0x0D), UTF8Text.isText(bytes.span) else {
            return nil
        }
        var progress = Progress()
        var isSound = true
        func flush() {
            isSound = isSound && self.flush(bytes, &progress)
            progress.pending.removeAll(keepingCapacity: true)
        }
        func section(_ head: Range<Int>) { flush() }
        func object(_ chunk: BulkChunk, _ look: BulkLook) -> Bool {
            progress.pending.append(chunk)
            if progress.pending.count >= most { flush() }
            return isSound
        }
        let names = BulkNames()
        let isUsual: Bool
        switch format {
        case .yaml:
            guard let kinds = Self.sections(bytes), Set(kinds).count == kinds.count else { return nil }
            var reader = BulkYAML(names)
            isUsual = reader.read(bytes.span, section: section, object: object)
        case .json:
            var reader = BulkJSON(names)
            isUsual = reader.read(bytes.span, section: section, object: object)
        case .csv, .xml: return nil
        }
        flush()
        return isUsual && isSound ? (progress.objects, progress.diagnostics) : nil
    }

    /// Reads the objects that were found; false when anything is wrong with one of them.
    private func flush(_ bytes: [UInt8], _ progress: inout Progress) -> Bool {
        guard let first = progress.pending.first, let last = progress.pending.last else { return true }
        let range = first.lines.lowerBound..<last.lines.upperBound
        let kind = Kind.allCases[Int(first.kind)].plural
        var text = Array((format == .json ? "{\"\(kind)\": [\n" : "\(kind):\n").utf8)
        var places = BulkPlaces(file: file)
        places.add(0, from: 0, line: 1)
        places.pass(1)
        places.add(text.count, from: range.lowerBound, line: Int(first.line))
        text += bytes[range]
        if format == .json {
            // What was in the middle is the last now.
            if let end = text.lastIndex(where: { $0 != 0x0A }), text[end] == UInt8(ascii: ",") {
                text[end] = UInt8(ascii: " ")
            }
            text += "]}\n".utf8
        }
        let part = ManifestReader.readWhole(text, file: file, format: format, variables: variables)
        guard part.hasAllObjects, part.objects.count == progress.pending.count,
            !part.diagnostics.contains(where: { $0.severity == .error }),
            part.objects.allSatisfy(\.variables.isEmpty)
        else { return false }
        progress.objects += part.objects.map(places.original)
        progress.diagnostics += part.diagnostics.map(places.original)
        return true
    }

    /// The words that lines of YAML without indentation start with, up to the colon.
    private static func sections(_ bytes: [UInt8]) -> [[UInt8]]? {
        var words: [[UInt8]] = []
        var isAtStart = true
        for index in bytes.indices {
            let byte = bytes[index]
            if isAtStart, byte != 0x20, byte != 0x0A, byte != UInt8(ascii: "#") {
                words.append(Array(bytes[index...].prefix { $0 != UInt8(ascii: ":") && $0 != 0x0A }))
                // Kinds are few.
                if words.count > Kind.allCases.count { return nil }
            }
            isAtStart = byte == 0x0A
        }
        return words
    }
}
