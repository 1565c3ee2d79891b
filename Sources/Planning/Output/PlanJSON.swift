import Diagnostics
public import Feeds
import RedTrack

/// A plan as JSON for programs, format `waybill-plan/1`: the same facts as the text, in the same order.
public struct PlanJSON {
    private let plan: Plan
    private let values: ValueJSON

    /// Writes `plan`.
    public init(_ plan: Plan) {
        self.plan = plan
        let names = plan.names
        values = ValueJSON { kind, reference in names.name(kind, reference) }
    }

    /// The document: `format`, `account`, `summary`, `changes`, `orphans`, `unmanaged`, `refusals`, `notes`.
    public var value: Value {
        let head: [(String, Value)] = [
            ("format", .string("waybill-plan/1")),
            ("account", .object([("id", .string(plan.account.id)), ("email", .string(plan.account.email))])),
        ]
        let undoes: [(String, Value)] = plan.undoes.map { [("undoes", .string($0))] } ?? []
        return .object(
            head + undoes + [
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
                                ("note", value.note.map(Value.string) ?? .null),
                                ("before", values.value(value.type, value.before)),
                                ("after", values.value(value.type, value.after)),
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

    private func counts(_ count: (Kind) -> Int) -> Value {
        .object(Kind.allCases.map { ($0.plural, number(count($0))) })
    }

    private func number(_ count: Int) -> Value { .number("\(count)") }
}
