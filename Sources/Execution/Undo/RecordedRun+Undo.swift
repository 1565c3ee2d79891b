import Feeds
package import Manifests
package import Planning
package import RedTrack

extension RecordedRun {
    /// What the run has made, or may have made: what surely failed is left out.
    ///
    /// Of a change of which nobody knows whether it arrived, the account tells: a field that already is as before, an
    /// object that is there or is not. Only a creation needs more, since nobody knows its id.
    /// - Parameters:
    ///   - history: all runs of the project.
    ///   - lock: the lock file, with the creations of interrupted runs merged in.
    ///   - snapshot: the account as it is now.
    /// - Returns: the changes, and what is to be said of those that cannot be undone.
    package func made(history: RunHistory, lock: LockFile, snapshot: Snapshot) -> MadeChanges {
        var made = MadeChanges(
            run: id.rawValue, changes: [], formerNames: history.formerNames(account: account))
        for intent in intents.sorted(by: { $0.change < $1.change }) {
            guard let id = madeID(intent, history, lock, snapshot, &made.remarks) else { continue }
            made.changes.append(
                MadeChange(
                    address: intent.address, action: intent.action, id: id, title: intent.title,
                    isProtected: intent.isProtected, body: intent.body, before: intent.before,
                    sentAt: Timestamp(rawValue: intent.at.description)))
        }
        if !damagedLines.isEmpty {
            let lines = damagedLines.map(String.init).joined(separator: ", ")
            made.remarks.append(
                "what the damaged lines of its journal said (\(lines)): look at the account yourself")
        }
        return made
    }

    /// The id of the object that a change has made or may have made; `nil` when there is nothing to undo.
    private func madeID(
        _ intent: JournalRecord.Intent, _ history: RunHistory, _ lock: LockFile, _ snapshot: Snapshot,
        _ remarks: inout [String]
    ) -> String? {
        let outcome = outcomes[intent.change]
        switch outcome?.result {
        case .failed?: return nil
        case .done?, .adopted?: return outcome?.id ?? intent.id
        // Withdrawn is the last attempt: of those before it nothing may be known.
        case .unknown?, .withdrawn?, nil: break
        }
        if let id = intent.id { return id }
        let isOpen = history.unresolvedCreations(account: account).contains {
            $0.run == id && $0.address == intent.address
        }
        // A later run has looked for it, and has it in its own journal.
        guard isOpen else { return nil }
        let kind = intent.address.kind
        let match = CreationMatch(kind: kind, body: intent.body)
        let fitting = (snapshot.objects[kind] ?? []).filter(match.fits)
        if fitting.isEmpty { return nil }
        if let known = lock[kind, intent.address.key]?.id, fitting.contains(where: { $0.id == known }) {
            return known
        }
        let ids = fitting.map(\.id).sorted().joined(separator: ", ")
        remarks.append(
            "\(intent.address): nobody knows whether it was created, or which of these it is: \(ids); remove it yourself"
        )
        return nil
    }
}

extension RunHistory {
    /// What objects were called that runs have removed, by their ids.
    package func formerNames(account: String) -> [Kind: [String: ObjectAddress]] {
        var names: [Kind: [String: ObjectAddress]] = [:]
        for run in runs where run.account == account {
            for intent in run.intents where intent.action == .delete {
                guard let id = intent.id else { continue }
                names[intent.address.kind, default: [:]][id] = intent.address
            }
        }
        return names
    }
}
