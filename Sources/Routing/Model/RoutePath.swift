public import Diagnostics

/// A lander or an offer of a path, with its share.
public struct Share: Sendable, Hashable {
    /// The object: whatever identifies it for the caller.
    public var id: String
    /// Its share, relative to the others of the list.
    public var weight: Weight
    /// Whether the source uses it.
    public var isEnabled: Bool

    /// A share of a list.
    public init(_ id: String, weight: Weight = Weight(1), isEnabled: Bool = true) {
        self.id = id
        self.weight = weight
        self.isEnabled = isEnabled
    }

    /// Whether it gets clicks.
    var isLive: Bool { isEnabled && !weight.isZero }
}

/// One way behind a rule: a lander and an offer are drawn independently of each other.
public struct RoutePath: Sendable, Hashable {
    /// What the source calls it.
    public var name: String
    /// Its share, relative to the other paths of the rule.
    public var weight: Weight
    /// Whether the source uses it.
    public var isEnabled: Bool
    /// The landing pages; none means straight to the offer.
    public var landers: [Share]
    /// The offers, at least one.
    public var offers: [Share]
    /// Where the path stands in the export.
    public var place: SourcePlace?

    /// A path of a rule.
    public init(
        _ name: String, weight: Weight = Weight(1), landers: [Share] = [], offers: [Share],
        isEnabled: Bool = true, place: SourcePlace? = nil
    ) {
        self.name = name
        self.weight = weight
        self.isEnabled = isEnabled
        self.landers = landers
        self.offers = offers
        self.place = place
    }
}

/// The paths among which a rule draws, and how.
public struct PathChoice: Sendable, Hashable {
    /// How the source draws.
    public enum Rotation: Sendable, Hashable {
        /// By the weights.
        case weights
        /// By weights that the source changes itself; they are moved as they stand, with a warning.
        case automatic(String)
        /// In a way that has no counterpart.
        case other(String)
    }

    /// The paths, in the source's order.
    public var paths: [RoutePath]
    /// How one is drawn.
    public var rotation: Rotation

    /// Paths, and how one is drawn.
    public init(_ paths: [RoutePath], rotation: Rotation = .weights) {
        self.paths = paths
        self.rotation = rotation
    }
}
