public import Manifests
public import Planning
import RedTrack

extension AccountReader {
    /// Refuses to take a short list for an account from which things are gone, or that never had any.
    /// - Parameters:
    ///   - snapshot: what was read.
    ///   - lock: what is known of the account.
    ///   - lockPath: where that stands, for messages.
    ///   - trustsEmptyLists: whether a person has said that lists which came empty are empty.
    /// - Throws: ``AccountDoubt``, or ``/RedTrack/APIError`` with the code `incompleteList` when an object is there that
    ///   its list left out.
    public func check(
        _ snapshot: Snapshot, against lock: LockFile, lockPath: String, trustsEmptyLists: Bool = false
    ) async throws {
        let absences = snapshot.absences(knownTo: lock)
        if let doubt = absences.first(where: \.isDoubtful) {
            let kind = doubt.kind
            throw AccountDoubt(
                kind,
                "the account lists \(doubt.isTotal ? "no" : "only some") \(kind.plural): \(doubt.missing.count) of the"
                    + " \(doubt.known) that the lock file knows are not there. That is more often a fault than a"
                    + " removal, so nothing is planned. Try again; if they are really gone, delete their lines (they begin"
                    + " with `\(kind.rawValue) `) from \(lockPath)")
        }
        if !trustsEmptyLists, let contradiction = snapshot.contradictions.first {
            let kind = contradiction.kind
            throw AccountDoubt(
                kind,
                "the account lists no \(kind.plural), yet \(TerminalText.safe(contradiction.evidence)). That is more"
                    + " often a fault than the truth, so nothing is planned. Try again; if there are really no"
                    + " \(kind.plural), say `--trust-empty-lists`")
        }
        try await confirmAbsence(of: absences + snapshot.unlistedObjects)
    }
}
