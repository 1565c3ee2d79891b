/// Lines and blanks around places in the bytes of a file.
struct SourceLines: Sendable {
    let bytes: [UInt8]
    /// The line end that the file uses first; LF where it has none.
    let newline: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            let isReturn = bytes[end] == 0x0D
            let isPair = isReturn && end + 1 < bytes.count && bytes[end + 1] == 0x0A
            newline = isPair ? "\r\n" : isReturn ? "\r" : "\n"
        } else {
            newline = "\n"
        }
    }

    /// The first byte of the line that a place is in.
    func start(of offset: Int) -> Int {
        var index = offset
        while index > 0, !isLineEnd(index - 1) { index -= 1 }
        // A byte order mark is no part of the first line.
        return index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : index
    }

    /// The end of the line that a place is in, before its line end.
    func end(of offset: Int) -> Int {
        var index = offset
        while index < bytes.count, !isLineEnd(index) { index += 1 }
        return index
    }

    /// The first byte of the line below.
    func next(after offset: Int) -> Int {
        let end = end(of: offset)
        guard end < bytes.count else { return end }
        return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
    }

    /// How many characters stand before a place in its line.
    func column(of offset: Int) -> Int {
        bytes[start(of: offset)..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// The blanks that the line of a place starts with.
    func indentation(of offset: Int) -> String {
        let start = start(of: offset)
        return String(decoding: bytes[start..<skipBlanks(start)], as: UTF8.self)
    }

    /// Whether nothing but blanks stands before a place in its line.
    func startsLine(_ offset: Int) -> Bool { skipBlanks(start(of: offset)) >= offset }

    /// The first byte from a place on that is no blank.
    func skipBlanks(_ offset: Int) -> Int {
        var index = offset
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index
    }

    /// The first byte from a place on that is neither blank nor line end.
    func skipSpace(_ offset: Int) -> Int {
        var index = offset
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index
    }

    /// Whether some bytes hold nothing to be seen.
    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy(isSpace) }

    /// Whether some bytes hold a line end.
    func hasLineEnd(_ range: Range<Int>) -> Bool { range.contains(where: isLineEnd) }

    /// A text with the line ends of the file instead of LF.
    func withLineEnds(_ text: String) -> String {
        newline == "\n" ? text : text.replacingByte("\n", with: newline)
    }

    /// Whether the file ends without a line end.
    var endsInsideLine: Bool { !bytes.isEmpty && !isLineEnd(bytes.count - 1) }

    private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
