import ArgumentParser
import Diagnostics
import Feeds
import Foundation
import Migration
import Planning

/// Lists what remains to be done after a migration was applied.
struct CutoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cutover",
        abstract: "List the steps of leaving a tracker, with the campaigns' new links.",
        discussion: """
            For the folder that `waybill migrate` wrote, once it is applied: asks the account for the links of its \
            campaigns, and writes all that has to be changed outside as a table, in an order in which no click and no \
            conversion is lost. Changes nothing in the account.
            """)

    @Argument(help: ArgumentHelp("The folder that `waybill migrate` wrote.", valueName: "folder"))
    var folder: String = "."

    @Option(help: ArgumentHelp("Where to write the table; FOLDER/cutover.csv by default.", valueName: "file"))
    var out: String?

    @Flag(help: "Print the steps as JSON too.") var json = false

    @OptionGroup(title: "Account") var account: AccountOptions

    func run() async throws {
        try await reporting { terminal, environment in
            let cutover = try readCutover()
            let links = try await NewLinks.read(folder, account, terminal, environment)
            let steps = cutover.steps(links: links)
            let path = out ?? Self.join(folder, "cutover.csv")
            var file = try ReplacingFile(path)
            do {
                try file.write(try CutoverCSV.bytes(steps))
                try file.commit()
            } catch {
                file.discard()
                throw error
            }
            let linked = cutover.campaigns.count { links[$0.key] != nil }
            tell(steps, linked, of: cutover.campaigns.count, path, terminal)
            return .success
        }
    }

    private func readCutover() throws -> Cutover {
        let path = Self.join(folder, MigrationReportFiles.json)
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .usage, "there is no \(path): name the folder that `waybill migrate --out FOLDER` wrote")
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.usage, "\(path) cannot be read: \(SystemReason.text(of: error))")
        }
        do {
            return try Cutover(report: try JSONDocument.parse(Array(data)).value, file: path)
        } catch let error as FeedError {
            throw DiagnosticsError([error.diagnostic(file: path)])
        }
    }

    private func tell(
        _ steps: [CutoverStep], _ linked: Int, of campaigns: Int, _ path: String, _ terminal: Terminal
    ) {
        if json {
            let document = Value.object([
                ("format", .string("waybill-cutover/1")),
                ("campaigns", .number("\(campaigns)")), ("linked", .number("\(linked)")),
                (
                    "steps",
                    .array(
                        steps.map { step in
                            .object(zip(CutoverStep.columns, step.cells).map { ($0, .string($1)) })
                        })
                ),
            ])
            terminal.printResult(document.jsonText(pretty: true))
        } else {
            let what = steps.count == 1 ? "1 step" : "\(steps.count) steps, to be done in their order"
            terminal.printResult(
                TerminalText.safe(
                    "\(path) was written: \(what); \(linked) of \(ImportReport.count(campaigns, "campaign")) have their new"
                        + " link."))
        }
        if linked < campaigns {
            terminal.say(
                "note: campaigns without a link are not in the account, or not in its lock file: apply the manifest, then"
                    + " make this list again")
        }
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
