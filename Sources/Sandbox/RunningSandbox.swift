/// A sandbox that listens: what a client needs to reach it.
package struct RunningSandbox: Sendable {
    /// The address without a trailing slash, `http://127.0.0.1:PORT`.
    package let baseURL: String
    /// The key of the account.
    package let apiKey: String
}

/// The key is a secret, also a made-up one: it may be the key of a real account that a user has typed in.
extension RunningSandbox: CustomStringConvertible, CustomReflectable {
    package var description: String { "sandbox at \(baseURL)" }
    package var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL]) }
}
