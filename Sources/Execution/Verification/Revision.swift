import Feeds

/// Tells whether an object has been changed since an answer about it: the account's time of its last change, kept small.
struct Revision: Sendable, Hashable {
    private let hash: Int

    /// That of an object as the account sends it; `nil` when it names no time.
    init?(_ record: Value) {
        guard let text = record["updated_at"]?.value.string, !text.isEmpty else { return nil }
        hash = text.hashValue
    }
}
