import Feeds

/// Landing pages: the document's "Landings" section.
enum LandingWire: WireKind {
    static let fields: [WritableField] = [.text("title"), .text("url")]

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        var problems: [String] = []
        if document.text("title").isBlank { problems.append("Title cannot be blank") }
        if document.text("url").isBlank { problems.append("URL cannot be blank") }
        return problems
    }

    static func answer(_ object: StoredObject, as form: AnswerForm, with lookups: Lookups) -> Value {
        .object([
            ("id", .string(object.id)),
            ("title", object.document.value("title")),
            ("url", object.document.value("url")),
            ("user_id", .string(object.userID)),
            ("created_at", .string(object.createdAt)),
            ("updated_at", .string(object.updatedAt)),
            ("stat", lookups.statistics(object, form == .list ? .landingList : .landing)),
        ])
    }
}
