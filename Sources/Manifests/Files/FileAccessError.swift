/// A file or folder that cannot be read or written: which one, and what the system says.
public struct FileAccessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path as it was given.
    public var path: String
    /// What was tried: `read`, `write`.
    public var operation: String
    /// The system's reason, such as `Permission denied`.
    public var reason: String

    /// Describes a failure.
    public init(path: String, operation: String, reason: String) {
        self.path = path
        self.operation = operation
        self.reason = reason
    }

    /// `cannot read PATH: REASON`.
    public var description: String { "cannot \(operation) \(path): \(reason)" }
}
