public import Manifests
public import Planning
public import RedTrack

/// Makes the changes of a plan, in the order of their dependencies and as many at a time as allowed.
///
/// It decides nothing: what is sent is what the plan says. Every request is in the journal before it leaves,
/// and its outcome as soon as it is known, so that a run may be killed at any moment.
public struct Executor: Sendable {
    let client: RedTrackClient
    let folder: String
    let options: ExecutorOptions
    let time: TimeSource
    let clock: @Sendable () -> Moment

    /// Applies plans to an account.
    /// - Parameters:
    ///   - client: the account.
    ///   - folder: the project's folder; journals are kept in `.waybill/runs` inside it.
    ///   - options: how plans are applied.
    ///   - time: what waits are measured by.
    ///   - clock: what the journal's times are taken from.
    public init(
        client: RedTrackClient, folder: String, options: ExecutorOptions = ExecutorOptions(),
        time: TimeSource = .system, clock: @escaping @Sendable () -> Moment = { .now }
    ) {
        self.client = client
        self.folder = folder
        self.options = options
        self.time = time
        self.clock = clock
    }

    /// Applies a plan.
    ///
    /// A change that fails stops only those that depend on it. Cancelling the task starts no new change,
    /// finishes those in flight, and returns the report of what was done. The lock file is saved in every
    /// case.
    /// - Parameters:
    ///   - plan: what to do; one with refusals must not be applied.
    ///   - lock: the lock file that the plan was made with, recovered creations included.
    ///   - storedLock: the lock file as it stands on disk; `nil` when that is `lock`. Nothing is written when
    ///     it would not change.
    ///   - saveLock: writes the lock file.
    ///   - events: told what happens, one event at a time.
    /// - Returns: what became of each change.
    /// - Throws: ``JournalError`` when the journal cannot be begun; nothing has been sent then.
    public func run(
        _ plan: Plan, lock: LockFile, storedLock: LockFile? = nil,
        saveLock: @Sendable (LockFile) throws -> Void,
        events: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws(JournalError) -> RunReport {
        let start = time.now()
        let stop = StopSignal()
        let sink = EventSink(total: plan.changes.count, events)
        var state = RunState(plan.changes)
        var run: (id: RunID, journal: Journal)?
        if !plan.isEmpty {
            let begun = try await begin(plan)
            run = begun
            sink.tell(.runStarted(begun.id))
            let runner = ChangeRunner(
                client: client, journal: begun.journal, options: options, time: time, clock: clock,
                owned: OwnedObjects(plan), stop: stop, events: sink)
            // What is in flight is finished when the caller is cancelled: its requests must not be cut off.
            // The task does not inherit the cancellation, and is always waited for.
            let work = Task { [state, parallel = options.parallel] in
                await Self.changes(state, runner, parallel: parallel)
            }
            state = await withTaskCancellationHandler {
                await work.value
            } onCancel: {
                stop.stop(.interrupted)
            }
        }
        let outcomes = state.outcomes(isStopped: stop.reason != nil)
        let settled = lock.settled(plan, bodies: state.results.mapValues(\.body), outcomes: outcomes)
        var lockFailure: String?
        if settled != storedLock ?? lock {
            do {
                try saveLock(settled)
            } catch {
                lockFailure = "\(error)"
            }
        }
        let entries = zip(plan.changes, outcomes).enumerated().map { index, pair in
            RunReport.Entry(
                change: pair.0, outcome: pair.1, warnings: state.results[index]?.warnings ?? [],
                notes: state.results[index]?.notes ?? [], duration: state.results[index]?.duration)
        }
        var report = RunReport(
            run: run?.id, entries: entries, stopped: stop.reason, lock: settled, lockFailure: lockFailure,
            warnings: [], duration: .zero)
        if let run { report.warnings += await end(run.journal, report, sink) }
        report.duration = time.now() - start
        return report
    }

    private func begin(_ plan: Plan) async throws(JournalError) -> (id: RunID, journal: Journal) {
        let moment = clock()
        let id = RunID(at: moment, random: UInt32.random(in: 0...UInt32.max))
        let journal = Journal(log: try JournalFolder(project: folder).create(id))
        let counts = Change.Action.allCases.map { ($0.rawValue, plan.count($0)) }.filter { $0.1 > 0 }
        try await journal.append(
            .started(
                JournalRecord.Start(
                    run: id.rawValue, account: plan.account.id, tool: options.toolVersion, at: moment,
                    changes: Dictionary(counts, uniquingKeysWith: +))))
        return (id, journal)
    }

    /// Starts what is ready while there is room, until nothing is left that may start.
    private static func changes(_ start: RunState, _ runner: ChangeRunner, parallel: Int) async -> RunState {
        var state = start
        var isStopTold = false
        await withTaskGroup(of: (Int, ChangeResult).self) { group in
            var inFlight = 0
            func fill() {
                while inFlight < parallel, runner.stop.reason == nil, let index = state.schedule.next() {
                    let change = state.changes[index]
                    guard let body = state.body(index) else {
                        let message =
                            "what it refers to is neither in the account nor in the plan. Plan again."
                        settle(index, ChangeResult(outcome: .failed(message: message), wasStarted: false))
                        continue
                    }
                    inFlight += 1
                    group.addTask { (index, await runner.run(index, change, body: body)) }
                }
                if let reason = runner.stop.reason, !isStopTold {
                    isStopTold = true
                    runner.events.tell(.stopping(reason))
                }
            }
            func settle(_ index: Int, _ result: ChangeResult) {
                let blocked = state.settle(index, result)
                tell(result, state.changes[index], runner.events)
                for (index, chain) in blocked {
                    let addresses = chain.map { state.changes[$0].address }
                    let outcome: ChangeOutcome =
                        if case .waiting = result.outcome { .skipped(waitingFor: addresses) } else {
                            .blocked(by: addresses)
                        }
                    runner.events.tell(.blocked(state.changes[index], outcome)) { $0.blocked += 1 }
                }
            }
            fill()
            while let (index, result) = await group.next() {
                inFlight -= 1
                settle(index, result)
                fill()
            }
        }
        return state
    }

    private static func tell(_ result: ChangeResult, _ change: Change, _ events: EventSink) {
        let ended = result.wasStarted ? 1 : 0
        switch result.outcome {
        case .done, .adopted:
            events.tell(.finished(change, result.outcome)) {
                $0.inFlight -= ended
                $0.done += 1
            }
        case .failed, .waiting:
            events.tell(.failed(change, result.outcome)) {
                $0.inFlight -= ended
                $0.failed += 1
            }
        case .blocked, .skipped, .notStarted: break
        }
    }

    /// Writes the journal's last records.
    /// - Returns: what a person should know when that fails. The next plan finds out what the run did all the
    ///   same.
    private func end(_ journal: Journal, _ report: RunReport, _ events: EventSink) async -> [String] {
        do {
            if report.lockFailure == nil {
                try await journal.append(.lockSaved)
                events.tell(.lockSaved)
            }
            try await journal.append(.finished(status: report.status.rawValue, at: clock()))
            return []
        } catch {
            return ["the end of the run could not be journalled: \(error)"]
        }
    }
}
