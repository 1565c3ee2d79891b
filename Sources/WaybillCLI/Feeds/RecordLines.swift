import Diagnostics
import Feeds

/// Prints records as lines of JSON, in large pieces.
struct RecordLines {
    private static let pieceBytes = 64 << 10

    private let terminal: Terminal
    private let namesFiles: Bool
    private var bytes: [UInt8] = []

    /// With `namesFiles`, each line says which file it is from.
    init(_ terminal: Terminal, namesFiles: Bool) {
        self.terminal = terminal
        self.namesFiles = namesFiles
    }

    /// Prints a record: `{"line":..,"column":..,"offset":..,"record":..}`.
    mutating func print(_ record: Record, of file: String) {
        bytes.append(contentsOf: "{".utf8)
        if namesFiles {
            bytes.append(contentsOf: "\"file\":".utf8)
            RecordText.appendQuoted(Array(file.utf8)[...], to: &bytes)
            bytes.append(contentsOf: ",".utf8)
        }
        let place = record.position
        bytes.append(
            contentsOf: "\"line\":\(place.line),\"column\":\(place.column),\"offset\":\(place.offset),".utf8)
        if let key = record.key {
            bytes.append(contentsOf: "\"key\":".utf8)
            RecordText.appendQuoted(Array(key.utf8)[...], to: &bytes)
            bytes.append(contentsOf: ",".utf8)
        }
        bytes.append(contentsOf: "\"record\":".utf8)
        RecordText.append(of: record, to: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
        if bytes.count >= Self.pieceBytes { finish() }
    }

    /// Prints what is left.
    mutating func finish() {
        terminal.printResult(bytes: bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
