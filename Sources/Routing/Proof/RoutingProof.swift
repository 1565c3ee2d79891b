/// Compares a campaign's rules with streams for every click that can be told apart, and says so or shows one that differs.
///
/// The streams are data here: nothing is known of how they were made, and nothing of the compiler is used.
public struct RoutingProof: Sendable {
    /// What was found.
    public enum Verdict: Sendable, Hashable {
        /// Every click has the same odds of ending at each destination.
        case equivalent(clickClasses: Natural)
        /// Some click has not.
        case different(CounterExample)
        /// Nothing: too many combinations for the bound.
        case undecided(bound: Int)
    }

    /// How many combinations are told apart before the proof gives up.
    public var stateLimit: Int

    /// A proof with a bound on its size.
    public init(stateLimit: Int = 1_000_000) { self.stateLimit = stateLimit }

    /// Whether streams route every click as the rules do.
    public func compare(_ tree: RuleTree, with streams: [RoutedStream]) -> Verdict {
        var comparison = Comparison(tree, streams, stateLimit: stateLimit)
        return comparison.run()
    }

    /// What a comparison takes for granted about RedTrack, by name: said once, whatever the number of campaigns.
    public static func assumptions(of streams: some Sequence<RoutedStream>) -> [Assumption] {
        var found: Set<Assumption> = [.a1, .a2, .a3]
        for stream in streams {
            let filters = stream.filters.filter(\.isActive)
            for filter in filters {
                switch filter.field {
                case .deviceType: found.insert(.a6)
                case .connectionType: found.insert(.a7)
                case .ip: found.insert(.a12)
                default: break
                }
            }
            if let subs = stream.subs, subs.isActive {
                found.insert(.a5)
                if subs.items.count > 1 { found.insert(.a4) }
            }
            if filters.contains(where: \.excludes) { found.insert(.a13) }
            let weights = [stream.weight] + (stream.landings + stream.offers).map(\.weight)
            if weights.contains(where: { $0 > 1_000 }) { found.insert(.a11) }
        }
        return found.sorted()
    }
}

/// A click that the two sides route differently.
public struct CounterExample: Sendable, Hashable, CustomStringConvertible {
    /// What is known of the click; fields that do not matter are left out.
    public var click: [ClickProperty]
    /// Where the rules send it.
    public var rules: Distribution
    /// Where the streams send it.
    public var streams: Distribution

    /// The click and both outcomes, in a sentence.
    public var description: String {
        let properties =
            click.isEmpty ? "any click" : "a click with \(click.map(\.description).joined(separator: ", "))"
        return "\(properties) goes by the rules to \(rules), by the streams to \(streams)"
    }
}

/// What is known of a click's field.
public struct ClickProperty: Sendable, Hashable, CustomStringConvertible {
    /// The field.
    public var field: RoutingField
    /// Its value; `nil` is any that nobody mentions.
    public var value: String?
    /// Whether the click has the value; `false` only for a list that it is not on.
    public var isMet: Bool = true

    /// `country DE`, `country other than all mentioned`, `not on bots list-1`.
    public var description: String {
        if field.holdsSeveralValues { return "\(isMet ? "" : "not ")on \(field) \(value ?? "")" }
        return value.map { "\(field) \($0)" } ?? "\(field) other than all mentioned"
    }
}

extension RoutingProof.Verdict: CustomStringConvertible {
    /// `equivalent, 72 click classes checked`, the counter-example, or why nothing is known.
    public var description: String {
        switch self {
        case .equivalent(let classes):
            "equivalent, \(classes) click \(classes == .one ? "class" : "classes") checked"
        case .different(let example): "different: \(example)"
        case .undecided(let bound): "undecided: more than \(bound) combinations to tell apart"
        }
    }

    /// Whether the two sides are proven to be alike.
    public var isEquivalent: Bool { if case .equivalent = self { true } else { false } }
}
