internal import Diagnostics
package import Feeds
package import RedTrack

/// An object that a record of a feed became.
package struct MappedObject: Sendable {
    /// What it is.
    package let kind: RedTrack.Kind
    /// What tells it from the others of its kind in the feed.
    package let key: String
    /// The fields, nested as in a manifest. Its position and number are those of the feed's record.
    package internal(set) var fields: Record

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
