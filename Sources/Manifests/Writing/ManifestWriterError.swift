public import RedTrack

/// A text that the chosen format cannot carry, such as a control character in XML.
public struct ManifestWriterError: Error, Sendable, Hashable {
    /// The kind of the object.
    public var kind: Kind
    /// The key of the object.
    public var key: String
    /// The path of the field in the object: `targeting.os.name`.
    public var field: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// What to do next.
    public var help: String

    /// Describes what cannot be written.
    public init(kind: Kind, key: String, field: String, message: String, help: String) {
        self.kind = kind
        self.key = key
        self.field = field
        self.message = message
        self.help = help
    }
}

extension ManifestWriterError: CustomStringConvertible {
    /// `offer "KEY", url: message (help)`.
    public var description: String { "\(kind.rawValue) \"\(key)\", \(field): \(message) (\(help))" }
}
