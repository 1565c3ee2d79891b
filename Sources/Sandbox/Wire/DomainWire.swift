import Feeds

/// Tracking domains: the document's "Domains" section. The model table has lost the name of `email`; the examples
/// show it.
enum DomainWire: WireKind {
    static let fields: [WritableField] = [.text("title"), .text("url"), .text("email")]

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        var problems: [String] = []
        let url = document.text("url")
        let host = WebAddress(url)?.host
        if document.text("title").isBlank { problems.append("Title cannot be blank") }
        if url.isBlank { problems.append("URL cannot be blank") }
        if isOwn(host ?? url.lowercased()) {
            problems.append("You cannot add one of Redtrack.io domains as your custom domain")
        }
        if host == nil { problems.append("URL is invalid REG") }
        return problems
    }

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        answer.text("id", object.id)
        answer.fields("title", "url", of: object)
        answer.text("user_id", object.userID)
        answer.fields("email", of: object)
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.number("status", object.status)
    }

    /// RedTrack's own hosts: `redtrack.io`, `rdtrck.com`, `rdtrck2.com` and what is under them.
    private static func isOwn(_ host: String) -> Bool {
        let names = host.split(separator: ".")
        guard names.count >= 2, let top = names.last else { return false }
        let name = names[names.count - 2]
        if name == "redtrack" && top == "io" { return true }
        let isNumbered = name.hasPrefix("rdtrck") && name.dropFirst(6).allSatisfy(\.isNumber)
        return isNumbered && top == "com"
    }
}
