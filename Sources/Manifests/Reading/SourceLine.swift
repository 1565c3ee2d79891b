internal import Feeds

/// Lines of a text as positions count them: they end at LF, CR LF and CR.
enum SourceLine {
    /// The text of a line, counted from 1; `nil` when there is no such line, or no text.
    static func text(_ number: Int, of bytes: [UInt8]) -> String? {
        guard number >= 1 else { return nil }
        let text = (try? SourceText.decode(bytes)) ?? String(decoding: bytes, as: UTF8.self)
        var line = 1
        var current: [UInt8] = []
        var isAfterReturn = false
        for byte in text.utf8 {
            defer { isAfterReturn = byte == 0x0D }
            if byte == 0x0A, isAfterReturn { continue }
            if byte == 0x0A || byte == 0x0D {
                if line == number { return String(decoding: current, as: UTF8.self) }
                line += 1
            } else if line == number {
                current.append(byte)
            }
        }
        return line == number ? String(decoding: current, as: UTF8.self) : nil
    }
}
