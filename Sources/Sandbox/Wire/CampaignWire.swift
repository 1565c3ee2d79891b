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

    static func answer(_ object: StoredObject, as form: AnswerForm, with lookups: Lookups) -> Value {
        let document = object.document
        let source = document.text("source_id")
        let isList = form == .list
        // Answers of writes leave what is computed empty; lists show it.
        let title = isList ? lookups.titles[source] ?? "" : ""
        let trackback = isList ? trackbackURL(object, lookups) : ""
        let postback = isList ? lookups.postbackURLs[source] ?? "" : ""
        let head: [(String, Value)] = [
            ("id", .string(object.id)), ("user_id", .string(object.userID)),
            ("title", document.value("title")),
            ("cpc", document.value("cpc")), ("source_id", .string(source)), ("source_title", .string(title)),
            ("domain_id", document.value("domain_id")), ("trackback_url", .string(trackback)),
            ("postback_url", .string(postback)), ("redirect_type", document.value("redirect_type")),
            ("status", document.value("status")),
            ("streams", StreamWire.answer(document.value("streams"), fillsFilters: lookups.fillsFilters)),
            ("stat", lookups.statistics(object, .campaign)),
        ]
        let notes = [("notes", document.value("notes"))]
        let postbacks = [("postbacks", document.value("postbacks"))]
        let times: [(String, Value)] = [
            ("created_at", .string(object.createdAt)), ("updated_at", .string(object.updatedAt)),
        ]
        let tags = [("tags", document.value("tags"))]
        let tail = isList ? postbacks + times + tags + notes : notes + postbacks + times + tags
        return .object(head + tail)
    }

    /// The link that ads point to: the campaign's id under its domain, or under the default host.
    private static func trackbackURL(_ object: StoredObject, _ lookups: Lookups) -> String {
        var base = lookups.domainURLs[object.document.text("domain_id")] ?? "http://rdtrck2.com"
        while base.hasSuffix("/") { base.removeLast() }
        return "\(base)/\(object.id)"
    }
}
