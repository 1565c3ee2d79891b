import Diagnostics
public import Feeds
import RedTrack

/// Drift as JSON for programs, format `waybill-drift/1`: the same facts as the text, in the same order.
public struct DriftJSON {
    private let drift: Drift
    private let values: ValueJSON

    /// Writes `drift`.
    public init(_ drift: Drift) {
        self.drift = drift
        let names = drift.names
        values = ValueJSON { kind, reference in names.name(kind, reference) }
    }

    /// The document: `format`, `account`, `summary`, `objects`, `lost`, `unmanaged`.
    public var value: Value {
        .object([
            ("format", .string("waybill-drift/1")),
            (
                "account",
                .object([("id", .string(drift.account.id)), ("email", .string(drift.account.email))])
            ),
            (
                "summary",
                .object([
                    ("compared", number(drift.compared)), ("changed", number(drift.objects.count)),
                    ("lost", number(drift.lost.count)), ("undecided_fields", number(drift.undecided)),
                ])
            ),
            ("objects", .array(drift.objects.map(object))),
            ("lost", .array(drift.lost.map(lost))),
            ("unmanaged", .object(Kind.allCases.map { ($0.plural, number(drift.unmanaged[$0] ?? 0)) })),
        ])
    }

    private func object(_ object: Drift.Object) -> Value {
        .object([
            ("kind", .string(object.address.kind.rawValue)), ("key", .string(object.address.key)),
            ("id", .string(object.id)), ("title", .string(object.title)),
            ("place", .string(object.place.description)),
            (
                "changes",
                .array(
                    object.fields.flatMap { field in
                        field.values.map { value in
                            .object([
                                ("path", .string(value.path)), ("conflict", .bool(field.origin == .both)),
                                ("account", values.value(value.type, value.before)),
                                ("file", values.value(value.type, value.after)),
                            ])
                        }
                    })
            ),
        ])
    }

    private func lost(_ lost: Drift.Lost) -> Value {
        .object([
            ("kind", .string(lost.address.kind.rawValue)), ("key", .string(lost.address.key)),
            ("id", .string(lost.id)), ("place", .string(lost.place.description)),
            ("replacement", lost.replacement.map(Value.string) ?? .null),
        ])
    }

    private func number(_ count: Int) -> Value { .number("\(count)") }
}
