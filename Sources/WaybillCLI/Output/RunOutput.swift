import Execution
import Feeds
import Planning
import RedTrack

/// What an apply did, for people and for programs.
struct RunOutput: Sendable {
    private let report: RunReport
    private let isSaved: Bool
    private let isInterrupted: Bool
    private let requests: Int?
    private let resume: String?

    /// A plan that came from a file holds no longer once a part of it is applied.
    /// - Parameters:
    ///   - report: what became of the plan.
    ///   - isSaved: whether the plan came from a file.
    ///   - isInterrupted: whether a signal came, also when all was done by then.
    ///   - requests: how many requests the run took.
    ///   - resume: the command that goes on with the run, when it can go on.
    init(
        _ report: RunReport, isSaved: Bool = false, isInterrupted: Bool = false, requests: Int? = nil,
        resume: String? = nil
    ) {
        self.report = report
        self.isSaved = isSaved
        self.isInterrupted = isInterrupted
        self.requests = requests
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
        case .done where isInterrupted: return .interrupted
        case .done where report.lockFailure != nil: return .failure
        // The account is not what the plan says, whatever it answered.
        case .done: return report.verification?.isOpen == true ? .partlyApplied : .success
        case .partly: return .partlyApplied
        case .nothing: return .failure
        }
    }

    /// The run's name.
    var runName: String { report.run?.rawValue ?? "" }

    /// One for each change, in the order of the plan.
    var rows: RunRows { RunRows(report: report) }

    // MARK: For people

    /// The counts first, then what went wrong and what to do next.
    var text: String {
        var lines = [countLine]
        let open = openCount
        if open > 0 {
            lines.append("Not applied: \(open).")
            // Those that had no turn have no story of their own.
            var waiting = 0
            for entry in report.entries where !entry.outcome.isDone {
                if entry.outcome == .notStarted {
                    waiting += 1
                } else {
                    lines.append("  " + Self.line(entry.change, entry.outcome))
                }
            }
            if waiting > 0 {
                lines.append("  not started: \(waiting), since the run ended before their turn")
            }
        }
        for entry in report.entries {
            // What was read back is the truth; an answer may be older, or an echo.
            let warnings = report.verification?.unread.isEmpty == true ? [] : entry.warnings
            lines += (warnings + entry.notes).map {
                TerminalText.safe("\(entry.change.address): \($0)")
            }
        }
        if let verification = report.verification { lines += VerificationText.lines(verification) }
        lines += links
        lines += report.warnings
        if let failure = report.lockFailure {
            lines.append("The lock file was not saved: \(failure). The journal knows what was created.")
        }
        if let reason = report.stopped { lines.append("Stopped early: \(Self.sentence(reason))") }
        if open > 0 {
            lines.append(
                resume.map { "To go on with what is left: `\(TerminalText.safe($0))`." }
                    ?? (isSaved
                        ? "To go on, plan again: the new plan has only what is left."
                        : "Run the same `waybill apply` again to go on: it plans only what is left."))
        } else if report.verification?.isOpen == true {
            lines.append("`waybill plan` shows what is left to do.")
        }
        return lines.joined(separator: "\n")
    }

    private var countLine: String {
        // In one pass and without a copy: there may be a million of them.
        var counts: [Change.Action: Int] = [:]
        for entry in report.entries where entry.outcome.isDone {
            counts[entry.change.action, default: 0] += 1
        }
        func count(_ action: Change.Action) -> Int { counts[action] ?? 0 }
        let removed = count(.delete) + count(.archive)
        return "Applied: \(count(.create)) created, \(count(.update)) updated, \(removed) removed"
            + (count(.archive) > 0 ? " (\(count(.archive)) archived)" : "") + "."
    }

    /// The changes that were not made.
    private var openCount: Int { report.entries.count { !$0.outcome.isDone } }

    /// The links of the campaigns that are new, and of those whose link is another one now.
    private var links: [String] {
        guard let known = report.verification?.links, !known.isEmpty else { return [] }
        let shown = RunRows(report: report).filter { row in
            row.entry.change.address.kind == .campaign && row.newLink != nil && row.newLink != row.oldLink
        }
        if shown.isEmpty { return [] }
        let lines = shown.prefix(Self.mostLinks).map { row in
            TerminalText.safe("  \(row.entry.change.address)  \(row.newLink ?? "")")
                + (row.oldLink.map { TerminalText.safe("  (before: \($0))") } ?? "")
        }
        let rest = shown.count - lines.count
        return ["Tracking links:"] + lines + (rest > 0 ? ["  and \(rest) more; --report has all"] : [])
    }

    private static let mostLinks = 50

    /// What matters of the whole, a sentence a line.
    var summaryLines: [String] {
        [countLine] + (openCount > 0 ? ["Not applied: \(openCount)."] : [])
            + (report.verification.map(VerificationText.lines) ?? [])
            + (report.stopped.map { ["Stopped early: \(Self.sentence($0))"] } ?? []) + report.warnings
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

    /// Why a change was not made.
    static func message(_ outcome: ChangeOutcome) -> String? {
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

    // MARK: For programs

    /// The document, format `waybill-run/1`; docs/run.schema.json describes it.
    var json: Value {
        .object(
            (head.members ?? []).map { ($0.name, $0.node.value) } + [("changes", .array(rows.map(\.json)))])
    }

    /// The document without its changes.
    var head: Value {
        func number(_ number: Int?) -> Value { number.map { .number("\($0)") } ?? .null }
        let (seconds, fraction) = report.duration.components
        return .object([
            ("format", .string("waybill-run/1")),
            ("run", report.run.map { .string($0.rawValue) } ?? .null),
            ("status", .string(report.status.rawValue)),
            ("exit_code", .number("\(status.rawValue)")),
            ("stopped", report.stopped.map { .string(Self.sentence($0)) } ?? .null),
            ("duration_ms", number(Int(seconds) * 1_000 + Int(fraction / 1_000_000_000_000_000))),
            ("requests", number(requests)),
            (
                "counts",
                .object(report.counts.sorted { $0.key < $1.key }.map { ($0.key, .number("\($0.value)")) })
            ),
            ("lock_file_saved", .bool(report.lockFailure == nil)),
            ("warnings", .array(report.warnings.map(Value.string))),
            (
                "verification",
                report.verification.map { verification in
                    .object([
                        ("checked", number(verification.checked)),
                        ("open", number(verification.findings.count(where: \.isOpen))),
                        ("repaired", number(verification.findings.count(where: \.isRepaired))),
                        ("unread", .array(verification.unread.map(Value.string))),
                    ])
                } ?? .null
            ),
        ])
    }
}
