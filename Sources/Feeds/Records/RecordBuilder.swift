internal import Diagnostics

extension Record {
    /// A record that holds a value as if it had been read from the value's JSON text, which becomes its source.
    ///
    /// For values that a program made: tables, literals, answers of an API. Places are those of the compact JSON text
    /// (``Value/jsonText(pretty:)``), whatever places the value's nodes have. Linear in the value.
    /// - Parameters:
    ///   - value: what the record holds.
    ///   - number: the number of the record in its feed, counted from 1.
    /// - Throws: a `limit` when the text exceeds 1 GiB, which is more than a record may have.
    public init(_ value: Value, number: Int = 1) throws(FeedError) {
        self.init()
        var builder = RecordBuilder()
        builder.add(value)
        guard builder.bytes.count <= RecordBuilder.greatestSize else {
            throw FeedError(.limit, "the value has more than 1 GiB of text", at: .start)
        }
        self.sourceCount = builder.bytes.count
        builder.addUnescapedTexts()
        self.bytes = builder.bytes
        self.nodes = builder.nodes
        self.number = number
    }
}

/// Writes a value as JSON text and notes where everything stands, in one walk over the value.
private struct RecordBuilder {
    /// What a record may have at most, so that every offset fits in 32 bits.
    static let greatestSize = 1 << 30

    /// The JSON text, and behind it the texts that it can only hold with escapes.
    private(set) var bytes: [UInt8] = []
    /// The tape.
    private(set) var nodes: [RecordNode] = []

    /// A text whose JSON form has escapes, and the entry that wants it.
    private struct Escaped {
        let entry: Int
        let isName: Bool
        let text: String
    }

    private var escaped: [Escaped] = []

    /// Appends a value. Recursion is as deep as the value, which its reader has limited.
    mutating func add(_ value: Value) {
        // A text that is far too long is refused at the end; until then nothing must overflow.
        guard bytes.count <= Self.greatestSize else { return }
        let entry = nodes.count
        nodes.append(RecordNode(kind(of: value), end: UInt32(entry + 1), place: UInt32(bytes.count)))
        switch value {
        case .null, .bool: bytes.append(contentsOf: value.jsonBytes())
        case .number(let literal):
            let start = bytes.count
            bytes.append(contentsOf: literal.utf8)
            setText(of: entry, start: start, count: literal.utf8.count)
        case .string(let text):
            if let start = quote(text, for: entry, isName: false) {
                setText(of: entry, start: start, count: text.utf8.count)
            }
        case .list(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                add(element.value)
            }
            bytes.append(UInt8(ascii: "]"))
            close(entry, count: elements.count)
        case .map(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                add(member)
            }
            bytes.append(UInt8(ascii: "}"))
            close(entry, count: members.count)
        }
    }

    /// Puts the texts that need escapes in JSON behind the source text, as they are.
    mutating func addUnescapedTexts() {
        for item in escaped {
            let start = UInt32(clamping: bytes.count)
            bytes.append(contentsOf: item.text.utf8)
            let count = UInt32(clamping: item.text.utf8.count)
            if item.isName {
                nodes[item.entry].nameStart = start
                nodes[item.entry].nameCount = count
            } else {
                nodes[item.entry].textStart = start
                nodes[item.entry].count = count
            }
        }
    }

    private mutating func add(_ member: Member) {
        guard bytes.count <= Self.greatestSize else { return }
        let place = bytes.count
        let entry = nodes.count
        let start = quote(member.name, for: entry, isName: true)
        bytes.append(UInt8(ascii: ":"))
        add(member.node.value)
        guard entry < nodes.count else { return }
        nodes[entry].namePlace = UInt32(place)
        if let start {
            nodes[entry].nameStart = UInt32(start)
            nodes[entry].nameCount = UInt32(clamping: member.name.utf8.count)
        }
    }

    /// Appends a text in quotes; where its first byte stands, unless only its escaped form stands there.
    private mutating func quote(_ text: String, for entry: Int, isName: Bool) -> Int? {
        let quoted = Value.string(text).jsonBytes()
        let start = bytes.count + 1
        bytes.append(contentsOf: quoted)
        if quoted.count == text.utf8.count + 2 { return start }
        escaped.append(Escaped(entry: entry, isName: isName, text: text))
        return nil
    }

    private mutating func setText(of entry: Int, start: Int, count: Int) {
        nodes[entry].textStart = UInt32(clamping: start)
        nodes[entry].count = UInt32(clamping: count)
    }

    private mutating func close(_ entry: Int, count: Int) {
        nodes[entry].count = UInt32(clamping: count)
        nodes[entry].end = UInt32(clamping: nodes.count)
    }

    private func kind(of value: Value) -> RecordNode.Kind {
        switch value {
        case .null: .null
        case .bool(let truth): truth ? .true : .false
        case .number: .number
        case .string: .string
        case .list: .list
        case .map: .map
        }
    }
}
