import Execution
import Feeds
import Planning

/// The runs of a project, for people and for programs.
struct HistoryList {
    private let history: RunHistory

    init(_ history: RunHistory) { self.history = history }

    /// The runs, the newest first.
    private var runs: some Sequence<RecordedRun> { history.runs.reversed() }

    /// A line a run.
    var text: String {
        var table = TextTable(
            [
                RecordColumn(["began"]), RecordColumn(["run"]), RecordColumn(["account"]),
                RecordColumn(["status"]), RecordColumn(["planned"]), RecordColumn(["done"], isNumber: true),
                RecordColumn(["failed"], isNumber: true), RecordColumn(["took"], isNumber: true),
            ])
        let rows = runs.map { run in
            let summary = HistorySummary(run, in: history)
            return [
                summary.began, run.id.rawValue, run.account,
                summary.status + (summary.supersededBy == nil ? "" : " (superseded)"),
                (run.undoes == nil ? "" : "undo: ") + summary.planned,
                "\(run.doneCount)",
                "\(summary.failed)", summary.duration.map(ProgressLine.time) ?? "",
            ]
        }
        var text = table.text(rows)
        for run in runs where !run.damagedLines.isEmpty {
            text += HistorySummary(run, in: history).damage + "\n"
        }
        return text
    }

    /// Format `waybill-history/1`.
    var json: Value {
        .object([
            ("format", .string("waybill-history/1")),
            ("runs", .array(runs.map { .object(HistorySummary($0, in: history).members) })),
        ])
    }
}

/// What is said of a run as a whole.
struct HistorySummary {
    private let run: RecordedRun
    /// The run that was planned from what this one had left; `nil` when there is none.
    let supersededBy: RunID?
    /// Whether it can go on.
    let isOpen: Bool

    init(_ run: RecordedRun, in history: RunHistory) {
        self.run = run
        let standing = history.standing(of: run)
        isOpen = standing == .open
        if case .superseded(let later) = standing { supersededBy = later } else { supersededBy = nil }
    }

    /// How it stands.
    var status: String {
        guard run.finishedAt != nil else { return "unfinished" }
        switch run.status {
        case .done: return "done"
        // It stopped before every change had its turn.
        case .partly, .nothing, nil:
            let isShort = failed == 0 && run.doneCount < run.planned.values.reduce(0, +)
            return isShort ? "interrupted" : run.status == .nothing ? "failed" : "partly"
        }
    }

    /// To the second, as people write it.
    var began: String { String(run.startedAt.description.prefix(19)).replacing("T", with: " ") + "Z" }

    /// `3 create, 1 update`.
    var planned: String {
        Change.Action.allCases.compactMap { action in
            run.planned[action].flatMap { $0 > 0 ? "\($0) \(action.rawValue)" : nil }
        }.joined(separator: ", ")
    }

    /// The changes that were not made.
    var failed: Int { run.outcomes.values.count { $0.result == .failed || $0.result == .unknown } }

    /// From its first record to its last.
    var duration: Duration? {
        guard run.startedAt.milliseconds > 0 else { return nil }
        return .milliseconds(max(run.lastSign.milliseconds - run.startedAt.milliseconds, 0))
    }

    /// What is wrong with the journal.
    var damage: String {
        let lines = run.damagedLines.prefix(5).map(String.init).joined(separator: ", ")
        return
            "the journal of \(run.id) is damaged: line\(run.damagedLines.count == 1 ? "" : "s") \(lines)"
            + (run.damagedLines.count > 5 ? " and more" : "")
            + " cannot be read. What stands in other lines is shown"
    }

    var members: [(String, Value)] {
        func number(_ number: Int) -> Value { .number("\(number)") }
        return [
            ("run", .string(run.id.rawValue)), ("account", .string(run.account)),
            ("tool", .string(run.toolVersion)), ("status", .string(status)),
            ("started_at", .string(run.startedAt.description)),
            ("finished_at", run.finishedAt.map { .string($0.description) } ?? .null),
            (
                "duration_ms",
                duration.map {
                    number(
                        Int($0.components.seconds) * 1_000
                            + Int($0.components.attoseconds / 1_000_000_000_000_000))
                }
                    ?? .null
            ),
            (
                "planned",
                .object(Change.Action.allCases.map { ($0.rawValue, number(run.planned[$0] ?? 0)) })
            ),
            ("done", number(run.doneCount)), ("failed", number(failed)),
            ("lock_file_saved", .bool(run.isLockSaved)),
            ("undoes", run.undoes.map(Value.string) ?? .null),
            ("superseded_by", supersededBy.map { .string($0.rawValue) } ?? .null),
            ("can_resume", .bool(isOpen)),
            ("resumed_at", .array(run.resumedAt.map { .string($0.description) })),
            ("damaged_lines", .array(run.damagedLines.map(number))),
        ]
    }
}
