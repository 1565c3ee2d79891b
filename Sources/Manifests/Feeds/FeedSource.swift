package import Feeds
package import Mapping

/// A feed, and how it becomes objects.
package struct FeedSource: Sendable {
    /// What it is called: the keys of its objects are `NAME/KEY`, so that they stay the same from day to day.
    package var name: String
    /// Its files.
    package var input: FeedInput
    /// What its records become.
    package var template: Template
    /// What the template's user gives.
    package var parameters: [String: String]
    /// The files of the template's joins, by the name of the join.
    package var joins: [String: FeedInput]
    /// What bounds it.
    package var limits: ReaderLimits
    /// Whether `key()` of a record is the name of its file, without the ending.
    package var isNamedByFile = false
    /// The joins of which the same is true.
    package var joinsNamedByFile: Set<String> = []

    /// Describes a feed.
    package init(
        name: String, input: FeedInput, template: Template, parameters: [String: String] = [:],
        joins: [String: FeedInput] = [:], limits: ReaderLimits = ReaderLimits()
    ) {
        self.name = name
        self.input = input
        self.template = template
        self.parameters = parameters
        self.joins = joins
        self.limits = limits
    }

    /// All files that are read for it.
    package var files: [String] { input.paths + joins.values.flatMap(\.paths) + [template.file] }

    /// What the keys of the feed's objects start with.
    package static func keyPrefix(of name: String) -> String { name + "/" }

    /// Why a text cannot be the name of a feed; `nil` when it can.
    package static func fault(inName name: String) -> String? {
        if name.isEmpty { return "the name of a feed is not empty" }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "the name of a feed is one line"
        }
        // Else one feed could take the objects of another for its own.
        if name.contains("/") { return "the name of a feed has no /" }
        return nil
    }
}
