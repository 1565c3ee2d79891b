import Execution
import Planning

/// Tells how an upload goes on: a line for each thing that did not go as it should, and on a terminal a line that counts.
struct UploadProgress: Sendable {
    private let terminal: Terminal

    init(_ terminal: Terminal) { self.terminal = terminal }

    func show(_ event: UploadEvent) {
        switch event {
        case .looking(let done, let total):
            terminal.progress("looking for conversions in doubt: \(done)/\(total) clicks")
        case .waiting(let pause):
            let seconds = max(pause.components.seconds, 1)
            terminal.say(
                "the account does not show them; looking again in \(seconds) s, when they cannot be under way any more"
            )
        case .settled(let arrived, let lost, let open):
            let rest = open > 0 ? ", \(open) still in doubt" : ""
            terminal.say("of the conversions in doubt \(arrived) arrived, \(lost) did not\(rest)")
        case .progress(let done, let total):
            if done < total {
                terminal.progress("\(done)/\(total) conversions")
            } else {
                terminal.clearProgress()
            }
        case .doubt(let count, let reason):
            terminal.say(
                "nobody knows whether \(UploadOutput.count(count)) arrived (\(TerminalText.safe(reason)));"
                    + " looking for them in the account")
        case .sendingAgain(let count, let attempt):
            terminal.say("sending \(UploadOutput.count(count)) again (attempt \(attempt))")
        case .rejected(let count, let reason):
            terminal.say("rejected: \(UploadOutput.count(count)): \(TerminalText.safe(reason))")
        case .stopping(let reason): terminal.say("stopping: \(UploadOutput.sentence(reason))")
        }
    }
}
