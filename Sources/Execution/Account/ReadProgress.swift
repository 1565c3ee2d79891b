public import RedTrack

/// How far the reading of an account has come.
public struct ReadProgress: Sendable, Hashable {
    /// Which list is being read.
    public var kind: Kind
    /// How many of its objects have been read; it starts anew when the list has to be read again.
    public var objects: Int
    /// Whether the list is complete.
    public var isComplete: Bool

    /// Describes the state of one list.
    public init(kind: Kind, objects: Int, isComplete: Bool) {
        self.kind = kind
        self.objects = objects
        self.isComplete = isComplete
    }
}
