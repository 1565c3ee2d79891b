internal import Feeds

extension ObjectBuilder {
    /// Adds a text.
    @inline(__always)
    mutating func addText(_ text: Span<UInt8>, _ name: Name, at place: UInt32) {
        append(.string, name, at: place)
        let start = bytes.count
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        setText(from: start)
    }

    /// Adds the literal of a number.
    @inline(__always)
    mutating func addNumber(_ text: Span<UInt8>, _ name: Name, at place: UInt32) {
        append(.number, name, at: place)
        let start = bytes.count
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        setText(from: start)
    }

    /// Adds a link with a parameter.
    mutating func addLink(_ link: Span<UInt8>, _ name: Name, _ change: QuickBook.Link, isSet: Bool) {
        append(.string, name, at: 0)
        let start = bytes.count
        if isSet {
            change.parameter.write(change.value, in: link, to: &bytes)
        } else {
            change.parameter.writeAtEnd(change.value, of: link, LinkParts(link), to: &bytes)
        }
        setText(from: start)
    }

    /// Adds a value that is always the same.
    mutating func add(_ constant: QuickBook.Constant, _ name: Name) {
        let textStart = UInt32(clamping: bytes.count)
        let first = UInt32(clamping: nodes.count)
        bytes.append(contentsOf: constant.bytes)
        for index in constant.nodes.indices {
            var node = constant.nodes[index]
            node.end += first
            if node.kind == .string || node.kind == .number { node.textStart += textStart }
            if index == 0 {
                node.nameStart = name.start
                node.nameCount = name.count
            } else if node.nameCount > 0 {
                node.nameStart += textStart
            }
            nodes.append(node)
        }
    }
}
