internal import Diagnostics

/// The variables that manifests may name, and where they are declared.
package struct VariableScope: Sendable {
    /// Their values, by name.
    package var values: [String: Placed<String>]
    /// The file that could declare others; `nil` when there is no project.
    package var file: String?

    /// Takes variables; none by default.
    package init(_ values: [String: Placed<String>] = [:], file: String? = nil) {
        self.values = values
        self.file = file
    }

    /// What is wrong with a name that no variable has.
    func unknown(_ name: String, at place: SourcePlace, length: Int) -> Diagnostic {
        let close = Suggestion.closest(to: name, in: values.keys.sorted())
        let help =
            if let close, let declared = values[close] {
                "did you mean ${var.\(close)}, declared at \(declared.place)?"
            } else if let file {
                "declare it under `variables:` in \(file), or write $${var.\(name)} for the text itself"
            } else {
                "declare it under `variables:` in \(Project.fileName), or write $${var.\(name)} for the text itself"
            }
        return Diagnostic(
            .error, "manifest.unknown-variable", "there is no variable \"\(name)\"", at: place,
            length: length,
            help: help)
    }
}
