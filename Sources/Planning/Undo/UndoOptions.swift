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

/// Which side wins where the account was changed after a run that is undone: `--take before`, `--take account`, or for
/// one object `--take before:offers/NAME`.
public struct UndoTake: Sendable, Hashable {
    /// One of the two sides.
    public enum Side: String, Sendable, Hashable, CaseIterable {
        /// The object becomes as it was before the run.
        case before
        /// The object keeps what the account has.
        case account
    }

    /// The side that wins.
    public let side: Side
    /// The object that this is said of; `nil` when it is said of all.
    public let address: ObjectAddress?

    /// Takes one side, everywhere or for one object.
    public init(_ side: Side, of address: ObjectAddress? = nil) {
        self.side = side
        self.address = address
    }

    /// Reads `before`, `account:offers/NAME`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let side = Side(rawValue: String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self.init(side)
            return
        }
        guard let address = ObjectAddress(String(parts[1])) else { return nil }
        self.init(side, of: address)
    }
}

extension UndoTake: CustomStringConvertible {
    /// As it is written on the command line.
    public var description: String { side.rawValue + (address.map { ":\($0)" } ?? "") }
}
