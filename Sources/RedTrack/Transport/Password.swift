/// A password. It shows itself to nobody: not in text, not in a debugger's dump, not in a mirror.
public struct Password: Sendable, Hashable {
    /// The password itself, for the body of a call alone.
    let text: String

    /// Wraps a password; `nil` when it is empty.
    public init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }
}

extension Password: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same words, whatever the password.
    public var description: String { "(password)" }
    /// Always the same words, whatever the password.
    public var debugDescription: String { description }
    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
