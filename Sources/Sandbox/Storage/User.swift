/// Somebody whose key the API knows.
struct User: Sendable, Hashable {
    let id: String
    let apiKey: String
    let email: String
    let createdAt: String
}
