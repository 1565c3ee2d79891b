/// What a user logs in with (API document, "Log in using credentials"). It shows neither part to anybody.
public struct Credentials: Sendable, Hashable {
    /// The e-mail address of the user.
    let login: String
    /// The password.
    let password: Password

    /// Pairs an e-mail address with a password; `nil` when the address is empty.
    public init?(login: String, password: Password) {
        guard !login.isEmpty else { return nil }
        self.login = login
        self.password = password
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same words, whoever the user is.
    public var description: String { "(credentials)" }
    /// Always the same words, whoever the user is.
    public var debugDescription: String { description }
    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
