import ArgumentParser
import Diagnostics
import Manifests
import Planning
import RedTrack

/// What a plan is made against when it reads no account: another folder.
struct AgainstOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Plan against the files of another folder, such as an export, instead of an account.",
            discussion: "Reads no account and needs no key. Its waybill.lock tells the ids.",
            valueName: "folder"))
    var against: String?

    /// The plan against the other folder; `nil` when an account is asked for.
    func plan(
        _ planning: PlanningOptions, _ account: AccountOptions, _ terminal: Terminal,
        _ environment: [String: String]
    ) async throws -> Plan? {
        guard let against else { return nil }
        let folder = try Self.folder(against)
        do {
            let workspace = try Workspace(
                planning.paths, account: account.account, environment: environment)
            if let plan = try await Self.quickPlan(planning, workspace, folder, terminal) { return plan }
            let request = try await PlanRequest(
                planning, terminal, account: account.account, environment: environment, lints: false)
            let otherLock = try LockFile.load(folder + "/waybill.lock")
            let lock = try Self.lock(request.workspace, account: otherLock?.account)
            return try FolderPlan.plan(
                request.manifest, lock: lock, against: ManifestLoader().load([folder]), lock: otherLock,
                folder: folder, options: request.options)
        } catch let doubt as FolderPlan.Doubt {
            throw Self.failure(doubt.absence, folder)
        }
    }

    /// The plan without the objects that are the same on both sides; `nil` when these have to be read as well.
    private static func quickPlan(
        _ planning: PlanningOptions, _ workspace: Workspace, _ folder: String, _ terminal: Terminal
    ) async throws -> Plan? {
        var options = planning.options
        guard isPlain(workspace, options), !planning.selection.isPart else { return nil }
        if !workspace.isWhole { options.scope = .keys(startingWith: []) }
        guard
            let both = await BulkComparison.compare(
                workspace.paths, lockPath: workspace.folder + "/waybill.lock", with: folder),
            let plan = try? FolderPlan.plan(
                both.manifest, lock: both.lock, against: both.other, lock: both.otherLock, folder: folder,
                leftOut: both.leftOut, options: options)
        else { return nil }
        FailureReport(terminal: terminal).report(both.manifest.warnings)
        return plan
    }

    /// Whether what the files say is all that there is to it.
    private static func isPlain(_ workspace: Workspace, _ options: PlanOptions) -> Bool {
        // Whoever wants to prune without the whole project gets told why that cannot be.
        if !workspace.isWhole, options.prune || options.pruneUnmanaged { return false }
        guard options.takes.isEmpty, let project = workspace.project else { return options.takes.isEmpty }
        let rules = workspace.rules
        return project.feeds.isEmpty && project.moved.isEmpty && project.adoption == AdoptionPolicies()
            && rules.variables.isEmpty && rules.overlays.isEmpty
    }

    /// The folder without a slash at its end.
    private static func folder(_ path: String) throws -> String {
        var folder = Substring(path)
        while folder.utf8.count > 1, folder.hasSuffix("/") { folder = folder.dropLast() }
        if folder.isEmpty { throw CommandFailure(.usage, "--against takes a folder") }
        return String(folder)
    }

    /// The lock file of the files that are planned; `nil` when they have none for this account.
    private static func lock(_ workspace: Workspace, account: String?) throws -> LockFile? {
        guard let known = try LockFile.load(workspace.folder + "/waybill.lock") else { return nil }
        guard let account, let owner = known.account, owner != account else { return known }
        return try LockFile.load(workspace.folder + "/waybill.\(account).lock")
    }

    /// A part of an export must not be taken for an account from which things are gone.
    private static func failure(_ absence: Snapshot.Absence, _ folder: String) -> CommandFailure {
        let kind = absence.kind
        return CommandFailure(
            .refused,
            "\(folder) has \(absence.isTotal ? "no" : "only some") \(kind.plural): \(absence.missing.count) of the"
                + " \(absence.known) that the lock file knows are not there, so nothing is planned. Export the"
                + " whole account; if they are really gone, delete their lines (they begin with"
                + " `\(kind.rawValue) `) from the lock file")
    }
}
