public import Diagnostics
import Feeds
public import Manifests
import RedTrack

/// Computes what would change in an account so that it matches the files. Pure: all it knows is given to it.
public struct Planner {
    private let manifest: Manifest
    private let lock: LockFile
    private let snapshot: Snapshot
    private let presets: PresetCatalog
    private let options: PlanOptions

    /// Takes both sides of a plan.
    /// - Parameters:
    ///   - manifest: what the files say.
    ///   - lock: which key is which id, with the creations of interrupted runs merged in.
    ///   - snapshot: a full read of the account.
    ///   - presets: needed only when an object names a preset.
    ///   - options: what the plan may do beyond creating and updating.
    public init(
        manifest: Manifest, lock: LockFile, snapshot: Snapshot, presets: PresetCatalog = PresetCatalog(),
        options: PlanOptions = PlanOptions()
    ) {
        self.manifest = manifest
        self.lock = lock
        self.snapshot = snapshot
        self.presets = presets
        self.options = options
    }

    /// The plan. The same inputs always give the same plan.
    /// - Throws: ``DiagnosticsError`` with everything in the files that the account contradicts: unknown ids,
    ///   ambiguous titles, dangling references, unknown presets, new objects without a required field.
    public func plan() throws(DiagnosticsError) -> Plan {
        try checkLock()
        var diagnostics: [Diagnostic] = []
        let lock = LockIndex(lock)
        let objects = NetworkLinks(lock: lock, snapshot: snapshot).applied(
            to: withPresets(&diagnostics), keys: options.feedKeys)
        let matching = Matching(objects, lock: lock, snapshot: snapshot)
        diagnostics += matching.diagnostics

        let names = ObjectNames(objects, matching, snapshot)
        let planning = ObjectPlanning(
            resolver: ReferenceResolver(objects, matching.matches, lock: lock, snapshot), lock: lock,
            comparison: ValueComparison(name: names.name))
        var outcomes: [ObjectPlanning.Outcome] = []
        for (object, match) in zip(objects, matching.matches) where object.state == .present {
            outcomes.append(planning.outcome(for: object, match, &diagnostics))
        }
        if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics) }

        let removals = RemovalPlanning(
            objects: objects, matching: matching, outcomes: outcomes, lock: lock, snapshot: snapshot,
            options: options
        ).result()
        let changes =
            outcomes.compactMap(\.change).sorted { $0.address < $1.address }
            + removals.changes.sorted { left, right in
                left.address.kind != right.address.kind
                    ? left.address.kind > right.address.kind : left.address < right.address
            }
        return Plan(
            account: snapshot.account, changes: changes, orphans: removals.orphans,
            refusals: removals.refusals,
            notes: (outcomes.flatMap(\.notes) + removals.notes).sorted { ExactText($0) < ExactText($1) },
            unchanged: Dictionary(
                grouping: outcomes.filter { $0.change == nil }, by: \.address.kind
            ).mapValues(\.count).merging(snapshot.leftOut, uniquingKeysWith: +),
            unmanaged: removals.unmanaged,
            settled: outcomes.sorted { $0.address < $1.address }.compactMap(\.settled),
            forgotten: removals.forgotten, names: names)
    }

    /// Ids of one account mean nothing in another one, where all objects would be created a second time.
    private func checkLock() throws(DiagnosticsError) {
        guard let account = lock.account, account != snapshot.account.id else { return }
        throw DiagnosticsError([
            Diagnostic(
                .error, "plan.foreign-lock",
                "the lock file belongs to account \(account), and this is account \(snapshot.account.id)",
                at: nil,
                help: "check URL and key, or use this account's own lock file; without one, titles match")
        ])
    }

    private func withPresets(_ diagnostics: inout [Diagnostic]) -> [ManifestObject] {
        manifest.objects.map { object in
            switch presets.applied(to: object) {
            case .success(let result): return result
            case .failure(let error):
                diagnostics += error.diagnostics
                return object
            }
        }
    }
}
