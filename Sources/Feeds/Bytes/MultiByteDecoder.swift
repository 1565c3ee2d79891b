/// Decodes East Asian encodings, in which a character is one to four bytes, by the system's tables.
struct MultiByteDecoder: TextDecoder {
    private let converter: SystemConverter
    /// The bytes of an unfinished character.
    private var rest: [UInt8] = []
    /// How many bytes came before ``rest``.
    private var read = 0

    /// A table of the system; `nil` when it has none of this name.
    init?(systemTable name: String) {
        guard let converter = SystemConverter(from: name) else { return nil }
        self.converter = converter
    }

    mutating func decode(_ input: [UInt8], isLast: Bool) -> DecodedText {
        let bytes = rest.isEmpty ? input : rest + input
        var room = bytes.count * 3 + 64
        var (output, used, stop) = convert(bytes, room: room)
        // No table known makes more than three bytes of one; if there is one, nothing is left out all the same.
        while stop == .full {
            room *= 2
            (output, used, stop) = convert(bytes, room: room)
        }
        if let control = Self.firstControl(in: output) {
            // Some tables pass 0x80 to 0x9F on as control characters: the text before it tells which byte it was.
            (output, used, stop) = convert(bytes, room: control)
            stop = .invalid
        }
        defer {
            read += used
            rest = Array(bytes[used...])
        }
        switch stop {
        case .complete, .full: return DecodedText(output: output)
        case .incomplete:
            return DecodedText(output: output, fault: isLast ? (.cutOff, read + used) : nil)
        case .invalid: return DecodedText(output: output, fault: (.byte(bytes[used]), read + used))
        }
    }

    /// Converts as many bytes as fit `room` bytes of output.
    private func convert(
        _ bytes: [UInt8], room: Int
    ) -> (output: [UInt8], used: Int, stop: SystemConverter.Stop) {
        var used = 0
        var stop = SystemConverter.Stop.complete
        let output = [UInt8](unsafeUninitializedCapacity: room) { output, filled in
            let output = UnsafeMutableRawBufferPointer(output)
            let result = bytes.withUnsafeBytes { converter.convert($0, to: output) }
            (used, stop) = (result.read, result.stop)
            filled =
                result.written
                + converter.finish(to: UnsafeMutableRawBufferPointer(rebasing: output[result.written...]))
        }
        return (output, used, stop)
    }

    /// Where U+0080 to U+009F first stands in UTF-8.
    private static func firstControl(in text: [UInt8]) -> Int? {
        let span = text.span
        var index = 1
        while index < span.count {
            if span[index &- 1] == 0xC2, span[index] < 0xA0 { return index &- 1 }
            index &+= 1
        }
        return nil
    }
}
