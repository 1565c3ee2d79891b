import Feeds
import Manifests
import Planning
import RedTrack

/// A run to undo, in an account as it is now.
struct UndoScene {
    var account: [Snapshot.Object] = []
    var changes: [MadeChange] = []
    var lock = LockFile()
    var options = UndoOptions()
    var formerNames: [Kind: [String: ObjectAddress]] = [:]

    /// An object of the account.
    mutating func has(_ kind: Kind, _ json: String) throws {
        account.append(try Fixture.object(kind, json))
    }

    /// A change of the run.
    mutating func made(
        _ action: Change.Action, _ kind: Kind, _ key: String, _ id: String, body: String = "null",
        before: String? = nil, protected: Bool = false
    ) throws {
        changes.append(
            MadeChange(
                address: ObjectAddress(kind, key), action: action, id: id, title: key, isProtected: protected,
                body: try Fixture.value(body), before: try before.map(Fixture.value),
                sentAt: Timestamp(rawValue: "2026-05-01T12:00:00Z")))
        if action == .delete { formerNames[kind, default: [:]][id] = ObjectAddress(kind, key) }
    }

    func plan() throws -> Plan {
        try UndoPlanner(
            MadeChanges(run: "R1", changes: changes, formerNames: formerNames), lock: lock,
            snapshot: Fixture.snapshot(account), options: options
        ).plan()
    }
}

extension Plan {
    /// What cannot be undone, in sentences.
    var leftovers: [String] { notes.filter { $0.hasPrefix("not undone: ") } }

    /// Why it is refused.
    var reasons: [String] { refusals.map { ($0.address.map { "\($0): " } ?? "") + $0.reason } }
}
