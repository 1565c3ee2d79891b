import ArgumentParser
import Foundation
import Manifests
import RedTrack
import UnixSignals

/// Replaces the key of the account.
struct AccountResetKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-key",
        abstract: "Replace the key of the account, and write the new one to a file.",
        discussion: """
            The old key is dead at once, for everyone who uses it. The new one is written to the file alone, readable \
            by its owner, and never printed.

            Example: waybill account reset-key --key-file redtrack.key
            """)

    @Option(help: ArgumentHelp("The file for the new key; created or replaced.", valueName: "path"))
    var keyFile: String

    @Flag(help: "Do not ask.") var yes = false

    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    func run() async throws {
        try await reporting { terminal, environment in
            let place = try keyPlace()
            let asks = !yes
            let path = keyFile
            try await account.open(terminal, environment) { connection in
                let file = try KeyFile(preparing: path)
                let key: APIKey
                // Between the answer and the file there is no other copy of the key: not the time to stop.
                let signals: UnixSignalsSequence
                do {
                    if asks { try Self.ask(connection.name, terminal) }
                    signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
                    key = try await connection.client.resetKey()
                } catch {
                    file.discard()
                    throw error
                }
                defer { withExtendedLifetime(signals) {} }
                try file.write(key)
                terminal.printResult("The key was replaced; the new one is in \(path).")
            }
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            if let used = place.file, used == target {
                terminal.say(
                    "the project's account takes its key from this file: it goes on with the new one")
            } else {
                terminal.say("the old key is dead: put the new one where \(place.description) is taken from")
            }
            return .success
        }
    }

    /// Where the account that is used takes its key from.
    private func keyPlace() throws -> (file: String?, description: String) {
        let environment = ProcessInfo.processInfo.environment
        let project = try Workspace([account.project]).project
        let name = account.account.account
        let variable = (nil as String?, "WAYBILL_API_KEY")
        if name == nil, !(environment["WAYBILL_API_URL"] ?? "").isEmpty { return variable }
        let chosen = name ?? project?.defaultAccount?.value
        let known = chosen.flatMap { project?.accounts[$0] }
        let only = project?.accounts.count == 1 ? project?.accounts.values.first : nil
        switch (known ?? only)?.key?.value {
        case .environment(let name)?: return (nil, name)
        case .file(let path)?:
            let full = path.hasPrefix("/") ? path : (project?.folder ?? ".") + "/" + path
            return (URL(fileURLWithPath: full).resolvingSymlinksInPath().path, full)
        case nil: return variable
        }
    }

    /// Only the whole word counts: whoever uses the old key is cut off.
    private static func ask(_ name: String, _ terminal: Terminal) throws(CommandFailure) {
        let question =
            "The key of \(name) dies at once, wherever it is used.\nReplace it? Only \"yes\" does: "
        guard let answer = terminal.ask(question) else {
            throw CommandFailure(
                .failure, "the key was not replaced: there was no answer; use --yes where nobody can be asked"
            )
        }
        guard answer == "yes" else { throw CommandFailure(.failure, "the key was not replaced") }
    }
}
