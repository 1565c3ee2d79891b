import Execution
import Feeds
import Planning
import RedTrack

/// What an apply did, for people and for programs.
struct RunOutput {
    private let report: RunReport
    private let isSaved: Bool
    private let resume: String?

    /// A plan that came from a file holds no longer once a part of it is applied; `resume` is the command that goes on
    /// with the run, when it can go on.
    init(_ report: RunReport, isSaved: Bool = false, resume: String? = nil) {
        self.report = report
        self.isSaved = isSaved
        self.resume = resume
    }

    /// The code to exit with.
    var status: ExitStatus {
        switch report.stopped {
        case .interrupted?: return .interrupted
        case .keyRefused?: return report.status == .nothing ? .keyRefused : .partlyApplied
        case .unreachable?: return report.status == .nothing ? .unreachable : .partlyApplied
        case .journal?: return report.status == .nothing ? .failure : .partlyApplied
        case nil: break
        }
        switch report.status {
        case .done: return report.lockFailure == nil ? .success : .failure
        case .partly: return .partlyApplied
        case .nothing: return .failure
        }
    }

    /// The counts first, then what went wrong and what to do next.
    var text: String {
        let done = report.entries.filter(\.outcome.isDone)
        func count(_ action: Change.Action) -> Int { done.count { $0.change.action == action } }
        let removed = count(.delete) + count(.archive)
        var lines = [
            "Applied: \(count(.create)) created, \(count(.update)) updated, \(removed) removed"
                + (count(.archive) > 0 ? " (\(count(.archive)) archived)" : "") + "."
        ]
        let open = report.entries.filter { !$0.outcome.isDone }
        if !open.isEmpty {
            lines.append("Not applied: \(open.count).")
            // Those that had no turn have no story of their own.
            let waiting = open.count { $0.outcome == .notStarted }
            lines += open.filter { $0.outcome != .notStarted }.map {
                "  " + Self.line($0.change, $0.outcome)
            }
            if waiting > 0 {
                lines.append("  not started: \(waiting), since the run ended before their turn")
            }
        }
        for entry in report.entries {
            lines += (entry.warnings + entry.notes).map {
                TerminalText.safe("\(entry.change.address): \($0)")
            }
        }
        lines += report.warnings
        if let failure = report.lockFailure {
            lines.append("The lock file was not saved: \(failure). The journal knows what was created.")
        }
        if let reason = report.stopped { lines.append("Stopped early: \(Self.sentence(reason))") }
        if !open.isEmpty {
            lines.append(
                resume.map { "To go on with what is left: `\(TerminalText.safe($0))`." }
                    ?? (isSaved
                        ? "To go on, plan again: the new plan has only what is left."
                        : "Run the same `waybill apply` again to go on: it plans only what is left."))
        }
        return lines.joined(separator: "\n")
    }

    /// Format `waybill-run/1`.
    var json: Value {
        .object([
            ("format", .string("waybill-run/1")),
            ("run", report.run.map { .string($0.rawValue) } ?? .null),
            ("status", .string(report.status.rawValue)),
            ("stopped", report.stopped.map { .string(Self.sentence($0)) } ?? .null),
            (
                "counts",
                .object(report.counts.sorted { $0.key < $1.key }.map { ($0.key, .number("\($0.value)")) })
            ),
            ("lock_file_saved", .bool(report.lockFailure == nil)),
            ("warnings", .array(report.warnings.map(Value.string))),
            (
                "changes",
                .array(
                    report.entries.map { entry in
                        .object([
                            ("action", .string(entry.change.action.rawValue)),
                            ("kind", .string(entry.change.address.kind.rawValue)),
                            ("key", .string(entry.change.address.key)),
                            ("id", (entry.outcome.id ?? entry.change.id).map(Value.string) ?? .null),
                            ("outcome", .string(entry.outcome.name)),
                            ("message", Self.message(entry.outcome).map(Value.string) ?? .null),
                            ("warnings", .array(entry.warnings.map(Value.string))),
                            ("notes", .array(entry.notes.map(Value.string))),
                        ])
                    })
            ),
        ])
    }

    /// One change that was not made, and why.
    static func line(_ change: Change, _ outcome: ChangeOutcome) -> String {
        let subject = "\(change.action.rawValue) \(TerminalText.safe(change.address.description))"
        let reason = TerminalText.safe(message(outcome) ?? "")
        return switch outcome {
        case .failed: "failed: \(subject): \(reason)"
        case .waiting: "waiting for DNS: \(subject): \(reason)"
        default: "\(outcome.name): \(subject)" + (reason.isEmpty ? "" : ": \(reason)")
        }
    }

    private static func message(_ outcome: ChangeOutcome) -> String? {
        switch outcome {
        case .done, .adopted: nil
        case .failed(let message), .waiting(let message): message
        case .blocked(let chain): "it depends on \(path(chain)), which failed"
        case .skipped(let chain): "it depends on \(path(chain)), which waits for DNS"
        case .notStarted: "the run ended before its turn"
        }
    }

    private static func path(_ chain: [ObjectAddress]) -> String {
        chain.reversed().map(\.description).joined(separator: ", which depends on ")
    }

    static func sentence(_ reason: RunReport.StopReason) -> String {
        switch reason {
        case .interrupted: "interrupted; what was under way has been finished"
        case .keyRefused(let error), .unreachable(let error): error.description
        case .journal(let error): error.description
        }
    }
}
