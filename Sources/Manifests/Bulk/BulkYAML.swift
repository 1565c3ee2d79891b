internal import RedTrack

/// Looks at YAML as Waybill writes it: blocks that are indented by two, a value a line.
///
/// Whatever else YAML can say makes a file one for the reader as a whole: only then is it certain where objects start
/// and end.
struct BulkYAML {
    let names: BulkNames
    var schema: BulkSchema
    var kind = 0
    var index = 0
    var line: UInt32 = 1
    var look = BulkLook()

    init(_ names: BulkNames) {
        self.names = names
        schema = names.schemas[0]
    }

    /// The objects of a file, given one by one; false when the reader has to look at it.
    mutating func read(
        _ bytes: Span<UInt8>, section: (Range<Int>) -> Void, object: (BulkChunk, BulkLook) -> Bool
    ) -> Bool {
        guard BulkText.isPlain(bytes) else { return false }
        while let indent = nextLine(bytes) {
            guard indent == 0, let word = name(bytes),
                let known = Kind(
                    plural: String(
                        decoding: (0..<word.count).map { bytes[word.lowerBound + $0] }, as: UTF8.self))
            else { return false }
            let start = word.lowerBound
            kind = BulkNames.number(known)
            schema = names.schemas[kind]
            if !isLineEnd(bytes) {
                guard take(bytes, " []"), isLineEnd(bytes) else { return false }
                section(start..<passLine(bytes))
                continue
            }
            section(start..<passLine(bytes))
            var count = 0
            while let indent = nextLine(bytes), indent > 0 {
                let first = index - indent
                let number = line
                guard indent == 2, take(bytes, "- ") else { return false }
                look.reset()
                guard members(bytes, indent: 4, schema.object, isElement: false) != nil,
                    let chunk = chunk(bytes, first, number), object(chunk, look)
                else { return false }
                count += 1
            }
            if count == 0 { return false }
        }
        return true
    }

    /// Looks at one object again.
    mutating func read(_ bytes: Span<UInt8>, _ chunk: BulkChunk) -> Bool {
        kind = Int(chunk.kind)
        schema = names.schemas[kind]
        index = Int(chunk.start)
        look.reset()
        guard nextLine(bytes) == 2, take(bytes, "- ") else { return false }
        return members(bytes, indent: 4, schema.object, isElement: false) != nil
    }

    private func chunk(_ bytes: Span<UInt8>, _ start: Int, _ number: UInt32) -> BulkChunk? {
        guard let key = look.key ?? look.title, key.range.count < 1 << 15,
            let name = names.name(bytes, key.range, isEscaped: key.isEscaped, .yaml, kind)
        else { return nil }
        var chunk = BulkChunk()
        chunk.name = name
        chunk.start = UInt32(truncatingIfNeeded: start)
        chunk.end = UInt32(truncatingIfNeeded: index)
        chunk.line = number
        chunk.keyStart = UInt32(truncatingIfNeeded: key.range.lowerBound)
        chunk.keyCount = UInt16(key.range.count)
        chunk.kind = UInt8(kind)
        if look.isSound { chunk.flags.insert(.isSound) }
        if look.hasWords { chunk.flags.insert(.hasWords) }
        if look.key != nil { chunk.flags.insert(.hasOwnKey) }
        if key.isEscaped { chunk.flags.insert(.isEscaped) }
        return chunk
    }

    // MARK: Lines

    /// Goes to the first byte of the next line that says something, and gives its indentation; `nil` at the end.
    mutating func nextLine(_ bytes: Span<UInt8>) -> Int? {
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index &+= 1 }
            guard index < bytes.count else { return nil }
            if bytes[index] == 0x0A || bytes[index] == UInt8(ascii: "#") {
                _ = passLine(bytes)
            } else {
                return index &- start
            }
        }
        return nil
    }

    /// Goes behind the end of the line, and gives where that is.
    @discardableResult
    mutating func passLine(_ bytes: Span<UInt8>) -> Int {
        while index < bytes.count, bytes[index] != 0x0A { index &+= 1 }
        if index < bytes.count { index &+= 1 }
        line &+= 1
        return index
    }

    func isLineEnd(_ bytes: Span<UInt8>) -> Bool { index >= bytes.count || bytes[index] == 0x0A }

    mutating func take(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        let end = index &+ word.utf8CodeUnitCount
        guard end <= bytes.count, BulkScalar.isWord(bytes, index..<end, word) else { return false }
        index = end
        return true
    }

    /// Takes a name and its colon, behind which a blank stands or the line ends.
    mutating func name(_ bytes: Span<UInt8>) -> Range<Int>? {
        let start = index
        var end = index
        while end < bytes.count, Self.isNameByte(bytes[end]) { end &+= 1 }
        guard end > start, end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return nil }
        guard end &+ 1 >= bytes.count || bytes[end &+ 1] == 0x0A || bytes[end &+ 1] == UInt8(ascii: " ")
        else { return nil }
        index = end &+ 1
        return start..<end
    }

    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
    }
}
