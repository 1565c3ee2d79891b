extension JSONTapeScanner {
    /// What became of a record whose text was scanned.
    enum Filling: Equatable {
        /// It is complete.
        case complete
        /// One of its escapes is none.
        case invalid
        /// A map in it has a name twice.
        case duplicate
    }

    /// Gives a record, whose tape was made from the first bytes of a text, those bytes and what they say unescaped.
    ///
    /// `names` lends its memory to look for names that stand twice; `nil` lets them pass.
    func fill(
        _ record: inout Record, with text: Span<UInt8>, count: Int, checkingIn names: inout JSONNames?
    ) -> Filling {
        record.bytes.removeAll(keepingCapacity: true)
        text.extracting(first: count).withUnsafeBufferPointer { record.bytes.append(contentsOf: $0) }
        record.sourceStart = 0
        record.sourceCount = count
        if !escaped.isEmpty {
            guard unescape(&record, text) else { return .invalid }
        }
        guard names != nil else { return .complete }
        for map in unordered where Self.hasNameTwice(record, Int(map), &names) { return .duplicate }
        return .complete
    }

    /// Appends the texts of strings with escapes behind the source.
    private func unescape(_ record: inout Record, _ text: Span<UInt8>) -> Bool {
        var room = 0
        for entry in escaped {
            let node = record.nodes[Int(entry & ~Self.nameFlag)]
            room &+= Int(entry & Self.nameFlag != 0 ? node.nameCount : node.count)
        }
        return Self.unescape(escaped, text, room: room, &record.nodes, &record.bytes)
    }

    private static func unescape(
        _ escaped: [UInt32], _ text: Span<UInt8>, room: Int, _ nodes: inout [RecordNode],
        _ bytes: inout [UInt8]
    ) -> Bool {
        var isValid = true
        let base = bytes.count
        bytes.append(addingCapacity: room) { output in
            for entry in escaped {
                let index = Int(entry & ~Self.nameFlag)
                let isName = entry & Self.nameFlag != 0
                let start = Int(isName ? nodes[index].nameStart : nodes[index].textStart)
                let count = Int(isName ? nodes[index].nameCount : nodes[index].count)
                let before = output.count
                guard JSONEscapes.decode(start..<(start &+ count), of: text, into: &output) else {
                    isValid = false
                    return
                }
                let place = UInt32(truncatingIfNeeded: base &+ before)
                let length = UInt32(truncatingIfNeeded: output.count &- before)
                if isName {
                    nodes[index].nameStart = place
                    nodes[index].nameCount = length
                } else {
                    nodes[index].textStart = place
                    nodes[index].count = length
                }
            }
        }
        return isValid
    }

    private static func hasNameTwice(_ record: Record, _ map: Int, _ names: inout JSONNames?) -> Bool {
        let end = Int(record.nodes[map].end)
        guard record.nodes[map].count > 1 else { return false }
        names?.removeAll()
        var child = map + 1
        while child < end {
            if names?.insert(record.nameRange(of: child), of: record.bytes.span) != nil { return true }
            child = Int(record.nodes[child].end)
        }
        return false
    }
}
