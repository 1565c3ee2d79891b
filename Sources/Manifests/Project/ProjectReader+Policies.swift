internal import Diagnostics
internal import RedTrack

extension ProjectReader {
    private static let policyWords = ["name", "for", "over", "when", "must", "message", "severity", "except"]

    /// What plans must keep to: a list of policies, or a mapping of names to policies.
    mutating func policies(_ node: WrittenNode) -> [PolicyDeclaration] {
        var policies: [PolicyDeclaration] = []
        switch node.content {
        case .list(let nodes):
            for node in nodes {
                guard let members = map(node, "a policy") else { continue }
                let name = members.first { $0.name == "name" }.flatMap { text($0.node, "name") }
                if name == nil, !members.contains(where: { $0.name == "name" }) {
                    report("policy", "a policy has no name", at: node, help: "write `name:`")
                }
                if let policy = policy(name, members, at: node) { policies.append(policy) }
            }
        case .map(let named):
            for member in named {
                guard let members = map(member.node, "a policy") else { continue }
                let name = Placed(member.name, at: findings.place(member.position))
                if let policy = policy(name, members.filter { $0.name != "name" }, at: member.node) {
                    policies.append(policy)
                }
            }
        default:
            report(
                "type", "`policies` is a list, found \(node.kindName)", at: node,
                help: "write `- {name: NAME, for: offers, must: EXPRESSION}`")
        }
        var seen: Set<String> = []
        for policy in policies where !seen.insert(policy.name.value).inserted {
            findings.add(
                Diagnostic(
                    .error, "project.policy", "there are two policies named \"\(policy.name.value)\"",
                    at: policy.name.place, length: policy.name.value.unicodeScalars.count,
                    help: "give each a name of its own"))
        }
        return policies
    }

    private mutating func policy(
        _ name: Placed<String>?, _ members: [WrittenMember], at node: WrittenNode
    ) -> PolicyDeclaration? {
        var policy = PolicyDeclaration(
            name: name ?? Placed("", at: findings.place(node.position)), subject: .changes,
            must: Placed("", at: findings.place(node.position)))
        var hasMust = false
        for member in known(members, Self.policyWords, "a policy") {
            switch member.name {
            case "name": break
            case "for": policy.subject = subject(member.node) ?? policy.subject
            case "over":
                policy.coversUnchanged = word(member.node, "over", ["changes", "all"]) == "all"
            case "when": policy.when = text(member.node, "when")
            case "must":
                hasMust = true
                if let must = text(member.node, "must") { policy.must = must }
            case "message": policy.message = text(member.node, "message")?.value
            case "severity":
                let names = PolicyDeclaration.Severity.allCases.map(\.rawValue)
                policy.severity =
                    word(member.node, "severity", names).flatMap(PolicyDeclaration.Severity.init) ?? .error
            default: policy.except = patterns(member.node, "except")
            }
        }
        if !hasMust {
            report(
                "policy", "a policy has no `must`", at: node,
                help: "write an expression of JMESPath, such as must: \"after.payment.amount <= `50`\"")
        }
        guard hasMust, !policy.must.value.isEmpty, name != nil else { return nil }
        return policy
    }

    private mutating func subject(_ node: WrittenNode) -> PolicyDeclaration.Subject? {
        let kinds = Kind.allCases.map(\.plural)
        guard let word = word(node, "for", kinds + ["changes", "plan"]) else { return nil }
        switch word {
        case "changes": return .changes
        case "plan": return .plan
        default: return Kind(plural: word).map { .kind($0) }
        }
    }

    private mutating func word(_ node: WrittenNode, _ name: String, _ words: [String]) -> String? {
        guard let text = text(node, name) else { return nil }
        if words.contains(text.value) { return text.value }
        report(
            "policy", "`\(name)` cannot be \"\(text.value)\"", at: node,
            help: Suggestion.help(for: text.value, in: words)
                ?? "write one of \(words.joined(separator: ", "))")
        return nil
    }
}
