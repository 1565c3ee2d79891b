import Feeds

/// Reads a schedule and collects all that is wrong with it.
struct FaultReader {
    private(set) var problems: [String] = []

    mutating func schedule(_ value: Value) -> FaultSchedule {
        guard let members = value.members else {
            problems.append("a fault schedule is an object {seed, rules}, not \(value.kindName)")
            return .none
        }
        for member in members where !["seed", "rules"].contains(member.name) {
            problems.append("unknown field \"\(member.name)\" of the schedule; it has seed and rules")
        }
        let seed = number(value, "seed", of: "the schedule", 0...Int.max) ?? 0
        guard let list = value["rules"]?.value.list else {
            problems.append("rules of the schedule should be a list")
            return .none
        }
        let rules = list.enumerated().compactMap { index, node in rule(node.value, "rule \(index + 1)") }
        return FaultSchedule(rules: rules, seed: UInt64(seed))
    }

    private mutating func rule(_ value: Value, _ place: String) -> FaultRule? {
        guard let members = value.members else {
            problems.append("\(place) should be an object, not \(value.kindName)")
            return nil
        }
        guard let effect = effect(value, place) else { return nil }
        let known = ["method", "path", "after", "times", "probability", "fault"] + Self.numberNames(effect)
        for member in members where !known.contains(member.name) {
            problems.append(
                "unknown field \"\(member.name)\" of \(place); it has \(known.joined(separator: ", "))")
        }
        var rule = FaultRule(effect: effect)
        rule.method = text(value, "method", of: place)?.uppercased()
        rule.path = text(value, "path", of: place) ?? "*"
        rule.after = number(value, "after", of: place, 0...Int.max) ?? 0
        rule.times = number(value, "times", of: place, 1...Int.max)
        if let node = value["probability"] {
            if let probability = node.value.number.flatMap(Double.init), (0...1).contains(probability) {
                rule.probability = probability
            } else {
                problems.append("probability of \(place) should be a number from 0 to 1")
            }
        }
        if rule.path != "*" && !rule.path.hasPrefix("/") {
            problems.append("path of \(place) should start with a slash, or be * for any path")
        }
        return rule
    }

    private static func numberNames(_ effect: FaultEffect) -> [String] {
        if case .status = effect { return ["status", "retry_after"] }
        return effect.numbers.map(\.0)
    }

    private mutating func effect(_ value: Value, _ place: String) -> FaultEffect? {
        let name = text(value, "fault", of: place)
        switch name {
        case "latency": return needed(value, "ms", place, 0...600_000).map { .latency(milliseconds: $0) }
        case "status":
            let retryAfter = number(value, "retry_after", of: place, 0...86_400)
            return needed(value, "status", place, 400...599).map { .status($0, retryAfter: retryAfter) }
        case "status_after_commit":
            return needed(value, "status", place, 400...599).map { .statusAfterCommit($0) }
        case "cap_per": return needed(value, "per", place, 1...Int.max).map { .capPer($0) }
        case "not_found_after_create":
            return needed(value, "updates", place, 1...Int.max).map { .notFoundAfterCreate(updates: $0) }
        default:
            if let effect = name.flatMap({ FaultEffect.plain[$0] }) { return effect }
            let names = ["latency", "status", "status_after_commit", "cap_per", "not_found_after_create"]
            let all = (names + FaultEffect.plain.keys).sorted().joined(separator: ", ")
            problems.append("fault of \(place) should be one of \(all)")
            return nil
        }
    }

    private mutating func needed(
        _ value: Value, _ name: String, _ place: String, _ range: ClosedRange<Int>
    ) -> Int? {
        if value[name] == nil { problems.append("\(name) of \(place) is missing") }
        return number(value, name, of: place, range)
    }

    private mutating func number(
        _ value: Value, _ name: String, of place: String, _ range: ClosedRange<Int>
    ) -> Int? {
        guard let node = value[name] else { return nil }
        if let number = node.value.integer, range.contains(number) { return number }
        let top = range.upperBound == Int.max ? "" : " to \(range.upperBound)"
        problems.append("\(name) of \(place) should be an integer from \(range.lowerBound)\(top)")
        return nil
    }

    private mutating func text(_ value: Value, _ name: String, of place: String) -> String? {
        guard let node = value[name] else { return nil }
        if let text = node.value.string { return text }
        problems.append("\(name) of \(place) should be a string, not \(node.value.kindName)")
        return nil
    }
}
