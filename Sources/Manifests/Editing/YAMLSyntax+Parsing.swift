internal import CYaml

/// Takes a YAML text apart by libYAML's events, which tell where everything starts and ends.
///
/// The text has been read before: it is valid, and no deeper than the reader allows.
struct YAMLSyntaxParser {
    private let lines: SourceLines
    /// Where each character starts; empty when every character is one byte.
    private var offsets: [Int] = []
    private let textStart: Int
    private var parser = yaml_parser_t()
    /// The number of the last anchor of each name.
    private var anchors: [String: Int] = [:]
    private var anchorCount = 0
    /// Where each anchor's value is repeated.
    private(set) var repetitions: [Int: [Int]] = [:]

    /// The roots of the documents; `nil` when libYAML refuses the text after all.
    static func documents(_ lines: SourceLines) -> (roots: [SyntaxNode], repetitions: [Int: [Int]])? {
        var parser = YAMLSyntaxParser(lines)
        guard let roots = parser.parse() else { return nil }
        return (roots, parser.repetitions)
    }

    private init(_ lines: SourceLines) {
        self.lines = lines
        let bytes = lines.bytes
        textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if bytes[textStart...].contains(where: { $0 >= 0x80 }) {
            offsets = bytes.indices[textStart...].filter { bytes[$0] & 0xC0 != 0x80 }
        }
    }

    private func offset(_ mark: yaml_mark_t) -> Int {
        let index = Int(mark.index)
        if offsets.isEmpty { return min(textStart + index, lines.bytes.count) }
        return index < offsets.count ? offsets[index] : lines.bytes.count
    }

    private mutating func parse() -> [SyntaxNode]? {
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        let text = Array(lines.bytes[textStart...])
        // The parser reads from the buffer until it is deleted, which is inside of this call.
        return text.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var roots: [SyntaxNode] = []
            while true {
                guard let event = next() else { return nil }
                switch event.type {
                case YAML_STREAM_END_EVENT: return roots
                case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
                case YAML_DOCUMENT_START_EVENT: anchors = [:]
                default:
                    guard let root = node(event, isFlow: false) else { return nil }
                    roots.append(root)
                }
            }
        }
    }

    /// What an event says, without its memory.
    private struct Event {
        var type: yaml_event_type_t
        var start: Int
        var end: Int
        var anchor: String?
        var isFlow = false
        var style = SyntaxScalar.plain
    }

    private mutating func next() -> Event? {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
        defer { yaml_event_delete(&event) }
        var result = Event(type: event.type, start: offset(event.start_mark), end: offset(event.end_mark))
        switch event.type {
        case YAML_ALIAS_EVENT: result.anchor = Self.text(event.data.alias.anchor)
        case YAML_SCALAR_EVENT:
            result.anchor = Self.text(event.data.scalar.anchor)
            switch event.data.scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: result.style = .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: result.style = .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: result.style = .block
            default: result.style = .plain
            }
        case YAML_SEQUENCE_START_EVENT:
            result.anchor = Self.text(event.data.sequence_start.anchor)
            result.isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        case YAML_MAPPING_START_EVENT:
            result.anchor = Self.text(event.data.mapping_start.anchor)
            result.isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        default: break
        }
        return result
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    // MARK: Nodes

    private mutating func node(_ event: Event, isFlow: Bool) -> SyntaxNode? {
        if event.type == YAML_ALIAS_EVENT {
            let name = event.anchor ?? ""
            if let number = anchors[name] { repetitions[number, default: []].append(event.start) }
            let range = event.start..<event.end
            return SyntaxNode(content: .alias(name), range: range, inner: range, isFlow: isFlow)
        }
        var anchor: Int?
        if let name = event.anchor {
            anchorCount += 1
            anchor = anchorCount
            anchors[name] = anchorCount
        }
        let inner = skipProperties(event.start, upTo: event.end)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let end = event.style == .block ? blockEnd(inner, event.end) : event.end
            return SyntaxNode(
                content: .scalar(event.style), range: event.start..<max(event.start, end),
                inner: min(inner, end)..<max(inner, end), isFlow: isFlow, anchor: anchor)
        case YAML_SEQUENCE_START_EVENT:
            return sequence(event, inner, anchor, isFlow: isFlow || event.isFlow)
        case YAML_MAPPING_START_EVENT:
            return mapping(event, inner, anchor, isFlow: isFlow || event.isFlow)
        default: return nil
        }
    }

    private mutating func sequence(_ start: Event, _ inner: Int, _ anchor: Int?, isFlow: Bool) -> SyntaxNode?
    {
        var items: [SyntaxItem] = []
        var end = inner
        while true {
            guard let event = next() else { return nil }
            if event.type == YAML_SEQUENCE_END_EVENT {
                if isFlow { end = event.end }
                break
            }
            let dash = isFlow ? event.start : skipComments(end)
            guard let node = node(event, isFlow: isFlow) else { return nil }
            end = max(node.range.upperBound, isFlow ? 0 : dash + 1)
            items.append(SyntaxItem(range: dash..<end, nameEnd: dash, isInFlow: isFlow, node: node))
        }
        return SyntaxNode(
            content: .list(items), range: start.start..<end, inner: inner..<end, isFlow: isFlow,
            anchor: anchor)
    }

    private mutating func mapping(_ start: Event, _ inner: Int, _ anchor: Int?, isFlow: Bool) -> SyntaxNode? {
        var items: [SyntaxItem] = []
        var end = inner
        while true {
            guard let key = next() else { return nil }
            if key.type == YAML_MAPPING_END_EVENT {
                if isFlow { end = key.end }
                break
            }
            let name = key.type == YAML_SCALAR_EVENT ? key : nil
            guard let keyNode = node(key, isFlow: true), let value = next(),
                let node = node(value, isFlow: isFlow)
            else { return nil }
            let keyEnd = keyNode.range.upperBound
            end = max(node.range.upperBound, keyEnd)
            var item = SyntaxItem(range: key.start..<end, nameEnd: keyEnd, isInFlow: isFlow, node: node)
            // Names are compared with those of fields, which need no escapes.
            item.name = name.map { self.name(keyNode, $0.style) }
            items.append(item)
        }
        return SyntaxNode(
            content: .map(items), range: start.start..<end, inner: inner..<end, isFlow: isFlow, anchor: anchor
        )
    }

    private func name(_ key: SyntaxNode, _ style: SyntaxScalar) -> String {
        let text = String(decoding: lines.bytes[key.inner], as: UTF8.self)
        return style == .plain ? text : String(text.dropFirst().dropLast())
    }

    // MARK: Places

    /// The first byte of a value behind its anchor and tag.
    private func skipProperties(_ start: Int, upTo end: Int) -> Int {
        var index = start
        while index < lines.bytes.count,
            lines.bytes[index] == UInt8(ascii: "&") || lines.bytes[index] == UInt8(ascii: "!")
        {
            while index < lines.bytes.count, lines.bytes[index] > 0x20 { index += 1 }
            let after = skipComments(index)
            // Nothing follows: the value is empty.
            guard after <= end || end == start else { return index }
            index = after
        }
        return index
    }

    /// The first byte that is neither blank nor comment.
    private func skipComments(_ start: Int) -> Int {
        var index = lines.skipSpace(start)
        while index < lines.bytes.count, lines.bytes[index] == UInt8(ascii: "#") {
            index = lines.skipSpace(lines.end(of: index))
        }
        return index
    }

    /// The end of a block scalar without the blank lines that do not count.
    private func blockEnd(_ start: Int, _ end: Int) -> Int {
        let header = lines.bytes[start..<min(lines.end(of: start), end)]
        let keeps = header.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "#") }
            .contains(UInt8(ascii: "+"))
        guard !keeps else { return end }
        var last = end
        while last > start, lines.bytes[last - 1] <= 0x20 { last -= 1 }
        return min(lines.next(after: last), end)
    }
}
