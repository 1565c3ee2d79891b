public import Diagnostics

/// A condition with what happens to the clicks that meet it.
public struct Rule: Sendable, Hashable {
    /// What the source calls it; may be empty.
    public var name: String
    /// Whether the source uses it.
    public var isEnabled: Bool
    /// Which clicks it takes.
    public var condition: Condition
    /// The share of the rule among the matching ones, where rules are drawn by weight.
    public var weight: Weight
    /// Where its clicks go.
    public var choice: PathChoice
    /// Where the rule stands in the export.
    public var place: SourcePlace?

    /// A rule with its paths.
    public init(
        _ name: String, _ condition: Condition, weight: Weight = Weight(1), paths: [RoutePath],
        rotation: PathChoice.Rotation = .weights, isEnabled: Bool = true, place: SourcePlace? = nil
    ) {
        self.name = name
        self.isEnabled = isEnabled
        self.condition = condition
        self.weight = weight
        choice = PathChoice(paths, rotation: rotation)
        self.place = place
    }
}

/// The routing of one campaign as its tracker does it: forced rules in order, then the others by order or by weight,
/// then the default.
public struct RuleTree: Sendable, Hashable {
    /// How one of the matching rules is chosen.
    public enum Mode: Sendable, Hashable {
        /// The first one in order.
        case position
        /// A random one, by weight among those that match.
        case weight
        /// In a way that has no counterpart, by the source's name for it.
        case other(String)
    }

    /// What the source calls the campaign.
    public var name: String
    /// Rules that are tried before all others, in order, whatever the mode.
    public var forced: [Rule]
    /// The other rules, in the source's order.
    public var rules: [Rule]
    /// How one of ``rules`` is chosen.
    public var mode: Mode
    /// Where clicks go that no rule takes; `nil` when the campaign has no way for them.
    public var fallback: PathChoice?
    /// Fields of which every value is known: no click has another one.
    public var closedFields: [RoutingField: [String]]
    /// Where the campaign stands in the export.
    public var place: SourcePlace?

    /// The routing of a campaign.
    public init(
        _ name: String, forced: [Rule] = [], rules: [Rule] = [], mode: Mode = .position,
        fallback: PathChoice? = nil, closedFields: [RoutingField: [String]] = [:], place: SourcePlace? = nil
    ) {
        self.name = name
        self.forced = forced
        self.rules = rules
        self.mode = mode
        self.fallback = fallback
        self.closedFields = closedFields
        self.place = place
    }
}
