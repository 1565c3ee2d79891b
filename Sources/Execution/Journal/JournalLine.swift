import Crypto
package import Feeds

/// One line of a journal: a JSON object with the record's number, the record, and a checksum of all that
/// stands before.
package struct JournalLine: Sendable {
    /// The record's number, counted from 1.
    package let number: Int
    /// The record as it was written.
    package let content: Value
    /// The record of a run; `nil` when this version does not know its type.
    package var record: JournalRecord? { JournalRecord(content) }

    /// The bytes of a line, its end included.
    package static func bytes(number: Int, record: JournalRecord) -> [UInt8] {
        bytes(number: number, content: record.value)
    }

    /// The bytes of a line of any journal, its end included.
    package static func bytes(number: Int, content: Value) -> [UInt8] {
        let value = Value.object([("n", .number(String(number))), ("record", content)])
        var bytes = value.jsonBytes()
        bytes.removeLast()
        let sum = checksum(bytes[...])
        bytes += checksumStart + sum + checksumEnd
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Reads a line without its end; `nil` when it is not exactly what was written.
    package init?(_ line: ArraySlice<UInt8>) {
        let length = Self.checksumStart.count + Self.checksumDigits + Self.checksumEnd.count
        guard line.count > length else { return nil }
        let content = line.dropLast(length)
        let expected = Self.checksumStart + Self.checksum(content) + Self.checksumEnd
        guard line.suffix(length).elementsEqual(expected) else { return nil }
        // Answers that are kept as before-images may be nested as deep as the client reads them, or have
        // names twice.
        let limits = ReaderLimits(depth: 512)
        guard let node = try? JSONDocument.parse(Array(line), limits: limits, duplicates: .kept),
            let number = node.value["n"]?.value.number.flatMap({ Int($0) }), let record = node.value["record"]
        else { return nil }
        self.number = number
        self.content = record.value
    }

    private static let checksumStart = Array(",\"sha256\":\"".utf8)
    private static let checksumEnd = Array("\"}".utf8)
    private static let checksumDigits = 16

    /// The first 16 hexadecimal digits of SHA-256.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return SHA256.hash(data: Array(bytes)).prefix(checksumDigits / 2).flatMap { byte in
            [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
