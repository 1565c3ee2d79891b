internal import Diagnostics
package import Feeds
package import RedTrack

/// Something that a template says of an object of another tracker.
package struct ObjectRemark: Sendable, Hashable {
    /// Whether the object cannot be used; else it only deserves a look.
    package let isRefusal: Bool
    /// Why.
    package let reason: String
}

/// An object of another tracker of which nothing was made.
package struct LeftOutObject: Sendable, Hashable {
    /// What it would have become.
    package let kind: RedTrack.Kind
    /// Its key; `nil` when that cannot be told.
    package let key: String?
    /// Its title; `nil` when that cannot be told.
    package let title: String?
    /// Why it is left out on purpose; `nil` when something is wrong with it.
    package let reason: String?
}

/// An object that a record of a feed became.
package struct MappedObject: Sendable {
    /// What it is.
    package let kind: RedTrack.Kind
    /// The fields, nested as in a manifest. Its position, number and key are those of the object in the feed.
    package internal(set) var fields: Record
    /// What the template says of the object, by its `refuse` and `warn`. One that is refused has only its key and title.
    package internal(set) var remarks: [ObjectRemark] = []

    /// What tells it from the others of its kind in the feed.
    package var key: String { fields.key ?? "" }

    /// The object as a manifest writes it: `key`, and the fields.
    ///
    /// Every value stands where the record does. Given the record that it was made of, values that were taken from it
    /// have the place in the feed that they were read from.
    package func node(of source: Record? = nil) -> Node {
        let place = fields.position
        var members = [Member("key", Node(.string(key), at: place), at: place)]
        members += tree(0, source).value.members ?? []
        return Node(.map(members), at: place)
    }

    /// Appends the object as a manifest writes it, as JSON on one line: `key`, and the fields.
    package func appendJSON(to output: inout [UInt8]) {
        output.append(contentsOf: "{\"key\":".utf8)
        RecordText.appendQuoted(fields.bytes.span.extracting(fields.keyRange ?? 0..<0), to: &output)
        let start = output.count
        RecordText.append(0, of: fields, to: &output)
        // The fields are a map: its brace becomes the comma behind the key.
        if output[start + 1] == UInt8(ascii: "}") {
            output.remove(at: start)
        } else {
            output[start] = UInt8(ascii: ",")
        }
    }

    private func tree(_ index: Int, _ source: Record?) -> Node {
        let node = fields.nodes[index]
        let place = source.map { $0.position(atSource: Int(node.place)) } ?? fields.position
        guard node.kind == .list || node.kind == .map else {
            return Node(fields.node(index).value, at: place)
        }
        var nodes: [Node] = []
        var members: [Member] = []
        var child = index + 1
        while child < Int(node.end) {
            let value = tree(child, source)
            if node.kind == .list {
                nodes.append(value)
            } else {
                members.append(Member(fields.name(of: child), value, at: value.position))
            }
            child = Int(fields.nodes[child].end)
        }
        return Node(node.kind == .list ? .list(nodes) : .map(members), at: place)
    }
}
