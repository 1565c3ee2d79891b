/// Why a call got no answer, told apart by the one question that matters: may the server have acted on it?
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far the call may have got.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable { case notSent, interrupted, timeout, unusable, cancelled }

        private let kind: Kind

        /// The server surely did not see the call: nobody listens, no such host, no TLS session.
        public static let notSent = Code(kind: .notSent)
        /// The connection broke after the call may have arrived.
        public static let interrupted = Code(kind: .interrupted)
        /// No answer in time; the call may have arrived.
        public static let timeout = Code(kind: .timeout)
        /// The call was carried out or refused, but its answer cannot be used, and would not be better next time:
        /// it is too large.
        public static let unusable = Code(kind: .unusable)
        /// The task was cancelled while the call was under way; it may have arrived.
        public static let cancelled = Code(kind: .cancelled)

        /// The text form.
        public var description: String { kind.rawValue }
    }

    /// How far the call may have got.
    public var code: Code
    /// What happened, in a few words without the key and without a full stop.
    public var message: String

    /// Makes an error; `message` must not hold the key in any encoding.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The text form.
    public var description: String { message }
}
