import ArgumentParser
import Execution
import Foundation
import Manifests
import Planning
import RedTrack

/// Makes the objects of an account in another one.
struct CopyCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy the objects of an account to another one: show the plan, ask, apply.",
        discussion: """
            Objects refer to each other by name, so that every id becomes one of the other account. Objects that are \
            there already, by their titles, are changed to be as the copied ones; nothing is removed. What cannot be \
            carried is listed. A copy can be repeated: it remembers what it made, apart from the project's lock file. \
            Exits as apply does.
            """)

    @Option(
        help: ArgumentHelp("The account of waybill.yaml to copy from, or sandbox:FILE.", valueName: "account")
    )
    var from: String

    @Option(
        help: ArgumentHelp("The account of waybill.yaml to copy to, or sandbox:FILE.", valueName: "account"))
    var to: String

    @Option(
        help: ArgumentHelp("Only objects of these kinds, and what they refer to.", valueName: "kind,kind"))
    var kinds: KindList?

    @Option(
        help: ArgumentHelp(
            "Only objects whose key or title matches, and what they refer to: * is any text, ? one character."
                + " May be repeated.", valueName: "pattern"))
    var select: [String] = []

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @Flag(help: "Show the plan and what cannot be carried, and change nothing.") var dryRun = false

    @Flag(help: "Do not ask.") var yes = false

    @Option(help: "How many changes may be under way at the same time (1 to 64).") var parallel: Int = 8

    @OptionGroup(title: "The run") var runs: RunOptions

    @OptionGroup(title: "Account") var account: AccountOptions
    @OptionGroup(title: "Lock") var lock: RunLockOptions

    func validate() throws {
        guard (1...64).contains(parallel) else { throw ValidationError("--parallel takes 1 to 64") }
        if account.account != nil { throw ValidationError("name the accounts with --from and --to") }
        if from == to { throw ValidationError("--from and --to are the same account") }
    }

    func run() async throws {
        try await running { terminal, environment in
            let main = try Workspace([project])
            let source = try AccountTarget.find(named: from, in: main.project, environment: environment)
            let side = try await AccountConnection.open(source, account, inFlight: 8, terminal: terminal) {
                connection in try await AccountSide.read(connection, main, terminal)
            }
            let copy = AccountCopy(
                side.snapshot, lock: side.lock,
                options: ExportOptions(kinds: kinds?.kinds, patterns: select.map(NamePattern.init)))
            // What a copy makes is in no file of the project, whose lock file must not take it for gone.
            var accounts = main.project
            // Keys that were changed in the project's files are none of the copy's.
            accounts?.moved = []
            let workspace = Workspace(
                folder: "\(main.folder)/.waybill/copies/\(Self.folderName(side.snapshot.account.id))",
                paths: [],
                project: accounts, account: to, isWhole: false)
            let request = try PlanRequest(
                workspace: workspace, manifest: Manifest(objects: copy.objects),
                options: PlanOptions(scope: .keys(startingWith: [])))
            var target = account
            target.account = to
            let sourceID = side.snapshot.account.id
            return try await PlanSession.open(
                request, target, inFlight: max(parallel, 8),
                locking: dryRun ? nil : lock.locking("copy", folder: main.folder), terminal: terminal,
                environment: environment
            ) { [self] session in
                try await apply(session, copy, sourceID: sourceID, terminal)
            }
        }
    }

    private func apply(
        _ planned: PlanSession, _ copy: AccountCopy, sourceID: String, _ terminal: Terminal
    ) async throws -> ExitStatus {
        var session = planned
        guard session.plan.account.id != sourceID else {
            throw CommandFailure(.usage, "\(from) and \(to) are the same account (\(sourceID))")
        }
        terminal.printResult(
            PlanText(
                session.plan, colored: terminal.colorsOutput,
                estimate: session.estimate(parallel: parallel, verifies: !runs.noVerify)?.sentence ?? ""
            ).text)
        terminal.printResult(
            (["Not carried:"] + copy.losses.map { "  " + TerminalText.safe($0) }).joined(separator: "\n"))
        if !session.plan.refusals.isEmpty {
            throw CommandFailure(.refused, "nothing was copied: the plan is refused, see above")
        }
        if dryRun || session.plan.isEmpty { return .success }
        if !yes {
            try ApplyCommand.ask(session.plan, terminal)
            session = try await session.stillHolding(json: false, terminal)
        }
        do {
            try FileManager.default.createDirectory(
                atPath: session.workspace.folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .failure, "\(session.workspace.folder) cannot be made: \(SystemReason.text(of: error))")
        }
        return try await ApplyRun(
            session: session, parallel: parallel, terminal: terminal, options: runs,
            keepsPlan: false
        ).perform()
    }

    /// The id of an account as the name of a folder.
    private static func folderName(_ id: String) -> String {
        String(
            id.unicodeScalars.map {
                $0.properties.isAlphabetic || "0123456789".unicodeScalars.contains($0) ? Character($0) : "-"
            })
    }
}
