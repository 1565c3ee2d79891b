import Diagnostics
import Manifests
import Planning

/// Writes what the account changed since the last apply into the files: `drift --accept`.
///
/// Only those values are touched; nothing is added to the files, and what the account lost is taken out of them only on
/// request. A field that was edited in the file as well stays, and is said.
struct DriftAcceptance {
    let update: ExportUpdate
    let changes: FileChanges
    /// Whether objects that are gone are taken out of the files.
    private let removesMissing: Bool

    /// Prepares the files; nothing is written yet.
    /// - Parameters:
    ///   - planner: both sides, with the objects of the files alone: what a feed makes stands in no file.
    ///   - workspace: where the files are.
    ///   - overwrites: whether the account also wins where the file was edited.
    ///   - removesMissing: whether objects that are gone from the account are taken out of the files.
    /// - Throws: what is wrong with the files.
    init(
        _ planner: Planner, _ workspace: Workspace, overwrites: Bool = false, removesMissing: Bool = false
    ) throws {
        self.removesMissing = removesMissing
        var scope = ExportUpdate.Scope()
        scope.isDriftOnly = true
        scope.overwrites = overwrites
        scope.removesMissing = removesMissing
        update = try ExportUpdate(planner, scope: scope)
        changes = try FileChanges(update.edits, reading: workspace.fileReading)
    }

    /// Writes the files, then the lock file.
    func write(lockPath: String) throws {
        try changes.write()
        try update.lock(refused: changes.refused).save(to: lockPath)
    }

    /// Whether the files say all that the account changed.
    var isComplete: Bool { update.kept.isEmpty && left.isEmpty && changes.refused.isEmpty }

    /// What is gone from the account and stays in the files.
    private var left: [ExportUpdate.Gone] { update.gone.filter { !removesMissing || $0.isProtected } }

    /// What was written, and what was not.
    var text: String {
        var lines = [
            changes.files.isEmpty
                ? "No file says otherwise: nothing to write."
                : "\(changes.files.count) file\(changes.files.count == 1 ? " says" : "s say") now what the account has:"
        ]
        lines += changes.files.map { "  \($0.path)" }
        for value in update.kept {
            lines.append(
                "kept, since the file was edited too: \(value.address).\(value.field) (\(value.place))")
        }
        for object in left {
            let reason = object.isProtected ? "it is protected" : "--remove-missing takes it out"
            lines.append(
                "gone from the account, still in the file: \(object.address) (\(object.place)); \(reason)")
        }
        return lines.map(TerminalText.safe).joined(separator: "\n")
    }
}
