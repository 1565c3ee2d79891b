import Migration

/// The report of a migration in all its forms, as files beside the manifest.
enum MigrationReportFiles {
    /// The report for programs; `waybill cutover` reads it.
    static let json = "migration-report.json"

    /// The report for people.
    static let html = "migration-report.html"

    /// All of them.
    static func all(_ report: MigrationReport) -> [(name: String, bytes: [UInt8])] {
        var bytes: [UInt8] = []
        MigrationJSON(report).write { bytes += $0 }
        return [
            (html, Array(MigrationHTML(report).text.utf8)),
            ("migration-report.md", Array(MigrationMarkdown(report).text.utf8)), (json, bytes),
        ]
    }
}
