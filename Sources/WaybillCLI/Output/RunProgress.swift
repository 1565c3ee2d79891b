import Execution
import Planning
import RedTrack
import Synchronization

/// Tells how a run goes on.
///
/// What went wrong always has its line. What went well has one as long as a person would read them all; else a terminal has
/// a line that is redrawn, and a log has one every few seconds. Programs get events instead.
final class RunProgress: Sendable {
    private struct State {
        var line = ProgressLine()
        var meter = RateMeter()
        var isActive = true
        /// When a line was written last that tells how far the run is.
        var lastLine: Duration?
        var lastThrottle: Duration?
    }

    /// So many changes are told one by one.
    static let mostLines = 50
    private static let logInterval = Duration.seconds(5)

    private let talk: RunTalk
    private let time: TimeSource
    private let requests: @Sendable () -> Int
    private let pauseLeft: @Sendable () -> Duration
    private let remaining: @Sendable () -> Duration?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - talk: where it is told.
    ///   - total: how many changes there are.
    ///   - requests: how many requests have been sent.
    ///   - pauseLeft: how long the account has asked to be left alone, from now.
    ///   - remaining: how long the run will still take, as far as anybody knows.
    ///   - time: the clock.
    init(
        _ talk: RunTalk, total: Int, requests: @escaping @Sendable () -> Int,
        pauseLeft: @escaping @Sendable () -> Duration,
        remaining: @escaping @Sendable () -> Duration? = { nil }, time: TimeSource = .system
    ) {
        self.remaining = remaining
        self.talk = talk
        self.requests = requests
        self.pauseLeft = pauseLeft
        self.time = time
        state = Mutex(State(line: ProgressLine(total: total)))
    }

    private var tellsEach: Bool { state.withLock { $0.line.total <= Self.mostLines } }

    /// Takes an event of the run.
    func show(_ event: RunEvent) {
        state.withLock { Self.note(event, in: &$0.line) }
        if let events = talk.events { return events.tell(event) }
        switch event.kind {
        case .runStarted, .started, .withdrawn, .lockSaved, .verifying, .found: break
        case .finished(let change, let outcome):
            if case .adopted = outcome {
                talk.say("found \(name(change))\(id(outcome)), whose answer was lost")
            } else if tellsEach {
                talk.say("\(Self.verb(change.action)) \(name(change))\(id(outcome))")
            }
        case .failed(let change, let outcome), .blocked(let change, let outcome):
            talk.say(RunOutput.line(change, outcome))
        case .searching(let change, let reason): talk.say("looking for \(name(change)): \(reason)")
        case .retrying(let change, let attempt):
            talk.say("creating \(name(change)) again (attempt \(attempt))")
        case .repairing(let change, let fields):
            talk.say("sending \(fields.joined(separator: ", ")) of \(name(change)) once more")
        // Whoever interrupts it has been answered already.
        case .stopping(.interrupted): break
        case .stopping(let reason): talk.say("stopping: \(RunOutput.sentence(reason))")
        }
    }

    /// Takes a request that is sent again.
    func show(_ notice: RetryNotice) {
        let now = time.now()
        let isTold = state.withLock { state in
            state.line.retries += 1
            guard notice.isThrottled else { return true }
            // A pause stops many requests at once; on a terminal the redrawn line tells of it.
            if talk.draw != nil { return false }
            if let last = state.lastThrottle, now - last < Self.logInterval { return false }
            state.lastThrottle = now
            return true
        }
        if let events = talk.events { events.tell(notice) } else if isTold { talk.say("\(notice)") }
    }

    /// Looks at the clock: called some times a second.
    func tick() {
        let now = time.now()
        let sent = requests()
        let pause = pauseLeft()
        let remaining = remaining()
        let (line, isDue) = state.withLock { state -> (ProgressLine?, Bool) in
            guard state.isActive else { return (nil, false) }
            state.meter.note(sent, at: now)
            state.line.rate = state.meter.rate
            state.line.pause = pause
            state.line.remaining = remaining
            let interval: Duration = talk.events == nil ? Self.logInterval : .seconds(1)
            guard let last = state.lastLine else {
                state.lastLine = now
                return (state.line, false)
            }
            guard now - last >= interval else { return (state.line, false) }
            state.lastLine = now
            return (state.line, true)
        }
        guard let line else { return }
        if let events = talk.events {
            if isDue { events.tell(line, requests: sent) }
        } else if let draw = talk.draw {
            draw(line.text(columns: talk.columns()))
        } else if isDue {
            talk.say(line.plainText)
        }
    }

    /// Nothing more is drawn.
    func end() {
        state.withLock { $0.isActive = false }
        talk.clear()
    }

    private static func note(_ event: RunEvent, in line: inout ProgressLine) {
        line.total = event.counts.total
        line.done = event.counts.done
        line.failed = event.counts.failed
        line.blocked = event.counts.blocked
        line.inFlight = event.counts.inFlight
        switch event.kind {
        case .started(let change): line.current.append(change.address.description)
        case .finished(let change, _), .failed(let change, _), .withdrawn(let change):
            let name = change.address.description
            if let index = line.current.firstIndex(of: name) { line.current.remove(at: index) }
        case .verifying(let checked, let whole): line.stage = .verifying(checked: checked, of: whole)
        case .stopping: line.isStopping = true
        case .runStarted, .blocked, .searching, .retrying, .repairing, .found, .lockSaved: break
        }
    }

    private func name(_ change: Change) -> String { TerminalText.safe(change.address.description) }

    private func id(_ outcome: ChangeOutcome) -> String { outcome.id.map { "  \($0)" } ?? "" }

    static func verb(_ action: Change.Action) -> String {
        switch action {
        case .create: "created"
        case .update: "updated"
        case .archive: "archived"
        case .delete: "deleted"
        }
    }
}
