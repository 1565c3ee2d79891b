import ArgumentParser
import Execution
import Feeds
import Manifests
import Planning
import RedTrack

/// Goes on with a run that has not come to its end.
struct ResumeCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a run that was interrupted, killed, or failed in part.",
        discussion: """
            The plan of the run is applied to its end: what its journal knows as done stays done, what requests \
            without an answer have made is looked for, and only the rest is sent. What the rest stands on is read \
            again; when any of it has moved, nothing is sent and the exit code is 6. Other exit codes are those of \
            `apply`.
            """)

    @Argument(
        help: ArgumentHelp(
            "The run, or the beginning of its name; by default the account's last one, when it is unfinished."
        ))
    var run: String?

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @Flag(help: "Go on with what still holds, and leave out what has moved and what waits for it.")
    var skipStale = false

    @Option(
        help: ArgumentHelp(
            "How long a request may be under way before a creation that the account does not show is sent again.",
            valueName: "seconds"))
    var patience: Int = 10

    @OptionGroup(title: "The run") var runs: RunOptions

    @Flag(help: "Do not ask.") var yes = false

    @Option(help: "How many changes may be under way at the same time (1 to 64).") var parallel: Int = 8

    @Flag(help: "Print what became of each change as JSON; all else goes to the error output.") var json =
        false

    @OptionGroup(title: "Account") var account: AccountOptions
    @OptionGroup(title: "Lock") var lock: RunLockOptions

    func validate() throws {
        guard (1...64).contains(parallel) else { throw ValidationError("--parallel takes 1 to 64") }
        guard (0...3_600).contains(patience) else { throw ValidationError("--patience takes 0 to 3600") }
    }

    func run() async throws {
        try await running { terminal, environment in
            var account = account
            if let run, account.account == nil {
                account.account = try RunChoice(try Workspace([project]).folder).accountName(of: run)
            }
            let workspace = try Workspace([project], account: account.account, environment: environment)
            let target = try AccountTarget.find(
                named: account.account, in: workspace.project, environment: environment)
            return try await AccountConnection.open(
                target, account, inFlight: max(parallel, 8), terminal: terminal
            ) { [self] connection in try await resume(connection, workspace, terminal) }
        }
    }

    /// Finds the run and goes on with it, while nobody else changes the account from this project.
    @inline(never)
    private func resume(
        _ connection: AccountConnection, _ workspace: Workspace, _ terminal: Terminal
    ) async throws -> ExitStatus {
        let profile = try await connection.client.account()
        let lock = try await lock.locking("resume").take(workspace, account: profile.id, terminal)
        defer { lock.release() }
        let choice = RunChoice(workspace.folder)
        let history = try RunHistory.read(folder: workspace.folder)
        guard let recorded = try choice.run(run, in: history, profile, terminal) else { return .success }
        let session = ResumeSession(
            run: try UnfinishedRun.read(recorded, folder: workspace.folder), history: history,
            profile: profile,
            connection: connection, workspace: workspace, patience: .seconds(patience), terminal: terminal)
        return try await goOn(session, lock)
    }

    private func goOn(_ session: ResumeSession, _ lock: RunLock) async throws -> ExitStatus {
        let terminal = session.terminal
        var readAt = ContinuousClock.now
        var resumption = try await session.read(skipping: skipStale, json: json)
        session.show(resumption, json: json)
        if !resumption.rest.isEmpty, !yes {
            try ApplyCommand.ask(resumption.rest, terminal)
            // Who took long to answer may have agreed to something that holds no longer.
            if readAt.duration(to: .now) >= .seconds(60) {
                readAt = .now
                resumption = try await session.read(skipping: skipStale, json: json)
            }
        }
        lock.note(session.run.id)
        let stored = try session.workspace.lock(account: session.profile.id)
        let planned = session.planSession(
            resumption, stored: stored.lock, lockPath: stored.path, readAt: readAt)
        let (run, left) = (session.run, resumption)
        return try await ApplyRun(
            session: planned, parallel: parallel, terminal: terminal, options: runs, json: json
        ).perform { executor, listener in
            try await executor.resume(
                run, left, lock: planned.lock, storedLock: planned.storedLock,
                saveLock: { try $0.save(to: planned.lockPath) }, events: listener)
        }
    }
}
