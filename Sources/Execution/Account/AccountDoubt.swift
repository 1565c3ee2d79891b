public import RedTrack

/// A reading of an account that is more likely a fault than the truth: nothing may be planned on it.
public struct AccountDoubt: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind whose list is doubtful.
    public let kind: Kind
    /// What speaks against the list, and what to do next.
    public let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
