internal import Diagnostics

/// What is wrong with the records of an export: so many findings are kept, the others counted.
struct RecordFindings: Sendable {
    private let most: Int
    private var kept: [Diagnostic] = []
    private var others = 0
    private var hasErrors = false

    /// None yet. A template that does not fit has a finding for each record, and a list may have a million.
    init(most: Int = 100_000) { self.most = most }

    /// Adds some.
    mutating func add(_ findings: [Diagnostic]) {
        let room = findings.prefix(max(0, most - kept.count))
        kept += room
        others += findings.count - room.count
        hasErrors = hasErrors || findings[room.endIndex...].contains { $0.severity == .error }
    }

    /// Those that were kept, and at the end how many were not.
    var all: [Diagnostic] {
        if others == 0 { return kept }
        let rest = Diagnostic(
            hasErrors ? .error : .warning, "migration.findings",
            "\(others) more findings about records are not listed", at: nil,
            help: "settle those that are, and migrate again")
        return kept + [rest]
    }
}
