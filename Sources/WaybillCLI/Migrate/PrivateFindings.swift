import Diagnostics

/// What is wrong with files whose lines are shown to nobody: an export may hold keys in any line.
struct PrivateFindings: Error {
    /// The findings about such files.
    let hidden: [Diagnostic]
    /// The findings about others.
    let shown: [Diagnostic]

    /// Parts findings: those of files of a folder, and the others.
    init(_ findings: [Diagnostic], of folder: String) {
        let isInside = { (finding: Diagnostic) in finding.place?.file.hasPrefix(folder) ?? true }
        hidden = findings.filter(isInside)
        shown = findings.filter { !isInside($0) }
    }
}
