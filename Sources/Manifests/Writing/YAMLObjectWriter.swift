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
        bytes.append(contentsOf: ":\n".utf8)
    }

    /// Adds an object: its key, made of a prefix and a text, and its fields, a map nested as in a manifest.
    package mutating func add(prefix: String, key: String, fields: Record) {
        bytes.append(contentsOf: "  - key: ".utf8)
        let whole = prefix + key
        YAMLScalar.append(whole.utf8.span, to: &bytes)
        bytes.append(Self.newline)
        if !fields.nodes.isEmpty { members(of: 0, fields, indent: 4) }
    }

    private static let newline = UInt8(ascii: "\n")

    private mutating func members(of index: Int, _ record: Record, indent: Int, startsLine: Bool = true) {
        let end = Int(record.nodes[index].end)
        var child = index + 1
        while child < end {
            if startsLine || child > index + 1 { blanks(indent) }
            YAMLScalar.append(record.bytes.span.extracting(record.nameRange(of: child)), to: &bytes)
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
            bytes.append(contentsOf: "- ".utf8)
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
            guard YAMLScalar.isPlain(text), range.allSatisfy({ YAMLScalar.isWordByte(span[$0]) }) else {
                return false
            }
            length += range.count + (child > index + 1 ? 2 : 0)
            child += 1
        }
        guard length <= YAMLEmitter.longestLine else { return false }
        bytes.append(contentsOf: " [".utf8)
        for child in (index + 1)..<end {
            if child > index + 1 { bytes.append(contentsOf: ", ".utf8) }
            bytes.append(contentsOf: record.bytes[record.textRange(of: child)])
        }
        bytes.append(contentsOf: "]\n".utf8)
        return true
    }

    private mutating func leaf(_ index: Int, _ record: Record) {
        switch record.nodes[index].kind {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .true: bytes.append(contentsOf: "true".utf8)
        case .false: bytes.append(contentsOf: "false".utf8)
        case .number: bytes.append(contentsOf: record.bytes[record.textRange(of: index)])
        case .string:
            YAMLScalar.append(record.bytes.span.extracting(record.textRange(of: index)), to: &bytes)
        case .list: bytes.append(contentsOf: "[]".utf8)
        case .map: bytes.append(contentsOf: "{}".utf8)
        }
    }

    private mutating func blanks(_ count: Int) {
        for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    }
}
