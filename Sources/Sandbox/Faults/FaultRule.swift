/// When and where something goes wrong.
package struct FaultRule: Sendable, Hashable {
    /// The method that is met; `nil` is any.
    package var method: String?
    /// The path that is met: `/offers`, `/offers/:id` (any id) or `*` (any path).
    package var path: String
    /// How many matching requests pass before the rule counts.
    package var after: Int
    /// How often the rule acts; `nil` is without end.
    package var times: Int?
    /// The chance that it acts, from 0 to 1, drawn with the schedule's seed; `nil` is always.
    package var probability: Double?
    /// What goes wrong.
    package var effect: FaultEffect

    /// A rule that meets any method and acts always, unless something else is said.
    package init(
        method: String? = nil, path: String = "*", after: Int = 0, times: Int? = nil,
        probability: Double? = nil,
        effect: FaultEffect
    ) {
        self.method = method
        self.path = path
        self.after = after
        self.times = times
        self.probability = probability
        self.effect = effect
    }

    /// Whether a request is one that the rule is about. A segment that starts with a colon, and `*`, meet anything.
    func meets(method: String, path segments: [Substring]) -> Bool {
        if let wanted = self.method, wanted != method { return false }
        if path == "*" { return true }
        let pattern = path.dropFirst(path.hasPrefix("/") ? 1 : 0)
            .split(separator: "/", omittingEmptySubsequences: false)
        return pattern.count == segments.count
            && zip(pattern, segments).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $0 == "*" }
    }
}
