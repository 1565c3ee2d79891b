import ArgumentParser
import Foundation

/// What the `waybill` program does: the only thing that its one file of code knows.
package enum WaybillProgram {
    /// Runs the command of the process's arguments and exits with its code.
    package static func main() async { await WaybillCommand.main() }
}

/// The `waybill` command.
struct WaybillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waybill",
        abstract: "Keep a RedTrack account in files: see what would change, then make it so.",
        version: toolVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Files and account",
                subcommands: [
                    PlanCommand.self, ShowCommand.self, ApplyCommand.self, ResumeCommand.self,
                    HistoryCommand.self, UndoCommand.self, DriftCommand.self,
                ]),
            CommandGroup(
                name: "Account to files",
                subcommands: [ExportCommand.self, CopyCommand.self, LockCommand.self]),
            CommandGroup(
                name: "Files",
                subcommands: [ValidateCommand.self, FmtCommand.self, ConvertCommand.self, GraphCommand.self]),
            CommandGroup(
                name: "Start and reference",
                subcommands: [InitCommand.self, ExplainCommand.self, SchemaCommand.self]),
            CommandGroup(
                name: "Account",
                subcommands: [
                    AccountCommand.self, IndexCommand.self, LogCommand.self, ReportCommand.self,
                    ConversionsCommand.self,
                ]),
            CommandGroup(
                name: "Feeds and trackers",
                subcommands: [
                    ImportCommand.self, MigrateCommand.self, CutoverCommand.self, RecordsCommand.self,
                    TemplatesCommand.self,
                ]),
            CommandGroup(name: "Rehearsal", subcommands: [RehearseCommand.self, SandboxCommand.self]),
        ])
}

/// The version of this program.
let toolVersion = "0.1.0"

extension AsyncParsableCommand {
    /// Runs a command's work, says what went wrong, and exits with the documented code.
    func reporting(_ work: (Terminal, [String: String]) async throws -> ExitStatus) async throws {
        let environment = ProcessInfo.processInfo.environment
        let terminal = Terminal(
            environment: environment, tellsEvents: (self as? any RunningCommand)?.runs.events ?? false)
        let status: ExitStatus
        do {
            status = try await work(terminal, environment)
        } catch {
            terminal.clearProgress()
            status = FailureReport(terminal: terminal).report(error)
        }
        if status != .success { throw ExitCode(status.rawValue) }
    }
}
