import Execution
import Planning
import RedTrack

/// Finds the run that a command is about.
struct RunChoice {
    let folder: String

    init(_ folder: String) { self.folder = folder }

    /// The name of the account, as the project calls it, that a run was made on; `nil` when its plan does not say.
    func accountName(of name: String) throws -> String? {
        guard let run = try Self.find(name, in: RunHistory.read(folder: folder), folder).first,
            run.isResumable
        else {
            return nil
        }
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
        let found = try Self.find(name, in: history, folder)
        guard let run = found.first, found.count == 1 else {
            throw CommandFailure(
                .usage, "several runs begin with \(name): \(found.map(\.id.rawValue).joined(separator: ", "))"
            )
        }
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

    /// The runs that a name means: the one of that name, else those that begin with it.
    private static func find(_ name: String, in history: RunHistory, _ folder: String) throws -> [RecordedRun]
    {
        if let exact = history.runs.first(where: { $0.id.rawValue == name }) { return [exact] }
        if name == "latest", let last = history.runs.last { return [last] }
        let found = history.runs.filter { $0.id.rawValue.hasPrefix(name) && !name.isEmpty }
        if found.isEmpty {
            let last = history.runs.suffix(3).reversed().map(\.id.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .usage,
                TerminalText.safe("there is no run \(name) in \(folder)/.waybill/runs")
                    + (last.isEmpty ? "" : "; the last ones are \(last)"))
        }
        return found
    }
}
