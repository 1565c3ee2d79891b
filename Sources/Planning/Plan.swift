package import Manifests
public import RedTrack

/// What would change in an account, why, and in which order. A value: it is computed without I/O and never changes.
public struct Plan: Sendable {
    /// Whose account it was computed for.
    public let account: AccountProfile
    /// The changes, in an order in which they could be made one by one.
    public internal(set) var changes: [Change]
    /// Objects that Waybill made and the files no longer mention.
    public let orphans: [Orphan]
    /// Removals that were asked for and are not planned, with the reason; a plan with one must not be applied.
    public internal(set) var refusals: [Refusal]
    /// Things worth knowing that change nothing, in a fixed order.
    public internal(set) var notes: [String]
    /// The fields that keep what the account has, since somebody said so, although the files say something else.
    public package(set) var kept: [KeptField] = []
    /// The run that it undoes; `nil` for a plan of files.
    public package(set) var undoes: String?
    /// What the lock file should call by another key.
    package var moved: [MovedObject] = []
    /// How many objects of each kind are as the files say.
    public let unchanged: [Kind: Int]
    /// How many objects of each kind the account has that neither the files nor the lock file know.
    public let unmanaged: [Kind: Int]
    /// What the lock file should say of the objects that need no change.
    package internal(set) var settled: [LockFile.Entry]
    /// The lock file's entries whose objects are gone from files and account.
    package internal(set) var forgotten: [ObjectAddress]

    /// What the plan calls the objects of the account.
    var names: PlanNames

    /// Whether the account had an object when the plan was made.
    package func knew(_ kind: Kind, id: String) -> Bool { names.knows(kind, id: id) }

    /// Whether there is nothing to do.
    public var isEmpty: Bool { changes.isEmpty }

    /// How many changes of an action there are.
    public func count(_ action: Change.Action, _ kind: Kind? = nil) -> Int {
        changes.count { $0.action == action && (kind == nil || $0.address.kind == kind) }
    }
}

/// One field of a change, with the values that differ inside it.
public struct FieldChange: Sendable {
    /// The field.
    public let description: FieldDescription
    /// Who changed it since it was last applied.
    public let origin: Origin
    /// The smallest values that differ.
    package let values: [ValueChange]

    /// Who changed a field, told from what was last applied.
    public enum Origin: String, Sendable {
        /// Nothing is known of an earlier apply, or the object is new.
        case unknown = "differs"
        /// The account still has what was last applied.
        case file = "edited in the file"
        /// The file still says what was last applied.
        case account = "edited in the account"
        /// Neither does.
        case both = "edited in the file and in the account"
    }
}

/// An object that has another key now (`moved:` in `waybill.yaml`).
package struct MovedObject: Sendable, Hashable {
    /// What the lock file calls it.
    package let from: ObjectAddress
    /// What the files call it.
    package let to: ObjectAddress
    /// Its id.
    package let id: String
}

/// A field that keeps what the account has although the file says something else (`--take account`).
public struct KeptField: Sendable, Hashable {
    /// The object.
    public let address: ObjectAddress
    /// The field, as files call it.
    public let field: String
}

/// An object that Waybill made and the files no longer mention.
public struct Orphan: Sendable {
    /// What it was called.
    public let address: ObjectAddress
    /// Its id.
    public let id: String
    /// Its title in the account.
    public let title: String
    /// Whether it may not be removed.
    public let isProtected: Bool
    /// Why it cannot be removed as things stand; `nil` when it is removed, or would be with `--prune`.
    public let keptBecause: String?
}

/// A removal that is not planned although it was asked for.
public struct Refusal: Sendable, Hashable {
    /// Which object; `nil` when the plan as a whole is refused.
    public let address: ObjectAddress?
    /// Why, and what to do next.
    public let reason: String
}
