/// A text under construction in which a run of blanks is one blank, and none stands at the ends.
struct CollapsedText: ~Copyable {
    private var bytes: [UInt8] = []
    private var isBlankPending = false

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Adds a byte that is no blank, or a part of a character.
    mutating func append(_ byte: UInt8) {
        if isBlankPending {
            bytes.append(UInt8(ascii: " "))
            isBlankPending = false
        }
        bytes.append(byte)
    }

    /// Adds a character, which may be a blank.
    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.properties.isWhitespace { return blank() }
        for byte in Unicode.UTF8.encode(scalar) ?? .init() { append(byte) }
    }

    /// Adds a blank.
    mutating func blank() { isBlankPending = !bytes.isEmpty }

    /// What was added.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
