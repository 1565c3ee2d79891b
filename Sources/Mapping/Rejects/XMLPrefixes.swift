/// The prefixes of an element that was read before, and so is well-formed: which it uses, and where it declares them.
struct XMLPrefixes {
    /// Those that are used where nothing in the element declares them.
    private(set) var undeclared: Set<String> = []
    /// Those that its first tag declares; the empty one is the default namespace.
    private(set) var declaredFirst: Set<String> = []

    private let source: [UInt8]
    private var index = 0
    /// What each open element declares.
    private var open: [Set<String>] = []

    init(in source: [UInt8]) {
        self.source = source
        while index < source.count {
            guard source[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if starts("<!--") {
                skip(behind: "-->")
            } else if starts("<![CDATA[") {
                skip(behind: "]]>")
            } else if starts("<?") {
                skip(behind: "?>")
            } else if starts("</") {
                skip(behind: ">")
                _ = open.popLast()
            } else {
                readTag()
            }
        }
    }

    private mutating func readTag() {
        index += 1
        let isFirst = open.isEmpty && declaredFirst.isEmpty && undeclared.isEmpty
        var used: Set<String> = []
        var declared: Set<String> = []
        if let prefix = name().prefix { used.insert(prefix) }
        while index < source.count, source[index] != UInt8(ascii: ">") {
            let byte = source[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                index += 1
                while index < source.count, source[index] != byte { index += 1 }
                index += 1
            } else if Self.isNamePart(byte) {
                let (prefix, local) = name()
                if prefix == "xmlns" {
                    declared.insert(local)
                } else if prefix == nil, local == "xmlns" {
                    declared.insert("")
                } else if let prefix {
                    used.insert(prefix)
                }
            } else {
                index += 1
            }
        }
        let isEmpty = index > 0 && index <= source.count && source[index - 1] == UInt8(ascii: "/")
        index += 1
        if isFirst { declaredFirst = declared }
        for prefix in used where !declared.contains(prefix) && !open.contains(where: { $0.contains(prefix) })
        {
            undeclared.insert(prefix)
        }
        if !isEmpty { open.append(declared) }
    }

    /// The name at the place, in its parts.
    private mutating func name() -> (prefix: String?, local: String) {
        let start = index
        while index < source.count, Self.isNamePart(source[index]) { index += 1 }
        let parts = source[start..<index].split(separator: UInt8(ascii: ":"), maxSplits: 1)
        let texts = parts.map { String(decoding: $0, as: UTF8.self) }
        return texts.count == 2 ? (texts[0], texts[1]) : (nil, texts.first ?? "")
    }

    private func starts(_ text: String) -> Bool { source[index...].starts(with: text.utf8) }

    private mutating func skip(behind text: String) {
        let end = Array(text.utf8)
        while index < source.count, !source[index...].starts(with: end) { index += 1 }
        index += end.count
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || "_-.:".utf8.contains(byte)
    }
}
