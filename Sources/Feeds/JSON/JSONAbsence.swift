internal import Diagnostics

/// Which paths led to something, and for the others how far they came.
struct JSONAbsence {
    /// Why a path ended before its time.
    enum Reason {
        /// The value where a step should be made is of another kind.
        case kind(String)
        /// The map has other names.
        case names([String])
        /// The list is shorter.
        case count(Int)
        /// The values that the path leads to are parts of records already.
        case withinRecord
    }

    private struct Miss {
        let steps: Int
        let position: SourcePosition
        let reason: Reason
    }

    private let paths: [JSONRecordPath]
    private let requiresEvery: Bool
    private var reached: [Bool]
    private var misses: [Miss?]
    /// Whether every path led to something.
    private(set) var isComplete: Bool

    init(_ paths: [JSONRecordPath], requiresEvery: Bool = true) {
        self.paths = paths
        self.requiresEvery = requiresEvery
        self.reached = paths.map { _ in false }
        self.misses = paths.map { _ in nil }
        self.isComplete = paths.isEmpty
    }

    /// A path led to something.
    mutating func reach(_ path: Int) {
        guard !reached[path] else { return }
        reached[path] = true
        isComplete = reached.allSatisfy(\.self)
    }

    /// A path ended after so many steps, at a value that starts at a position. The farthest counts.
    mutating func miss(_ path: Int, after steps: Int, at position: SourcePosition, _ reason: Reason) {
        guard !reached[path] else { return }
        if let known = misses[path], known.steps >= steps { return }
        misses[path] = Miss(steps: steps, position: position, reason: reason)
    }

    /// What is to say about the first path that led nowhere; unless every path is required, about the one that came
    /// farthest when none led anywhere.
    func error() -> FeedError? {
        guard let first = reached.firstIndex(of: false) else { return nil }
        var index = first
        if !requiresEvery {
            if reached.contains(true) { return nil }
            let farthest = misses.map { $0?.steps ?? 0 }.max() ?? 0
            index = misses.firstIndex { ($0?.steps ?? 0) == farthest } ?? first
        }
        let path = paths[index]
        guard let miss = misses[index] else {
            return FeedError(.absent, "nothing stands at `\(path)`", at: .start)
        }
        let (reason, help) = Self.explain(miss.reason, of: path, after: miss.steps)
        return FeedError(.absent, "nothing stands at `\(path)`: \(reason)", at: miss.position, help: help)
    }

    private static func explain(
        _ reason: Reason, of path: JSONRecordPath, after steps: Int
    ) -> (reason: String, help: String?) {
        let place = steps == 0 ? "the document" : "`\(path.prefix(steps))`"
        let prefix = steps == 0 ? "" : path.prefix(steps)
        let next = steps < path.steps.count ? path.steps[steps] : nil
        switch reason {
        case .withinRecord:
            return (
                "what stands in \(place) belongs to records of another path", "leave out one of the two paths"
            )
        case .count(let count):
            return ("\(place) has \(count) element\(count == 1 ? "" : "s")", "elements count from 0")
        case .kind(let kind):
            var help: String?
            if kind == "a list", next != .elements { help = "`\(prefix)[*]` looks into each element" }
            if kind == "a map", next == .elements {
                help = "`\(prefix.isEmpty ? "*" : prefix + ".*")` looks at each value of it"
            }
            return ("\(place) is \(kind)", help)
        case .names(let names):
            guard case .name(let wanted)? = next else { return ("\(place) is empty", nil) }
            guard !names.isEmpty else { return ("\(place) is an empty map", nil) }
            let listed = names.prefix(10).map { JSONRecordPath.written(String($0.prefix(60))) }
            let all = listed.joined(separator: ", ") + (names.count > 10 ? ", ..." : "")
            return (
                "\(place) has no \"\(wanted)\"",
                Suggestion.help(for: wanted, in: names) ?? "it has: \(all)"
            )
        }
    }
}
