public import Diagnostics
import Feeds
import Manifests
import RedTrack

extension Planner {
    /// Explains what the plan makes of an object or of one of its fields.
    /// - Parameter text: `offers/NAME`, or a field of it such as `offers/NAME.payment`.
    /// - Returns: both sides, field by field, with the rule and the verdict.
    /// - Throws: ``DiagnosticsError`` when nothing is called so, or with everything in the files that the account
    ///   contradicts.
    public func explanation(of text: String) throws(DiagnosticsError) -> PlanExplanation {
        var undecided = options
        undecided.takes = []
        let assessment = try Planner(
            manifest: manifest, lock: lock, snapshot: snapshot, presets: presets, options: undecided
        ).assess()
        let target = try ExplanationTarget(text, assessment, snapshot)
        let object = target.index.map { assessment.objects[$0] }
        let match = target.index.map { assessment.matching.matches[$0] }
        let account = match.map(\.object) ?? target.object
        let outcome = assessment.outcomes.first { $0.address == target.address }
        let explainer = FieldExplainer(
            object: object, account: account, outcome: outcome,
            applied: account.flatMap {
                assessment.lock.entry($0.kind, id: $0.id, preferring: target.address.key)?.fingerprints
            } ?? [:], names: assessment.names, side: Take.side(for: target.address, in: options.takes))
        let fields = try explainer.fields(at: target.path, kind: target.address.kind)
        return PlanExplanation(
            address: target.address, id: account?.id, place: object?.place,
            identity: Self.identity(object, match, assessment.lock), fields: fields)
    }

    private static func identity(
        _ object: ManifestObject?, _ match: Matching.Match?, _ lock: LockIndex
    ) -> String {
        guard let object, let match else { return "no file has it: it is left alone" }
        switch match.basis {
        case .pinned: return "recognised by `id:` in the file"
        case .locked: return "recognised by the lock file"
        case .named:
            return "recognised by its \(object.kind == .domain ? "URL or title" : "title"), which is unique"
        case .renamed: return "recognised as renamed, since all else is the same"
        case .new:
            return match.lostID.map {
                "not found: the account no longer has \($0), which the lock file knows it by"
            }
                ?? "not found: neither the lock file nor the account knows it"
        }
    }
}
