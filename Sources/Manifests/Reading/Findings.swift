internal import Diagnostics

/// Everything that is to be said about one file.
struct Findings: Sendable {
    /// The path of the file, as the user gave it.
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    /// How many of them make the file unusable.
    private(set) var errorCount = 0

    init(file: String) {
        self.file = file
    }

    /// A place in the file.
    func place(_ position: SourcePosition) -> SourcePlace { SourcePlace(file: file, position: position) }

    /// Adds an error; its id is `manifest.PROBLEM`.
    mutating func error(
        _ problem: String, _ message: String, at position: SourcePosition, length: Int = 1,
        help: String? = nil
    ) {
        add(
            Diagnostic(
                .error, "manifest." + problem, message, at: place(position), length: length, help: help))
    }

    /// Adds a warning; its id is `manifest.PROBLEM`.
    mutating func warning(
        _ problem: String, _ message: String, at position: SourcePosition, length: Int = 1,
        help: String? = nil
    ) {
        add(
            Diagnostic(
                .warning, "manifest." + problem, message, at: place(position), length: length, help: help))
    }

    /// Adds a finding made elsewhere.
    mutating func add(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        if diagnostic.severity == .error { errorCount += 1 }
    }

    /// Says more about the findings from an index on, or takes them back.
    mutating func explain(from index: Int, _ explained: (Diagnostic) -> Diagnostic?) {
        let findings = diagnostics[min(index, diagnostics.count)...]
        diagnostics.removeLast(findings.count)
        errorCount -= findings.count { $0.severity == .error }
        for finding in findings.compactMap(explained) { add(finding) }
    }

    /// A file that says nothing may be one that was cut off: its objects must not be taken for gone.
    mutating func reportEmptyFile() {
        add(
            Diagnostic(
                .error, "manifest.empty-file", "the file says nothing", at: SourcePlace(file: file),
                help: "remove it, or write a kind with an empty list, such as `offers: []`"))
    }
}
