import Dispatch
import Execution
import Feeds
import Manifests
import Planning
import RedTrack

/// Applies a plan and shows what becomes of it: the one way of every command that changes an account.
///
/// Its command runs inside of ``Interruption``, which turns signals into an orderly end.
struct ApplyRun: Sendable {
    /// The plan, and what it was computed from.
    let session: PlanSession
    /// How many changes may be under way at the same time.
    let parallel: Int
    let terminal: Terminal
    /// How it is told; `nil` as by default. Options that nobody has parsed cannot be read.
    var options: RunOptions?
    /// Whether the report for programs is printed.
    var json = false
    /// Whether the plan came from a file.
    var isSaved = false
    /// Whether the plan is kept beside the journal, so that `resume` can go on with it.
    var keepsPlan = true

    /// What is told of the run while it works.
    typealias Listener = @Sendable (RunEvent) -> Void
    /// What is done with the executor: a plan is begun, or gone on with.
    typealias Work = @Sendable (Executor, @escaping Listener) async throws -> RunReport

    /// Applies the session's plan, prints what became of it, and returns the code to exit with.
    func perform() async throws -> ExitStatus {
        try await perform(beginning)
    }

    /// Applies the session's plan while its progress is shown, and prints no result.
    func report() async throws -> RunReport { try await report(beginning) }

    private var skipsVerification: Bool { options?.noVerify ?? false }

    /// Begins the session's plan.
    private var beginning: Work {
        { [session, keepsPlan] executor, listener in
            try await executor.run(
                session.plan, lock: session.lock, storedLock: session.storedLock,
                keeping: keepsPlan ? session.saved(session.workspace.account) : nil,
                saveLock: { try $0.save(to: session.lockPath) }, events: listener)
        }
    }

    /// The same for other work than beginning the session's plan.
    func perform(_ work: @escaping Work) async throws -> ExitStatus {
        let files = (options?.report ?? []).compactMap(ReportFile.init)
        for file in files { try file.check() }
        let before = session.connection.traffic.requests
        let report = try await report(work)
        let resume = report.isResumable ? report.run.map { ResumeLine.text($0, session.workspace) } : nil
        let output = RunOutput(
            report, isSaved: isSaved, isInterrupted: Interruption.current?.isInterrupted ?? false,
            requests: session.connection.traffic.requests - before, resume: resume)
        show(output)
        return try write(files, output)
    }

    private func show(_ output: RunOutput) {
        if terminal.tellsEvents { RunEvents { terminal.tell($0, $1) }.tell(output) }
        if json {
            var bytes: [UInt8] = []
            ReportFile.json(output) {
                bytes += $0
                if bytes.count < 1 << 18 { return }
                terminal.printResult(bytes: bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            terminal.printResult(bytes: bytes)
        } else if !session.plan.isEmpty {
            terminal.printResult(output.text)
        }
    }

    /// Writes the reports, also those of a run that was stopped. What was applied stays applied when that fails.
    private func write(_ files: [ReportFile], _ output: RunOutput) throws -> ExitStatus {
        var status = output.status
        for file in files {
            do {
                try file.write(output, redacting: session.connection.redacting)
                terminal.say("the report was written to \(file.path)")
            } catch {
                let failed = FailureReport(terminal: terminal).report(error)
                if status == .success { status = failed }
            }
        }
        return status
    }

    /// Does the work while its progress is shown, and prints no result.
    func report(_ work: @escaping Work) async throws -> RunReport {
        try Task.checkCancellation()
        let connection = session.connection
        let executor = Executor(
            client: connection.client, folder: session.workspace.folder,
            options: ExecutorOptions(
                parallel: parallel, verifies: !skipsVerification, toolVersion: toolVersion))
        let budget = connection.client.budget
        let clock = RunClock(
            changes: session.plan.changes.count,
            verification: skipsVerification ? 0 : ReadBackWay.requests(for: session.plan), parallel: parallel,
            budget: budget)
        let progress = RunProgress(
            RunTalk(terminal), total: session.plan.changes.count, requests: { connection.traffic.requests },
            pauseLeft: { budget.pauseLeft }, remaining: { clock.forecast.remaining })
        connection.traffic.hand { progress.show($0) }
        let interruption = Interruption.current
        interruption?.enterRun()
        defer {
            progress.end()
            connection.traffic.hand(to: nil)
            interruption?.leaveRun()
        }
        // A tenth of a second: as often as anybody looks. On a thread of its own, so that it goes on while a stopped run
        // finishes what is under way.
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "waybill.progress"))
        timer.schedule(deadline: .now(), repeating: .milliseconds(100))
        timer.setEventHandler { progress.tick() }
        timer.resume()
        defer { timer.cancel() }
        return try await work(executor) { event in
            if case .runStarted(let run) = event.kind {
                interruption?.note(run, resume: keepsPlan ? ResumeLine.text(run, session.workspace) : nil)
                session.runLock?.note(run)
            }
            clock.note(event.counts)
            progress.show(event)
        }
    }
}
