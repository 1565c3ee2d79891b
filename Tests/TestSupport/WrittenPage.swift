/// Looks into pages and Markdown that were written, as far as tests of several rooms ask for the same.
package enum WrittenPage {
    /// What stands in the only element of a name, which has no attributes; `nil` when there is none or more than one.
    package static func inside(_ tag: String, of page: String) -> String? {
        let parts = page.split(separator: "<\(tag)>", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return parts[1].split(separator: "</\(tag)>", omittingEmptySubsequences: false).first.map(String.init)
    }

    /// The lines of Markdown that stand in no block of code; `nil` when a block is not closed.
    package static func linesOutsideOfBlocks(_ text: String) -> [Substring]? {
        var fence: Substring?
        var result: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence {
                if line == open { fence = nil }
            } else if line.hasPrefix("```") {
                fence = line.prefix { $0 == "`" }
            } else {
                result.append(line)
            }
        }
        return fence == nil ? result : nil
    }
}
