/// A whole answer as a transport received it, whatever its status.
public struct TransportResponse: Sendable {
    /// The HTTP status code.
    public var status: Int
    /// The header fields by lower-case name; of a repeated field the first value.
    public var headers: [String: String]
    /// The body, without any content coding.
    public var body: [UInt8]

    /// Describes an answer; the names of `headers` must be in lower case.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
