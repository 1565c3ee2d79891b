/// The orders of axes that are worth trying: the number of boxes depends on the order, what can be said does not.
struct AxisOrders {
    /// What moves: a free axis alone, or all axes that are not free together.
    private typealias Item = [Int]

    private let items: [Item]
    /// Axes on which nothing depends; they come last.
    private let idle: [Int]

    /// The orders of some axes, of which a function depends on `support`. In the first order, the axes that are not free
    /// come last: if boxes exist at all, they exist in that one.
    init(_ axes: [Axis], support: Set<Int>, mentions: [Int]) {
        let free = axes.indices.filter { axes[$0].isFree }
        let bound = axes.indices.filter { !axes[$0].isFree }
        let used = free.filter { support.contains($0) }
        items =
            used.sorted { (mentions[$1], $0) < (mentions[$0], $1) }.map { [$0] }
            + (bound.isEmpty ? [] : [bound])
        idle = free.filter { !support.contains($0) }
    }

    private func order(_ permutation: [Int]) -> [Int] { permutation.flatMap { items[$0] } + idle }

    /// The first order.
    var first: [Int] { order(Array(items.indices)) }

    /// The best order: `score` says how good one is, less is better, and `nil` stops the search.
    func best(_ score: ([Int]) -> Int?) -> [Int] {
        var best = Array(items.indices)
        guard var least = score(order(best)) else { return order(best) }
        if items.count <= 4 {
            for permutation in Self.permutations(items.count).dropFirst() {
                guard let value = score(order(permutation)) else { return order(best) }
                if value < least { (best, least) = (permutation, value) }
            }
            return order(best)
        }
        // Each item in turn goes where it does best, until none moves.
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            for item in items.indices {
                let rest = best.filter { $0 != item }
                for place in 0...rest.count {
                    var permutation = rest
                    permutation.insert(item, at: place)
                    if permutation == best { continue }
                    guard let value = score(order(permutation)) else { return order(best) }
                    if value < least { (best, least, hasMoved) = (permutation, value, true) }
                }
            }
        }
        return order(best)
    }

    private static func permutations(_ count: Int) -> [[Int]] {
        var result: [[Int]] = [[]]
        for next in 0..<count {
            result = result.flatMap { old in
                (0...old.count).reversed().map { place in
                    var new = old
                    new.insert(next, at: place)
                    return new
                }
            }
        }
        return result
    }
}
