import Feeds
import Planning

/// What one attempt at a change brought, with what a person should know of it.
struct ChangeResult: Sendable {
    var outcome: ChangeOutcome
    var warnings: [String] = []
    var notes: [String] = []
    /// Whether nobody knows if the request was carried out.
    var isUnknown = false
    /// Whether the request was on its way, so that it counts as in flight.
    var wasStarted = true
    /// The fields that were sent.
    var body: Value = .null
    /// How long it took, from the journalled intent to the answer; `nil` when nothing was sent.
    var duration: Duration?

    /// The run was stopped before the request was sent.
    static let notStarted = ChangeResult(outcome: .notStarted, wasStarted: false)
}
