/// Decodes code pages in which a byte is a character.
struct SingleByteDecoder: TextDecoder {
    /// For each byte its UTF-8 in the lower three bytes, first byte lowest, and its length in the upper one; for a byte that
    /// is no text `unassigned` or `control`, whose length is 0.
    private let table: [UInt32]
    private var read = 0

    private static let unassigned: UInt32 = 0
    private static let control: UInt32 = 1

    /// Decodes by the scalars of the 256 bytes, `nil` for those that stand for nothing. All are below U+10000.
    ///
    /// A page whose standard fills 0x80 to 0x9F with control characters may refuse these: in a text of today they show that
    /// it is written in another page.
    init(scalars: [Unicode.Scalar?], refusesControls: Bool = false) {
        table = (0..<256).map { byte in
            guard byte < scalars.count, let scalar = scalars[byte] else {
                return Self.unassigned
            }
            if refusesControls, (0x80..<0xA0).contains(scalar.value) { return Self.control }
            let bytes = Array(String(scalar).utf8)
            guard bytes.count <= 3 else { return Self.unassigned }
            return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } | UInt32(bytes.count) << 24
        }
    }

    /// ISO 8859-1.
    static func latin1() -> SingleByteDecoder {
        SingleByteDecoder(scalars: (0..<256).map { Unicode.Scalar(UInt32($0)) })
    }

    /// Windows-1252 (WHATWG Encoding, index windows-1252).
    static func windows1252() -> SingleByteDecoder {
        let upper: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
            0x0152,
            0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
            0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
        ]
        return SingleByteDecoder(
            scalars: (0..<256).map { byte in
                Unicode.Scalar((0x80..<0xA0).contains(byte) ? upper[byte - 0x80] : UInt32(byte))
            })
    }

    /// A table of the system; `nil` when it has none of this name.
    init?(systemTable name: String, corrections: [UInt8: UInt32]) {
        guard let converter = SystemConverter(from: name) else { return nil }
        let scalars: [Unicode.Scalar?] = (0..<256).map { byte in
            if let code = corrections[UInt8(byte)] { return Unicode.Scalar(code) }
            guard let text = converter.decode(UInt8(byte)) else { return nil }
            let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
            return scalars.count == 1 ? scalars.first : nil
        }
        // Only a page that begins as ASCII is one: `decode` relies on it.
        guard (0..<0x80).allSatisfy({ scalars[$0]?.value == UInt32($0) }) else { return nil }
        self.init(scalars: scalars, refusesControls: true)
    }

    mutating func decode(_ input: [UInt8], isLast: Bool) -> DecodedText {
        let count = input.count
        var fault: Int?
        let output = [UInt8](unsafeUninitializedCapacity: count * 3 + 8) { output, filled in
            guard let target = output.baseAddress.map(UnsafeMutableRawPointer.init) else { return }
            input.withUnsafeBytes { source in
                var index = 0
                var end = 0
                // Before each step at most three bytes were written for each one read, so that eight more fit.
                while index < count {
                    if index + 8 <= count {
                        let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        if word & 0x8080_8080_8080_8080 == 0 {
                            target.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
                            index += 8
                            end += 8
                            continue
                        }
                    }
                    let entry = table[Int(source[index])]
                    if entry >> 24 == 0 {
                        fault = index
                        break
                    }
                    target.storeBytes(
                        of: (entry & 0xFF_FFFF).littleEndian, toByteOffset: end, as: UInt32.self)
                    end += Int(entry >> 24)
                    index += 1
                }
                filled = end
            }
        }
        defer { read += count }
        guard let fault else { return DecodedText(output: output) }
        let byte = input[fault]
        let isControl = table[Int(byte)] == Self.control
        return DecodedText(output: output, fault: (isControl ? .control(byte) : .byte(byte), read + fault))
    }
}
