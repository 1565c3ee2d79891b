import Execution
import Feeds
import Planning
import RedTrack

/// What a rehearsal showed, for people and for programs.
struct RehearsalOutput {
    private let outcome: Rehearsal.Outcome
    private let account: String
    private let changes: [AccountChange]
    /// How many changed objects are named one by one.
    private static let shown = 100

    init(_ outcome: Rehearsal.Outcome, account: String) {
        self.outcome = outcome
        self.account = account
        changes = AccountChange.between(outcome.before, outcome.after)
    }

    /// The code to exit with.
    var status: ExitStatus {
        let run = RunOutput(outcome.report).status
        return run == .success && !outcome.rest.isEmpty ? .partlyApplied : run
    }

    /// What the run did, the account that results, what is not as wanted, and what it took.
    var text: String {
        var sections = [
            "Rehearsed on a copy of the account at \(TerminalText.safe(account)), which itself was only read.",
            run, counts,
        ]
        if !changes.isEmpty { sections.append(objects) }
        sections += [rest, effort]
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// What the run did; how to go on is of no use after a rehearsal.
    private var run: String {
        let entries = outcome.report.entries
        let open = entries.filter { !$0.outcome.isDone }
        let notes = entries.flatMap { entry in
            entry.notes.map { TerminalText.safe("\(entry.change.address): \($0)") }
        }
        return
            (RunOutput(outcome.report).summaryLines
            + open.map { "  " + RunOutput.line($0.change, $0.outcome) } + notes).joined(separator: "\n")
    }

    private var counts: String {
        func row(_ name: String, _ before: String, _ after: String) -> String {
            "  " + name.padding(10) + before.padding(9, left: true) + after.padding(9, left: true)
        }
        let rows = Kind.allCases.map { kind in
            row(
                kind.plural, "\(outcome.before.objects[kind]?.count ?? 0)",
                "\(outcome.after.objects[kind]?.count ?? 0)")
        }
        return (["The account:", row("", "before", "after")] + rows).joined(separator: "\n")
    }

    private var objects: String {
        let lines = changes.prefix(Self.shown).map { "  " + TerminalText.safe($0.line) }
        let more = changes.count - lines.count
        return (["Its objects that are not as before:"] + lines + (more > 0 ? ["  and \(more) more"] : []))
            .joined(separator: "\n")
    }

    private var rest: String {
        if outcome.rest.isEmpty {
            return outcome.rest.plan == nil
                ? "As wanted: the copy shows every change of the plan."
                : "As wanted: a second plan of the same files is empty."
        }
        if let plan = outcome.rest.plan {
            return "Not as wanted: a second plan of the same files still says:\n\n" + PlanText(plan).text
        }
        let lines = outcome.rest.missing.map {
            "  \($0.action.rawValue) \(TerminalText.safe($0.address.description))"
        }
        return "Not as wanted: the copy does not show these changes:\n" + lines.joined(separator: "\n")
    }

    private var effort: String {
        let requests = outcome.requests
        let turnedAway =
            requests.throttled > 0 ? ", \(requests.throttled) of them turned away as too many" : ""
        return
            "\(ImportReport.count(requests.total, "request")) (\(ImportReport.count(requests.writes, "write")),"
            + " \(ImportReport.count(requests.reads, "read"))\(turnedAway)) in"
            + " \(Self.seconds(outcome.duration)) s."
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds =
            duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
        let fraction = "\(milliseconds % 1_000)"
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// Format `waybill-rehearsal/1`.
    var json: Value {
        func number(_ number: Int) -> Value { .number("\(number)") }
        let requests = outcome.requests
        return .object([
            ("format", .string("waybill-rehearsal/1")),
            ("account", .string(account)),
            ("as_wanted", .bool(outcome.rest.isEmpty)),
            ("seconds", .number(Self.seconds(outcome.duration))),
            (
                "requests",
                .object([
                    ("total", number(requests.total)), ("reads", number(requests.reads)),
                    ("writes", number(requests.writes)), ("turned_away", number(requests.throttled)),
                ])
            ),
            ("run", RunOutput(outcome.report).json),
            (
                "counts",
                .object(
                    Kind.allCases.map { kind in
                        (
                            kind.plural,
                            .object([
                                ("before", number(outcome.before.objects[kind]?.count ?? 0)),
                                ("after", number(outcome.after.objects[kind]?.count ?? 0)),
                            ])
                        )
                    })
            ),
            ("objects", .array(changes.map(\.json))),
            ("rest", outcome.rest.plan.map { PlanJSON($0).value } ?? .null),
            (
                "missing",
                .array(outcome.rest.missing.map { .string("\($0.action.rawValue) \($0.address)") })
            ),
        ])
    }
}

extension String {
    fileprivate func padding(_ width: Int, left: Bool = false) -> String {
        let blank = String(repeating: " ", count: max(width - count, 0))
        return left ? blank + self : self + blank
    }
}
