import Feeds

/// Campaigns: the document's "Campaigns" section.
enum CampaignWire: WireKind {
    static let fields: [WritableField] = [
        .text("title"), .number("cpc"), .text("source_id"), .text("domain_id"), .integer("redirect_type"),
        .integer("status"), StreamWire.field, postbacks, .texts("notes"), .texts("tags"),
    ]

    /// A campaign without a status gets 0, as in the document's example.
    static var initialStatus: Int { 0 }

    private static let postbacks = WritableField(
        name: "postbacks", initial: .null, expected: "a list of {url, payment_percent}"
    ) { value in
        guard let list = value.list else { return nil }
        var stored: [Value] = []
        for item in list.map(\.value) {
            let url = item.value("url")
            let percent = item.value("payment_percent")
            guard case .map = item, url == .null || url.string != nil,
                let number = percent == .null ? .number("0") : percent.canonicalInteger
            else { return nil }
            stored.append(.object([("url", .string(url.string ?? "")), ("payment_percent", number)]))
        }
        return .array(stored)
    }

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        var problems: [String] = []
        if document.text("title").isBlank { problems.append("Title cannot be blank") }
        // A campaign has no URL of its own: the message is about its postbacks.
        let postbacks = document.value("postbacks").list ?? []
        if postbacks.contains(where: { $0.value.text("url").isBlank }) {
            problems.append("URL cannot be blank")
        }
        if try !references.exists(.source, document.text("source_id")) {
            problems.append("Source value is invalid")
        }
        if document.value("cpc").isNegative { problems.append("CPC value is invalid") }
        if !(0...4).contains(document.value("redirect_type").integer ?? 0) {
            problems.append("Redirect type value is invalid")
        }
        if !(0...3).contains(document.value("status").integer ?? 0) {
            problems.append("Status value is invalid")
        }
        if references.isStrict, !sent.text("domain_id").isEmpty,
            try !references.exists(.domain, sent.text("domain_id"))
        {
            problems.append("Domain ID is invalid")
        }
        if sent.value("streams") != .null {
            problems += try StreamWire.problems(of: document.value("streams"), references: references)
        }
        return problems
    }

    static func links(of document: Value) -> [Link] {
        var links = [Link(role: .source, target: document.text("source_id"))]
        if !document.text("domain_id").isEmpty {
            links.append(Link(role: .domain, target: document.text("domain_id")))
        }
        links += StreamWire.links(of: document.value("streams"))
        links += document.value("tags").texts.map { Link(role: .tag, target: $0) }
        return links
    }

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        let isList = form == .list
        // Answers of writes leave what is computed empty; lists show it.
        let source = isList ? lookups.referenced[object.document.text("source_id")] : nil
        answer.text("id", object.id)
        answer.text("user_id", object.userID)
        answer.fields("title", "cpc", "source_id", of: object)
        answer.text("source_title", source?.text("title") ?? "")
        answer.fields("domain_id", of: object)
        answer.text("trackback_url", isList ? trackbackURL(object, lookups) : "")
        answer.text("postback_url", source?.text("postback_url") ?? "")
        answer.fields("redirect_type", "status", of: object)
        writeStreams(object, fillsFilters: lookups.fillsFilters, to: &answer)
        answer.json("stat", lookups.statistics(object, .campaign))
        answer.fields(isList ? ["postbacks"] : ["notes", "postbacks"], of: object)
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.fields(isList ? ["tags", "notes"] : ["tags"], of: object)
    }

    private static func writeStreams(
        _ object: StoredObject, fillsFilters: Bool, to answer: inout AnswerWriter
    ) {
        guard fillsFilters, let document = try? object.document.value() else {
            return answer.fields("streams", of: object)
        }
        answer.json("streams", StreamWire.fillingFilters(document.value("streams")).jsonBytes())
    }

    /// The link that ads point to: the campaign's id under its domain, or under the default host.
    private static func trackbackURL(_ object: StoredObject, _ lookups: Lookups) -> String {
        let known = object.document.text("trackback_url")
        if !known.isEmpty { return known }
        let domain = lookups.referenced[object.document.text("domain_id")]
        var base = domain?.text("url") ?? "http://rdtrck2.com"
        while base.hasSuffix("/") { base.removeLast() }
        return "\(base)/\(object.id)"
    }
}
