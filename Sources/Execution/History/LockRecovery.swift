public import Manifests
public import Planning

/// A lock file that knows what interrupted runs created.
public struct LockRecovery: Sendable {
    /// The lock file, with the recovered objects.
    public var lock: LockFile
    /// The objects that were added, by id.
    public var recovered: [(address: ObjectAddress, id: String)]
    /// Creations that several objects of the account could come from: the planner asks about them.
    public var ambiguous: [(address: ObjectAddress, ids: [String])]
}
