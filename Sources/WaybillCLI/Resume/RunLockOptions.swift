import ArgumentParser
import Execution
import Planning
import RedTrack

/// The options of commands that change an account, about others that do.
struct RunLockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wait this long, such as 30s or 10min, for another command that changes the account from this project.",
            discussion: "By default such a command is refused, with 5.", valueName: "duration"))
    var waitLock: WaitTime?

    /// How a command takes the lock.
    func locking(_ command: String, folder: String? = nil) -> RunLocking {
        RunLocking(command: command, wait: waitLock?.duration ?? .zero, folder: folder)
    }
}

/// A time to wait for: a number with `s`, `min` or `h`; without a unit in seconds.
struct WaitTime: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let digits = argument.prefix { "0"..."9" ~= $0 }
        guard let number = Int(digits), number <= 604_800 else { return nil }
        switch argument.dropFirst(digits.count) {
        case "", "s": duration = .seconds(number)
        case "min", "m": duration = .seconds(number * 60)
        case "h": duration = .seconds(number * 3_600)
        default: return nil
        }
    }
}

/// How a command takes the lock of a project and an account.
struct RunLocking: Sendable {
    /// What others are told of the command.
    let command: String
    let wait: Duration
    /// The folder of the project; `nil` for the one of the workspace.
    var folder: String?

    /// Takes the lock, or refuses with who has it.
    func take(_ workspace: Workspace, account: String, _ terminal: Terminal) async throws -> RunLock {
        let lock = try await RunLock.take(
            folder: folder ?? workspace.folder, account: account, command: command, wait: wait,
            time: Interruption.current?.waits.time ?? .system,
            waiting: { message in
                terminal.say(TerminalText.safe("waiting for the end of another command: \(message)"))
            })
        if let silent = lock.silent {
            terminal.say(
                TerminalText.safe(
                    "note: the lock of `waybill \(silent.command)` on \(silent.host) was taken over: it has given no"
                        + " sign of life since \(silent.renewed)"))
        }
        return lock
    }
}
