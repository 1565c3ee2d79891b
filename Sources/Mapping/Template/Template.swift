package import Diagnostics
package import Feeds
package import RedTrack

/// A mapping from the records of a feed to objects of an account, checked as far as can be without a record.
package struct Template: Sendable {
    /// Its name, as `--template` takes it.
    package let name: String
    /// What it is for, in one line.
    package let title: String
    /// The file that it was read from, for messages.
    package let file: String
    /// Whom it is for.
    package let dialect: TemplateDialect
    /// How the feed is written, and where its records are.
    package let format: FeedFormat
    /// What the feed is encoded in, when the template says so.
    package let encoding: TextEncoding?
    /// What its user may or must give, `network` first.
    package let parameters: [TemplateParameter]
    /// What it makes of a record, in order.
    package let makes: [Make]
    /// What it leaves out on purpose.
    package let ignored: [IgnoredFields]
    /// Examples of feeds and of what they become.
    package let examples: [TemplateExample]
    /// Its tables by name.
    let tables: [String: ValueTable]
    /// The inputs that are read before the feed.
    package let joins: [TemplateJoin]

    /// An expression and the place of its text in the template.
    package struct ExpressionSource: Sendable, Hashable {
        /// The text of the expression.
        package let text: String
        /// Where the text starts.
        package let position: SourcePosition
    }

    /// One kind of object that is made of a record.
    package struct Make: Sendable {
        /// What is made.
        package let kind: RedTrack.Kind
        /// The list of which each element makes an object; `nil` for one object a record.
        package let each: ExpressionSource?
        /// Nothing is made, and nothing counted, unless this is true.
        package let when: ExpressionSource?
        /// What is left out, and why.
        package let skips: [Skip]
        /// What cannot be used although it is needed, and why: of trackers alone.
        package let refusals: [Skip]
        /// What somebody should look at, and why: of trackers alone.
        package let warnings: [Skip]
        /// What tells the object from others of the feed.
        package let key: ExpressionSource
        /// What happens when a key occurs again.
        package let duplicates: Duplicates
        /// The fields, in the order of the template.
        package let fields: [Field]
        /// Where it stands in the template.
        package let position: SourcePosition

        /// All conditions with reasons.
        var conditions: [Skip] { skips + refusals + warnings }
    }

    /// A condition on which an object is left out.
    package struct Skip: Sendable, Hashable {
        /// The condition.
        package let when: ExpressionSource
        /// What is counted.
        package let reason: String
    }

    /// One field of an object.
    package struct Field: Sendable {
        /// The path in manifests, such as `payment.amount`.
        package let path: String
        /// The type that the API document gives it.
        package let type: FieldType
        /// Where its value comes from.
        package let expression: ExpressionSource
        /// What happens when the value is null, or an empty text or map.
        package let onEmpty: EmptyPolicy
        /// What happens when the value is an empty list.
        package let onEmptyList: EmptyPolicy
    }

    /// What happens when the value of a field is null, an empty text, list or map.
    ///
    /// When the template does not say: an error for titles, links and networks, and for the others nothing is said of
    /// the field, so that the account's value stays. But a list that came out empty is a list: `country('ALL')` says
    /// "everywhere", and an offer that was limited before must not stay so. It clears the field.
    package enum EmptyPolicy: String, Sendable, Hashable, CaseIterable {
        /// The record is rejected.
        case error
        /// The object is left out, and counted.
        case skip
        /// The field is left alone.
        case omit
        /// The list is cleared.
        case clear
    }

    /// What happens when a key occurs again.
    package enum Duplicates: String, Sendable, Hashable, CaseIterable {
        /// The later record is rejected.
        case error
        /// The later object is left out, and counted.
        case first
        /// The later object takes the place of the earlier one; objects are given at the end of the feed.
        case last
        /// Both become one: lists are united, of other values the last that is not empty counts; objects are given at
        /// the end of the feed.
        case merge

        /// Whether objects wait for the end of the feed.
        var isHeld: Bool { self == .last || self == .merge }
    }
}

/// Whom a template is for.
package enum TemplateDialect: Sendable, Hashable {
    /// A feed of objects.
    case feed
    /// A list of another tracker: objects have the fields of ``TrackerShape`` too, and may be refused by name.
    case tracker
}

/// Something that the user of a template gives.
package struct TemplateParameter: Sendable, Hashable {
    /// Its name, as `--set` takes it.
    package let name: String
    /// What it is.
    package let help: String
    /// The pattern that the whole value must match, a regular expression of Swift.
    package let pattern: String?
    /// Its value when the user gives none.
    package let defaultValue: String?
    /// Whether the user must give it.
    package let isRequired: Bool
    /// Where it is declared.
    package let position: SourcePosition
}

/// Fields of the feed that a template leaves out on purpose.
package struct IgnoredFields: Sendable, Hashable {
    /// The join whose records have the fields; `nil` for the records of the feed.
    package let join: String?
    /// Their paths; a path means all that is below it.
    package let paths: [FeedPath]
    /// Why.
    package let reason: String
}

/// A feed in a template, and what must become of it.
package struct TemplateExample: Sendable {
    /// What it shows.
    package let name: String
    /// The text of the feed.
    package let input: String
    /// What the user gives.
    package let parameters: [String: String]
    /// The texts of the joins, by their names.
    package let joins: [String: String]
    /// The objects, each a map with `kind`, `key` and the fields.
    package let objects: [Node]
    /// How many records are skipped, by reason.
    package let skipped: [String: Int]
    /// How many records are rejected.
    package let rejected: Int
    /// The paths of the fields that are lost; `nil` when the example does not care.
    package let lost: [String]?
    /// Where it stands.
    package let position: SourcePosition
}
