package import Diagnostics
package import Feeds

/// A second input of a template, which is read before the feed and whose records are found by their key.
package struct TemplateJoin: Sendable {
    /// Its name, as `--join` and `joined('name', key)` take it.
    package let name: String
    /// What it is.
    package let help: String
    /// How the input is written, and where its records are.
    package let format: FeedFormat
    /// What the input is encoded in, when the template says so.
    package let encoding: TextEncoding?
    /// The key of a record: a text or a number, which are the same when they are written alike.
    package let key: Template.ExpressionSource
    /// Whether the feed cannot be mapped without it.
    package let isRequired: Bool
    /// How many records it may have at most.
    package let limit: Int
    /// What happens when a key occurs again.
    package let duplicates: Duplicates
    /// Where it is declared.
    package let position: SourcePosition

    /// What happens when a key occurs again.
    package enum Duplicates: String, Sendable, Hashable, CaseIterable {
        /// The input is wrong.
        case error
        /// The first record counts.
        case first
        /// The last record counts.
        case last
        /// All count: `joined_all` gives them, and `joined` the first.
        case all
    }

    /// How many records a join may have when its template does not say.
    static let usualLimit = 1_000_000
    /// How many records a template may allow.
    static let greatestLimit = 20_000_000
    /// How many bytes of memory the records of a join may take.
    static let mostBytes = 512 << 20
}
