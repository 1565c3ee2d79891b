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

    static func answer(_ object: StoredObject, as form: AnswerForm, with lookups: Lookups) -> Value {
        let document = object.document
        let times: [(String, Value)] = [
            ("created_at", .string(object.createdAt)), ("updated_at", .string(object.updatedAt)),
        ]
        let urls = [
            ("offer_url", document.value("offer_url")), ("postback_url", document.value("postback_url")),
        ]
        let user = [("user_id", Value.string(object.userID))]
        let names = [("id", Value.string(object.id)), ("title", document.value("title"))]
        let url = [("url", document.value("url"))]
        let skype = [("skype", document.value("skype"))]
        let head = form == .list ? names + skype + url + urls + user : names + url + skype + user + urls
        return .object(
            head + times + [
                ("stat", lookups.statistics(object, .plain)),
                ("preset_id", document.value("preset_id")),
                ("offer_count", .number(String(lookups.counts[object.id] ?? 0))),
            ])
    }
}
