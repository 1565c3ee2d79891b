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

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        answer.text("id", object.id)
        answer.fields("title", "url", of: object)
        answer.text("user_id", object.userID)
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.json("stat", lookups.statistics(object, form == .list ? .landingList : .landing))
    }
}
