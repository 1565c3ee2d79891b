public import Feeds

/// Whose account it is (API document, "Log in using api key"). The answer also holds a password hash and the
/// API key: they are never read.
public struct AccountProfile: Sendable, Equatable {
    /// The id of the user.
    public let id: String
    /// The address that the user logs in with.
    public let email: String
    /// The name of the time zone of the account, such as `UTC`.
    public let timezone: String?
    /// The name of the plan that is paid for.
    public let plan: String?
    /// How many clicks the plan has left in this period.
    public let clicksLeft: Int?

    /// Reads the answer of `GET /auth`.
    /// - Throws: ``WireError`` when it has no id.
    public init(wire node: Node) throws(WireError) {
        guard case .map = node.value else { throw .mismatch(node, expected: "an object") }
        guard let id = node.value["id"]?.value.string, !id.isEmpty else {
            throw WireError(path: "id", message: "the answer names no user", position: node.position)
        }
        self.id = id
        email = node.value["email"]?.value.string ?? ""
        timezone = node.value["timezone"]?.value["zone"]?.value.string
        plan = node.value["plan"]?.value["name"]?.value.string
        clicksLeft = node.value["clicks_left"].flatMap { try? Int(wire: $0) }
    }
}
