/// Validation of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
public enum UTF8Text {
    /// Why a run of valid text ends.
    public enum Ending: Sendable, Hashable {
        /// At the end of the bytes.
        case complete
        /// In a sequence that more bytes could complete.
        case incomplete
        /// At bytes that no text contains.
        case invalid
    }

    /// How many bytes from `start` on are whole, valid sequences, and why no more are.
    ///
    /// Linear in the bytes looked at: 32 ASCII bytes cost one step, others about one clock cycle a byte, whatever they
    /// are, since no branch depends on them.
    public static func validPrefix(of bytes: Span<UInt8>, from start: Int = 0) -> (end: Int, ending: Ending) {
        let count = bytes.count
        let start = min(max(0, start), count)
        let clean = asciiPrefix(of: bytes, from: start)
        guard clean < count else { return (count, .complete) }
        return UTF8Automaton.rows.withUnsafeBufferPointer { rows in
            validSequences(of: bytes, from: clean, rows: rows)
        }
    }

    /// How many bytes from `start` on are ASCII; stops somewhere in the 8 bytes before the first that is not.
    private static func asciiPrefix(of bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        let count = bytes.count
        var index = start
        // Every load ends at or before `count`.
        while index &+ 32 <= count {
            let first = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let second = raw.unsafeLoadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
            let third = raw.unsafeLoadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
            let fourth = raw.unsafeLoadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
            guard (first | second | third | fourth) & highBits == 0 else { break }
            index &+= 32
        }
        while index &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word & highBits == 0 else { return index }
            index &+= 8
        }
        while index < count, bytes[index] < 0x80 { index &+= 1 }
        return index
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private static func validSequences(
        of bytes: Span<UInt8>, from start: Int, rows: UnsafeBufferPointer<UInt64>
    ) -> (end: Int, ending: Ending) {
        let count = bytes.count
        var index = start
        var state = UTF8Automaton.accept
        // A block of 32 bytes at a time; the automaton has 256 rows, as many as a byte has values, so that every
        // subscript of it is in bounds.
        while index &+ 32 <= count {
            if state & 63 == UTF8Automaton.accept {
                let clean = asciiPrefix(of: bytes, from: index)
                index = clean
                if clean &+ 32 > count { break }
            }
            var next = state
            for distance in 0..<32 {
                next = rows[Int(bytes[unchecked: index &+ distance])] &>> next
            }
            guard next & 63 != UTF8Automaton.reject else { break }
            state = next
            index &+= 32
        }
        while index < count {
            let next = rows[Int(bytes[unchecked: index])] &>> state
            if next & 63 == UTF8Automaton.reject {
                return (sequenceStart(in: bytes, before: index, notBefore: start, state: state), .invalid)
            }
            state = next
            index &+= 1
        }
        if state & 63 == UTF8Automaton.accept { return (count, .complete) }
        return (sequenceStart(in: bytes, before: count, notBefore: start, state: state), .incomplete)
    }

    /// Where the sequence starts that the automaton is in the middle of, before `index`.
    private static func sequenceStart(
        in bytes: Span<UInt8>, before index: Int, notBefore start: Int, state: UInt64
    ) -> Int {
        guard state & 63 != UTF8Automaton.accept else { return index }
        var lead = index
        // What stands before is the beginning of one valid sequence: its lead and up to two that continue it.
        repeat { lead &-= 1 } while lead > start && bytes[lead] & 0xC0 == 0x80
        return lead
    }
}
