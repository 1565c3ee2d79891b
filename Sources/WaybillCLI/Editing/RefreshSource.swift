import Diagnostics
import Execution
import Manifests
import Planning
import RedTrack

/// The files that are to be brought to what an account holds.
struct RefreshSource: Sendable {
    let workspace: Workspace
    /// What the files say; feeds make objects of their own, which no file holds.
    let manifest: Manifest

    /// Reads the files of a workspace.
    init(_ workspace: Workspace, _ terminal: Terminal) throws {
        self.workspace = workspace
        manifest = try workspace.wholeManifest()
        FailureReport(terminal: terminal).report(manifest.warnings)
    }

    /// Reads the account; both sides of the comparison, and where the lock file is.
    func planner(
        _ connection: AccountConnection, _ terminal: Terminal
    ) async throws -> (planner: Planner, lockPath: String) {
        let side = try await AccountSide.read(connection, workspace, terminal)
        var presets = PresetCatalog()
        if manifest.objects.contains(where: { $0.preset != nil }) {
            presets = try await AccountReader(client: connection.client).presets()
        }
        var options = PlanOptions()
        options.moves = workspace.project?.moved ?? []
        options.adoption = workspace.project?.adoption ?? AdoptionPolicies()
        let planner = Planner(
            manifest: manifest, lock: side.lock, snapshot: side.snapshot, presets: presets, options: options)
        return (planner, side.lockPath)
    }
}
