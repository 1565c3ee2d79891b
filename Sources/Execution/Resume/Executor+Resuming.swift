package import Manifests
import Planning
package import RedTrack

extension Executor {
    /// Goes on with a run: what it has made stays made, what requests without an answer have left is taken as it is,
    /// and the rest is sent. The torn end of its journal is cut before anything is added to it.
    /// - Parameters:
    ///   - run: the run.
    ///   - resumption: what is left of it.
    ///   - lock: the lock file to go on with; see ``UnfinishedRun/plan(over:)``.
    ///   - storedLock: the lock file as it stands on disk.
    ///   - saveLock: writes the lock file.
    ///   - events: told what happens, one event at a time.
    /// - Returns: what became of each change of the whole plan, those included that had been made before.
    /// - Throws: ``JournalError`` when the journal cannot be gone on with; nothing has been sent then.
    package func resume(
        _ run: UnfinishedRun, _ resumption: Resumption, lock: LockFile, storedLock: LockFile,
        saveLock: @Sendable (LockFile) throws -> Void,
        events: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws(JournalError) -> RunReport {
        let file = try JournalFile(reopening: run.journalPath, length: run.wholeLength)
        let journal = Journal(log: logging(file), nextNumber: run.nextNumber)
        try await journal.append(.resumed(tool: options.toolVersion, at: clock()))
        var start = resumption.start(run)
        start.run = (run.id, journal, true)
        return try await self.run(
            resumption.plan, start, lock: lock, storedLock: storedLock, saveLock: saveLock, events: events)
    }
}

/// How it is found out what is left of a run.
package struct ResumeOptions: Sendable, Hashable {
    /// How long a request may be under way after the last sign of life of the run that sent it. A creation is sent
    /// again only when the account does not have it after that time.
    package var patience: Duration
    /// The least wait between two looks for a creation.
    package var searchDelay: Duration

    package init(patience: Duration = .seconds(10), searchDelay: Duration = .seconds(1)) {
        self.patience = max(patience, .zero)
        self.searchDelay = max(searchDelay, .zero)
    }
}

extension Resumption {
    /// Reads again what the rest of a run rests on, and looks for what its lost requests have made: twice when the
    /// first look does not find all of it, since a request may still have been under way.
    /// - Parameters:
    ///   - run: the run.
    ///   - stored: the lock file as it stands on disk.
    ///   - history: the project's runs.
    ///   - account: whose account it is.
    ///   - reader: reads the account.
    ///   - options: how long is waited for requests that may be under way.
    ///   - time: what waits are measured by.
    ///   - clock: tells how long ago the run's last sign of life was.
    ///   - waiting: told before the wait for the second look, with the creations that the first one did not find.
    /// - Returns: what is left.
    /// - Throws: ``/RedTrack/APIError`` when the account cannot be read, ``AccountDoubt`` when a list is doubtful.
    package static func read(
        _ run: UnfinishedRun, over stored: LockFile, history: RunHistory, account: AccountProfile,
        reader: AccountReader, options: ResumeOptions = ResumeOptions(), time: TimeSource = .system,
        clock: @Sendable () -> Moment = { .now },
        waiting: (Int, Duration) -> Void = { _, _ in }
    ) async throws -> Resumption {
        let (plan, lock) = run.plan(over: stored)
        let basis = run.basis(of: plan)
        let reach = run.reach(of: plan, basis)
        func look() async throws -> Resumption {
            let now = try await reader.snapshot(of: reach, account: account)
            if let list = basis.doubtfulList(in: now) {
                throw AccountDoubt(
                    list.kind,
                    "nothing was sent: with what the run has done the account would list \(list.before)"
                        + " \(list.kind.plural), and it lists \(list.now). That is more often a fault than a removal."
                        + " Try again; if they are really gone, run `waybill apply` instead")
            }
            return Resumption(run, plan: plan, basis: basis, account: now, lock: lock, history: history)
        }
        let first = try await look()
        if first.missing.isEmpty { return first }
        let silence = max(clock().milliseconds - run.lastSign.milliseconds, 0)
        let wait = max(options.patience - .milliseconds(silence), options.searchDelay)
        waiting(first.missing.count, wait)
        try await time.sleep(wait)
        return try await look()
    }
}
