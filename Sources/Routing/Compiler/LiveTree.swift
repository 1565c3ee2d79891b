internal import Diagnostics

/// A rule tree without what the source does not use, and with everything that it says about that.
struct LiveTree {
    /// A rule, or the default, with the paths that get clicks.
    struct Branch {
        var origin: Origin
        var condition: Condition
        var weight: Weight
        var paths: [RoutePath]
    }

    let tree: RuleTree
    /// The forced rules, then the others.
    private(set) var branches: [Branch] = []
    /// How many of the branches are forced.
    private(set) var forcedCount = 0
    /// The default; `nil` when clicks that no rule takes go nowhere.
    private(set) var fallback: Branch?
    private(set) var notes: [Diagnostic] = []
    private(set) var obstacles: [RoutingRefusal.Obstacle] = []

    init(_ tree: RuleTree, _ profile: FilterProfile) {
        self.tree = tree
        for (index, rule) in tree.forced.enumerated() {
            add(rule, tree.origin(ofForcedRule: index), isDrawn: false, profile)
        }
        forcedCount = branches.count
        for (index, rule) in tree.rules.enumerated() {
            add(rule, tree.origin(ofRule: index), isDrawn: tree.mode == .weight, profile)
        }
        if case .other(let name) = tree.mode {
            refuse(
                .unknownMode, tree.origin, "rules are chosen by \"\(name)\", which streams cannot imitate",
                tree.place)
        }
        if let choice = tree.fallback {
            let paths = livePaths(choice, tree.fallbackOrigin, tree.place)
            fallback = Branch(
                origin: tree.fallbackOrigin, condition: .always, weight: Weight(1), paths: paths)
        } else {
            note(
                "no-default", tree.origin,
                "clicks that no rule takes go nowhere, in RedTrack to the account's fallback URL",
                tree.place)
        }
    }

    private mutating func add(_ rule: Rule, _ origin: Origin, isDrawn: Bool, _ profile: FilterProfile) {
        guard rule.isEnabled, !(isDrawn && rule.weight.isZero) else {
            note("unused", origin, "is not in use and is left out", rule.place)
            return
        }
        for part in rule.condition.unsupportedParts {
            refuse(
                .unsupportedCondition, origin.inside("condition \(part.label)"), part.reason,
                part.place ?? rule.place,
                help:
                    "leaving out only the condition would send more clicks to the rule; leave out the rule or the campaign"
            )
        }
        for test in rule.condition.tests { check(test, origin, rule.place, profile) }
        branches.append(
            Branch(
                origin: origin, condition: rule.condition, weight: rule.weight,
                paths: livePaths(rule.choice, origin, rule.place)))
    }

    private mutating func check(
        _ test: FieldTest, _ origin: Origin, _ place: SourcePlace?, _ profile: FilterProfile
    ) {
        let origin = origin.inside("condition \(test.label)")
        let place = test.place ?? place
        if test.values.isEmpty {
            refuse(
                .emptyList, origin, "lists no value", place,
                help: "a filter without values would take every click; give the values or leave out the rule")
        }
        if profile.form(of: test.field) != .noFilter {
            for value in Set(test.values).sorted() {
                guard let objection = profile.objection(to: value, of: test.field) else { continue }
                refuse(.unusableValue, origin, "cannot test \"\(value)\": \(objection)", place)
            }
        }
        if let known = tree.closedFields[test.field] {
            for value in Set(test.values).subtracting(known).sorted() {
                refuse(
                    .unusableValue, origin, "\"\(value)\" is no value of \(test.field)", place,
                    help: Suggestion.help(for: value, in: known))
            }
        }
    }

    private mutating func livePaths(_ choice: PathChoice, _ origin: Origin, _ place: SourcePlace?)
        -> [RoutePath]
    {
        switch choice.rotation {
        case .weights: break
        case .automatic(let name):
            note("rotation", origin, "draws by \"\(name)\", whose weights are taken as they stand now", place)
        case .other(let name):
            refuse(.unknownMode, origin, "draws by \"\(name)\", which streams cannot imitate", place)
        }
        var live: [RoutePath] = []
        for (index, path) in choice.paths.enumerated() {
            let origin = origin.inside("path", index + 1, path.name)
            let place = path.place ?? place
            guard path.isEnabled, !path.weight.isZero else {
                note("unused", origin, "is not in use and is left out", place)
                continue
            }
            for (word, shares) in [("lander", path.landers), ("offer", path.offers)] {
                for share in shares where !share.isLive {
                    note(
                        "unused", origin.inside("\(word) \"\(share.id)\""), "is not in use and is left out",
                        place)
                }
                let ids = shares.filter(\.isLive).map(\.id)
                for id in Set(ids).sorted() where ids.count(where: { $0 == id }) > 1 {
                    note(
                        "repeated", origin.inside("\(word) \"\(id)\""),
                        "is listed repeatedly; its weights are added", place)
                }
            }
            var path = path
            let hadLanders = !path.landers.isEmpty
            path.landers.removeAll { !$0.isLive }
            path.offers.removeAll { !$0.isLive }
            guard !path.offers.isEmpty, !(hadLanders && path.landers.isEmpty) else {
                let missing = path.offers.isEmpty ? "offer" : "lander"
                note(
                    "empty-path", origin,
                    "has no \(missing) in use and cannot be moved; the other paths share its clicks", place)
                continue
            }
            live.append(path)
        }
        if live.isEmpty {
            refuse(.noPath, origin, "has no path in use: where its clicks should go is not said", place)
        }
        return live
    }

    private mutating func note(_ id: String, _ origin: Origin, _ message: String, _ place: SourcePlace?) {
        notes.append(Diagnostic(.warning, "routing.\(id)", "\(origin): \(message)", at: place))
    }

    private mutating func refuse(
        _ code: RoutingRefusal.Code, _ origin: Origin, _ message: String, _ place: SourcePlace?,
        help: String? = nil
    ) {
        obstacles.append(
            RoutingRefusal.Obstacle(code: code, origin: origin, message: message, help: help, place: place))
    }
}
