import Diagnostics
import Manifests
import Planning
import Synchronization

/// What a plan is made of, apart from the account.
struct PlanRequest: Sendable {
    let workspace: Workspace
    private let held: HeldManifest
    /// What the files say; nothing once it was let go.
    var manifest: Manifest { held.manifest }
    private(set) var options: PlanOptions
    /// What the plan must keep to.
    let policies: PolicySet

    /// What a command names: a project with its feeds, or some of its files.
    init(
        _ planning: PlanningOptions, _ terminal: Terminal, account: String? = nil,
        environment: [String: String] = [:], lints: Bool = true
    ) async throws {
        try await self.init(
            paths: planning.paths, options: planning.options, selection: planning.selection, terminal,
            account: account, environment: environment, lints: lints)
    }

    /// The same for paths, and for the objects of them that are selected; `nil` for all.
    init(
        paths: [String], options: PlanOptions, selection: SelectionOptions? = nil, _ terminal: Terminal,
        account: String? = nil, environment: [String: String] = [:], lints: Bool = true
    ) async throws {
        let workspace = try Workspace(paths, account: account, environment: environment)
        let selection = selection.flatMap { $0.isPart ? $0 : nil }
        var options = options
        if options.prune || options.pruneUnmanaged, !workspace.isWhole || selection != nil {
            throw CommandFailure(
                .usage,
                "pruning needs all files of the project: name its folder, \(workspace.folder), and nothing else"
            )
        }
        var manifest = try workspace.manifest()
        FailureReport(terminal: terminal).report(manifest.warnings)
        if workspace.isWhole {
            let feeds = try ProjectFeeds(workspace, terminal).read()
            try manifest.add(feeds.objects)
            options.uncertain = feeds.uncertain
            options.unusable = feeds.unusable
            options.feedKeys = feeds.keys
        } else {
            // Objects that other files mention are not gone.
            options.scope = .keys(startingWith: [])
        }
        if let selection {
            manifest = try await selection.part(of: manifest, in: workspace.folder, terminal)
            // What is not selected is not gone either.
            options.scope = .keys(startingWith: [])
        }
        if lints { try Self.lint(manifest, workspace, feedKeys: options.feedKeys, terminal) }
        try self.init(workspace: workspace, manifest: manifest, options: options)
    }

    /// Counts what the lints find: a plan decides on its first screen, `validate` shows all.
    /// - Throws: all of it, when the project takes some of it for an error.
    private static func lint(
        _ manifest: Manifest, _ workspace: Workspace, feedKeys: [String], _ terminal: Terminal
    ) throws(DiagnosticsError) {
        let found = Linter(workspace.rules.lints, feedKeys: feedKeys).findings(in: manifest)
        if found.contains(where: { $0.severity == .error }) { throw DiagnosticsError(found) }
        guard !found.isEmpty else { return }
        terminal.say(
            "note: the lints find \(found.count) thing\(found.count == 1 ? "" : "s") to look at;"
                + " `waybill validate` shows \(found.count == 1 ? "it" : "them")")
    }

    /// Puts a request together, with the policies of its project.
    init(workspace: Workspace, manifest: Manifest, options: PlanOptions) throws(DiagnosticsError) {
        policies = try PolicySet(workspace.rules.policies)
        self.workspace = workspace
        held = HeldManifest(manifest)
        self.options = options
        self.options.moves = workspace.project?.moved ?? []
        self.options.adoption = workspace.project?.adoption ?? AdoptionPolicies()
    }

    /// Lets go of what the files say, in all copies: a plan is made of it, and it is as large as the plan.
    func releaseManifest() { held.release() }
}

/// A manifest that can be let go while others still hold what it was held by.
private final class HeldManifest: Sendable {
    private let value: Mutex<Manifest>

    init(_ manifest: Manifest) { value = Mutex(manifest) }

    var manifest: Manifest { value.withLock { $0 } }

    func release() { value.withLock { $0 = Manifest() } }
}
