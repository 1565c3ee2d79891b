import ArgumentParser
import Execution
import Feeds
import Foundation
import RedTrack
import UnixSignals

/// Reports the conversions of a file, each of them once.
struct ConversionsUploadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload",
        abstract: "Report the conversions of a file to the account, each of them once.",
        discussion: """
            The file is CSV with the columns clickid and payout, or a JSON array of such objects. When anything in it is \
            wrong, everything that is wrong is said, and nothing is sent.

            An upload cannot be undone, so nothing is sent twice: what the project's journal knows as uploaded is left \
            out (the same click with the same payout), and what is in doubt after a crash or a lost answer is looked up in \
            the account first. What the account refuses goes to a file of rejects, to be corrected and uploaded.

            Exits with 0 when all is uploaded, now or before; with 7 when a part is: running it again goes on.

            Example: waybill conversions upload november.csv --yes
            """)

    @Argument(help: ArgumentHelp("The file of conversions.", valueName: "file")) var file: String

    @Option(help: "The file's format; by default the one that its name ends with.")
    var format: ConversionFile.Format?

    @Option(
        help: ArgumentHelp(
            "The file for conversions that the account refuses, in the format of the other.",
            discussion: "By default the file's name with .rejects.csv or .rejects.json behind it.",
            valueName: "file"))
    var rejects: String?

    @Flag(help: "Accept several conversions of one click: each of them counts.") var allowRepeats = false

    @Option(
        help: ArgumentHelp(
            "How long a request may be under way before what the account does not show counts as lost.",
            valueName: "seconds"))
    var patience: Int = 30

    @Flag(
        help: "Send what stays in doubt after the account was asked: you have looked, and it is not there.")
    var resendUnknown = false

    @Flag(help: "Do not ask.") var yes = false

    @Flag(help: "Print what became of the conversions as JSON.") var json = false

    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    func validate() throws {
        guard (0...3_600).contains(patience) else { throw ValidationError("--patience takes 0 to 3600") }
        if format == nil, ConversionFile.Format(fileName: file) == nil {
            throw ValidationError("the name of the file tells no format: use --format csv or --format json")
        }
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let conversions = try read()
            let rejects = try RejectsFile(rejects, beside: conversions)
            guard !conversions.rows.isEmpty else {
                terminal.say("the file holds no conversions")
                let nothing = UploadReport(run: nil, fates: [], stopped: nil)
                if json { UploadOutput(conversions, nothing).print(terminal, asJSON: true) }
                return .success
            }
            let folder = try Workspace([account.project]).folder
            let options = UploadOptions(
                patience: .seconds(patience), sendsUnknown: resendUnknown, toolVersion: toolVersion)
            return try await account.open(terminal, environment) { [yes, json] connection in
                let uploader = ConversionUploader(
                    client: connection.client, folder: folder, options: options)
                let progress = UploadProgress(terminal)
                let profile = try await connection.client.account()
                let plan = try await uploader.prepare(
                    conversions.rows.map(\.conversion), file: conversions.path, account: profile.id,
                    events: { progress.show($0) })
                terminal.clearProgress()
                if plan.recovered > 0 {
                    terminal.say(
                        "found in the account, left in doubt by an earlier upload: \(plan.recovered)")
                }
                let question = UploadQuestion(plan, connection.name)
                if !plan.pending.isEmpty {
                    terminal.say(question.text)
                    if !yes { try question.ask(terminal) }
                }
                let report = await Self.upload(plan, uploader, progress, terminal)
                let output = UploadOutput(conversions, report, rejects: try rejects.write(report, terminal))
                output.print(terminal, asJSON: json)
                return output.status
            }
        }
    }

    /// The conversions of the file, when all of it is right.
    private func read() throws -> ConversionFile {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure(.invalidFile, "cannot read \(file). Name a file that exists")
        }
        let format = format ?? ConversionFile.Format(fileName: file) ?? .csv
        return try ConversionFile.read(
            Array(data), path: file, format: format, allowsRepeats: allowRepeats)
    }

    /// Uploads while listening for Ctrl-C, which lets what is under way come to its end.
    private static func upload(
        _ plan: UploadPlan, _ uploader: ConversionUploader, _ progress: UploadProgress, _ terminal: Terminal
    ) async -> UploadReport {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return await withTaskGroup(of: UploadReport?.self) { group in
            group.addTask { await uploader.run(plan, events: { progress.show($0) }) }
            group.addTask {
                for await _ in signals { return nil }
                return nil
            }
            defer { group.cancelAll() }
            while let result = await group.next() {
                if let report = result { return report }
                if !Task.isCancelled { terminal.say("stopping: finishing what is under way") }
                group.cancelAll()
            }
            return UploadReport(run: nil, fates: plan.fates, stopped: .interrupted)
        }
    }
}
