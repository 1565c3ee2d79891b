/// A pattern of paths or names with `*`, `**` and `?`, as users name parts of a project.
package struct PathPattern: Sendable {
    private let text: String

    /// Takes a pattern.
    package init(_ text: String) { self.text = text }

    /// Whether a path is meant, or a path that ends in what is meant: `offers.yaml` means every file of that name.
    package func matchesPath(_ path: String) -> Bool {
        let pattern = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
        if pattern.hasPrefix("/") { return Glob(pattern).matches(path) && path.hasPrefix("/") }
        return Glob(pattern).matches(path) || Glob("**/" + pattern).matches(path)
    }

    /// Whether a text that is no path is meant.
    package func matchesText(_ name: String) -> Bool {
        Glob.matches(text: Array(name.unicodeScalars), Array(text.unicodeScalars))
    }
}
