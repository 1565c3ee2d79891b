import Execution
import Planning

/// The command that goes on with a run, as it is typed.
enum ResumeLine {
    /// `waybill resume RUN`, with what is needed to find the run from where the user is.
    static func text(_ run: RunID, _ workspace: Workspace) -> String {
        var words = ["waybill", "resume", run.rawValue]
        if workspace.folder != "." { words += ["--project", quoted(workspace.folder)] }
        return words.joined(separator: " ")
    }

    /// A word of a shell's line.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }

    /// A line about a run that can go on; `nil` when there is none, or nothing of it was kept.
    static func note(_ history: RunHistory, account: String, _ workspace: Workspace) -> String? {
        guard let run = history.openRun(account: account), run.isResumable else { return nil }
        let made = "\(run.doneCount) of \(run.plannedCount) change\(run.plannedCount == 1 ? "" : "s") made"
        if let owner = RunLock.owner(folder: workspace.folder, account: account), owner.run == run.id.rawValue
        {
            return TerminalText.safe(
                "note: run \(run.id) is under way (\(made)): `waybill \(owner.command)`, process \(owner.process)"
            )
        }
        return TerminalText.safe(
            "note: run \(run.id) has not come to its end (\(made)): `\(text(run.id, workspace))` goes on with it; a new"
                + " apply plans from the account as it is, and closes that run")
    }
}
