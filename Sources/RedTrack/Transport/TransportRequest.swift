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

    /// The method.
    public var method: Method
    /// The path below the base URL with a leading slash, percent-encoded: sent as it stands.
    public var path: String
    /// Query parameters in order, **not** percent-encoded, without the key: encoding them is the transport's work.
    public var query: [(name: String, value: String)]
    /// The JSON text to send; `nil` sends no body.
    public var body: [UInt8]?

    /// Describes a call.
    public init(
        _ method: Method, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }
}
