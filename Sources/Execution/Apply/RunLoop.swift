import Feeds
import Planning
import RedTrack

/// The loop of a run: journals what is ready, sends what is durable, settles what comes back. The only one that
/// decides; what takes time happens elsewhere and comes back as a step.
///
/// An outcome is in the journal before the intents of what depends on it, and the journal keeps its order: wherever it
/// ends, no intent stands in it without the ids that its body names.
struct RunLoop {
    /// What comes back to the loop.
    enum Step: Sendable {
        /// The intent of a change is durable, or is not sure to be there.
        case journalled(Int, JournalError?)
        /// The request of a change has come to its end.
        case ended(Int, ChangeResult)
        /// Nothing new may start; the reason is with the signal.
        case stopped
    }

    private(set) var state: RunState
    private let runner: ChangeRunner
    private let journal: Journal
    private let steps: AsyncStream<Step>
    private let next: AsyncStream<Step>.Continuation
    private var turns = NameTurns()
    /// The bodies of what has begun and not ended.
    private var bodies: [Int: Value] = [:]
    private var isStopTold = false

    /// A loop that has not begun. The stream is the one that the signal to stop speaks to.
    init(
        _ state: RunState, _ runner: ChangeRunner, _ journal: Journal,
        steps: (stream: AsyncStream<Step>, continuation: AsyncStream<Step>.Continuation)
    ) {
        self.state = state
        self.runner = runner
        self.journal = journal
        self.steps = steps.stream
        next = steps.continuation
    }

    /// Works until nothing is left that may start, and nothing is under way.
    mutating func run() async {
        await withDiscardingTaskGroup { group in
            var iterator = steps.makeAsyncIterator()
            advance(&group)
            while state.queue.isBusy, let step = await iterator.next() {
                handle(step)
                advance(&group)
            }
        }
        withdraw()
        do {
            try await journal.flush()
        } catch {
            runner.stop.stop(.journal(error))
        }
        tellStop()
    }

    private mutating func handle(_ step: Step) {
        switch step {
        case .journalled(let index, nil): state.queue.wrote(index)
        case .journalled(let index, let error?):
            runner.stop.stop(.journal(error))
            state.queue.leaveOut(index)
        case .ended(let index, let result):
            state.queue.received()
            journal.submit(.outcome(JournalRecord.Outcome(index, result, at: runner.clock())))
            settle(index, result)
        case .stopped: break
        }
    }

    /// Starts what may start.
    private mutating func advance(_ group: inout DiscardingTaskGroup) {
        tellStop()
        // Sending first: a place on the wire is worth more than the intents that come after.
        send(&group)
        while runner.stop.reason == nil, let index = state.queue.prepare() { begin(index) }
    }

    private mutating func send(_ group: inout DiscardingTaskGroup) {
        while runner.stop.reason == nil, let index = state.queue.send() {
            let change = state.changes[index]
            let body = bodies[index] ?? .null
            let rank = state.queue.schedule.rank(index)
            // Here, so that places are given in the order of the queue, whoever comes first.
            runner.gate.announce(rank)
            group.addTask { [runner, next] in
                next.yield(.ended(index, await runner.run(index, change, body: body, rank)))
            }
        }
    }

    /// Journals the intent of a change, if its name is free.
    /// - Parameters:
    ///   - index: the change's place in the plan.
    ///   - hasTurn: whether it has been waiting for its name, and has it now.
    private mutating func begin(_ index: Int, hasTurn: Bool = false) {
        let change = state.changes[index]
        guard let body = state.body(index) else {
            state.queue.leaveOut(index)
            let message = "what it refers to is neither in the account nor in the plan. Plan again."
            settle(index, ChangeResult(outcome: .failed(message: message), wasStarted: false))
            return
        }
        if change.action == .create, !hasTurn,
            !turns.take(CreationMatch.turn(change.address.kind, body), index)
        {
            state.queue.leaveOut(index)
            return
        }
        bodies[index] = body
        if runner.found[index] != nil {
            // Its intent stands in the journal, from before the run was resumed.
            next.yield(.journalled(index, nil))
            return
        }
        journal.submit(.intent(JournalRecord.Intent(index, change, body, at: runner.clock()))) {
            [next] error in
            next.yield(.journalled(index, error))
        }
    }

    private mutating func settle(_ index: Int, _ result: ChangeResult) {
        let change = state.changes[index]
        let body = bodies.removeValue(forKey: index)
        let blocked = state.settle(index, result)
        runner.events.tell(result, of: change)
        for (index, chain) in blocked {
            let addresses = chain.map { state.changes[$0].address }
            let outcome: ChangeOutcome =
                if case .waiting = result.outcome { .skipped(waitingFor: addresses) } else {
                    .blocked(by: addresses)
                }
            runner.events.tell(.blocked(state.changes[index], outcome)) { $0.blocked += 1 }
        }
        guard change.action == .create, let body else { return }
        if let next = turns.giveBack(CreationMatch.turn(change.address.kind, body)),
            runner.stop.reason == nil
        {
            state.queue.begin(next)
            begin(next, hasTurn: true)
        }
    }

    /// Says in the journal that what was announced and not sent will not be sent: nobody has to look for it. What is in
    /// the account already stays a question.
    private mutating func withdraw() {
        while let index = state.queue.withdraw() {
            // Of what has been found the request was sent long ago.
            if runner.found[index] != nil { continue }
            journal.submit(.outcome(JournalRecord.Outcome(index, .notStarted, at: runner.clock())))
        }
    }

    private mutating func tellStop() {
        guard let reason = runner.stop.reason, !isStopTold else { return }
        isStopTold = true
        runner.events.tell(.stopping(reason))
    }
}
