public import Diagnostics
package import Feeds
public import RedTrack

/// What somebody changed in an account since the files were last applied. A value, like a plan.
///
/// Known is only what was applied: a field is compared with the fingerprint in the lock file. What was edited in a file
/// and not yet applied is no drift.
public struct Drift: Sendable {
    /// An object with fields that the account changed.
    public struct Object: Sendable {
        /// What it is called.
        public let address: ObjectAddress
        /// Its id.
        public let id: String
        /// Its title in the account.
        public let title: String
        /// Where the file says it.
        public let place: SourcePlace
        /// The fields, with the account's value `before` and the file's `after`; the origin says whether the file was
        /// edited as well.
        public let fields: [FieldChange]
        /// The object as the account has it.
        package let record: Value
    }

    /// An object that was applied and that the account has no longer.
    public struct Lost: Sendable, Hashable {
        /// What it was called.
        public let address: ObjectAddress
        /// The id that it had.
        public let id: String
        /// Where the file says it.
        public let place: SourcePlace
        /// The id of another object that a plan would take for it, by its title.
        public let replacement: String?
    }

    /// Whose account it is.
    public let account: AccountProfile
    /// The objects that differ, in the order of a plan.
    public let objects: [Object]
    /// The objects that are gone.
    public let lost: [Lost]
    /// How many objects of each kind the account has that neither the files nor the lock file know.
    public let unmanaged: [Kind: Int]
    /// How many fields differ of which nobody knows who changed them: they were never applied.
    public let undecided: Int
    /// How many objects were compared.
    public let compared: Int

    /// What the report calls the objects of the account.
    let names: ObjectNames

    /// Whether the account is as it was left, as far as that can be known.
    public var isEmpty: Bool { objects.isEmpty && lost.isEmpty }
}
