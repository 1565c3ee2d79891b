import Execution
import Feeds
import Planning
import RedTrack

/// Tells programs what happens in a run, format `waybill-events/1`: docs/EVENTS.md says what each event means, and
/// docs/events.schema.json what it holds.
struct RunEvents: Sendable {
    private let write: @Sendable (String, [(String, Value)]) -> Void

    /// Tells events to whoever writes them, by their names and what they hold.
    init(_ write: @escaping @Sendable (String, [(String, Value)]) -> Void) { self.write = write }

    /// The names of all events.
    static let names = [
        "message", "question", "run-started", "change-started", "change-finished", "change-failed",
        "change-blocked",
        "change-withdrawn", "searching", "creating-again", "request-repeated", "progress", "stopping",
        "verifying",
        "repairing", "difference", "lock-saved", "run-finished",
    ]

    /// An event of the run.
    func tell(_ event: RunEvent) {
        let counts = event.counts
        let position = [("done", Self.number(counts.done)), ("total", Self.number(counts.total))]
        switch event.kind {
        case .runStarted(let run):
            write(
                "run-started",
                [
                    ("format", .string("waybill-events/1")), ("run", .string(run.rawValue)),
                    ("total", Self.number(counts.total)),
                ])
        case .started(let change): write("change-started", Self.object(change, id: change.id))
        case .finished(let change, let outcome):
            write(
                "change-finished",
                Self.object(change, id: outcome.id) + [("outcome", .string(outcome.name))] + position)
        case .failed(let change, let outcome):
            write("change-failed", Self.failure(change, outcome) + position)
        case .blocked(let change, let outcome):
            write("change-blocked", Self.failure(change, outcome) + position)
        case .withdrawn(let change): write("change-withdrawn", Self.object(change, id: change.id))
        case .searching(let change, let reason):
            write("searching", Self.object(change, id: nil) + [("reason", .string(reason))])
        case .retrying(let change, let attempt):
            write(
                "creating-again", Self.object(change, id: nil) + [("attempt", Self.number(attempt))])
        case .stopping(let reason):
            write("stopping", [("reason", .string(RunOutput.sentence(reason)))])
        case .verifying(let checked, let whole):
            write(
                "verifying", [("checked", Self.number(checked)), ("total", Self.number(whole))])
        case .repairing(let change, let fields):
            write(
                "repairing",
                Self.object(change, id: change.id) + [("fields", .array(fields.map(Value.string)))])
        case .found(let finding):
            write(
                "difference",
                [
                    ("kind", .string(finding.address.kind.rawValue)), ("key", .string(finding.address.key)),
                    ("id", .string(finding.id)),
                ] + (VerificationText.json(finding).members ?? []).map { ($0.name, $0.node.value) })
        case .lockSaved: write("lock-saved", [])
        }
    }

    /// A request that is sent again.
    func tell(_ notice: RetryNotice) {
        write(
            "request-repeated",
            [
                ("method", .string("\(notice.method)")), ("path", .string(notice.path)),
                ("reason", .string(notice.error.summary)), ("delay_ms", Self.milliseconds(notice.delay)),
                ("throttled", .bool(notice.isThrottled)),
            ])
    }

    /// How far the run is.
    func tell(_ line: ProgressLine, requests: Int) {
        guard case .applying = line.stage else { return }
        write(
            "progress",
            [
                ("done", Self.number(line.done)), ("total", Self.number(line.total)),
                ("failed", Self.number(line.failed)), ("blocked", Self.number(line.blocked)),
                ("in_flight", Self.number(line.inFlight)), ("requests", Self.number(requests)),
                ("repeated", Self.number(line.retries)),
                (
                    "requests_per_second",
                    line.rate.map { .number("\(Int($0 * 100) / 100).\(Self.hundredths($0))") } ?? .null
                ),
                ("remaining_ms", line.remaining.map(Self.milliseconds) ?? .null),
                ("pause_ms", Self.milliseconds(line.pause)),
            ])
    }

    /// The end of the run.
    func tell(_ output: RunOutput) {
        write(
            "run-finished",
            (output.head.members ?? []).filter { $0.name != "format" }.map { ($0.name, $0.node.value) })
    }

    private static func object(_ change: Change, id: String?) -> [(String, Value)] {
        [
            ("action", .string(change.action.rawValue)), ("kind", .string(change.address.kind.rawValue)),
            ("key", .string(change.address.key)), ("id", id.map(Value.string) ?? .null),
        ]
    }

    private static func failure(_ change: Change, _ outcome: ChangeOutcome) -> [(String, Value)] {
        object(change, id: change.id) + [
            ("outcome", .string(outcome.name)),
            ("message", RunOutput.message(outcome).map(Value.string) ?? .null),
        ]
    }

    private static func number(_ number: Int) -> Value { .number("\(number)") }

    private static func hundredths(_ rate: Double) -> String {
        let rest = Int(max(rate, 0) * 100) % 100
        return rest < 10 ? "0\(rest)" : "\(rest)"
    }

    private static func milliseconds(_ duration: Duration) -> Value {
        let (seconds, fraction) = duration.components
        return .number("\(Int(seconds) * 1_000 + Int(fraction / 1_000_000_000_000_000))")
    }
}
