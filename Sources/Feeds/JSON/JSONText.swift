extension Value {
    /// This value as JSON text; numbers as they were written, members in their order.
    /// - Parameter pretty: one member or element a line, indented by two spaces.
    /// - Returns: the text, without a newline at the end.
    public func jsonText(pretty: Bool = false) -> String {
        var bytes: [UInt8] = []
        JSONWriter(pretty: pretty).write(self, depth: 0, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// This value as the bytes of JSON text; see ``jsonText(pretty:)``.
    public func jsonBytes(pretty: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter(pretty: pretty).write(self, depth: 0, to: &bytes)
        return bytes
    }
}

/// Writes values as RFC 8259 text.
struct JSONWriter {
    let pretty: Bool

    func write(_ value: Value, depth: Int, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
        case .number(let literal): bytes.append(contentsOf: literal.utf8)
        case .string(let text): write(text, to: &bytes)
        case .list(let nodes):
            writeSequence(nodes, open: "[", close: "]", depth: depth, to: &bytes) { node, bytes in
                write(node.value, depth: depth + 1, to: &bytes)
            }
        case .map(let members):
            writeSequence(members, open: "{", close: "}", depth: depth, to: &bytes) { member, bytes in
                write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if pretty { bytes.append(UInt8(ascii: " ")) }
                write(member.node.value, depth: depth + 1, to: &bytes)
            }
        }
    }

    private func writeSequence<Element>(
        _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar, depth: Int,
        to bytes: inout [UInt8],
        each: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            lineBreak(depth + 1, to: &bytes)
            each(element, &bytes)
        }
        if !elements.isEmpty { lineBreak(depth, to: &bytes) }
        bytes.append(UInt8(ascii: close))
    }

    private func lineBreak(_ depth: Int, to bytes: inout [UInt8]) {
        guard pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
    }

    private func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                for nibble in [byte >> 4, byte & 15] {
                    bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
                }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
