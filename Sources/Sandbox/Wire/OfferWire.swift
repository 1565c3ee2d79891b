import Feeds

/// Offers: the document's "Offers" section. The network is `program_id`; `targeting` is in the examples only and is
/// kept as it was sent.
enum OfferWire: WireKind {
    static let fields: [WritableField] = [
        .text("program_id"), .text("title"), .texts("country_codes"), .integer("status"), .text("url"),
        .text("postback_url"), payment, .raw("targeting"), .integer("cap"), .boolean("cap_alert"),
        tags,
    ]

    /// No answer shows the tags of an offer; their index does. What is no list of texts is ignored, like all that
    /// the document does not name.
    private static let tags = WritableField(name: "tags", initial: .null, expected: "a list of strings") {
        $0.listOfTexts ?? .null
    }

    private static let payment = WritableField(
        name: "payment", initial: .object([("amount", .number("0"))]),
        expected: "an object with a number amount"
    ) { value in
        guard case .map = value else { return nil }
        guard let amount = value["amount"]?.value, amount != .null else {
            return .object([("amount", .number("0"))])
        }
        return amount.canonicalNumber.map { .object([("amount", $0)]) }
    }

    /// An offer without a status gets 0: lists show it with the active ones.
    static var initialStatus: Int { 0 }

    static func problems(
        of document: Value, sent: Value, references: any ReferenceCheck
    ) throws -> [String] {
        var problems: [String] = []
        if document.text("title").isBlank { problems.append("Title cannot be blank") }
        if document.text("url").isBlank { problems.append("URL cannot be blank") }
        if let amount = sent.value("payment")["amount"]?.value, amount != .null, !amount.isPositive {
            problems.append("Payment value is invalid")
        }
        if try !references.exists(.network, document.text("program_id")) {
            problems.append("Program ID is invalid")
        }
        if !(0...2).contains(document.value("status").integer ?? 0) {
            problems.append("Status value is invalid")
        }
        if (document.value("cap").integer ?? 0) < 0 { problems.append("Cap value is invalid") }
        return problems
    }

    static func links(of document: Value) -> [Link] {
        [Link(role: .network, target: document.text("program_id"))]
            + document.value("country_codes").texts.map { Link(role: .country, target: $0.uppercased()) }
    }

    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        answer.text("id", object.id)
        answer.text("created_at", object.createdAt)
        answer.text("updated_at", object.updatedAt)
        answer.text("user_id", object.userID)
        answer.fields("program_id", of: object)
        if form == .list {
            let network = lookups.referenced[object.document.text("program_id")]
            answer.text("network_title", network?.text("title") ?? "")
        }
        answer.fields("title", "country_codes", "status", "url", "postback_url", "payment", of: object)
        answer.json("stat", lookups.statistics(object, form == .list ? .offerList : .plain))
        answer.fields("targeting", "cap", "cap_alert", of: object)
        answer.json("cpapi", "false".utf8)
    }
}
