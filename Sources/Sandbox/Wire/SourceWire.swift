import Feeds

/// Traffic sources: the document's "Sources" section. `url` and `payment` are accepted and dropped, as no answer
/// shows them.
enum SourceWire: WireKind {
    static let subs = (1...10).map { "sub\($0)" }

    static let fields: [WritableField] =
        [.text("title"), .text("postback_url"), .text("cost_id"), .text("ref_id")]
        + subs.map(WritableField.text) + [hints, .text("preset_id")]

    private static let hints = WritableField(
        name: "hints", initial: filled(.null), expected: "an object of strings"
    ) { value in
        guard let members = value.members,
            members.allSatisfy({ $0.node.value.string != nil || $0.node.value == .null })
        else { return nil }
        return filled(value)
    }

    /// All ten subs, those without a text as an empty one.
    static func filled(_ subs: Value) -> Value {
        .object(Self.subs.map { ($0, .string(subs.text($0))) })
    }

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        document.text("title").isBlank ? ["Title cannot be blank"] : []
    }

    static func answer(_ object: StoredObject, as form: AnswerForm, with lookups: Lookups) -> Value {
        let document = object.document
        let head: [(String, Value)] = [
            ("id", .string(object.id)), ("title", document.value("title")),
            ("user_id", .string(object.userID)),
            ("created_at", .string(object.createdAt)), ("updated_at", .string(object.updatedAt)),
            ("stat", lookups.statistics(object, .plain)),
        ]
        let names = ["postback_url", "cost_id", "ref_id"] + subs + ["hints", "preset_id"]
        let count = Value.number(String(lookups.counts[object.id] ?? 0))
        return .object(head + names.map { ($0, document.value($0)) } + [("campaign_count", count)])
    }
}
