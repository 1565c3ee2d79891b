public import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// Computes what would bring an account back to where it was before a run. Pure, and an ordinary plan: it is shown,
/// saved, checked and applied like any other.
///
/// What a run created goes, what it removed is made again, and of what it changed the fields that it sent get their old
/// values. What somebody changed since is not overwritten unseen.
public struct UndoPlanner: Sendable {
    let made: MadeChanges
    let lock: LockIndex
    let snapshot: Snapshot
    let options: UndoOptions

    /// Takes what a run did, and the account as it is now.
    /// - Parameters:
    ///   - made: what the run did.
    ///   - lock: which key is which id, with the creations of interrupted runs merged in.
    ///   - snapshot: a full read of the account.
    ///   - options: what the undo may do.
    package init(
        _ made: MadeChanges, lock: LockFile, snapshot: Snapshot, options: UndoOptions = UndoOptions()
    ) {
        self.made = made
        self.lock = LockIndex(lock)
        self.snapshot = snapshot
        self.options = options
    }

    /// What has been found out so far.
    struct Progress {
        var outcomes: [ObjectPlanning.Outcome] = []
        var refusals: [Refusal] = []
        var notes: [String] = []
        /// The objects that are made again, by their old ids.
        var recreated: [Kind: [String: ObjectAddress]] = [:]
        /// How many objects of each kind are as they were.
        var unchanged: [Kind: Int] = [:]

        /// Notes that something stays as it is.
        mutating func skip(_ address: ObjectAddress, _ reason: String) {
            notes.append("not undone: \(address): \(reason)")
        }
    }

    /// The plan. The same inputs always give the same plan.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` when a side was taken for an object that the run did not touch.
    public func plan() throws(DiagnosticsError) -> Plan {
        try checkTakes()
        var progress = Progress()
        // What is referred to comes first: what refers to it needs to know whether it will be there.
        let removed = made.changes.filter { $0.action == .delete }.sorted { $0.address < $1.address }
        for change in removed { recreate(change, &progress) }
        let changed = made.changes.filter { $0.action == .update || $0.action == .archive }
        for change in changed.sorted(by: { $0.address < $1.address }) { revert(change, &progress) }
        let removals = removals(progress.outcomes, &progress)
        let changes = progress.outcomes.compactMap(\.change).sorted { $0.address < $1.address } + removals
        var notes = progress.notes + made.remarks.map { "not undone: \($0)" }
        notes.sort { ExactText($0) < ExactText($1) }
        if !changes.isEmpty {
            notes.append(
                "the files still say what they said when the run was made: `waybill plan` will want to make its changes"
                    + " again until they say something else")
        }
        var plan = Plan(
            account: snapshot.account, changes: changes, orphans: [], refusals: progress.refusals,
            notes: notes, unchanged: progress.unchanged, unmanaged: [:], settled: [], forgotten: [],
            names: PlanNames(of: changes, ObjectNames(lock, snapshot), in: snapshot))
        plan.undoes = made.run
        return plan
    }

    /// Whether the object stays as it is because somebody said so.
    func isExcluded(_ address: ObjectAddress) -> Bool {
        options.excluded.contains { $0.matches(address.kind, address.key) }
    }

    /// The side that was taken for an object.
    func side(for address: ObjectAddress) -> UndoSide? {
        UndoTake.side(for: address, in: options.takes)
    }

    /// What an id of the time of the run is now: the object itself, the one that this undo makes again, or the one that
    /// was made again before under the same name.
    func link(_ kind: Kind, _ id: String, _ progress: Progress) -> Reference? {
        if snapshot.object(kind, id: id) != nil { return .existing(id: id) }
        if let address = progress.recreated[kind]?[id] { return .pending(address) }
        guard let name = made.formerNames[kind]?[id], let entry = lock[kind, name.key],
            snapshot.object(kind, id: entry.id) != nil
        else { return nil }
        return .existing(id: entry.id)
    }

    /// How objects that have gone are called in a sentence.
    func names(_ missing: [(kind: Kind, id: String)]) -> String {
        var names: [String] = []
        for (kind, id) in missing {
            let name = made.formerNames[kind]?[id].map { "\"\($0.key)\" (\(id))" } ?? id
            let text = "the \(kind.rawValue) \(name)"
            if !names.contains(text) { names.append(text) }
        }
        return names.joined(separator: ", ")
    }

    /// What an object is called now: a file may have renamed it since.
    func address(of change: MadeChange) -> ObjectAddress {
        let kind = change.address.kind
        let key = lock.entry(kind, id: change.id, preferring: change.address.key)?.key
        return ObjectAddress(kind, key ?? change.address.key)
    }

    private func checkTakes() throws(DiagnosticsError) {
        let known = Set(made.changes.map(\.address)).union(made.changes.map(address))
        let unknown = options.takes.filter { take in take.address.map { !known.contains($0) } ?? false }
        if unknown.isEmpty { return }
        throw DiagnosticsError(
            unknown.map { take in
                Diagnostic(
                    .error, "undo.unknown-take",
                    "`--take \(take)` names an object that the run did not touch", at: nil,
                    help: Suggestion.help(
                        for: take.address?.description ?? "", in: known.map(\.description))
                        ?? "write KINDS/KEY as the plan does")
            })
    }
}
