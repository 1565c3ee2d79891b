internal import Feeds

extension LossTree {
    /// What a value of a path is.
    enum Verdict: UInt8, Sendable {
        /// It is read with all that it holds.
        case read
        /// Its parts are looked at one by one.
        case parted
        /// Nobody reads it.
        case unread
    }

    /// What the walk over a record needs to know of a path; all else stands in the tree's entries.
    struct Spot: Sendable, BitwiseCopyable {
        var nameStart: Int32 = 0
        var nameCount: Int32 = 0
        var isElement = false
        var isAnyName = false
        /// What a list or map of this path is, and what any other value is.
        var container = Verdict.unread
        var scalar = Verdict.unread
        /// The path that came behind this one last in the same map or list, and the first in this one; 0 for none.
        var follower: Int32 = 0
        var first: Int32 = 0
    }

    /// Counts the fields of a record.
    mutating func add(_ record: Record) {
        guard let root = record.nodes.first else { return }
        let isContainer = root.kind == .list || root.kind == .map
        switch isContainer ? spots[0].container : spots[0].scalar {
        case .read: return
        case .unread: count(0, of: record, at: 0)
        case .parted: visit(0, root, of: record, at: 0)
        }
    }

    /// Looks at what a list or map holds. Recursion is as deep as the record, which its reader bounds.
    private mutating func visit(_ index: Int, _ parent: RecordNode, of record: Record, at spot: Int) {
        let isElement = parent.kind == .list
        let end = Int(parent.end)
        var child = index + 1
        var previous = -1
        while child < end {
            let node = record.nodes[child]
            let expected = Int(previous < 0 ? spots[spot].first : spots[previous].follower)
            var found = expected
            if expected == 0 || !isMatch(expected, node, of: record, isElement) {
                found = self.child(of: spot, record, child, isElement: isElement)
                if previous < 0 {
                    spots[spot].first = Int32(truncatingIfNeeded: found)
                } else {
                    spots[previous].follower = Int32(truncatingIfNeeded: found)
                }
            }
            let isContainer = node.kind == .list || node.kind == .map
            switch isContainer ? spots[found].container : spots[found].scalar {
            case .read: break
            case .unread: count(child, of: record, at: found)
            case .parted: visit(child, node, of: record, at: found)
            }
            previous = found
            child = max(child + 1, Int(node.end))
        }
    }

    /// Whether a value has the path of a spot. One that stands for all other names is never what was expected: a path
    /// of its own goes first.
    @inline(__always)
    private func isMatch(_ spot: Int, _ node: RecordNode, of record: Record, _ isElement: Bool) -> Bool {
        let expected = spots[spot]
        if isElement || expected.isElement { return isElement && expected.isElement }
        guard !expected.isAnyName, Int(node.nameCount) == Int(expected.nameCount) else { return false }
        let start = Int(expected.nameStart)
        let nameStart = Int(node.nameStart)
        let count = Int(node.nameCount)
        return names.span.extracting(start..<(start &+ count)).hasSameBytes(
            as: record.bytes.span.extracting(nameStart..<(nameStart &+ count)))
    }
}
