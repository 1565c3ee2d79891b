package import Feeds

/// An account that stands somewhere else, for a sandbox that starts as a copy of it: the same ids, references, statuses
/// and times, and every field as it was listed. There is no key in it.
package struct SandboxAccount: Sendable {
    /// One object as a list shows it.
    package struct Record: Sendable {
        /// The plural name of its kind, as in paths: `offers`.
        package var path: String
        /// All its fields.
        package var fields: Value

        /// An object under a path.
        package init(path: String, fields: Value) {
            self.path = path
            self.fields = fields
        }
    }

    /// The id of the user.
    package var id: String
    /// The address that the user logs in with.
    package var email: String
    /// The name of the time zone; `nil` for UTC.
    package var timezone: String?
    /// The objects in the order of their lists.
    package var records: [Record]

    /// Describes an account.
    package init(id: String, email: String, timezone: String? = nil, records: [Record]) {
        self.id = id
        self.email = email
        self.timezone = timezone
        self.records = records
    }
}
