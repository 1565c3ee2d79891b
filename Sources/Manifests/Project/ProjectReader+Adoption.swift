internal import Diagnostics
internal import RedTrack

extension ProjectReader {
    /// One policy for all kinds, or a mapping of kinds to policies; kinds that it leaves out adopt.
    mutating func adoption(_ node: WrittenNode) -> AdoptionPolicies {
        guard case .map(let members) = node.content else {
            return AdoptionPolicies(policy(node) ?? .adopt)
        }
        var policies: [Kind: AdoptionPolicy] = [:]
        for member in known(members, Kind.allCases.map(\.plural), "`adoption`") {
            if let kind = Kind(plural: member.name), let policy = policy(member.node) {
                policies[kind] = policy
            }
        }
        return AdoptionPolicies(.adopt, policies)
    }

    private mutating func policy(_ node: WrittenNode) -> AdoptionPolicy? {
        guard let text = text(node, "adoption") else { return nil }
        if let policy = AdoptionPolicy(rawValue: text.value) { return policy }
        let names = AdoptionPolicy.allCases.map(\.rawValue)
        report(
            "adoption", "there is no adoption policy \"\(text.value)\"", at: node,
            help: Suggestion.help(for: text.value, in: names) ?? "write \(names.joined(separator: ", "))")
        return nil
    }
}
