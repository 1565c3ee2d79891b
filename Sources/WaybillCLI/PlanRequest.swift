import Diagnostics
import Manifests
import Planning

/// What a plan is made of, apart from the account.
struct PlanRequest: Sendable {
    let workspace: Workspace
    let manifest: Manifest
    let options: PlanOptions
    /// Whether a person has said that lists which come empty are empty.
    var trustsEmptyLists = false

    /// What a command names: a project with its feeds, or some of its files.
    init(
        _ planning: PlanningOptions, _ terminal: Terminal, account: String? = nil,
        environment: [String: String] = [:], lints: Bool = true
    ) throws {
        let workspace = try Workspace(planning.paths, account: account, environment: environment)
        var options = planning.options
        if options.prune || options.pruneUnmanaged, !workspace.isWhole {
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
        if lints { try Self.lint(manifest, workspace, feedKeys: options.feedKeys, terminal) }
        self.init(workspace: workspace, manifest: manifest, options: options)
        trustsEmptyLists = planning.trustEmptyLists
    }

    /// Shows what the lints find.
    /// - Throws: all of it, when the project takes some of it for an error.
    private static func lint(
        _ manifest: Manifest, _ workspace: Workspace, feedKeys: [String], _ terminal: Terminal
    ) throws(DiagnosticsError) {
        let found = Linter(workspace.rules.lints, feedKeys: feedKeys).findings(in: manifest)
        if found.contains(where: { $0.severity == .error }) { throw DiagnosticsError(found) }
        FailureReport(terminal: terminal).report(found)
    }

    /// Puts a request together.
    init(workspace: Workspace, manifest: Manifest, options: PlanOptions) {
        self.workspace = workspace
        self.manifest = manifest
        self.options = options
    }
}
