public import Diagnostics
internal import Feeds
internal import RedTrack

extension LockFile {
    /// The first line of every lock file.
    static let header = "waybill-lock 1"

    /// The text of the file: sorted, one line an object; the same content gives the same bytes.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same as bytes.
    private var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return bytes
    }

    /// The same piece by piece: it may have a million lines.
    func write<Failure: Error>(_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var bytes = Array("\(Self.header)\n".utf8)
        if let account { bytes += "account \(LockToken.word(account))\n".utf8 }
        let entries = unsorted
        for place in order {
            bytes += Self.line(entries[place]).utf8
            if bytes.count < 1 << 18 { continue }
            try write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        try write(bytes)
    }

    private static func line(_ entry: Entry) -> String {
        var text = "\(entry.kind.rawValue) \(Value.string(entry.key).jsonText()) \(LockToken.word(entry.id))"
        if entry.isProtected { text += " protect" }
        let fingerprints = entry.fingerprints.sorted {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        if !fingerprints.isEmpty {
            text +=
                " " + fingerprints.map { "\(LockToken.escaped($0.key))=\($0.value)" }.joined(separator: ",")
        }
        return text + "\n"
    }

    /// Reads the text of a lock file.
    /// - Parameters:
    ///   - text: the whole file.
    ///   - file: its path, for places.
    /// - Returns: what the file knows.
    /// - Throws: everything that is wrong with it at once. A lock file is never used in part: an entry that is not
    ///   understood could be an object that would be made a second time.
    public static func parse(_ text: String, file: String) throws(DiagnosticsError) -> LockFile {
        var parser = LockParser(file: file)
        return try parser.parse(text)
    }
}
