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

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        answer.text("id", object.id)
        answer.fields("title", of: object)
        answer.text("user_id", object.userID)
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.json("stat", lookups.statistics(object, .plain))
        answer.fields(shown, of: object)
        answer.number("campaign_count", lookups.counts[object.id] ?? 0)
    }

    private static let shown = ["postback_url", "cost_id", "ref_id"] + subs + ["hints", "preset_id"]
}
