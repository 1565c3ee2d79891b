import Manifests
import Planning

/// What a plan is made of, apart from the account.
struct PlanRequest: Sendable {
    let workspace: Workspace
    let manifest: Manifest
    private(set) var options: PlanOptions

    /// What a command names: a project with its feeds, or some of its files.
    init(_ planning: PlanningOptions, _ terminal: Terminal) throws {
        try self.init(paths: planning.paths, options: planning.options, terminal)
    }

    /// What a command names by its paths.
    init(paths: [String], options: PlanOptions, _ terminal: Terminal) throws {
        let workspace = try Workspace(paths)
        var options = options
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
        self.init(workspace: workspace, manifest: manifest, options: options)
    }

    /// Puts a request together.
    init(workspace: Workspace, manifest: Manifest, options: PlanOptions) {
        self.workspace = workspace
        self.manifest = manifest
        self.options = options
        self.options.moves = workspace.project?.moved ?? []
        self.options.adoption = workspace.project?.adoption ?? AdoptionPolicies()
    }
}
