/// Writing of records as JSON on one line.
public enum RecordText {
    /// Appends a value of a record, with all that it holds, as JSON without white space; numbers keep their literal.
    public static func append(_ index: Int = 0, of record: Record, to output: inout [UInt8]) {
        guard index < record.nodes.count else { return output.append(contentsOf: "null".utf8) }
        let node = record.nodes[index]
        switch node.kind {
        case .null: output.append(contentsOf: "null".utf8)
        case .true: output.append(contentsOf: "true".utf8)
        case .false: output.append(contentsOf: "false".utf8)
        case .number: output.append(contentsOf: record.bytes[record.textRange(of: index)])
        case .string: appendQuoted(record.bytes.span.extracting(record.textRange(of: index)), to: &output)
        case .list:
            output.append(UInt8(ascii: "["))
            appendChildren(of: index, node, record, named: false, to: &output)
            output.append(UInt8(ascii: "]"))
        case .map:
            output.append(UInt8(ascii: "{"))
            appendChildren(of: index, node, record, named: true, to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func appendChildren(
        of index: Int, _ node: RecordNode, _ record: Record, named: Bool, to output: inout [UInt8]
    ) {
        var child = index + 1
        while child < Int(node.end) {
            if child > index + 1 { output.append(UInt8(ascii: ",")) }
            if named {
                appendQuoted(record.bytes.span.extracting(record.nameRange(of: child)), to: &output)
                output.append(UInt8(ascii: ":"))
            }
            append(child, of: record, to: &output)
            child = Int(record.nodes[child].end)
        }
    }

    /// Appends UTF-8 text as a JSON string. What needs no escape is copied in runs.
    package static func appendQuoted(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        appendQuoted(text.span, to: &output)
    }

    /// The same for a text that is no part of an array.
    package static func appendQuoted(_ text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var run = 0
        var index = nextEscaped(in: text, from: 0)
        while index < text.count {
            text.extracting(run..<index).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            appendEscape(of: text[index], to: &output)
            run = index + 1
            index = nextEscaped(in: text, from: run)
        }
        text.extracting(run..<text.count).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        output.append(UInt8(ascii: "\""))
    }

    /// The first byte from a place on that needs an escape, or the end of the text. Eight bytes are looked at at once.
    private static func nextEscaped(in text: Span<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let bytes = text.bytes
        var index = start
        while index &+ 8 <= text.count {
            let word = bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            // Taking n from each byte borrows into the high bit of those below n, unless that bit was set.
            let controlled = (word &- ones &* 0x20) & ~word
            let quoted = (quotes &- ones) & ~quotes
            let slashed = (slashes &- ones) & ~slashes
            let found = (controlled | quoted | slashed) & highs
            // A borrow may reach bytes behind one that was found, never before it: the first is right.
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < text.count, text[index] >= 0x20, text[index] != 0x22, text[index] != 0x5C {
            index &+= 1
        }
        return index
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            output.append(contentsOf: "u00".utf8)
            for nibble in [byte >> 4, byte & 15] {
                output.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
    }
}
