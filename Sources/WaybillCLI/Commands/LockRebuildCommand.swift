import ArgumentParser
import Diagnostics
import Execution
import Manifests
import Planning
import RedTrack

/// Makes the lock file anew.
struct LockRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the lock file anew from the files and the account.",
        discussion: """
            For a lock file that is lost, damaged, or in conflict after a merge. Objects are recognised by their `id:`, \
            by lines of the old file that the account bears out, then by unique titles; an object that could be \
            several is an error with their ids, and nothing is written. To trust no line of the old file, delete it \
            first. Changes nothing in the account.
            """)

    @Argument(help: ArgumentHelp("The project's folder.", valueName: "folder")) var folder: String = "."

    @Flag(help: "Show what would change, and write nothing.") var dryRun = false

    @OptionGroup(title: "Account") var account: AccountOptions

    func run() async throws {
        try await reporting { terminal, environment in
            let workspace = try Workspace(
                [folder], account: account.account, environment: environment)
            guard workspace.isWhole else {
                throw CommandFailure(
                    .usage,
                    "a lock file is made of all files of a project: name its folder, \(workspace.folder)")
            }
            var manifest = try workspace.manifest()
            FailureReport(terminal: terminal).report(manifest.warnings)
            try manifest.add(ProjectFeeds(workspace, terminal).read().objects)
            let target = try AccountTarget.find(
                named: account.account, in: workspace.project, environment: environment)
            let objects = manifest.objects
            return try await AccountConnection.open(target, account, inFlight: 8, terminal: terminal) {
                [dryRun] connection in
                try await Self.rebuild(objects, workspace, connection, terminal, isDry: dryRun)
            }
        }
    }

    @inline(never)
    private static func rebuild(
        _ objects: [ManifestObject], _ workspace: Workspace, _ connection: AccountConnection,
        _ terminal: Terminal, isDry: Bool
    ) async throws -> ExitStatus {
        let reader = AccountReader(client: connection.client)
        let counts = ReadCounts(terminal)
        let snapshot = try await reader.snapshot { counts.note($0) }
        terminal.clearProgress()
        let old = try workspace.lockLines(account: snapshot.account.id)
        try await check(old, snapshot, reader, trustsEmptyLists: connection.trustsEmptyLists)
        let rebuilt = try LockRebuild(objects, lines: old.lines, snapshot)
        for finding in old.problems {
            terminal.say(
                "note: \(TerminalText.safe("\(finding.place?.description ?? old.path): \(finding.message)"))")
        }
        for change in rebuilt.changes { terminal.printResult(TerminalText.safe(change)) }
        let isChanged = !rebuilt.changes.isEmpty || !old.problems.isEmpty || !old.exists
        let count = rebuilt.lock.entries.count
        let objects = "\(count) object\(count == 1 ? "" : "s")"
        if !isChanged {
            terminal.printResult(TerminalText.safe("\(old.path) is as it should be: \(objects)."))
        } else if isDry {
            terminal.printResult(TerminalText.safe("\(old.path) would know \(objects); nothing was written."))
        } else {
            try rebuilt.lock.save(to: old.path)
            terminal.printResult(TerminalText.safe("\(old.path) was written: \(objects)."))
        }
        if rebuilt.unmatched > 0 {
            terminal.say(
                "note: \(rebuilt.unmatched) of the files are not in the account; a plan would create them")
        }
        return .success
    }

    /// A list that is short by a fault must not cost the lines of what it left out.
    private static func check(
        _ old: LockLines, _ snapshot: Snapshot, _ reader: AccountReader, trustsEmptyLists: Bool
    ) async throws {
        var known = LockFile()
        for line in old.lines { known.set(line) }
        try await reader.check(
            snapshot, against: known, lockPath: old.path, trustsEmptyLists: trustsEmptyLists)
    }
}

/// The lines of the lock file of an account, as far as they can be read.
struct LockLines: Sendable {
    let path: String
    let exists: Bool
    let lines: [LockFile.Entry]
    let problems: [Diagnostic]
}

extension Workspace {
    /// The lines of an account's lock file; see ``lock(account:)`` for which file that is.
    func lockLines(account: String) throws(DiagnosticsError) -> LockLines {
        let main = folder + "/waybill.lock"
        var path = main
        var reading = try LockReading.load(main)
        if let owners = reading?.accounts, !owners.isEmpty, !owners.contains(account) {
            path = folder + "/waybill.\(account).lock"
            reading = try LockReading.load(path)
        }
        // Lines of another account's file, mixed in by a merge, cannot be told apart; their ids are not in this one.
        return LockLines(
            path: path, exists: reading != nil, lines: reading?.entries ?? [],
            problems: reading?.diagnostics ?? [])
    }
}
