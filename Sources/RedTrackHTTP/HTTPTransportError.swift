/// Why an address cannot be used for an account.
public struct HTTPTransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of fault.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable { case address, insecure }

        private let kind: Kind

        /// The text is no address of an API.
        public static let address = Code(kind: .address)
        /// Plain HTTP to another machine would send the key in the clear.
        public static let insecure = Code(kind: .insecure)

        /// The text form.
        public var description: String { kind.rawValue }
    }

    /// The kind of fault.
    public let code: Code
    /// What is wrong and what to do, in one sentence without a full stop. The address itself is left out: it may hold
    /// a password.
    public let message: String

    /// The text form.
    public var description: String { message }

    static func address(_ reason: String) -> HTTPTransportError {
        HTTPTransportError(
            code: .address,
            message:
                "the address of the account cannot be used: \(reason); write it like https://api.redtrack.io")
    }

    static func insecure(_ host: String) -> HTTPTransportError {
        HTTPTransportError(
            code: .insecure,
            message: "plain http would send the key in the clear to \(host): use https, or allow it with "
                + "--insecure-http")
    }
}
