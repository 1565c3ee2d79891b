/// The key of an account. It shows itself to nobody: not in text, not in a debugger's dump, not in a mirror.
public struct APIKey: Sendable, Hashable {
    /// The key itself, for the transport alone.
    package let text: String

    /// Wraps a key; `nil` when it is empty or has anything but visible ASCII characters, as after a failed paste.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        self.text = text
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same words, whatever the key.
    public var description: String { "(API key)" }
    /// Always the same words, whatever the key.
    public var debugDescription: String { description }
    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
