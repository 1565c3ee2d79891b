/// Takes an XML text apart that has been read before: it is well-formed, and declares no entities.
struct XMLSyntaxParser {
    private let lines: SourceLines
    private var index = 0

    init(_ lines: SourceLines) {
        self.lines = lines
    }

    /// The root element; `nil` where the text has what is not edited, such as a document type with entities.
    mutating func document() -> SyntaxItem? {
        index = lines.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < lines.bytes.count {
            index = lines.skipSpace(index)
            if starts("<?") {
                let start = index
                skip(past: "?>")
                guard isReadable(declaration: String(decoding: lines.bytes[start..<index], as: UTF8.self))
                else {
                    return nil
                }
            } else if starts("<!--") {
                skip(past: "-->")
            } else if starts("<!") {
                let start = index
                skip(past: ">")
                guard !lines.bytes[start..<index].contains(UInt8(ascii: "[")) else { return nil }
            } else {
                return element(depth: 0)
            }
        }
        return nil
    }

    /// Bytes are places only in UTF-8.
    private func isReadable(declaration: String) -> Bool {
        guard declaration.hasPrefix("<?xml "), let start = declaration.firstRange(of: "encoding=") else {
            return true
        }
        let name = declaration[start.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
            .lowercased()
        return name == "utf-8" || name == "us-ascii" || name == "utf8"
    }

    private mutating func element(depth: Int) -> SyntaxItem? {
        let start = index
        guard starts("<"), depth < 256 else { return nil }
        index += 1
        let nameStart = index
        while index < lines.bytes.count, !" \t\r\n/>".utf8.contains(lines.bytes[index]) { index += 1 }
        let name = String(decoding: lines.bytes[nameStart..<index], as: UTF8.self)
        let nameEnd = index
        var quote: UInt8?
        while index < lines.bytes.count {
            let byte = lines.bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            index += 1
        }
        guard index < lines.bytes.count else { return nil }
        index += 1
        let content = index
        let isClosed = lines.bytes[index - 2] == UInt8(ascii: "/")
        var items: [SyntaxItem] = []
        var style = SyntaxScalar.plain
        var end = content
        if !isClosed {
            guard let inside = inside(&items, &style, depth: depth) else { return nil }
            end = inside
        }
        let local = name.split(separator: ":").last.map(String.init) ?? name
        let inner = isClosed ? content..<content : content..<end
        let node = SyntaxNode(
            content: items.isEmpty ? .scalar(style) : .map(items), range: start..<index, inner: inner)
        return SyntaxItem(name: local, range: start..<index, nameEnd: nameEnd, node: node)
    }

    /// Reads what stands between two tags and the end tag; where the end tag starts.
    private mutating func inside(
        _ items: inout [SyntaxItem], _ style: inout SyntaxScalar, depth: Int
    ) -> Int? {
        while index < lines.bytes.count {
            if lines.bytes[index] != UInt8(ascii: "<") {
                index += 1
            } else if starts("<!--") {
                skip(past: "-->")
            } else if starts("<![CDATA[") {
                skip(past: "]]>")
                style = .cdata
            } else if starts("<?") {
                skip(past: "?>")
            } else if starts("</") {
                let end = index
                skip(past: ">")
                return end
            } else {
                guard let item = element(depth: depth + 1) else { return nil }
                items.append(item)
            }
        }
        return nil
    }

    private func starts(_ text: String) -> Bool {
        lines.bytes[index...].starts(with: text.utf8)
    }

    private mutating func skip(past text: String) {
        while index < lines.bytes.count, !starts(text) { index += 1 }
        index = min(index + text.utf8.count, lines.bytes.count)
    }
}
