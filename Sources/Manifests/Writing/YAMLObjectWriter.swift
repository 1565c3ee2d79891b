package import Feeds
internal import RedTrack

/// Writes objects as YAML while they are made, in the same text that ``ManifestWriter`` gives for all of them at once.
package struct YAMLObjectWriter {
    /// What was written and not taken yet.
    package var bytes: [UInt8] = []

    /// Starts a file with nothing.
    package init() {}

    /// Adds the head of a list of objects of a kind.
    package mutating func begin(_ plural: String) {
        bytes.append(contentsOf: plural.utf8)
        Self.append(":\n", to: &bytes)
    }

    /// Adds an object: its key, made of a prefix and the record's, and its fields, a map nested as in a
    /// manifest with the names of the API document.
    package mutating func add(prefix: String, fields: Record) {
        Self.append("  - key: ", to: &bytes)
        var whole: [UInt8] = []
        swap(&whole, &key)
        whole.removeAll(keepingCapacity: true)
        whole.append(contentsOf: prefix.utf8)
        Self.append(fields.keyRange ?? 0..<0, of: fields.bytes, to: &whole)
        YAMLScalar.append(whole.span, to: &bytes)
        swap(&whole, &key)
        bytes.append(Self.newline)
        if !fields.nodes.isEmpty { members(of: 0, fields, indent: 4) }
    }

    /// The last key with its prefix.
    private var key: [UInt8] = []

    private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private static func append(_ range: Range<Int>, of source: [UInt8], to bytes: inout [UInt8]) {
        source.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private static let newline = UInt8(ascii: "\n")

    private mutating func members(of index: Int, _ record: Record, indent: Int, startsLine: Bool = true) {
        let end = Int(record.nodes[index].end)
        var child = index + 1
        while child < end {
            if startsLine || child > index + 1 { blanks(indent) }
            Self.append(record.nameRange(of: child), of: record.bytes, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            value(child, record, indent: indent)
            child = Int(record.nodes[child].end)
        }
    }

    /// Adds what stands behind a name and its colon.
    private mutating func value(_ index: Int, _ record: Record, indent: Int) {
        let node = record.nodes[index]
        if node.kind == .map, node.count > 0 {
            bytes.append(Self.newline)
            members(of: index, record, indent: indent + 2)
        } else if node.kind == .list, node.count > 0, !shortList(index, record) {
            bytes.append(Self.newline)
            elements(of: index, record, indent: indent + 2)
        } else if node.kind != .list || node.count == 0 {
            bytes.append(UInt8(ascii: " "))
            leaf(index, record)
            bytes.append(Self.newline)
        }
    }

    private mutating func elements(of index: Int, _ record: Record, indent: Int) {
        let end = Int(record.nodes[index].end)
        var child = index + 1
        while child < end {
            let node = record.nodes[child]
            blanks(indent)
            Self.append("- ", to: &bytes)
            if node.kind == .map, node.count > 0 {
                members(of: child, record, indent: indent + 2, startsLine: false)
            } else {
                leaf(child, record)
                bytes.append(Self.newline)
            }
            child = Int(node.end)
        }
    }

    /// Adds a list of a few words on one line; false, with nothing added, for every other list.
    private mutating func shortList(_ index: Int, _ record: Record) -> Bool {
        let end = Int(record.nodes[index].end)
        let span = record.bytes.span
        var length = 2
        var child = index + 1
        while child < end {
            guard record.nodes[child].kind == .string else { return false }
            let range = record.textRange(of: child)
            let text = span.extracting(range)
            guard YAMLScalar.isPlain(text), Self.isWord(text) else { return false }
            length += range.count + (child > index + 1 ? 2 : 0)
            child += 1
        }
        guard length <= YAMLEmitter.longestLine else { return false }
        Self.append(" [", to: &bytes)
        for child in (index + 1)..<end {
            if child > index + 1 { Self.append(", ", to: &bytes) }
            Self.append(record.textRange(of: child), of: record.bytes, to: &bytes)
        }
        Self.append("]\n", to: &bytes)
        return true
    }

    private static func isWord(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count where !YAMLScalar.isWordByte(text[index]) { return false }
        return true
    }

    private mutating func leaf(_ index: Int, _ record: Record) {
        switch record.nodes[index].kind {
        case .null: Self.append("null", to: &bytes)
        case .true: Self.append("true", to: &bytes)
        case .false: Self.append("false", to: &bytes)
        case .number: Self.append(record.textRange(of: index), of: record.bytes, to: &bytes)
        case .string:
            let text = record.bytes.span.extracting(record.textRange(of: index))
            guard Self.mayNameVariable(text) else { return YAMLScalar.append(text, to: &bytes) }
            // What a feed says is never a variable of the project.
            let escaped = VariableText.escaped(record.text(of: index))
            YAMLScalar.append(escaped.utf8.span, to: &bytes)
        case .list: Self.append("[]", to: &bytes)
        case .map: Self.append("{}", to: &bytes)
        }
    }

    private static func mayNameVariable(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count where text[index] == UInt8(ascii: "$") { return true }
        return false
    }

    private mutating func blanks(_ count: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    }
}
