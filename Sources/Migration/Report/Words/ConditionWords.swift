import Routing

/// Says which clicks a rule or a stream takes: `country is AT or DE`, as the trees of plans do.
enum ConditionWords {
    /// How many values of a condition are named.
    private static let valueLimit = 40

    /// A condition of a rule.
    struct Line: Equatable {
        let text: String
        /// Whether no stream can say it.
        var isUnsupported = false
    }

    /// What must hold for a rule, a line each.
    static func lines(_ condition: Condition) -> [Line] {
        switch condition {
        case .all(let parts) where parts.isEmpty: [Line(text: "takes every click")]
        case .all(let parts):
            parts.map { Line(text: text($0, isInside: true), isUnsupported: isUnsupported($0)) }
        default: [Line(text: text(condition, isInside: false), isUnsupported: isUnsupported(condition))]
        }
    }

    private static func text(_ condition: Condition, isInside: Bool) -> String {
        func joined(_ parts: [Condition], _ word: String) -> String {
            let all = parts.map { text($0, isInside: true) }.joined(separator: " \(word) ")
            return isInside && parts.count > 1 ? "(\(all))" : all
        }
        return switch condition {
        case .all(let parts): parts.isEmpty ? "every click" : joined(parts, "and")
        case .any(let parts): parts.isEmpty ? "no click" : joined(parts, "or")
        case .not(.test(var test)): Self.text(Self.opposite(&test))
        case .not(let part): "not " + text(part, isInside: true)
        case .test(let test): text(test)
        case .unsupported(let part): "\(part.label): \(part.reason)"
        }
    }

    private static func opposite(_ test: inout FieldTest) -> FieldTest {
        test.excludes.toggle()
        return test
    }

    private static func text(_ test: FieldTest) -> String {
        let words = words(test.field)
        func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        let label = letters(test.label) == letters(words) ? "" : " (\(test.label))"
        return "\(words) \(test.excludes ? "is not" : "is") \(list(test.values))\(label)"
    }

    private static func isUnsupported(_ condition: Condition) -> Bool {
        switch condition {
        case .all(let parts), .any(let parts): parts.contains(where: isUnsupported)
        case .not(let part): isUnsupported(part)
        case .test: false
        case .unsupported: true
        }
    }

    /// What a stream's clicks must pass, a line each; none for a stream that takes all.
    static func lines(_ stream: RoutedStream) -> [String] {
        var lines = stream.filters.map { filter in
            "\(words(filter.field)) \(filter.excludes ? "is not" : "is") \(list(filter.values))"
                + (filter.isActive ? "" : " (inactive)")
        }
        if let subs = stream.subs, !subs.items.isEmpty {
            let items = subs.items.sorted { $0.key < $1.key }
            let several = subs.excludes && items.count > 1
            let parts = items.map { "sub\($0) \(subs.excludes && !several ? "is not" : "is") \($1)" }
            let text = parts.joined(separator: " and ")
            lines.append((several ? "not (\(text))" : text) + (subs.isActive ? "" : " (inactive)"))
        }
        return lines
    }

    private static func words(_ field: RoutingField) -> String { field.name.replacing("_", with: " ") }

    private static func list(_ values: [String]) -> String {
        if values.isEmpty { return "one of no values" }
        let named = values.prefix(valueLimit).joined(separator: " or ")
        return values.count > valueLimit ? "\(named) or \(values.count - valueLimit) more" : named
    }
}
