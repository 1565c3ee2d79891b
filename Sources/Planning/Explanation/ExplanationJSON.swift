import Diagnostics
public import Feeds
import RedTrack

/// An explanation as JSON for programs, format `waybill-explanation/1`: the same facts as the text.
public struct ExplanationJSON {
    private let explanation: PlanExplanation

    /// Writes `explanation`.
    public init(_ explanation: PlanExplanation) { self.explanation = explanation }

    /// The document: `format`, the object, and its `fields`.
    public var value: Value {
        .object([
            ("format", .string("waybill-explanation/1")),
            ("kind", .string(explanation.address.kind.rawValue)), ("key", .string(explanation.address.key)),
            ("id", explanation.id.map(Value.string) ?? .null),
            ("place", explanation.place.map { .string($0.description) } ?? .null),
            ("identity", .string(explanation.identity)),
            ("fields", .array(explanation.fields.map(field))),
        ])
    }

    private func field(_ field: PlanExplanation.Field) -> Value {
        .object([
            ("path", .string(field.path)), ("verdict", .string(field.verdict)),
            ("place", field.place.map { .string($0.description) } ?? .null),
            ("raw", .object([("account", field.rawAccount ?? .null), ("file", field.rawFile ?? .null)])),
            ("canonical", .object([("account", field.account), ("file", field.file)])),
            ("last_applied", .string(field.applied.rawValue)),
            (
                "rule",
                .object([
                    ("name", .string(field.rule)), ("sentence", .string(field.sentence)),
                    ("source", .string(field.source)),
                ])
            ),
            (
                "parts",
                .array(
                    field.parts.map { part in
                        .object([
                            ("path", .string(part.path)), ("account", part.account), ("file", part.file),
                            ("same", .bool(part.isSame)), ("rule", .string(part.rule)),
                        ])
                    })
            ),
        ])
    }
}
