/// Decodes UTF-16 and UTF-32 of a known byte order.
struct WideDecoder: TextDecoder {
    private let unitBytes: Int
    private let isLittleEndian: Bool
    /// The bytes of an unfinished character.
    private var rest: [UInt8] = []
    /// How many bytes came before ``rest``.
    private var read = 0

    /// Units of 2 or 4 bytes.
    init(unitBytes: Int, isLittleEndian: Bool) {
        self.unitBytes = unitBytes
        self.isLittleEndian = isLittleEndian
    }

    mutating func decode(_ input: [UInt8], isLast: Bool) -> DecodedText {
        let bytes = rest.isEmpty ? input : rest + input
        var index = 0
        var fault: DecodedText.Fault?
        // A unit of two bytes becomes at most three, a pair or a unit of four bytes at most four.
        let output = [UInt8](unsafeUninitializedCapacity: bytes.count / 2 * 3 + 4) { output, filled in
            var writer = ScalarWriter(output)
            bytes.withUnsafeBytes { source in
                let run = unitBytes == 2 ? Self.shortUnits : Self.longUnits
                fault = run(source, isLittleEndian, &index, &writer)
            }
            filled = writer.count
        }
        defer {
            read += index
            rest = Array(bytes[index...])
        }
        if fault == nil, isLast, index < bytes.count { fault = .cutOff }
        return DecodedText(output: output, fault: fault.map { ($0, read + index) })
    }

    private static func shortUnits(
        _ source: UnsafeRawBufferPointer, isLittleEndian: Bool, index: inout Int, writer: inout ScalarWriter
    ) -> DecodedText.Fault? {
        func unit(_ offset: Int) -> UInt32 {
            let value = source.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
            return UInt32(isLittleEndian ? UInt16(littleEndian: value) : UInt16(bigEndian: value))
        }
        while index + 2 <= source.count {
            let first = unit(index)
            guard first & 0xF800 == 0xD800 else {
                writer.append(first)
                index += 2
                continue
            }
            guard first < 0xDC00 else { return .surrogate }
            guard index + 4 <= source.count else { return nil }
            let second = unit(index + 2)
            guard second & 0xFC00 == 0xDC00 else { return .surrogate }
            writer.append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
            index += 4
        }
        return nil
    }

    private static func longUnits(
        _ source: UnsafeRawBufferPointer, isLittleEndian: Bool, index: inout Int, writer: inout ScalarWriter
    ) -> DecodedText.Fault? {
        while index + 4 <= source.count {
            let value = source.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let scalar = isLittleEndian ? UInt32(littleEndian: value) : UInt32(bigEndian: value)
            guard scalar < 0xD800 || (0xE000..<0x11_0000).contains(scalar) else { return .noScalar }
            writer.append(scalar)
            index += 4
        }
        return nil
    }
}

/// Writes scalars as UTF-8 into memory that has room for them.
private struct ScalarWriter {
    private let target: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ target: UnsafeMutableBufferPointer<UInt8>) {
        self.target = target
    }

    /// Appends a scalar value, which is no surrogate. The caller made room for four bytes.
    @inline(__always)
    mutating func append(_ code: UInt32) {
        switch code {
        case 0..<0x80: put(code)
        case 0x80..<0x800:
            put(0xC0 | code >> 6)
            put(0x80 | code & 0x3F)
        case 0x800..<0x10000:
            put(0xE0 | code >> 12)
            put(0x80 | code >> 6 & 0x3F)
            put(0x80 | code & 0x3F)
        default:
            put(0xF0 | code >> 18)
            put(0x80 | code >> 12 & 0x3F)
            put(0x80 | code >> 6 & 0x3F)
            put(0x80 | code & 0x3F)
        }
    }

    @inline(__always)
    private mutating func put(_ value: UInt32) {
        target.initializeElement(at: count, to: UInt8(truncatingIfNeeded: value))
        count &+= 1
    }
}
