import Diagnostics
import Execution
import Feeds
import Planning
import RedTrack

/// What became of one object, for every form of a report.
struct RunRow: Sendable {
    let entry: RunReport.Entry
    /// What reading the object back has shown.
    let findings: [Verification.Finding]
    /// The link of a campaign as it was read back.
    private let readLink: String?

    init(_ report: RunReport, _ index: Int, findings: [Verification.Finding]) {
        entry = report.entries[index]
        readLink = report.verification?.links[index]
        self.findings = findings
    }

    private var change: Change { entry.change }

    /// The object's id; `nil` when it has none.
    var id: String? { entry.outcome.id ?? change.id }

    /// The link that people used before: of a campaign the one that ads point to, of others their URL.
    var oldLink: String? { change.before.flatMap { Self.link(of: $0, change.address.kind) } }

    /// The link from now on; `nil` when there is none, or nobody has read it.
    var newLink: String? {
        if change.address.kind == .campaign { return entry.outcome.isDone ? readLink : nil }
        guard entry.outcome.isDone, change.action != .delete else { return nil }
        return change.wireBody { _ in "" }?["url"]?.value.string ?? oldLink
    }

    private static func link(of record: Value, _ kind: Kind) -> String? {
        let text = record[kind == .campaign ? "trackback_url" : "url"]?.value.string
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Why it was not made, or what a person should look at, in one text.
    var message: String? {
        let parts =
            [RunOutput.message(entry.outcome)].compactMap(\.self) + findings.map(VerificationText.sentence)
            + entry.warnings + entry.notes
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// How long its requests took.
    var milliseconds: Int? {
        entry.duration.map { duration in
            let (seconds, fraction) = duration.components
            return Int(seconds) * 1_000 + Int(fraction / 1_000_000_000_000_000)
        }
    }

    /// The names of the columns of ``cells``.
    static let columns = [
        "action", "kind", "key", "id", "title", "file", "line", "column", "old_link", "new_link", "outcome",
        "message", "duration_ms",
    ]

    /// One text a column; empty where there is nothing.
    var cells: [String] {
        let position = change.place?.position
        return [
            change.action.rawValue, change.address.kind.rawValue, change.address.key, id ?? "", change.title,
            change.place?.file ?? "", position.map { "\($0.line)" } ?? "",
            position.map { "\($0.column)" } ?? "", oldLink ?? "", newLink ?? "", entry.outcome.name,
            message ?? "", milliseconds.map { "\($0)" } ?? "",
        ]
    }

    /// One of `changes` in the format `waybill-run/1`.
    var json: Value {
        func text(_ text: String?) -> Value { text.map(Value.string) ?? .null }
        func number(_ number: Int?) -> Value { number.map { .number("\($0)") } ?? .null }
        let position = change.place?.position
        return .object([
            ("action", .string(change.action.rawValue)),
            ("kind", .string(change.address.kind.rawValue)),
            ("key", .string(change.address.key)),
            ("id", text(id)),
            ("title", .string(change.title)),
            ("file", text(change.place?.file)),
            ("line", number(position?.line)),
            ("column", number(position?.column)),
            ("old_link", text(oldLink)),
            ("new_link", text(newLink)),
            ("outcome", .string(entry.outcome.name)),
            ("message", text(RunOutput.message(entry.outcome))),
            ("duration_ms", number(milliseconds)),
            ("warnings", .array(entry.warnings.map(Value.string))),
            ("notes", .array(entry.notes.map(Value.string))),
            ("findings", .array(findings.map(VerificationText.json))),
        ])
    }
}

/// The rows of a report, made one after the other: there may be a million of them.
struct RunRows: Sequence {
    let report: RunReport

    func makeIterator() -> some IteratorProtocol<RunRow> {
        let findings = Dictionary(grouping: report.verification?.findings ?? [], by: \.change)
        return report.entries.indices.lazy.map {
            RunRow(report, $0, findings: findings[$0] ?? [])
        }.makeIterator()
    }
}
