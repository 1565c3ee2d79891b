/// One call as the client makes it: the request, and what its failures mean.
struct Call: Sendable {
    /// What is sent.
    var request: TransportRequest
    /// The object it is about, for messages.
    var object: String?
    /// The kind it is about, for hints.
    var kind: Kind?
    /// Whether a 404 may only mean that the account does not see a new object yet.
    var mayNotBeVisibleYet = false

    /// Whether sending it twice has the same effect as once, where the method does not tell.
    var mayRepeat: Bool?
    /// What to do when nobody knows whether it was carried out.
    var doubtStep = "The object may exist now: look for it in the account before creating it again"
    /// Passwords and the like that it sends: no error may repeat them.
    var secrets: [String] = []
    /// Whether its answer holds secrets, so that no error may quote it.
    var answersSecrets = false

    /// Whether it may be sent again when nobody knows what became of it.
    var isRepeatable: Bool { mayRepeat ?? request.method.isIdempotent }

    /// `text` without the secrets that the call sends.
    func redacting(_ text: String) -> String {
        secrets.reduce(text) { SecretRedactor($1, label: "secret").redacted($0) }
    }

    /// An error of this call.
    func error(
        _ code: APIError.Code, _ messages: [String], status: Int? = nil, retryAfter: Duration? = nil,
        nextStep: String
    ) -> APIError {
        APIError(
            code, request.method, request.path, object: object, status: status, messages: messages,
            retryAfter: retryAfter, nextStep: nextStep)
    }

    /// The path of one object below a path of its kind.
    /// - Throws: `notFound` for an id that would name another path.
    static func path<Model: AccountObject>(
        _ base: String, _ id: ObjectID<Model>, _ method: TransportRequest.Method
    ) throws(APIError) -> String {
        guard id.rawValue.contains(where: { $0 != "." }) else {
            throw APIError(
                .notFound, method, base, object: label(id), messages: ["\"\(id)\" is no id"],
                nextStep: "Correct the id in the file or in waybill.lock")
        }
        return base + "/" + PercentEncoding.encode(id.rawValue)
    }

    /// An object by its id: `offer 5a3a6ab1ba4d12e2979aa25c`.
    static func label<Model: AccountObject>(_ id: ObjectID<Model>) -> String {
        "\(Model.kind.rawValue) \(AnswerText.shortened(id.rawValue, to: 80))"
    }

    /// An object that has no id yet, by its title: `offer "Red"`.
    static func label<Model: AccountObject>(_ object: Model) -> String {
        guard let title = object.title else { return Model.kind.rawValue }
        return "\(Model.kind.rawValue) \"\(AnswerText.shortened(title, to: 80))\""
    }
}
