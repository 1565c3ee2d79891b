internal import Diagnostics
internal import Feeds
internal import RedTrack

/// The fingerprints of an object's fields in one piece of memory: a lock file may know a million objects.
package struct FieldFingerprints: Sendable, Hashable {
    /// Each field in the order of the names: which name, then its fingerprint. Equal content gives equal bytes.
    private let bytes: [UInt8]

    private enum Mark {
        /// The name is written out, since the document does not know it.
        static let otherName: UInt8 = 0xFF
        /// Twelve digits, as six bytes.
        static let digits: UInt8 = 0
        /// A text of any other form.
        static let text: UInt8 = 1
    }

    /// The names of all fields that the document knows, in the order of their bytes.
    private static let names: [String] = {
        let known = Set(Kind.allCases.flatMap { $0.fields.map { ExactText($0.name) } })
        return known.sorted().prefix(Int(Mark.otherName)).map(\.text)
    }()
    private static let indexes: [String: UInt8] = Dictionary(
        names.enumerated().map { ($1, UInt8($0)) }, uniquingKeysWith: { first, _ in first })

    /// None.
    package init() { bytes = [] }

    /// Fingerprints by the names of the fields on the wire.
    package init(_ table: [String: String]) {
        if table.isEmpty {
            bytes = []
            return
        }
        var writer = PackWriter(at: .start)
        for (name, fingerprint) in table.sorted(by: { ExactText($0.key) < ExactText($1.key) }) {
            if let index = Self.indexes[name], Self.names[Int(index)].utf8.elementsEqual(name.utf8) {
                writer.byte(index)
            } else {
                writer.byte(Mark.otherName)
                writer.text(name)
            }
            if let digits = Self.digits(fingerprint) {
                writer.byte(Mark.digits)
                for byte in digits { writer.byte(byte) }
            } else {
                writer.byte(Mark.text)
                writer.text(fingerprint)
            }
        }
        bytes = writer.packed
    }

    /// Whether there are none.
    package var isEmpty: Bool { bytes.isEmpty }

    /// The fingerprints by the names of the fields on the wire.
    package var table: [String: String] {
        var table: [String: String] = [:]
        var reader = PackReader(bytes, from: 0, at: .start)
        while !reader.isAtEnd {
            let index = Int(reader.byte())
            let name = index < Self.names.count ? Self.names[index] : reader.text()
            table[name] =
                reader.byte() == Mark.digits
                ? Self.text((0..<6).map { _ in reader.byte() }) : reader.text()
        }
        return table
    }

    /// Six bytes for twelve lower-case hexadecimal digits; `nil` for any other text.
    private static func digits(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 12 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
