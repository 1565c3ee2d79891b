/// Chooses sets so that each element is in exactly one of the chosen: completely, within a bound of steps.
struct ExactCover {
    private struct Candidate {
        var words: [UInt64]
        var size: Int
    }

    private let count: Int
    private var wanted: [UInt64]
    private var candidates: [Candidate] = []
    private var known: Set<[UInt64]> = []
    private var steps = 50_000

    /// A problem of so many elements, all of which must be covered.
    init(count: Int) {
        self.count = count
        wanted = [UInt64](repeating: 0, count: (count + 63) / 64)
        for element in 0..<count { wanted[element / 64] |= 1 << UInt64(element % 64) }
    }

    /// Makes an element one that must not be covered.
    mutating func leaveOut(_ element: Int) { wanted[element / 64] &= ~(1 << UInt64(element % 64)) }

    /// Offers a set; `false` when the same set was offered before.
    mutating func add(_ members: [Int]) -> Bool {
        var words = [UInt64](repeating: 0, count: wanted.count)
        for member in members { words[member / 64] |= 1 << UInt64(member % 64) }
        guard known.insert(words).inserted else { return false }
        candidates.append(Candidate(words: words, size: members.count))
        return true
    }

    /// The numbers of the chosen sets, in the order in which they were offered; `nil` when there is no solution.
    mutating func solution() throws(Diagram.TooComplex) -> [Int]? {
        let order = candidates.indices.sorted { (candidates[$1].size, $0) < (candidates[$0].size, $1) }
        var dead: Set<[UInt64]> = []
        return try solution(wanted, order, &dead)?.sorted()
    }

    private mutating func solution(
        _ open: [UInt64], _ order: [Int], _ dead: inout Set<[UInt64]>
    ) throws(Diagram.TooComplex) -> [Int]? {
        if open.allSatisfy({ $0 == 0 }) { return [] }
        if dead.contains(open) { return nil }
        steps -= 1
        if steps < 0 { throw Diagram.TooComplex() }
        // Sets that fit, and the element that the fewest of them have.
        let fitting = order.filter { number in
            zip(candidates[number].words, open).allSatisfy { $0 & ~$1 == 0 }
        }
        var fewest: (element: Int, count: Int)?
        for element in 0..<count where open[element / 64] & (1 << UInt64(element % 64)) != 0 {
            let count = fitting.count {
                candidates[$0].words[element / 64] & (1 << UInt64(element % 64)) != 0
            }
            if count < fewest?.count ?? Int.max { fewest = (element, count) }
            if count == 0 { break }
        }
        if let element = fewest?.element {
            for number in fitting
            where candidates[number].words[element / 64] & (1 << UInt64(element % 64)) != 0 {
                let rest = zip(open, candidates[number].words).map { $0 & ~$1 }
                if let chosen = try solution(rest, fitting, &dead) { return chosen + [number] }
            }
        }
        dead.insert(open)
        return nil
    }
}
