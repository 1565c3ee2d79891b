public import Diagnostics
import Feeds
public import Manifests
import RedTrack

/// Computes what would change in an account so that it matches the files. Pure: all it knows is given to it.
public struct Planner: Sendable {
    let manifest: Manifest
    let lock: LockFile
    let snapshot: Snapshot
    let presets: PresetCatalog
    let options: PlanOptions

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

    /// A planner of the same files for the account as it is after a run.
    package func again(lock: LockFile, snapshot: Snapshot) -> Planner {
        Planner(manifest: manifest, lock: lock, snapshot: snapshot, presets: presets, options: options)
    }

    /// What was found out about the objects of the files: what they are in the account, and what has to happen to them.
    struct Assessment {
        let objects: [ManifestObject]
        let lock: LockIndex
        let matching: Matching
        let names: ObjectNames
        /// One for each object that is to be there, in their order.
        let outcomes: [ObjectPlanning.Outcome]
        /// What became of the keys in the lock file.
        let moves: LockMoves.Result
    }

    /// The plan. The same inputs always give the same plan.
    /// - Throws: ``DiagnosticsError`` with everything in the files that the account contradicts: unknown ids,
    ///   ambiguous titles, dangling references, unknown presets, new objects without a required field.
    public func plan() throws(DiagnosticsError) -> Plan {
        let assessment = try assess()
        let outcomes = assessment.outcomes
        let removals = removals(assessment)
        let changes =
            Self.sorted(outcomes.compactMap(\.change))
            + removals.changes.sorted { left, right in
                left.address.kind != right.address.kind
                    ? left.address.kind > right.address.kind : left.address < right.address
            }
        return Plan(
            account: snapshot.account, changes: changes, orphans: removals.orphans,
            refusals: outcomes.compactMap(\.refusal) + removals.refusals,
            notes: (outcomes.flatMap(\.notes) + removals.notes + assessment.moves.notes).sorted {
                ExactText($0) < ExactText($1)
            },
            kept: outcomes.flatMap(\.kept), moved: assessment.moves.moved,
            unchanged: unchanged(outcomes),
            unmanaged: removals.unmanaged,
            settled: outcomes.filter { $0.settled != nil }.sorted { $0.address < $1.address }
                .compactMap(\.settled),
            forgotten: removals.forgotten + assessment.moves.forgotten,
            names: PlanNames(of: changes, assessment.names, in: snapshot))
    }

    /// The changes in the order of what they change: their numbers are sorted, since a change is much to move.
    private static func sorted(_ changes: [Change]) -> [Change] {
        var order = ExactOrder(capacity: changes.count)
        for change in changes { order.add(change.address.key, below: change.address.kind.rank) }
        return order.indices.map { changes[$0] }
    }

    private func unchanged(_ outcomes: [ObjectPlanning.Outcome]) -> [Kind: Int] {
        var counts = snapshot.leftOut
        for outcome in outcomes where outcome.change == nil && outcome.kept.isEmpty {
            counts[outcome.address.kind, default: 0] += 1
        }
        return counts
    }

    /// Compares both sides, object by object.
    func assess() throws(DiagnosticsError) -> Assessment {
        try checkLock()
        let moves = LockMoves(options.moves).applied(to: lock, files: manifest.objects)
        var diagnostics = moves.diagnostics
        let lock = LockIndex(moves.lock)
        let objects = NetworkLinks(lock: lock, snapshot: snapshot).applied(
            to: withPresets(&diagnostics), keys: options.feedKeys)
        let matching = Matching(
            objects, lock: lock, snapshot: snapshot, adoption: options.adoption)
        diagnostics += matching.diagnostics

        let names = ObjectNames(objects, matching, snapshot)
        let planning = ObjectPlanning(
            resolver: ReferenceResolver(objects, matching.matches, lock: lock, snapshot), lock: lock,
            comparison: ValueComparison(name: names.name), takes: options.takes)
        let present = objects.indices.filter { objects[$0].state == .present }
        var outcomes = planning.outcomes(for: objects, matching.matches, present, &diagnostics)
        ExchangeDetection.mark(&outcomes, present, objects, matching.matches)
        diagnostics += Take.unknown(options.takes, among: objects)
        if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics) }
        return Assessment(
            objects: objects, lock: lock, matching: matching, names: names, outcomes: outcomes, moves: moves)
    }

    /// What goes, and what would but may not.
    func removals(_ assessment: Assessment) -> RemovalPlanning.Result {
        RemovalPlanning(
            objects: assessment.objects, matching: assessment.matching, outcomes: assessment.outcomes,
            lock: assessment.lock, snapshot: snapshot, options: options
        ).result()
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
        guard manifest.objects.contains(where: { $0.preset != nil }) else { return manifest.objects }
        return manifest.objects.map { object in
            switch presets.applied(to: object) {
            case .success(let result): return result
            case .failure(let error):
                diagnostics += error.diagnostics
                return object
            }
        }
    }
}
