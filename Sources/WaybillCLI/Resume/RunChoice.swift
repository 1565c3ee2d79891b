import Execution
import Planning
import RedTrack

/// Finds the run that a command is about.
struct RunChoice {
    let folder: String

    init(_ folder: String) { self.folder = folder }

    /// The name of the account, as the project calls it, that a run was made on; `nil` when its plan does not say.
    func accountName(of name: String) throws -> String? {
        let run = try RunHistory.read(folder: folder).namedRun(name)
        guard run.isResumable else { return nil }
        // What is wrong with it is said when it is read to go on.
        return try? UnfinishedRun.read(run, folder: folder).saved.origin.account
    }

    /// The run to go on with; `nil` when there is nothing to do, which has been said.
    func run(
        _ name: String?, in history: RunHistory, _ account: AccountProfile, _ terminal: Terminal
    ) throws -> RecordedRun? {
        guard let name else {
            if let run = history.openRun(account: account.id) { return run }
            terminal.say(
                TerminalText.safe(
                    "there is no unfinished run on account \(account.id) (\(account.email)) in \(folder)"))
            return nil
        }
        let run = try history.namedRun(name)
        if run.account.isEmpty {
            terminal.say(
                "run \(run.id) was ended before it began: nothing was sent, and there is nothing to resume")
            return nil
        }
        guard run.account == account.id else {
            throw CommandFailure(
                .stale,
                TerminalText.safe(
                    "run \(run.id) was made on account \(run.account), and this is account \(account.id)"
                        + " (\(account.email)); nothing was sent. Choose the right account with --account"))
        }
        switch history.standing(of: run) {
        case .open: return run
        case .finished:
            terminal.say(
                "run \(run.id) is finished, with \(run.doneCount) changes made: there is nothing to resume")
            return nil
        case .superseded(let later):
            throw CommandFailure(
                .stale,
                "run \(run.id) cannot go on: run \(later) came after it, and was planned from the account as it had left"
                    + " it; nothing was sent. Run `waybill apply`, which plans only what is left")
        }
    }
}

extension RunHistory {
    /// The run that an argument names; anything else is a usage error.
    func namedRun(_ name: String) throws(CommandFailure) -> RecordedRun {
        do throws(UnknownRun) {
            return try run(named: name)
        } catch {
            throw CommandFailure(.usage, TerminalText.safe(error.description))
        }
    }
}
