import Execution
import Feeds
import Manifests
import Planning

/// Applies a plan and shows what becomes of it: the one way of every command that changes an account.
///
/// Its command runs inside of ``Interruption``, which turns signals into an orderly end.
struct ApplyRun: Sendable {
    /// The plan, and what it was computed from.
    let session: PlanSession
    /// How many changes may be under way at the same time.
    let parallel: Int
    let terminal: Terminal
    /// Whether the report for programs is printed.
    var json = false
    /// Whether the plan came from a file.
    var isSaved = false

    /// What is told of the run while it works.
    typealias Listener = @Sendable (RunEvent) -> Void
    /// What is done with the executor: a plan is begun, or gone on with.
    typealias Work = @Sendable (Executor, @escaping Listener) async throws -> RunReport

    /// Applies the session's plan, prints what became of it, and returns the code to exit with.
    func perform() async throws -> ExitStatus { try await perform(begin) }

    /// The same for other work than beginning the session's plan.
    func perform(_ work: Work) async throws -> ExitStatus {
        let report = try await report(work)
        let output = RunOutput(report, isSaved: isSaved)
        if json {
            terminal.printResult(output.json.jsonText(pretty: true))
        } else if !session.plan.isEmpty {
            terminal.printResult(output.text)
        }
        return output.status
    }

    /// Does the work while its progress is shown, and prints no result.
    func report(_ work: Work) async throws -> RunReport {
        try Task.checkCancellation()
        let executor = Executor(
            client: session.connection.client, folder: session.workspace.folder,
            options: ExecutorOptions(parallel: parallel, toolVersion: toolVersion))
        let progress = RunProgress(terminal)
        let interruption = Interruption.current
        interruption?.enterRun()
        defer { interruption?.leaveRun() }
        return try await work(executor) { event in
            if case .runStarted(let run) = event.kind { interruption?.note(run) }
            progress.show(event)
        }
    }

    /// Begins the session's plan.
    private func begin(_ executor: Executor, _ listener: @escaping Listener) async throws -> RunReport {
        try await executor.run(
            session.plan, lock: session.lock, storedLock: session.storedLock,
            saveLock: { try $0.save(to: session.lockPath) }, events: listener)
    }
}
