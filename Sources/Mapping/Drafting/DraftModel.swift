internal import Feeds

/// A template before it is text: what is certain, and what stands there as a comment.
struct DraftModel {
    /// A line of the template with the comments above it.
    struct Line {
        /// The field that it sets.
        var name: String
        /// The expression.
        var expression: String
        /// What stands above it.
        var comments: [String] = []
        /// Whether it is in force; otherwise the line itself is a comment.
        var isActive = true
    }

    /// A reason to leave a record out.
    struct Skip {
        var when: String
        var reason: String
        var comments: [String] = []
        var isActive = true
        /// Whether the draft cannot run without it.
        var isNeeded = false
    }

    struct Parameter {
        var name: String
        var help: String
        var pattern: String?
        var fallback: String?
        var comments: [String] = []
    }

    struct Table {
        struct Row {
            var key: String
            /// What it means; the best guess when it is not decided.
            var value: String
            var isDecided: Bool
            var count: Int
        }

        var name: String
        var rows: [Row]
        var comments: [String] = []
    }

    /// What happens when a field is empty.
    struct EmptyRule {
        var field: String
        var policy: String
    }

    var parameters: [Parameter] = []
    var tables: [Table] = []
    var skips: [Skip] = []
    var key = Line(name: "key", expression: "to_string(id)")
    /// `nil` for the language's own policy, which is that a second one is an error.
    var duplicates: String?
    var fields: [Line] = []
    var emptyRules: [EmptyRule] = []
    /// The fields that nothing reads.
    var unread: [(path: String, sample: String)] = []
    /// Fields that cannot be written as a path.
    var unwritable = 0
    /// Elements of XML that occur once or several times.
    var unevenLists: [String] = []
    /// Other places where the records may be.
    var otherPaths: [String] = []
    /// What the person who reads the draft should know first.
    var remarks: [String] = []

    subscript(field name: String) -> Line? {
        get { fields.first { $0.name == name } }
        set {
            guard let newValue else { return fields.removeAll { $0.name == name } }
            if let index = fields.firstIndex(where: { $0.name == name }) {
                fields[index] = newValue
            } else {
                fields.append(newValue)
            }
        }
    }

    /// The expressions that are in force.
    var expressions: [String] {
        [key.expression] + skips.filter(\.isActive).map(\.when) + fields.filter(\.isActive).map(\.expression)
    }

    /// A text as expressions write it.
    static func literal(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "'"
    }
}
