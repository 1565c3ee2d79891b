public import Diagnostics
public import Feeds
import RedTrack

/// Why a plan changes an object or leaves it alone: both sides of each field as they stand and as they are compared, the
/// rule, and what is known of the last apply.
public struct PlanExplanation: Sendable {
    /// What the lock file's fingerprint says of a field.
    public enum Applied: String, Sendable {
        /// Nothing: the field was never applied, or the lock file was lost.
        case never = "never applied, as far as the lock file knows"
        /// What both sides have.
        case both = "what both sides have"
        /// What the account has: the file was edited since.
        case account = "what the account has: the file was edited since"
        /// What the file says: the account was edited since.
        case file = "what the file says: the account was edited since"
        /// Something else: both were edited since.
        case neither = "something else: both sides were edited since"
    }

    /// One value inside a field.
    public struct Part: Sendable {
        /// Its path in manifest names.
        public let path: String
        /// Its canonical form on either side; `null` when there is none.
        public let account: Value
        /// What the file wants there.
        public let file: Value
        /// The rule in a sentence.
        public let rule: String
        /// Whether both sides mean the same.
        public let isSame: Bool
    }

    /// One field.
    public struct Field: Sendable {
        /// Its path in manifest names.
        public let path: String
        /// Where the file says it; `nil` when it does not.
        public let place: SourcePlace?
        /// What the account answers; `nil` when it answers nothing.
        public let rawAccount: Value?
        /// What the file says; `nil` when it says nothing.
        public let rawFile: Value?
        /// What the account has, in canonical form.
        public let account: Value
        /// What the account is to have, in canonical form.
        public let file: Value
        /// The rule's name.
        public let rule: String
        /// The rule in a sentence.
        public let sentence: String
        /// What the rule rests on.
        public let source: String
        /// What was last applied.
        public let applied: Applied
        /// The values inside a record, when there are several.
        public let parts: [Part]
        /// What the plan makes of it.
        public let verdict: String
    }

    /// The object.
    public let address: ObjectAddress
    /// Its id; `nil` when it has to be created.
    public let id: String?
    /// Where the file describes it; `nil` when no file does.
    public let place: SourcePlace?
    /// How it was recognised, in a sentence.
    public let identity: String
    /// Its fields, in the order of the API document.
    public let fields: [Field]
}
