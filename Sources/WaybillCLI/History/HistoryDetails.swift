import Execution
import Feeds
import Planning
import RedTrack

/// What one run did, change by change, for people and for programs.
struct HistoryDetails {
    private let run: RecordedRun
    private let summary: HistorySummary
    private let differences = WireDifferences()

    init(_ run: RecordedRun, in history: RunHistory) {
        self.run = run
        summary = HistorySummary(run, in: history)
    }

    /// The run, then each change that was sent, with the values that it replaced.
    var text: String {
        var lines = [
            "Run \(run.id): \(summary.status)",
            "  began \(run.startedAt)" + (run.finishedAt.map { ", ended \($0)" } ?? ", no end is recorded"),
            "  account \(run.account), Waybill \(run.toolVersion)",
            "  planned: \(summary.planned); done: \(run.doneCount); failed: \(summary.failed)",
        ]
        if let undone = run.undoes { lines.append(TerminalText.safe("  undoes run \(undone)")) }
        for moment in run.resumedAt { lines.append("  gone on with \(moment)") }
        if let later = summary.supersededBy {
            lines.append("  run \(later) was planned from what it had left")
        }
        if !run.isLockSaved { lines.append("  the lock file was not saved at its end") }
        if !run.damagedLines.isEmpty { lines.append("  " + summary.damage) }
        for intent in run.intents {
            let outcome = run.outcomes[intent.change]
            let id = (outcome?.id ?? intent.id).map { "  \($0)" } ?? ""
            lines.append(
                TerminalText.safe(
                    "\(intent.at)  \(Self.word(outcome)): \(intent.action.rawValue) \(intent.address)\(id)"))
            if let message = outcome?.message { lines.append(TerminalText.safe("    \(message)")) }
            for item in items(intent) {
                lines.append(TerminalText.safe("    ~ \(item.path): \(item.found) -> \(item.wanted)"))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// What became of a change.
    private static func word(_ outcome: JournalRecord.Outcome?) -> String {
        outcome?.result.rawValue ?? "unknown"
    }

    /// The values that an update replaced.
    private func items(_ intent: JournalRecord.Intent) -> [WireDifferences.Item] {
        guard intent.action == .update || intent.action == .archive, let before = intent.before else {
            return []
        }
        return intent.address.kind.fields.flatMap { field -> [WireDifferences.Item] in
            guard let sent = intent.body[field.name]?.value else { return [] }
            return differences.items(field, wanted: sent, found: before[field.name]?.value)
        }
    }

    /// Format `waybill-history/1`.
    var json: Value {
        let changes = run.intents.map { intent -> Value in
            let outcome = run.outcomes[intent.change]
            return .object([
                ("action", .string(intent.action.rawValue)),
                ("kind", .string(intent.address.kind.rawValue)), ("key", .string(intent.address.key)),
                ("id", (outcome?.id ?? intent.id).map(Value.string) ?? .null),
                ("title", .string(intent.title)),
                ("outcome", .string(Self.word(outcome))),
                ("message", outcome?.message.map(Value.string) ?? .null),
                ("sent_at", .string(intent.at.description)),
                ("known_at", (outcome?.at.description).map(Value.string) ?? .null),
                (
                    "values",
                    .array(
                        items(intent).map {
                            .object([
                                ("path", .string($0.path)), ("before", .string($0.found)),
                                ("after", .string($0.wanted)),
                            ])
                        })
                ),
            ])
        }
        return .object(
            [("format", .string("waybill-history/1"))] + summary.members
                + [("changes", .array(changes))])
    }
}
