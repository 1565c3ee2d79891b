/// Gives texts of records as strings, and makes those once that are short and come again, such as currencies, countries
/// and the names of networks. For texts that are all different it is of no use.
///
/// Memory is bounded: a few hundred texts are remembered, each until another one takes its place.
public struct TextPool: Sendable {
    /// A text as numbers, which are different for different texts of up to 24 bytes: its first and last bytes, and those
    /// from the eighth on.
    private struct Key: Equatable {
        var first: UInt64 = 0
        var middle: UInt64 = 0
        var last: UInt64 = 0
        var count = 0

        /// A few bits that differ for most keys.
        func slot(bits: Int) -> Int {
            let mixed = first ^ last &* 0x9E37_79B9_7F4A_7C15 ^ middle &+ UInt64(truncatingIfNeeded: count)
            return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) >> UInt64(64 - bits))
        }
    }

    private struct Slot {
        var key = Key()
        var text = ""
    }

    /// The longest text that is remembered, in bytes.
    public static let greatestCount = 24

    private static let slotBits = 9
    private var slots: [Slot]

    /// A pool that remembers nothing yet.
    public init() {
        slots = Array(repeating: Slot(), count: 1 << Self.slotBits)
    }

    /// The text of a string or the literal of a number; empty for every other value.
    public mutating func text(of index: Int, in record: borrowing Record) -> String {
        string(record.bytes.span.extracting(record.textRange(of: index)))
    }

    /// The same as ``Record/texts(of:)``.
    public mutating func texts(of index: Int, in record: borrowing Record) -> [String] {
        record.elements(of: index) { string($0) }
    }

    /// The same as ``Record/texts(of:separatedBy:)``.
    public mutating func texts(
        of index: Int, separatedBy separator: Unicode.Scalar, in record: borrowing Record
    ) -> [String] {
        record.parts(of: index, between: separator) { string($0) }
    }

    private mutating func string(_ text: Span<UInt8>) -> String {
        let count = text.count
        guard count <= Self.greatestCount else { return Record.string(text) }
        let key = Self.key(text)
        let slot = key.slot(bits: Self.slotBits)
        if slots[slot].key == key { return slots[slot].text }
        let made = Record.string(text)
        slots[slot] = Slot(key: key, text: made)
        return made
    }

    @inline(__always)
    private static func key(_ text: Span<UInt8>) -> Key {
        let bytes = text.bytes
        let count = text.count
        // In bounds, in each case: the count says that the bytes are there.
        func word<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: Word.Type) -> UInt64 {
            UInt64(truncatingIfNeeded: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type))
        }
        var key = Key()
        key.count = count
        if count >= 8 {
            key.first = word(0, UInt64.self)
            key.last = word(count &- 8, UInt64.self)
            if count > 16 { key.middle = word(8, UInt64.self) }
        } else if count >= 4 {
            key.first = word(0, UInt32.self)
            key.last = word(count &- 4, UInt32.self)
        } else if count > 0 {
            key.first = word(0, UInt8.self) | word(count &- 1, UInt8.self) << 8
            key.last = word(count >> 1, UInt8.self)
        }
        return key
    }
}
