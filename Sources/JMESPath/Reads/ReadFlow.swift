/// What a value of an expression may be, as far as the input is concerned: parts of the input, or a list or map with
/// such parts in it.
struct ReadFlow {
    /// The values of the input that it may be.
    private(set) var paths: Set<ReadPath> = []
    /// What the elements of a list that is made may be; at most one.
    private(set) var element: [ReadFlow] = []
    /// What the elements of a pair that is made may be: none, or one for each of its two places.
    private var pair: [ReadFlow] = []
    /// What the members of a map that is made may be.
    private(set) var members: [[UInt8]: ReadFlow] = [:]

    /// A value that holds nothing of the input.
    static let constant = ReadFlow()

    /// A value of the input.
    init(_ path: ReadPath) { paths = [path] }

    private init() {}

    /// A list whose elements may be this.
    static func list(of element: ReadFlow) -> ReadFlow {
        var flow = ReadFlow()
        flow.element = [element]
        return flow
    }

    /// A list of two elements that are told apart.
    static func pair(_ first: ReadFlow, _ second: ReadFlow) -> ReadFlow {
        var flow = ReadFlow.list(of: first.union(second))
        flow.pair = [first, second]
        return flow
    }

    /// A map with known members.
    static func map(_ members: [[UInt8]: ReadFlow]) -> ReadFlow {
        var flow = ReadFlow()
        flow.members = members
        return flow
    }

    /// This or the other.
    func union(_ other: ReadFlow) -> ReadFlow {
        var result = self
        result.paths.formUnion(other.paths)
        if let more = other.element.first {
            result.element = [element.first?.union(more) ?? more]
            // Elements of pairs are told apart as long as all that it may be are pairs.
            result.pair = element.isEmpty ? other.pair : zip(pair, other.pair).map { $0.union($1) }
        }
        result.members.merge(other.members) { $0.union($1) }
        return result
    }

    /// A member of it.
    func member(_ name: [UInt8]) -> ReadFlow {
        var result = members[name] ?? .constant
        for path in paths { result.paths.insert(path.appending(.member(name))) }
        return result
    }

    /// An element of it at a fixed index.
    func element(at index: Int) -> ReadFlow {
        var result = pair.indices.contains(index) ? pair[index] : element.first ?? .constant
        for path in paths { result.paths.insert(path.appending(.index(index))) }
        return result
    }

    /// Any element or member of it.
    var each: ReadFlow {
        var result = element.first ?? .constant
        for member in members.values { result = result.union(member) }
        for path in paths { result.paths.insert(path.appending(.each)) }
        return result
    }

    /// All values of the input that it may be or hold.
    var allPaths: Set<ReadPath> {
        var result = paths
        for flow in element { result.formUnion(flow.allPaths) }
        for flow in members.values { result.formUnion(flow.allPaths) }
        return result
    }

    /// How much it takes to describe it.
    var size: Int {
        1 + paths.count + element.reduce(0) { $0 + $1.size } + members.values.reduce(0) { $0 + $1.size }
    }
}
