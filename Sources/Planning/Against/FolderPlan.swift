import Diagnostics
package import Manifests
package import RedTrack

/// A plan of files against a folder that stands for an account.
package enum FolderPlan {
    /// So much is missing in the folder that a part of an export is likelier than that it is gone.
    package struct Doubt: Error {
        /// What is missing.
        package let absence: Snapshot.Absence
    }

    /// Plans.
    /// - Parameters:
    ///   - manifest: what the files say.
    ///   - lock: their lock file; without one, objects are known by their keys in the folder.
    ///   - other: what the folder's files say.
    ///   - otherLock: the folder's lock file.
    ///   - folder: what to call it.
    ///   - leftOut: how many objects of each kind are the same on both sides, and not among those given.
    ///   - options: what the plan may do.
    /// - Returns: the plan, which nobody can apply.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` as ``Planner/plan()`` does, and ``Doubt``.
    package static func plan(
        _ manifest: Manifest, lock: LockFile?, against other: Manifest, lock otherLock: LockFile?,
        folder: String, leftOut: [Kind: Int] = [:], options: PlanOptions
    ) throws -> Plan {
        try refusePresets(manifest)
        let account = try FolderAccount(manifest: other, lock: otherLock, orElse: lock, folder: folder)
        let known = lock ?? account.lock
        let snapshot = account.snapshot.ofFolder(leavingOut: leftOut)
        if let absence = snapshot.absences(knownTo: known).first(where: \.isDoubtful) {
            throw Doubt(absence: absence)
        }
        return try Planner(manifest: manifest, lock: known, snapshot: snapshot, options: options).plan()
    }

    private static func refusePresets(_ manifest: Manifest) throws(DiagnosticsError) {
        let presets = manifest.objects.filter { $0.state == .present }.compactMap(\.preset)
        guard !presets.isEmpty else { return }
        throw DiagnosticsError(
            presets.map { preset in
                Diagnostic(
                    .error, "plan.against-preset", "only an account knows what is in the preset",
                    at: preset.place, length: preset.value.unicodeScalars.count,
                    help: "plan without --against, or write the fields of the preset out")
            })
    }
}
