import ArgumentParser
import Execution
import Feeds
import Manifests
import Planning
import RedTrack

/// Writes an account as manifest files.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write an account as files, after which a plan of them is empty.",
        discussion: """
            Objects refer to each other by name. What means the same as leaving it out is left out. The lock file \
            remembers which name is which id. The same account gives the same files. The account is read as a whole \
            first: when that fails, nothing is written.

            In a folder that holds manifests already, those are edited: only values that the account has otherwise \
            change; comments, order, the split into files and what was edited and not yet applied stay. What is new in \
            the account goes to its like, what is gone is listed.
            """)

    @Argument(help: ArgumentHelp("The folder to write to; made when it is not there.", valueName: "folder"))
    var folder: String

    @Option(help: "The format to write.") var format: ManifestFormat = .yaml

    @Option(help: "What stands in one file.") var split: ExportLayout.Split = .kind

    @Option(
        help: ArgumentHelp(
            "Only objects of these kinds, and what they refer to.", valueName: "kind,kind"))
    var kinds: KindList?

    @Option(
        help: ArgumentHelp(
            "Only objects whose key or title matches, and what they refer to: * is any text, ? one character."
                + " May be repeated.", valueName: "pattern"))
    var select: [String] = []

    @Flag(help: "Write fields that the API document does not know too, under `extra:`.") var full = false

    @Option(
        help: ArgumentHelp(
            "The project that describes the account; by default that of the folder.", valueName: "folder"))
    var project: String?

    @Flag(help: "Print what was written as JSON.") var json = false

    @OptionGroup(title: "Into files that are there") var update: ExportUpdateOptions

    @OptionGroup(title: "Account") var account: AccountOptions

    func run() async throws {
        try await reporting { terminal, environment in
            let destination = try ExportFolder(
                folder, account: account.account, environment: environment)
            let accounts = try project.map { try Workspace([$0]).project } ?? destination.workspace.project
            let target = try AccountTarget.find(
                named: account.account, in: accounts, environment: environment)
            if !destination.known.isEmpty {
                return try await refresh(destination, target, terminal)
            }
            let side = try await AccountConnection.open(target, account, inFlight: 8, terminal: terminal) {
                connection in try await AccountSide.read(connection, destination.workspace, terminal)
            }
            let plan = ExportPlan(side.snapshot, lock: side.lock, options: try options(destination))
            try checkPatterns(plan)
            for note in plan.notes { terminal.say("note: \(TerminalText.safe(note))") }
            let layout = ExportLayout(format: format, split: split)
            let reference = AccountReference(named: account.account, in: accounts, environment: environment)
            let files = try destination.write(
                Self.files(plan, layout),
                project: destination.workspace.project == nil ? reference?.project : nil
            ) { try plan.lock.save(to: side.lockPath) }
            if destination.workspace.project == nil, reference == nil {
                terminal.say("note: no waybill.yaml was written, since the account's URL may hold a secret")
            }
            if plan.entries.isEmpty {
                terminal.say("note: the account has no objects, so there are no manifests")
            }
            let summary = ExportSummary(
                plan: plan, account: side.snapshot.account, folder: folder, layout: layout, files: files,
                lockPath: side.lockPath)
            terminal.printResult(json ? summary.json.jsonText(pretty: true) : summary.text)
            return .success
        }
    }

    /// Edits the files that are there.
    private func refresh(
        _ destination: ExportFolder, _ target: AccountTarget, _ terminal: Terminal
    ) async throws -> ExitStatus {
        let source = try RefreshSource(destination.workspace, terminal)
        let (planner, lockPath) = try await AccountConnection.open(
            target, account, inFlight: 8, terminal: terminal
        ) { connection in try await source.planner(connection, terminal) }
        let refresh = try ExportUpdate(planner, options: try options(destination), scope: update.scope)
        for note in refresh.notes { terminal.say("note: \(TerminalText.safe(note))") }
        let homes = ExportHomes(
            refresh.added, source.manifest, folder: folder, layout: ExportLayout(format: format, split: split)
        )
        try destination.check(homes.files.map(\.path))
        let changes = try FileChanges(
            refresh.edits + homes.additions, new: homes.files, reading: destination.workspace.fileReading)
        FailureReport(terminal: terminal).show(changes.refusals)
        let summary = UpdateSummary(
            update: refresh, changes: changes, isDryRun: update.dryRun, removesMissing: update.removeMissing)
        if update.dryRun {
            if json {
                terminal.printResult(summary.json.jsonText(pretty: true))
            } else {
                if !changes.files.isEmpty { terminal.printResult(String(changes.diff.dropLast())) }
                terminal.say(summary.text)
            }
            return .success
        }
        try changes.write()
        try refresh.lock(refused: changes.refused).save(to: lockPath)
        terminal.printResult(json ? summary.json.jsonText(pretty: true) : summary.text)
        return changes.refused.isEmpty ? .success : .failure
    }

    private func options(_ destination: ExportFolder) throws -> ExportOptions {
        ExportOptions(
            kinds: kinds?.kinds, patterns: select.map(NamePattern.init), keepsUnknownFields: full,
            foreignKeys: (destination.workspace.project?.feeds ?? []).map {
                FeedSource.keyPrefix(of: $0.scope)
            })
    }

    private func checkPatterns(_ plan: ExportPlan) throws(CommandFailure) {
        for pattern in select.map(NamePattern.init) {
            let isFound = plan.objects.contains { object in
                pattern.matches(object.key) || object.title.map(pattern.matches) == true
            }
            if !isFound {
                throw CommandFailure(
                    .failure,
                    "nothing was written: no object's key or title matches \"\(pattern.text)\"; * stands for any text"
                )
            }
        }
    }

    private static func files(_ plan: ExportPlan, _ layout: ExportLayout) throws(CommandFailure)
        -> [ExportFile]
    {
        do {
            return try plan.files(layout)
        } catch {
            throw CommandFailure(.failure, "nothing was written: \(TerminalText.safe(error.description))")
        }
    }
}
