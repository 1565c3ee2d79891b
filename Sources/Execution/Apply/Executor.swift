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
    /// What stands between a journal and its file; tests let it fail.
    package var logging: @Sendable (any DurableLog) -> any DurableLog = { $0 }

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
    ///   - saved: the plan as it is kept beside the journal, so that the run can be resumed; `nil` keeps none. It is
    ///     held only until it is written.
    ///   - saveLock: writes the lock file.
    ///   - events: told what happens, one event at a time.
    /// - Returns: what became of each change.
    /// - Throws: ``JournalError`` when the journal cannot be begun; nothing has been sent then.
    public func run(
        _ plan: Plan, lock: LockFile, storedLock: LockFile? = nil,
        keeping saved: @autoclosure () -> SavedPlan? = nil,
        saveLock: @Sendable (LockFile) throws -> Void,
        events: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws(JournalError) -> RunReport {
        var start = RunStart()
        if !plan.isEmpty { start.run = try await begin(plan, keeping: saved) }
        return try await run(
            plan, start, lock: lock, storedLock: storedLock, saveLock: saveLock, events: events)
    }

    /// The same, from wherever the run starts.
    func run(
        _ plan: Plan, _ from: RunStart, lock: LockFile, storedLock: LockFile?,
        saveLock: @Sendable (LockFile) throws -> Void, events: @escaping @Sendable (RunEvent) -> Void
    ) async throws(JournalError) -> RunReport {
        let start = time.now()
        let steps = AsyncStream.makeStream(of: RunLoop.Step.self)
        let gate = WireGate(width: options.parallel)
        let stop = StopSignal {
            gate.close()
            steps.continuation.yield(.stopped)
        }
        let sink = EventSink(total: plan.changes.count, events)
        let state: RunState
        if let begun = from.run {
            let earlier = from.settled.values.count { $0.outcome.isDone }
            sink.tell(.runStarted(begun.id)) { $0.done = earlier }
            let runner = ChangeRunner(
                client: client, options: options, time: time, clock: clock, owned: OwnedObjects(plan),
                stop: stop, events: sink, gate: gate, found: from.found)
            // What is in flight is finished when the caller is cancelled: its requests must not be cut off.
            // The task does not inherit the cancellation, and is always waited for.
            let work = Task { [options] in
                // Made where it is changed: there is much of it to copy.
                var loop = RunLoop(
                    RunState(plan.changes, width: options.parallel, settled: from.settled), runner,
                    begun.journal, steps: steps)
                await loop.run()
                return loop.state
            }
            state = await withTaskCancellationHandler {
                await work.value
            } onCancel: {
                stop.stop(.interrupted)
            }
        } else {
            state = RunState(plan.changes, width: options.parallel, settled: from.settled)
        }
        let outcomes = state.outcomes(isStopped: stop.reason != nil)
        let unlocked =
            from.locked.isEmpty
            ? outcomes : outcomes.enumerated().map { from.locked.contains($0) ? .notStarted : $1 }
        let settled = lock.settled(plan, sent: state.results.fingerprints, outcomes: unlocked)
        var lockFailure: String?
        if settled != storedLock ?? lock {
            do {
                try saveLock(settled)
            } catch {
                lockFailure = "\(error)"
            }
        }
        let entries = RunReport.Entries(
            changes: plan.changes, outcomes: outcomes, results: state.results)
        var report = RunReport(
            run: from.run?.id, entries: entries, stopped: stop.reason, lock: settled,
            lockFailure: lockFailure,
            warnings: [], duration: .zero)
        report.isResumable = from.run?.keepsPlan ?? false
        if let run = from.run {
            report.verification = await verified(plan, outcomes, state, run.journal, stop, sink)
            report.warnings += await end(run.journal, report, sink)
        }
        report.duration = time.now() - start
        return report
    }

    private func begin(
        _ plan: Plan, keeping saved: () -> SavedPlan?
    ) async throws(JournalError) -> (id: RunID, journal: Journal, keepsPlan: Bool) {
        let moment = clock()
        let id = RunID(at: moment, random: UInt32.random(in: 0...UInt32.max))
        let journals = JournalFolder(project: folder)
        try journals.forgetPlansOfUnbegunRuns()
        let journal = Journal(log: logging(try journals.create(id)))
        let digest: String? =
            if let saved = saved() { try journals.keep(saved, of: id, redacting: client.redacting) } else {
                nil
            }
        let counts = Change.Action.allCases.map { ($0.rawValue, plan.count($0)) }.filter { $0.1 > 0 }
        try await journal.append(
            .started(
                JournalRecord.Start(
                    run: id.rawValue, account: plan.account.id, tool: options.toolVersion, at: moment,
                    changes: Dictionary(counts, uniquingKeysWith: +), plan: digest,
                    undoes: plan.undoes)))
        return (id, journal, digest != nil)
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
            // The journal has all that is worth knowing of what was made.
            if let run = report.run, report.status == .done, report.lockFailure == nil {
                JournalFolder(project: folder).forgetPlan(of: run)
            }
            return []
        } catch {
            return ["the end of the run could not be journalled: \(error)"]
        }
    }
}
