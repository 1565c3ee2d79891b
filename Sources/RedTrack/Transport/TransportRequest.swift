/// One call as a transport sees it: no key, no host.
public struct TransportRequest: Sendable {
    /// An HTTP method that the API uses.
    public struct Method: Sendable, Hashable, CustomStringConvertible {
        private enum Verb: String, Sendable { case get, post, put, delete }

        private let verb: Verb

        /// Reads; repeating it does no harm.
        public static let get = Method(verb: .get)
        /// Creates; repeating it creates once more.
        public static let post = Method(verb: .post)
        /// Changes; repeating it does no harm.
        public static let put = Method(verb: .put)
        /// Removes; repeating it does no harm.
        public static let delete = Method(verb: .delete)

        /// The method as HTTP writes it: `GET`.
        public var description: String { verb.rawValue.uppercased() }

        /// Whether sending it twice has the same effect as sending it once (RFC 9110, 9.2.2).
        public var isIdempotent: Bool { verb != .post }
    }

    /// How a body is written.
    public struct BodyType: Sendable, Hashable {
        /// The value of the header field `Content-Type`.
        public let contentType: String

        /// JSON text, as all calls but one send it.
        public static let json = BodyType(contentType: "application/json")
        /// Fields as an HTML form sends them (WHATWG URL, 5.2): `login=a%40b.example&password=c`.
        public static let form = BodyType(contentType: "application/x-www-form-urlencoded")
    }

    /// The method.
    public var method: Method
    /// The path below the base URL with a leading slash, percent-encoded: sent as it stands.
    public var path: String
    /// Query parameters in order, **not** percent-encoded, without the key: encoding them is the transport's work.
    public var query: [(name: String, value: String)]
    /// The text to send; `nil` sends no body.
    public var body: [UInt8]?
    /// How the body is written.
    public var bodyType: BodyType
    /// Whether the key goes with the call; the login by credentials is the one call without it.
    public var carriesKey: Bool

    /// Describes a call.
    public init(
        _ method: Method, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        bodyType: BodyType = .json, carriesKey: Bool = true
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.bodyType = bodyType
        self.carriesKey = carriesKey
    }
}
