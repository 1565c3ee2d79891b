/// Why a call to the account failed: which call, which object, what the server said, what to do next.
///
/// Never holds the key, nor more than 200 characters of any text of an answer.
public struct APIError: Error, Sendable, Hashable {
    /// The kind of failure, for programs; the wording of a message may change, its code does not.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case keyRefused, unreachable, rateLimited, validation, notFound, forbidden, server
            case unexpectedAnswer, incompleteList, outcomeUnknown, waitingForDNS, unsupported, cancelled
        }

        private let kind: Kind

        /// The account does not accept the key.
        public static let keyRefused = Code(kind: .keyRefused)
        /// No answer, and no more attempts. A call that creates fails so only when it surely did not arrive.
        public static let unreachable = Code(kind: .unreachable)
        /// The rate limit turned the call away too often, or asks for too long a wait; it was not carried out.
        public static let rateLimited = Code(kind: .rateLimited)
        /// The server refused what the call says; nothing was changed.
        public static let validation = Code(kind: .validation)
        /// There is no such object (any more).
        public static let notFound = Code(kind: .notFound)
        /// The object exists and may not be changed with this key.
        public static let forbidden = Code(kind: .forbidden)
        /// The server failed, and no more attempts.
        public static let server = Code(kind: .server)
        /// The answer is not what the API document describes: a web page, broken JSON, another shape.
        public static let unexpectedAnswer = Code(kind: .unexpectedAnswer)
        /// A list could not be read as a whole; no part of it is returned.
        public static let incompleteList = Code(kind: .incompleteList)
        /// A call that creates may or may not have been carried out: look for the object before trying again.
        public static let outcomeUnknown = Code(kind: .outcomeUnknown)
        /// The server does not see the DNS record of a new domain yet.
        public static let waitingForDNS = Code(kind: .waitingForDNS)
        /// The API has no such call; nothing was sent.
        public static let unsupported = Code(kind: .unsupported)
        /// The task was cancelled; the call was not sent, or repeating it does no harm.
        public static let cancelled = Code(kind: .cancelled)

        /// The text form.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public var code: Code
    /// The method of the call.
    public var method: TransportRequest.Method
    /// The path of the call, without the query.
    public var path: String
    /// The object that the call was about: `offer 5a3a6ab1ba4d12e2979aa25c`, `offer "Red"`.
    public var object: String?
    /// The HTTP status of the answer, when there was one.
    public var status: Int?
    /// All that the server said, or what is wrong with its answer; without full stops, at least one.
    public var messages: [String]
    /// The wait that the server asked for.
    public var retryAfter: Duration?
    /// What to do next, as a sentence without its full stop.
    public var nextStep: String

    /// Makes an error.
    public init(
        _ code: Code, _ method: TransportRequest.Method, _ path: String, object: String? = nil,
        status: Int? = nil, messages: [String], retryAfter: Duration? = nil, nextStep: String
    ) {
        self.code = code
        self.method = method
        self.path = path
        self.object = object
        self.status = status
        self.messages = messages
        self.retryAfter = retryAfter
        self.nextStep = nextStep
    }
}

extension APIError: CustomStringConvertible {
    /// What went wrong, without the call and without the next step.
    public var summary: String {
        let text = messages.joined(separator: "; ")
        guard let status else { return text }
        return text.isEmpty ? "status \(status)" : "\(text) (status \(status))"
    }

    /// One sentence and the next step: `PUT /offers/1 (offer 1): Title cannot be blank (status 400). Correct ...`
    public var description: String {
        let subject = object.map { " (\($0))" } ?? ""
        return "\(method) \(path)\(subject): \(summary). \(nextStep)."
    }
}
