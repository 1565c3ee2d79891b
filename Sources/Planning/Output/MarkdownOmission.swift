/// What a Markdown text leaves out so as not to be too long, and the sentence that says so.
struct MarkdownOmission {
    /// More than ``text`` can ever take.
    static let longest = 600

    private var parts: [(count: Int, what: String)] = []

    /// Notes that something is left out.
    mutating func add(_ count: Int, _ what: String) {
        if count > 0 { parts.append((count, what)) }
    }

    /// The paragraph at the end; empty when all is there.
    var text: String {
        guard !parts.isEmpty else { return "" }
        let list = parts.map { "\($0.count) \($0.what)" }.joined(separator: ", ")
        return
            "\n> **Not all is shown**, since a comment takes \(PlanMarkdown.limit) characters. Left out: \(list)."
            + " `waybill plan` and `waybill plan --html` show everything.\n"
    }

    /// The length of a text as GitHub counts it.
    static func size(_ text: String) -> Int { text.utf16.count }
}
