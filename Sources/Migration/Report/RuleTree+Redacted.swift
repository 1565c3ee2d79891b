import Routing

// What leads to an address has that address as its id, and anything may be a name or a value of a condition.

extension RuleTree {
    /// The same rules without keys in any text.
    var redacted: RuleTree {
        var tree = self
        tree.name = redactedLink(name)
        tree.forced = forced.map(\.redacted)
        tree.rules = rules.map(\.redacted)
        if case .other(let name) = mode { tree.mode = .other(redactedLink(name)) }
        tree.fallback = fallback?.redacted
        return tree
    }
}

extension Rule {
    fileprivate var redacted: Rule {
        var rule = self
        rule.name = redactedLink(name)
        rule.condition = condition.redacted
        rule.choice = choice.redacted
        return rule
    }
}

extension PathChoice {
    fileprivate var redacted: PathChoice {
        var choice = self
        choice.paths = paths.map { path in
            var path = path
            path.name = redactedLink(path.name)
            for index in path.landers.indices {
                path.landers[index].id = redactedLink(path.landers[index].id)
            }
            for index in path.offers.indices { path.offers[index].id = redactedLink(path.offers[index].id) }
            return path
        }
        return choice
    }
}

extension Condition {
    fileprivate var redacted: Condition {
        switch self {
        case .all(let parts): return .all(parts.map(\.redacted))
        case .any(let parts): return .any(parts.map(\.redacted))
        case .not(let part): return .not(part.redacted)
        case .test(var test):
            test.values = test.values.map(redactedLink)
            test.label = redactedLink(test.label)
            return .test(test)
        case .unsupported(var part):
            part.label = redactedLink(part.label)
            part.reason = redactedLink(part.reason)
            return .unsupported(part)
        }
    }
}

extension RoutedStream {
    /// The same stream without keys in any text.
    var redacted: RoutedStream {
        var stream = self
        for index in filters.indices {
            stream.filters[index].values = filters[index].values.map(redactedLink)
        }
        if let subs { stream.subs?.items = subs.items.mapValues(redactedLink) }
        for index in landings.indices { stream.landings[index].id = redactedLink(landings[index].id) }
        for index in offers.indices { stream.offers[index].id = redactedLink(offers[index].id) }
        stream.origin.path = redactedLink(origin.path)
        stream.origin.rules = origin.rules.map { rule in
            var rule = rule
            rule.steps = rule.steps.map(redactedLink)
            return rule
        }
        return stream
    }
}
