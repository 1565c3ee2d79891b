import Dispatch
import Execution
import Foundation
import Planning
import Synchronization

/// What signals do to a command that changes an account.
///
/// The first one (Ctrl-C, SIGTERM, a terminal that is closed) ends the command in good order: while an account is read
/// nothing has happened yet, and a run finishes what is on the wire and starts nothing more. The second one ends the
/// process at once; the journal knows what was under way.
final class Interruption: Sendable {
    /// That of the command that is running.
    @TaskLocal static var current: Interruption?

    /// Every wait of the account's client: they end with the first signal.
    let waits = InterruptibleWaits()

    private struct State {
        var signals = 0
        var isRunning = false
        var run: RunID?
        var resume: String?
        var work: Task<ExitStatus, any Error>?
    }

    private let state = Mutex(State())
    private let terminal: Terminal
    /// Of its own, so that a busy process hears the second signal too.
    private let queue = DispatchQueue(label: "waybill.signals")

    init(_ terminal: Terminal) { self.terminal = terminal }

    /// Whether a signal has come.
    var isInterrupted: Bool { state.withLock { $0.signals > 0 } }

    /// A run begins: from now on there is something to finish.
    func enterRun() { state.withLock { $0.isRunning = true } }

    /// The run is over.
    func leaveRun() { state.withLock { $0.isRunning = false } }

    /// The run has a journal and a name, and maybe a command that goes on with it.
    func note(_ run: RunID, resume: String?) {
        state.withLock { state in
            state.run = run
            state.resume = resume
        }
    }

    /// Does a command's work while it listens for signals.
    func guarding(_ work: @escaping @Sendable () async throws -> ExitStatus) async throws -> ExitStatus {
        // Whoever reads the output may go; the run goes on all the same.
        signal(SIGPIPE, SIG_IGN)
        let sources = Self.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in received() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        let task = Task { try await Self.$current.withValue(self) { try await work() } }
        state.withLock { $0.work = task }
        do {
            return try await task.value
        } catch {
            guard state.withLock({ $0.signals > 0 && $0.run == nil }) else { throw error }
            throw CommandFailure(.interrupted, "interrupted; nothing was applied")
        }
    }

    /// Those that end a command. One that is ignored from outside, as by `nohup`, stays ignored.
    private static var signals: [Int32] {
        [SIGINT, SIGTERM, SIGHUP].filter { number in
            var action = sigaction()
            guard sigaction(number, nil, &action) == 0 else { return true }
            #if canImport(Darwin)
                return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) != 1
            #else
                return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1
            #endif
        }
    }

    private func received() {
        let (count, isRunning, work) = state.withLock { state in
            state.signals += 1
            return (state.signals, state.isRunning, state.work)
        }
        guard count == 1, !terminal.isAsking else { return exitNow() }
        if isRunning {
            terminal.say("stopping: finishing what is under way; once more stops at once")
        } else {
            // Files are being read, or something is computed: that looks for no signal.
            queue.asyncAfter(deadline: .now() + 1) { [self] in
                if state.withLock({ !$0.isRunning && $0.run == nil }) { exitNow() }
            }
        }
        work?.cancel()
        waits.end()
    }

    private func exitNow() {
        let (isRunning, run, resume) = state.withLock { ($0.isRunning, $0.run, $0.resume) }
        switch (isRunning, run) {
        case (true, let run?):
            terminal.lastWords(
                "stopped at once; the journal of run \(run) knows what was under way. To go on: "
                    + (resume.map { "`\(TerminalText.safe($0))`" } ?? "run the same command again")
            )
        case (true, nil), (false, nil): terminal.lastWords("interrupted; nothing was applied")
        case (false, _?): break
        }
        _exit(ExitStatus.interrupted.rawValue)
    }
}
