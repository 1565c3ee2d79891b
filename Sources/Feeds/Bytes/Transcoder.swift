internal import Diagnostics

/// Turns bytes of one encoding into UTF-8, piece by piece; a sequence may be cut anywhere.
struct Transcoder {
    private let encoding: TextEncoding
    private var tracker = PositionTracker()
    /// The bytes of an unfinished UTF-16 unit or pair.
    private var rest: [UInt8] = []

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// What a piece of input says, and the fault that ends it, if there is one.
    ///
    /// When nothing follows (`isLast`), an unfinished character is a fault.
    mutating func transcode(_ input: [UInt8], isLast: Bool) -> (output: [UInt8], fault: FeedError?) {
        var output: [UInt8] = []
        var problem: String?
        switch encoding {
        case .utf8: return (input, nil)
        case .latin1:
            output.reserveCapacity(input.count + input.count / 8)
            for byte in input { Self.append(UInt32(byte), to: &output) }
        case .windows1252:
            output.reserveCapacity(input.count + input.count / 8)
            for byte in input {
                let isMapped = byte & 0xE0 == 0x80
                Self.append(
                    isMapped ? TextEncoding.windowsScalars[Int(byte & 0x1F)] : UInt32(byte), to: &output)
            }
        case .utf16LittleEndian: problem = transcodeWide(input, low: 0, isLast: isLast, to: &output)
        case .utf16BigEndian: problem = transcodeWide(input, low: 1, isLast: isLast, to: &output)
        }
        guard let problem else {
            if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
                tracker.advance(over: output.span, in: 0..<output.count)
            }
            return (output, nil)
        }
        tracker.advance(over: output.span, in: 0..<output.count)
        return (output, FeedError(.encoding, problem, at: tracker.position, help: "save the file as UTF-8"))
    }

    /// Transcodes units of two bytes, of which the one at `low` is the less significant; gives what is wrong.
    private mutating func transcodeWide(
        _ input: [UInt8], low: Int, isLast: Bool, to output: inout [UInt8]
    ) -> String? {
        let bytes = rest + input
        output.reserveCapacity(bytes.count)
        var index = 0
        defer { rest = Array(bytes[index...]) }
        func unit(_ start: Int) -> UInt32 {
            UInt32(bytes[start + low]) | UInt32(bytes[start + 1 - low]) << 8
        }
        while index + 2 <= bytes.count {
            var code = unit(index)
            var length = 2
            if code & 0xFC00 == 0xD800 {
                guard index + 4 <= bytes.count else { break }
                let second = unit(index + 2)
                guard second & 0xFC00 == 0xDC00 else { return "half of a UTF-16 surrogate pair stands alone" }
                code = 0x10000 + (code & 0x3FF) << 10 + (second & 0x3FF)
                length = 4
            } else if code & 0xFC00 == 0xDC00 {
                return "half of a UTF-16 surrogate pair stands alone"
            }
            Self.append(code, to: &output)
            index += length
        }
        return isLast && index < bytes.count ? "the input ends inside a UTF-16 character" : nil
    }

    /// Appends a scalar value, which is no surrogate, as UTF-8.
    private static func append(_ code: UInt32, to output: inout [UInt8]) {
        func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
        switch code {
        case 0..<0x80: output.append(byte(code))
        case 0x80..<0x800:
            output.append(byte(0xC0 | code >> 6))
            output.append(byte(0x80 | code & 0x3F))
        case 0x800..<0x10000:
            output.append(byte(0xE0 | code >> 12))
            output.append(byte(0x80 | code >> 6 & 0x3F))
            output.append(byte(0x80 | code & 0x3F))
        default:
            output.append(byte(0xF0 | code >> 18))
            output.append(byte(0x80 | code >> 12 & 0x3F))
            output.append(byte(0x80 | code >> 6 & 0x3F))
            output.append(byte(0x80 | code & 0x3F))
        }
    }
}
