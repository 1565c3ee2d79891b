package import Feeds
package import RedTrack

/// A change that a run has made, or may have made, as its journal tells it.
package struct MadeChange: Sendable {
    /// What the object was called.
    package var address: ObjectAddress
    /// What was done.
    package var action: Change.Action
    /// The object's id.
    package var id: String
    /// The object's title then.
    package var title: String
    /// Whether the files forbade its removal.
    package var isProtected: Bool
    /// The fields that were sent, in wire names; `null` for a deletion.
    package var body: Value
    /// The object as the account had it before; `nil` for one that was created.
    package var before: Value?
    /// When it was sent.
    package var sentAt: Timestamp

    /// Describes a change.
    package init(
        address: ObjectAddress, action: Change.Action, id: String, title: String, isProtected: Bool = false,
        body: Value, before: Value?, sentAt: Timestamp
    ) {
        self.address = address
        self.action = action
        self.id = id
        self.title = title
        self.isProtected = isProtected
        self.body = body
        self.before = before
        self.sentAt = sentAt
    }
}

/// What a run has made, as far as anybody knows.
package struct MadeChanges: Sendable {
    /// The run's name.
    package var run: String
    /// The changes, in the order in which they were sent.
    package var changes: [MadeChange]
    /// What else is to be said of the run: changes of which nobody knows enough to undo them.
    package var remarks: [String]
    /// What objects were called that runs of this project have removed, by their ids: one that was made again is found
    /// by it.
    package var formerNames: [Kind: [String: ObjectAddress]]

    /// Describes a run.
    package init(
        run: String, changes: [MadeChange], remarks: [String] = [],
        formerNames: [Kind: [String: ObjectAddress]] = [:]
    ) {
        self.run = run
        self.changes = changes
        self.remarks = remarks
        self.formerNames = formerNames
    }
}
