import Crypto
import Feeds

/// Tells whether an object has been changed since an answer about it: the account's time of its last change, kept small
/// and the same in every process, since a run that goes on compares with what the journal tells of earlier answers.
struct Revision: Sendable, Hashable {
    private let digest: UInt64

    /// That of an object as the account sends it; `nil` when it names no time.
    init?(_ record: Value) {
        guard let text = record["updated_at"]?.value.string, !text.isEmpty else { return nil }
        digest = SHA256.hash(data: Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// As the journal has it; `nil` for anything else.
    init?(text: String) {
        guard let digest = UInt64(text, radix: 16) else { return nil }
        self.digest = digest
    }

    /// For the journal.
    var text: String { String(digest, radix: 16) }
}
