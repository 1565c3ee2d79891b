internal import Diagnostics
internal import Feeds
internal import Routing

/// Reads what a template says of a campaign's routing; see `RoutingShape` in `Mapping`.
struct RoutingReader {
    private let file: String
    /// What cannot be read, as errors.
    private(set) var findings: [Diagnostic] = []

    init(file: String) { self.file = file }

    /// The routing of a campaign.
    mutating func tree(_ name: String, _ node: Node) -> RuleTree {
        let value = node.value
        let mode: RuleTree.Mode =
            switch value["mode"]?.value.string ?? "position" {
            case "position": .position
            case "weight": .weight
            case let other: .other(other)
            }
        return RuleTree(
            name, forced: rules(value["forced"]), rules: rules(value["rules"]), mode: mode,
            fallback: value["default"].map { choice($0.value) }, place: place(node))
    }

    private func place(_ node: Node) -> SourcePlace { SourcePlace(file: file, position: node.position) }

    private mutating func rules(_ node: Node?) -> [Rule] {
        (node?.value.list ?? []).map { node in
            let value = node.value
            let conditions = (value["conditions"]?.value.list ?? []).map { condition($0) }
            let isAny = value["match"]?.value.string == "any" && !conditions.isEmpty
            let choice = choice(value)
            return Rule(
                value["name"]?.value.string ?? "", isAny ? .any(conditions) : .all(conditions),
                weight: weight(value["weight"]), paths: choice.paths, rotation: choice.rotation,
                isEnabled: value["enabled"]?.value.bool ?? true, place: place(node))
        }
    }

    private func condition(_ node: Node) -> Condition {
        let value = node.value
        let label = value["label"]?.value.string ?? value["field"]?.value.string ?? "without a name"
        if let reason = value["unsupported"]?.value.string {
            return .unsupported(UnsupportedCondition(label, reason: reason, place: place(node)))
        }
        if value["always"]?.value.bool == true { return .always }
        guard let field = value["field"]?.value.string else {
            return .unsupported(
                UnsupportedCondition(label, reason: "is of a kind that nobody knows", place: place(node)))
        }
        let values = (value["values"]?.value.list ?? []).compactMap(\.value.string)
        return .test(
            FieldTest(
                RoutingField(field), values, excludes: value["exclude"]?.value.bool ?? false, label: label,
                place: place(node)))
    }

    private mutating func choice(_ value: Value) -> PathChoice {
        let paths = (value["paths"]?.value.list ?? []).map { path($0) }
        if let name = value["unknown_rotation"]?.value.string {
            return PathChoice(paths, rotation: .other(name))
        }
        if let name = value["rotation"]?.value.string { return PathChoice(paths, rotation: .automatic(name)) }
        return PathChoice(paths)
    }

    private mutating func path(_ node: Node) -> RoutePath {
        let value = node.value
        if let reason = value["unsupported"]?.value.string {
            findings.append(
                Diagnostic(
                    .error, "migration.path", "path \"\(value["name"]?.value.string ?? "")\" \(reason)",
                    at: place(node)))
        }
        return RoutePath(
            value["name"]?.value.string ?? "", weight: weight(value["weight"]),
            landers: shares(value["landers"]),
            offers: shares(value["offers"]), isEnabled: value["enabled"]?.value.bool ?? true,
            place: place(node))
    }

    private mutating func shares(_ node: Node?) -> [Share] {
        (node?.value.list ?? []).compactMap { node in
            guard let id = node.value["id"]?.value.string else {
                findings.append(
                    Diagnostic(.error, "migration.reference", "a share names no object", at: place(node)))
                return nil
            }
            return Share(
                id, weight: weight(node.value["weight"]), isEnabled: node.value["enabled"]?.value.bool ?? true
            )
        }
    }

    /// Without a weight, all are alike.
    private mutating func weight(_ node: Node?) -> Weight {
        guard let node, let text = node.value.string ?? node.value.number else { return Weight(1) }
        if let weight = Weight(text) { return weight }
        findings.append(
            Diagnostic(
                .error, "migration.weight", "\"\(text)\" is no weight", at: place(node),
                help: "a decimal number that is not negative, such as 70 or 0.25"))
        return Weight(1)
    }
}
