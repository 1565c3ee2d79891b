/// What a Markdown text leaves out so as not to be too long, and the sentence that says so.
package struct MarkdownOmission {
    /// More than ``text`` can ever take.
    package static let longest = 600

    private let elsewhere: String
    private var parts: [(count: Int, what: String)] = []

    /// Begins with nothing left out.
    /// - Parameter elsewhere: the sentence that says where everything is shown.
    package init(elsewhere: String = "`waybill plan` and `waybill plan --html` show everything.") {
        self.elsewhere = elsewhere
    }

    /// Notes that something is left out.
    package mutating func add(_ count: Int, _ what: String) {
        if count > 0 { parts.append((count, what)) }
    }

    /// A list under a heading that takes no more than `room`; what does not fit is noted. Nothing when there are no lines.
    package mutating func section(_ title: String, _ lines: [String], within room: Int, _ what: String)
        -> String
    {
        guard !lines.isEmpty else { return "" }
        var text = "\n#### \(title)\n\n"
        var room = room - Self.size(text)
        for (index, line) in lines.enumerated() {
            room -= Self.size(line) + 3
            if room < 0 {
                add(lines.count - index, what)
                break
            }
            text += "- \(line)\n"
        }
        return text
    }

    /// The paragraph at the end; empty when all is there.
    package var text: String {
        guard !parts.isEmpty else { return "" }
        let list = parts.map { "\($0.count) \($0.what)" }.joined(separator: ", ")
        return
            "\n> **Not all is shown**, since a comment takes \(PlanMarkdown.limit) characters. Left out: \(list)."
            + " \(elsewhere)\n"
    }

    /// The length of a text as GitHub counts it.
    package static func size(_ text: String) -> Int { text.utf16.count }
}
