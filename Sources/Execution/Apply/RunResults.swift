import Feeds
import Manifests
import Planning

/// What became of the changes that were tried, by their places in the plan. Of most there is no more to say than that they
/// are done: that is kept small, since a plan may have a million changes.
struct RunResults: Sendable {
    /// A change that was made and of which nobody has to know anything else.
    private struct Done: Sendable {
        let id: String
        let fingerprints: FieldFingerprints
        /// `Int.min` for none.
        let nanoseconds: Int
        let revision: Revision?

        init?(_ result: ChangeResult) {
            guard case .done(let id) = result.outcome, let fingerprints = result.fingerprints,
                result.warnings.isEmpty, result.notes.isEmpty, !result.isUnknown, result.wasStarted,
                result.body == .null
            else { return nil }
            self.id = id
            self.fingerprints = fingerprints
            revision = result.revision
            guard let duration = result.duration else {
                nanoseconds = Int.min
                return
            }
            let (seconds, rest) = duration.components
            let perNanosecond: Int64 = 1_000_000_000
            guard seconds >= 0, seconds < 1 << 32, rest % perNanosecond == 0 else { return nil }
            nanoseconds = Int(seconds) * 1_000_000_000 + Int(rest / perNanosecond)
        }

        var result: ChangeResult {
            var result = ChangeResult(outcome: .done(id: id))
            result.fingerprints = fingerprints
            result.revision = revision
            if nanoseconds != Int.min { result.duration = .nanoseconds(nanoseconds) }
            return result
        }
    }

    private var done: [Done?]
    private var others: [Int: ChangeResult] = [:]

    /// Nothing was tried yet.
    init(count: Int) { done = [Done?](repeating: nil, count: count) }

    subscript(index: Int) -> ChangeResult? {
        get { done[index]?.result ?? others[index] }
        set {
            done[index] = newValue.flatMap(Done.init)
            let isOther = newValue != nil && done[index] == nil
            if isOther || !others.isEmpty { others[index] = isOther ? newValue : nil }
        }
    }

    /// What became of a change that was tried.
    func outcome(_ index: Int) -> ChangeOutcome? {
        if let done = done[index] { return .done(id: done.id) }
        return others[index]?.outcome
    }

    /// What the answer to a change says of the object's last change.
    func revision(_ index: Int) -> Revision? {
        guard done.indices.contains(index) else { return nil }
        return done[index]?.revision ?? others[index]?.revision
    }

    /// The fingerprints of the fields that a change has sent.
    func fingerprints(_ index: Int) -> FieldFingerprints {
        done[index]?.fingerprints ?? others[index]?.fingerprints ?? FieldFingerprints()
    }
}
