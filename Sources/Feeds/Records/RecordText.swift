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
        case .string: appendQuoted(record.bytes[record.textRange(of: index)], to: &output)
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
                appendQuoted(record.bytes[record.nameRange(of: child)], to: &output)
                output.append(UInt8(ascii: ":"))
            }
            append(child, of: record, to: &output)
            child = Int(record.nodes[child].end)
        }
    }

    /// Appends UTF-8 text as a JSON string. What needs no escape is copied in runs.
    package static func appendQuoted(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var run = text.startIndex
        let span = text.span
        for offset in 0..<span.count {
            let byte = span[offset]
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            let index = text.startIndex + offset
            output.append(contentsOf: text[run..<index])
            appendEscape(of: byte, to: &output)
            run = index + 1
        }
        output.append(contentsOf: text[run...])
        output.append(UInt8(ascii: "\""))
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
