internal import Feeds

extension MappedObject {
    /// The text of a field that stands at the top of the object; `nil` when there is none.
    package func text(_ name: String) -> String? {
        guard !fields.nodes.isEmpty, let index = fields.child(of: 0, named: name),
            fields.nodes[index].kind == .string
        else { return nil }
        return fields.text(of: index)
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
