import Diagnostics
public import Feeds
import RedTrack

/// A plan as JSON for programs, format `waybill-plan/1`: the same facts as the text, in the same order.
public struct PlanJSON {
    private let plan: Plan

    /// Writes `plan`.
    public init(_ plan: Plan) { self.plan = plan }

    /// The document: `format`, `account`, `summary`, `changes`, `orphans`, `unmanaged`, `refusals`, `notes`.
    public var value: Value {
        .object([
            ("format", .string("waybill-plan/1")),
            ("account", .object([("id", .string(plan.account.id)), ("email", .string(plan.account.email))])),
            ("summary", summary),
            ("changes", .array(plan.changes.map(change))),
            ("orphans", .array(plan.orphans.map(orphan))),
            ("unmanaged", counts { plan.unmanaged[$0] ?? 0 }),
            ("refusals", .array(plan.refusals.map(refusal))),
            ("notes", .array(plan.notes.map(Value.string))),
        ])
    }

    private var summary: Value {
        let total: [(String, Value)] = [
            ("create", number(plan.count(.create))), ("update", number(plan.count(.update))),
            ("archive", number(plan.count(.archive))), ("delete", number(plan.count(.delete))),
            ("unchanged", number(plan.unchanged.values.reduce(0, +))),
        ]
        let kinds: [(String, Value)] = Kind.allCases.map { kind in
            (
                kind.plural,
                .object([
                    ("create", number(plan.count(.create, kind))),
                    ("update", number(plan.count(.update, kind))),
                    ("archive", number(plan.count(.archive, kind))),
                    ("delete", number(plan.count(.delete, kind))),
                    ("unchanged", number(plan.unchanged[kind] ?? 0)),
                ])
            )
        }
        return .object(total + [("kinds", .object(kinds))])
    }

    private func change(_ change: Change) -> Value {
        .object([
            ("action", .string(change.action.rawValue)),
            ("kind", .string(change.address.kind.rawValue)),
            ("key", .string(change.address.key)),
            ("id", change.id.map(Value.string) ?? .null),
            ("title", .string(change.title)),
            ("place", change.place.map { .string($0.description) } ?? .null),
            ("reasons", .array(change.reasons.map(Value.string))),
            ("attention", .array(change.warnings.map(Value.string))),
            ("depends_on", .array(change.dependsOn.map { .string($0.description) })),
            ("sends", .array(sends(change).map(Value.string))),
            (
                "changes",
                .array(
                    change.fields.flatMap { field in
                        field.values.map { value in
                            .object([
                                ("path", .string(value.path)),
                                ("origin", .string(field.origin.rawValue)),
                                ("before", json(value.type, value.before)),
                                ("after", json(value.type, value.after)),
                            ])
                        }
                    })
            ),
        ])
    }

    /// The fields that leave in the request, by their names on the wire; each of them is sent whole.
    private func sends(_ change: Change) -> [String] {
        if case .record(let members) = change.body { members.map(\.name) } else { [] }
    }

    private func orphan(_ orphan: Orphan) -> Value {
        .object([
            ("kind", .string(orphan.address.kind.rawValue)), ("key", .string(orphan.address.key)),
            ("id", .string(orphan.id)), ("title", .string(orphan.title)),
            ("protected", .bool(orphan.isProtected)),
            ("kept_because", orphan.keptBecause.map(Value.string) ?? .null),
        ])
    }

    private func refusal(_ refusal: Refusal) -> Value {
        .object([
            ("object", refusal.address.map { .string($0.description) } ?? .null),
            ("reason", .string(refusal.reason)),
        ])
    }

    /// Values in manifest names; references by the name of their object.
    private func json(_ type: FieldType, _ draft: Draft?) -> Value {
        guard let draft else { return .null }
        switch (type, draft) {
        case (.reference(let kind), .reference(let reference)):
            return .string(plan.names.name(kind, reference))
        case (_, .reference(.existing(let id))): return .string(id)
        case (_, .reference(.pending(let address))): return .string(address.key)
        case (_, .scalar(let value)): return value
        case (.records(let fields, _), .list(let drafts)):
            return .array(drafts.map { json(.record(fields), $0) })
        case (_, .list(let drafts)): return .array(drafts.map { json(.text, $0) })
        case (.record(let fields), .record(let members)):
            return .object(
                members.map { member in
                    let field = fields.first { $0.name == member.name }
                    return (field?.manifestName ?? member.name, json(field?.type ?? .text, member.draft))
                })
        case (_, .record(let members)): return .object(members.map { ($0.name, json(.text, $0.draft)) })
        }
    }

    private func counts(_ count: (Kind) -> Int) -> Value {
        .object(Kind.allCases.map { ($0.plural, number(count($0))) })
    }

    private func number(_ count: Int) -> Value { .number("\(count)") }
}
