import Execution
import Planning

/// Tells how an apply goes on: a line for each change that came to its end, and on a terminal a line that counts.
struct RunProgress: Sendable {
    private let terminal: Terminal

    init(_ terminal: Terminal) { self.terminal = terminal }

    func show(_ event: RunEvent) {
        func name(_ change: Change) -> String { TerminalText.safe(change.address.description) }
        switch event.kind {
        case .runStarted, .started, .withdrawn, .lockSaved: break
        case .finished(let change, let outcome):
            let id = outcome.id.map { "  \($0)" } ?? ""
            if case .adopted = outcome {
                terminal.say("found \(name(change))\(id), whose answer was lost")
            } else {
                terminal.say("\(Self.verb(change.action)) \(name(change))\(id)")
            }
        case .failed(let change, let outcome): terminal.say(RunOutput.line(change, outcome))
        case .blocked(let change, let outcome): terminal.say(RunOutput.line(change, outcome))
        case .searching(let change, let reason): terminal.say("looking for \(name(change)): \(reason)")
        case .retrying(let change, let attempt):
            terminal.say("creating \(name(change)) again (attempt \(attempt))")
        case .stopping(let reason): terminal.say("stopping: \(RunOutput.sentence(reason))")
        }
        let counts = event.counts
        var text = "\(counts.done)/\(counts.total) done, \(counts.inFlight) under way"
        if counts.failed > 0 { text += ", \(counts.failed) failed" }
        if counts.blocked > 0 { text += ", \(counts.blocked) blocked" }
        if counts.remaining > 0 { terminal.progress(text) } else { terminal.clearProgress() }
    }

    static func verb(_ action: Change.Action) -> String {
        switch action {
        case .create: "created"
        case .update: "updated"
        case .archive: "archived"
        case .delete: "deleted"
        }
    }
}
