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
}
