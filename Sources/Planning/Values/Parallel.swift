import Dispatch
import Synchronization

/// Work on many values that do not need one another, on all processors.
///
/// It is done when the call returns: planning stays a function of its inputs, and needs no tasks around it.
package enum Parallel {
    /// Results of `body` for ranges that are all of `0..<count`, joined in their order; less than `least` is one range.
    package static func map<Result: Sendable>(
        _ count: Int, least: Int, _ body: @Sendable (Range<Int>) -> [Result]
    ) -> [Result] {
        // Pieces are done at different speeds: more of them than processors keep all busy to the end.
        let pieces = min(16, count / max(1, least))
        guard pieces > 1 else { return body(0..<count) }
        let results = Mutex([[Result]](repeating: [], count: pieces))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let range = (count * piece / pieces)..<(count * (piece + 1) / pieces)
            let result = body(range)
            results.withLock { $0[piece] = result }
        }
        return results.withLock { $0.flatMap(\.self) }
    }
}
