package import Feeds

extension Value {
    /// The document without one of its keys, and with one more, at every place: what a strict schema must refuse.
    /// - Parameters:
    ///   - free: the keys whose values may be anything.
    ///   - most: how many elements of each list are looked into, where all of them are alike.
    ///   - path: where the value stands in the whole document.
    /// - Returns: each with the place that was changed.
    package func mutations(
        sparing free: Set<String> = [], elements most: Int = .max, at path: String = "$"
    ) -> [(path: String, value: Value)] {
        switch self {
        case .map(let members):
            var result = [(path: path + ".+", value: Value.map(members + [Member("surplus", .null)]))]
            for (index, member) in members.enumerated() {
                var less = members
                less.remove(at: index)
                result.append(("\(path).-\(member.name)", .map(less)))
                if free.contains(member.name) { continue }
                let inside = member.node.value.mutations(
                    sparing: free, elements: most, at: "\(path).\(member.name)")
                for inner in inside {
                    var changed = members
                    changed[index].node.value = inner.value
                    result.append((inner.path, .map(changed)))
                }
            }
            return result
        case .list(let nodes):
            return nodes.indices.prefix(most).flatMap { index in
                nodes[index].value.mutations(sparing: free, elements: most, at: "\(path)[\(index)]").map {
                    inner in
                    var changed = nodes
                    changed[index].value = inner.value
                    return (inner.path, .list(changed))
                }
            }
        default: return []
        }
    }
}
