internal import Feeds

extension MappedObject {
    /// The text of a field that stands at the top of the object; `nil` when there is none.
    package func text(_ name: String) -> String? {
        guard !fields.nodes.isEmpty, let index = fields.child(of: 0, named: name),
            fields.nodes[index].kind == .string
        else { return nil }
        return fields.text(of: index)
    }

    /// Whether the text of a field that stands at the top holds another; `nil` when there is no such field.
    package func holds(_ text: StaticString, in name: StaticString) -> Bool? {
        guard !fields.nodes.isEmpty,
            let index = name.withUTF8Buffer({ fields.child(of: 0, named: $0.span) }),
            fields.nodes[index].kind == .string
        else { return nil }
        let range = fields.textRange(of: index)
        return fields.bytes.withUnsafeBufferPointer { bytes in
            text.withUTF8Buffer { wanted in
                guard let first = wanted.first, range.count >= wanted.count else { return false }
                for start in range.lowerBound...(range.upperBound - wanted.count)
                where bytes[start] == first
                    && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
                {
                    return true
                }
                return false
            }
        }
    }

    /// Gives a field that stands at the top of the object another text.
    package mutating func replaceText(_ name: String, with text: String) {
        guard !fields.nodes.isEmpty, let index = fields.child(of: 0, named: name),
            fields.nodes[index].kind == .string
        else { return }
        let start = fields.bytes.count
        fields.bytes.append(contentsOf: text.utf8)
        fields.nodes[index].textStart = UInt32(clamping: start)
        fields.nodes[index].count = UInt32(clamping: fields.bytes.count - start)
    }
}
