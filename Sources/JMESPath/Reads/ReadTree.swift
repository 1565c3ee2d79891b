public import Feeds

/// Which values of its input an expression may read: a tree of names and indexes.
///
/// A value that the tree names is read itself: whether it is there, its type, a text or a number wholly, of a list or map
/// how long it is and its names. What a list or map holds is read only where the tree goes on, or where it says
/// ``everything``. Values that it does not name can change at will; the result of the expression stays.
public struct ReadTree: Sendable, Hashable {
    /// Whether everything below is read.
    public private(set) var everything = false
    /// What is read of the members of a map, by the bytes of their names.
    private var members: [[UInt8]: ReadTree] = [:]
    /// What is read of the elements of a list at fixed indexes, negative ones from its end.
    private var indexes: [Int: ReadTree] = [:]
    /// What is read of every element of a list and every member of a map.
    private var each: [ReadTree] = []

    /// The tree of a value that is read, and nothing below it.
    public init() {}

    /// The tree of a value that is read with all that it holds.
    public static let whole: ReadTree = {
        var tree = ReadTree()
        tree.everything = true
        return tree
    }()

    /// What is read of a member of a map; `nil` for nothing.
    public func member(_ name: String) -> ReadTree? { member(Array(name.utf8)) }

    /// What is read of a member of a map, whose name is given as bytes; `nil` for nothing.
    public func member(_ name: [UInt8]) -> ReadTree? {
        everything ? .whole : Self.joined([members[name], each.first])
    }

    /// What is read of an element of a list with so many; `nil` for nothing.
    public func element(_ index: Int, of count: Int) -> ReadTree? {
        everything ? .whole : Self.joined([indexes[index], indexes[index - count], each.first])
    }

    /// What is read by this or by the other.
    public func union(_ other: ReadTree) -> ReadTree {
        if everything || other.everything { return .whole }
        var result = self
        result.members.merge(other.members) { $0.union($1) }
        result.indexes.merge(other.indexes) { $0.union($1) }
        result.each = Self.joined([each.first, other.each.first]).map { [$0] } ?? []
        return result
    }

    /// The entries of a record that are not read, each without what it holds: of a map nobody asks for, only the map.
    ///
    /// The tree is that of an expression evaluated on the whole record, or the union of several.
    public func unread(in record: Record) -> [Int] {
        var result: [Int] = []
        if !record.nodes.isEmpty { addUnread(below: 0, of: record, to: &result) }
        return result
    }

    private func addUnread(below parent: Int, of record: Record, to result: inout [Int]) {
        guard !everything else { return }
        let node = record.nodes[parent]
        guard node.kind == .list || node.kind == .map else { return }
        var child = parent + 1
        var index = 0
        while child < Int(node.end) {
            let tree =
                node.kind == .map
                ? member(Array(record.bytes[record.nameRange(of: child)]))
                : element(index, of: Int(node.count))
            if let tree {
                tree.addUnread(below: child, of: record, to: &result)
            } else {
                result.append(child)
            }
            child = max(child + 1, Int(record.nodes[child].end))
            index += 1
        }
    }

    private static func joined(_ trees: [ReadTree?]) -> ReadTree? {
        trees.reduce(nil) { result, tree in
            guard let tree else { return result }
            return result?.union(tree) ?? tree
        }
    }
}

extension ReadTree {
    /// Notes that the value at the end of a path is read.
    mutating func add(_ path: ReadPath, everything: Bool) { add(path.steps[...], everything) }

    private mutating func add(_ path: ArraySlice<ReadPath.Step>, _ whole: Bool) {
        guard !everything else { return }
        guard let first = path.first else {
            if whole { self = .whole }
            return
        }
        let rest = path.dropFirst()
        switch first {
        case .member(let name): members[name, default: ReadTree()].add(rest, whole)
        case .index(let index): indexes[index, default: ReadTree()].add(rest, whole)
        case .each:
            if each.isEmpty { each = [ReadTree()] }
            each[0].add(rest, whole)
        }
    }
}

extension ReadTree: CustomStringConvertible {
    /// Such as `{payouts[*].amount, title.**}`, where `**` is everything.
    public var description: String { "{" + paths("").sorted().joined(separator: ", ") + "}" }

    private func paths(_ prefix: String) -> [String] {
        if everything { return [prefix.isEmpty ? "**" : prefix + ".**"] }
        var result: [String] = []
        for (name, tree) in members {
            let dot = prefix.isEmpty ? "" : "."
            result += tree.paths(prefix + dot + String(decoding: name, as: UTF8.self))
        }
        for (index, tree) in indexes { result += tree.paths("\(prefix)[\(index)]") }
        for tree in each { result += tree.paths(prefix + "[*]") }
        return result.isEmpty ? [prefix.isEmpty ? "@" : prefix] : result
    }
}

/// A way from the input of an expression, or from another source, to a value.
struct ReadPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case member([UInt8])
        case index(Int)
        case each
    }

    /// The name of the source; empty for the input itself.
    var source = ""
    let steps: [Step]

    func appending(_ step: Step) -> ReadPath { ReadPath(source: source, steps: steps + [step]) }
}
