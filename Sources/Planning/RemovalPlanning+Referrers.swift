import Feeds
import Manifests
import RedTrack

/// What becomes of objects that something refers to: they stay.
extension RemovalPlanning {
    func keep(_ candidate: Candidate, _ referrers: [References.Referrer], _ result: inout Result) {
        let shown = Self.list(referrers)
        let onlyArchived = referrers.allSatisfy(\.isArchived)
        if onlyArchived, candidate.isOrphan {
            result.orphans.append(
                orphan(
                    candidate,
                    keptBecause: "archived offers, which the API cannot delete, refer to it: \(shown)")
            )
        } else {
            let help =
                if onlyArchived {
                    "RedTrack's API cannot delete archived offers: give them another network first, or keep this one"
                } else if candidate.manifest == nil {
                    "put it back into the files, or change or remove what refers to it in the same plan"
                } else {
                    "change or remove what refers to it in the same plan"
                }
            refuse(
                candidate, "still referred to by \(onlyArchived ? "archived " : "")\(shown); \(help)",
                &result)
        }
    }

    /// Says of orphans that stay what `--prune` would make of them: it does not remove what something refers to.
    func reportIdle(_ result: inout Result, _ references: References) {
        var references = references
        for candidate in Self.ordered(result.idle) {
            let referrers = references.referrers(of: candidate.object)
            if candidate.isProtected {
                result.orphans.append(orphan(candidate, keptBecause: nil))
            } else if !referrers.isEmpty {
                let onlyArchived = referrers.allSatisfy(\.isArchived)
                result.orphans.append(
                    orphan(
                        candidate,
                        keptBecause: onlyArchived
                            ? "offers, which RedTrack's API can only archive, refer to it: \(Self.list(referrers))"
                            : "still referred to by \(Self.list(referrers))"))
            } else {
                result.orphans.append(orphan(candidate, keptBecause: nil))
                if candidate.object.kind == .offer {
                    references.archive(candidate.object)
                } else {
                    references.forget(candidate.object, removedBy: candidate.address)
                }
            }
        }
    }

    private static func list(_ referrers: [References.Referrer]) -> String {
        referrers.prefix(5).map(\.description).joined(separator: ", ")
            + (referrers.count > 5 ? " and \(referrers.count - 5) more" : "")
    }
}
