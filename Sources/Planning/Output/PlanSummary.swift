import Feeds
import RedTrack

/// What a plan comes to, in the words that all outputs share; each of them escapes what it prints.
struct PlanSummary {
    /// How many objects of a kind are created, updated, removed and left as they are.
    struct Row {
        let kind: Kind
        let created: Int
        let updated: Int
        let removed: Int
        let unchanged: Int

        /// The numbers in the order of ``PlanSummary/columns``.
        var numbers: [Int] { [created, updated, removed, unchanged] }
    }

    /// Something to look at before agreeing, and the objects that it is about.
    struct Concern {
        let sentence: String
        let objects: [ObjectAddress]
    }

    /// What the numbers of a row are called.
    static let columns = ["create", "update", "remove", "unchanged"]
    /// How many concerns are named one by one; more of them are grouped by what they say.
    private static let singleConcerns = 20

    /// The line that sums the plan up: `Plan: 3 to create, 1 to update, 0 to remove; 72 unchanged.`
    let headline: String
    /// The kinds of which anything is known.
    let rows: [Row]
    /// What needs a person's eyes, in the order of the changes.
    let concerns: [Concern]
    /// Whether ``concerns`` are grouped: then a change has to say itself what is to be looked at.
    let groupsConcerns: Bool
    /// The orphans that stay, with the reason.
    let orphans: [(orphan: Orphan, reason: String)]
    /// How much of the account is left alone; `nil` when nothing is.
    let unmanaged: String?

    init(_ plan: Plan) {
        var counts: [Kind: [Change.Action: Int]] = [:]
        // By index: a change is much to copy.
        for index in plan.changes.indices {
            counts[plan.changes[index].address.kind, default: [:]][plan.changes[index].action, default: 0] +=
                1
        }
        rows = Kind.allCases.compactMap { kind in
            let count = counts[kind] ?? [:]
            let row = Row(
                kind: kind, created: count[.create] ?? 0, updated: count[.update] ?? 0,
                removed: (count[.delete] ?? 0) + (count[.archive] ?? 0), unchanged: plan.unchanged[kind] ?? 0)
            return row.numbers.contains { $0 > 0 } ? row : nil
        }
        headline = Self.headline(rows, archived: counts.values.reduce(0) { $0 + ($1[.archive] ?? 0) }, plan)

        let single = plan.changes.indices.flatMap { index in
            plan.changes[index].warnings.map { sentence in
                Concern(sentence: sentence, objects: [plan.changes[index].address])
            }
        }
        groupsConcerns = single.count > Self.singleConcerns
        concerns = groupsConcerns ? Self.grouped(single) : single

        let removed = Set(plan.changes.filter(\.action.isRemoval).map(\.address))
        orphans = plan.orphans.filter { !removed.contains($0.address) }.map { orphan in
            let reason =
                orphan.keptBecause.map { "kept: \($0)" }
                ?? (orphan.isProtected ? "protected: it stays" : "it stays; `--prune` removes it")
            return (orphan, reason)
        }
        let alone = Kind.allCases.compactMap { kind in
            plan.unmanaged[kind].map { Self.counted($0, kind) }
        }
        unmanaged =
            alone.isEmpty
            ? nil
            : "Left alone, since neither the files nor Waybill know them: \(alone.joined(separator: ", "))."
    }

    private static func headline(_ rows: [Row], archived: Int, _ plan: Plan) -> String {
        let same = rows.reduce(0) { $0 + $1.unchanged }
        if plan.isEmpty, plan.refusals.isEmpty {
            if let run = plan.undoes {
                return "Nothing to undo: what run \(run) did is gone from the account, as far as it can be."
            }
            if !plan.kept.isEmpty {
                return
                    "No changes: what the account has is kept where it differs, see the notes; \(same) unchanged."
            }
            return "No changes: the account matches the files (\(same) object\(same == 1 ? "" : "s"))."
        }
        func sum(_ number: (Row) -> Int) -> Int { rows.reduce(0) { $0 + number($1) } }
        let subject = plan.undoes.map { "Undo of run \($0)" } ?? "Plan"
        return
            "\(subject): \(sum(\.created)) to create, \(sum(\.updated)) to update, \(sum(\.removed)) to remove"
            + (archived > 0 ? " (\(archived) archived)" : "") + "; \(same) unchanged."
    }

    /// What the same is said of, for each kind and sentence, in the order in which it first comes.
    private static func grouped(_ concerns: [Concern]) -> [Concern] {
        struct Group: Hashable {
            let kind: Kind?
            let sentence: String
        }
        var order: [Group] = []
        var objects: [Group: [ObjectAddress]] = [:]
        for concern in concerns {
            let group = Group(kind: concern.objects.first?.kind, sentence: concern.sentence)
            if objects[group] == nil { order.append(group) }
            objects[group, default: []] += concern.objects
        }
        return order.map { Concern(sentence: $0.sentence, objects: objects[$0] ?? []) }
    }

    /// `1 offer`, `3 offers`.
    static func counted(_ count: Int, _ kind: Kind) -> String {
        "\(count) \(count == 1 ? kind.rawValue : kind.plural)"
    }
}

extension PlanSummary.Concern {
    /// Whom it is about: the one object, or how many of a kind with the first of them.
    func subject(naming limit: Int = 3) -> String {
        guard objects.count > 1, let first = objects.first else {
            return objects.first.map(\.description) ?? ""
        }
        let named = objects.prefix(limit).map(\.key).joined(separator: ", ")
        let more = objects.count > limit ? " and \(objects.count - limit) more" : ""
        return "\(PlanSummary.counted(objects.count, first.kind)) (\(named)\(more))"
    }
}
