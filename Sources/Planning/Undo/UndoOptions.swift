public import Manifests

/// What an undo may do.
public struct UndoOptions: Sendable {
    /// How many objects of a kind may be removed.
    public var removalLimit: RemovalLimit
    /// Which side wins where the account was changed after the run; without one such a field is refused.
    public var takes: [UndoTake]
    /// The objects that stay as they are.
    public var excluded: [AddressPattern]

    /// By default everything goes back that nobody has touched since.
    public init(
        removalLimit: RemovalLimit = .default, takes: [UndoTake] = [], excluded: [AddressPattern] = []
    ) {
        self.removalLimit = removalLimit
        self.takes = takes
        self.excluded = excluded
    }
}
