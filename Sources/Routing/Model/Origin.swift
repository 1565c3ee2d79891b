/// Where in a campaign something stands: `campaign "X" › rule 2 "mobile" › condition language`.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// The steps from the campaign down.
    public var steps: [String]

    /// The steps, joined.
    public var description: String { steps.joined(separator: " › ") }

    /// The origin of a part of this.
    func inside(_ step: String) -> Origin { Origin(steps: steps + [step]) }

    /// A campaign.
    static func campaign(_ name: String) -> Origin { Origin(steps: ["campaign \"\(name)\""]) }

    /// A part with a number and perhaps a name.
    func inside(_ word: String, _ number: Int, _ name: String) -> Origin {
        inside(name.isEmpty ? "\(word) \(number)" : "\(word) \(number) \"\(name)\"")
    }

    /// The origin without its first step, for tables that already name the campaign.
    public var withinCampaign: String { steps.dropFirst().joined(separator: " › ") }
}

extension RuleTree {
    /// The origin of the campaign.
    public var origin: Origin { .campaign(name) }
    /// The origin of the paths that no rule leads to.
    public var fallbackOrigin: Origin { origin.inside("default") }

    /// The origin of a rule, counted from 0.
    public func origin(ofRule index: Int) -> Origin {
        origin.inside("rule", index + 1, rules.indices.contains(index) ? rules[index].name : "")
    }

    /// The origin of a forced rule, counted from 0.
    public func origin(ofForcedRule index: Int) -> Origin {
        origin.inside("forced rule", index + 1, forced.indices.contains(index) ? forced[index].name : "")
    }
}
