import Feeds

/// Networks: the document's "Networks" section.
enum NetworkWire: WireKind {
    static let fields: [WritableField] = [
        .text("title"), .text("url"), .text("skype"), .text("offer_url"), .text("postback_url"),
        .text("preset_id"),
    ]

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        var problems: [String] = []
        if document.text("title").isBlank { problems.append("Title cannot be blank") }
        if document.text("url").isBlank { problems.append("URL cannot be blank") }
        return problems
    }

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        let isList = form == .list
        answer.text("id", object.id)
        answer.fields(isList ? ["title", "skype", "url"] : ["title", "url", "skype"], of: object)
        if isList { answer.fields("offer_url", "postback_url", of: object) }
        answer.text("user_id", object.userID)
        if !isList { answer.fields("offer_url", "postback_url", of: object) }
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.json("stat", lookups.statistics(object, .plain))
        answer.fields("preset_id", of: object)
        answer.number("offer_count", lookups.counts[object.id] ?? 0)
    }
}
