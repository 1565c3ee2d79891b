import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Which side wins where the account was edited since the last apply: `--take file`, `--take account`, or for one
/// object `--take account:offers/NAME`.
public typealias Take = TakenSide<PlanSide>

/// Which side wins where the account was changed after a run that is undone: `--take before`, `--take account`, or for
/// one object `--take before:offers/NAME`.
public typealias UndoTake = TakenSide<UndoSide>

/// One of the two sides of a plan.
public enum PlanSide: String, Sendable, Hashable, CaseIterable {
    /// The account becomes as the file says.
    case file
    /// The account keeps what it has; the file still says something else.
    case account
}

/// One of the two sides of an undo.
public enum UndoSide: String, Sendable, Hashable, CaseIterable {
    /// The object becomes as it was before the run.
    case before
    /// The object keeps what the account has.
    case account
}

/// The side that somebody chose where two of them differ, for all objects or for one.
public struct TakenSide<Sides: RawRepresentable & Sendable & Hashable>: Sendable, Hashable
where Sides.RawValue == String {
    /// One of the two sides.
    public typealias Side = Sides

    /// The side that wins.
    public let side: Side
    /// The object that this is said of; `nil` when it is said of all.
    public let address: ObjectAddress?

    /// Takes one side, everywhere or for one object.
    public init(_ side: Side, of address: ObjectAddress? = nil) {
        self.side = side
        self.address = address
    }

    /// Reads the name of a side, alone or with an object, such as `account:offers/NAME`; `nil` for anything else.
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

    /// What is said of an object: of itself, else of all.
    static func side(for address: ObjectAddress, in takes: [Self]) -> Side? {
        (takes.last { $0.address == address } ?? takes.last { $0.address == nil })?.side
    }

    /// An error for each object that a side was taken for and that no file has: a slip there must not go unnoticed.
    static func unknown(_ takes: [Self], among objects: [ManifestObject]) -> [Diagnostic] {
        let named = takes.filter { $0.address != nil }
        guard !named.isEmpty else { return [] }
        let known = Set(objects.map { ObjectAddress($0.kind, $0.key) })
        return named.compactMap { take in
            guard let address = take.address, !known.contains(address) else { return nil }
            return Diagnostic(
                .error, "plan.unknown-take",
                "`--take \(take)` names an object that is not in the files", at: nil,
                help: Suggestion.help(for: address.description, in: known.map(\.description))
                    ?? "write KINDS/KEY as the plan does")
        }
    }
}

extension TakenSide: CustomStringConvertible {
    /// As it is written on the command line.
    public var description: String { side.rawValue + (address.map { ":\($0)" } ?? "") }
}

extension ObjectAddress {
    /// Reads `offers/Red Bushido`; `nil` without one of the six kinds and a key.
    public init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/"), let kind = Kind(plural: text[..<slash]) else {
            return nil
        }
        let key = String(text[text.index(after: slash)...])
        if key.isEmpty { return nil }
        self.init(kind, key)
    }
}
