import Diagnostics
package import Feeds
import RedTrack
import Routing

/// The report of a migration for programs, format `waybill-migration/1`; docs/migration.schema.json describes it.
package struct MigrationJSON {
    /// The name and the version of the format.
    package static let format = "waybill-migration/1"

    private let report: MigrationReport

    /// Writes `report`.
    package init(_ report: MigrationReport) { self.report = report }

    /// The whole document. ``write(_:)`` writes the same without having all of it at once.
    package var value: Value {
        .map((head.members ?? []) + [Member("campaigns", .array(report.campaigns.map(campaign)))])
    }

    /// Writes the document, with a campaign a line.
    /// - Parameter write: takes pieces of the document, in order.
    /// - Throws: what `write` throws.
    package func write(_ write: ([UInt8]) throws -> Void) rethrows {
        var head = head.jsonBytes(pretty: true)
        // Without the brace at its end: the campaigns are its last member.
        head.removeLast(2)
        try write(head + Array(",\n  \"campaigns\": [".utf8))
        var isFirst = true
        for campaign in report.campaigns {
            try write(Array((isFirst ? "\n    " : ",\n    ").utf8) + self.campaign(campaign).jsonBytes())
            isFirst = false
        }
        try write(Array((isFirst ? "]\n}\n" : "\n  ]\n}\n").utf8))
    }

    /// All but the campaigns.
    private var head: Value {
        let summary = MigrationSummary(report)
        return .object([
            ("format", .string(Self.format)),
            ("tracker", .string(report.tracker)),
            ("title", .string(report.title)),
            ("export", .string(report.export)),
            (
                "summary",
                .object([
                    ("moved", Self.number(summary.moved)), ("refused", Self.number(summary.refused)),
                    ("decisions", Self.number(summary.decisions.count)),
                    ("warnings", Self.number(summary.warningCount)),
                    (
                        "objects",
                        .object(Kind.allCases.map { ($0.plural, Self.number(report.objects[$0] ?? 0)) })
                    ),
                ])
            ),
            (
                "options",
                .array(
                    report.options.map {
                        .object([("name", .string($0.name)), ("value", .string($0.value))])
                    })
            ),
            (
                "assumptions",
                .array(
                    report.assumptions.map {
                        .object([("id", .string($0.id)), ("text", .string($0.text))])
                    })
            ),
            (
                "reasons",
                .array(
                    summary.decisions.map { reason($0, .error) }
                        + summary.warnings.map { reason($0, .warning) })
            ),
            ("findings", .array(report.findings.map(Self.finding))),
            (
                "skipped",
                .array(report.skipped.map { .object(Self.left($0) + [("reason", .string($0.reason))]) })
            ),
            ("unreached", .array(report.unreached.map { .object(Self.left($0)) })),
            (
                "lost",
                .array(
                    report.lost.map {
                        .object([
                            ("list", .string($0.list)), ("path", .string($0.path)),
                            ("count", Self.number($0.count)),
                        ])
                    })
            ),
            (
                "ignored",
                .array(
                    report.ignored.map {
                        .object([
                            ("list", .string($0.list)), ("paths", .array($0.paths.map(Value.string))),
                            ("reason", .string($0.reason)),
                        ])
                    })
            ),
            ("cutover", report.cutover.json),
        ])
    }

    private func campaign(_ campaign: MigrationReport.Campaign) -> Value {
        let routing = RoutingJSON(report: report)
        return .object([
            ("name", .string(campaign.name)),
            ("key", .string(campaign.key)),
            ("id", .string(campaign.id)),
            ("status", .string(campaign.status)),
            ("old_link", campaign.oldLink.map(Value.string) ?? .null),
            ("proof", campaign.verdict.map(routing.proof) ?? .null),
            ("findings", .array(campaign.findings.map(Self.finding))),
            ("rules", campaign.tree.map(routing.tree) ?? .null),
            ("streams", .array(campaign.streams.map(routing.stream))),
        ])
    }

    private static func left(_ left: MigrationReport.Left) -> [(String, Value)] {
        [
            ("kind", .string(left.kind.rawValue)), ("key", .string(left.key)), ("name", .string(left.name)),
        ]
    }

    /// What findings have in common.
    private func reason(_ group: ReasonGroup, _ severity: Diagnostic.Severity) -> Value {
        .object([
            ("severity", .string(severity.rawValue)), ("id", .string(group.id)),
            ("reason", .string(group.text)), ("subject", .string(group.subject)),
            ("campaigns", Self.number(group.campaigns.count)), ("findings", Self.number(group.count)),
            ("help", group.help.map(Value.string) ?? .null),
            (
                "examples",
                .array(
                    group.examples.map { example in
                        .object(
                            [
                                ("name", example.name.map(Value.string) ?? .null),
                                ("key", example.campaign.map { .string(report.campaigns[$0].key) } ?? .null),
                            ] + Self.place(example.finding))
                    })
            ),
        ])
    }

    /// A finding with its place.
    static func finding(_ finding: Diagnostic) -> Value {
        .object(
            [
                ("severity", .string(finding.severity.rawValue)),
                ("id", .string(finding.id)),
                ("message", .string(finding.message)),
            ] + place(finding) + [("help", finding.help.map(Value.string) ?? .null)])
    }

    private static func place(_ finding: Diagnostic) -> [(String, Value)] {
        let position = finding.place?.position
        return [
            ("file", finding.place.map { .string($0.file) } ?? .null),
            ("line", position.map { number($0.line) } ?? .null),
            ("column", position.map { number($0.column) } ?? .null),
        ]
    }

    /// A count.
    static func number(_ count: Int) -> Value { .number("\(count)") }
}
