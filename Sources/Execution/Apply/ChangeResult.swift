import Feeds
import Manifests
import Planning
import RedTrack

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
    /// What the answer says of the object's last change.
    var revision: Revision?
    /// The fingerprints of the fields that were sent; `nil` while nobody has worked them out of the body.
    var fingerprints: FieldFingerprints?
    /// How long it took, from the journalled intent to the answer; `nil` when nothing was sent.
    var duration: Duration?

    /// The run was stopped before the request was sent.
    static let notStarted = ChangeResult(outcome: .notStarted, wasStarted: false)

    /// The same with the fingerprints in the place of the body: a run may have a million of them.
    func settled(_ kind: Kind) -> ChangeResult {
        guard fingerprints == nil else { return self }
        var result = self
        result.body = .null
        var fingerprints: [String: String] = [:]
        if outcome.isDone, body != .null {
            for field in kind.fields where field.isWritable && body[field.name] != nil {
                fingerprints[field.name] = Fingerprint.of(field, in: body)
            }
        }
        result.fingerprints = FieldFingerprints(fingerprints)
        return result
    }
}
