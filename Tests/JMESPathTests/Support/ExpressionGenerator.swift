import Feeds
import TestSupport

/// Random expressions of the grammar, and random values that they find something in.
struct ExpressionGenerator {
    private var random: SeededGenerator
    private let functions: Bool

    init(seed: UInt64, functions: Bool = true) {
        self.random = SeededGenerator(seed: seed)
        self.functions = functions
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    // MARK: Expressions

    /// An expression, as text.
    mutating func expression(_ depth: Int = 0) -> String {
        var text = operand(depth)
        guard depth < 4 else { return text }
        for _ in 0..<pick([0, 0, 0, 1, 1, 2]) {
            text += pick([" || ", " && ", " | ", " == ", " != ", " < ", ">=", "||"]) + operand(depth)
        }
        return text
    }

    private mutating func operand(_ depth: Int) -> String {
        var text = primary(depth)
        for _ in 0..<pick([0, 0, 1, 1, 2, 3]) { text += chance(50) ? bracket(depth) : dot(depth) }
        return text
    }

    private mutating func primary(_ depth: Int) -> String {
        if depth >= 4 { return name() }
        switch Int.random(in: 0..<20, using: &random) {
        case 0...8: return name()
        case 9: return "@"
        case 10, 11: return literal()
        case 12: return "*"
        case 13: return bracket(depth)
        case 14: return list(depth)
        case 15: return map(depth)
        case 16: return "(" + expression(depth + 1) + ")"
        case 17: return "!" + operand(depth + 1)
        default: return call(depth)
        }
    }

    private mutating func name() -> String { pick(["a", "b", "c", "foo", "\"x y\"", "\"\\u00e9\""]) }

    private mutating func literal() -> String {
        pick([
            "`1`", "`1.0`", "`\"a\"`", "`null`", "`[1, {\"a\": \"\\`\"}]`", "'a'", "'it\\'s'", "''", "`{}`",
        ])
    }

    private mutating func bracket(_ depth: Int) -> String {
        switch Int.random(in: 0..<(depth < 4 ? 6 : 5), using: &random) {
        case 0: "[*]"
        case 1: "[]"
        case 2: "[\(pick([0, 1, 2, -1, -2]))]"
        case 3: "[\(pick(["", "0", "1", "-2"])):\(pick(["", "1", "3", "-1"]))]"
        case 4: "[::\(pick(["-1", "2", "-2", ""]))]"
        default: "[?\(expression(depth + 1))]"
        }
    }

    private mutating func dot(_ depth: Int) -> String {
        switch Int.random(in: 0..<(depth < 4 ? 7 : 3), using: &random) {
        case 0, 1: "." + name()
        case 2: ".*"
        case 3: "." + list(depth)
        case 4: "." + map(depth)
        default: "." + call(depth)
        }
    }

    private mutating func list(_ depth: Int) -> String {
        var parts: [String] = []
        for _ in 0..<pick([1, 1, 2, 3]) { parts.append(expression(depth + 1)) }
        // A list of one star would be a wildcard.
        return "[" + parts.joined(separator: ", ") + (parts == ["*"] ? ", @" : "") + "]"
    }

    private mutating func map(_ depth: Int) -> String {
        "{a: \(expression(depth + 1)), \"x y\": \(expression(depth + 1))}"
    }

    private mutating func call(_ depth: Int) -> String {
        guard functions else { return name() }
        let function = pick([
            "length", "type", "keys", "values", "to_string", "to_array", "to_number", "not_null", "sort",
            "max",
            "reverse", "sum", "contains", "merge", "map", "sort_by", "max_by", "first_of", "if", "unique",
            "zip",
            "items", "add", "split",
        ])
        let arguments: [String]
        switch function {
        case "contains", "zip", "add", "split": arguments = [expression(depth + 1), expression(depth + 1)]
        case "map": arguments = ["&" + expression(depth + 1), expression(depth + 1)]
        case "sort_by", "max_by": arguments = [expression(depth + 1), "&" + expression(depth + 1)]
        case "not_null", "merge", "first_of": arguments = [expression(depth + 1), expression(depth + 1)]
        case "if": arguments = [expression(depth + 1), expression(depth + 1), expression(depth + 1)]
        default: arguments = [expression(depth + 1)]
        }
        return "\(function)(\(arguments.joined(separator: ", ")))"
    }

    // MARK: Values

    /// A value whose maps have the names of the expressions.
    mutating func value(_ depth: Int = 0) -> Value {
        if depth > 0, depth > 3 || chance(35) {
            return pick([
                .null, .bool(true), .bool(false), .number("0"), .number("1"), .number("1.0"), .number("-2.5"),
                .string(""), .string("a"), .string("é"), .string("10"), .list([]), .map([]),
            ])
        }
        if chance(45) {
            var values: [Value] = []
            for _ in 0..<pick([1, 2, 3, 4]) { values.append(value(depth + 1)) }
            return .array(values)
        }
        var members: [(String, Value)] = []
        for name in ["a", "b", "c", "foo", "x y", "é"] where chance(60) {
            members.append((name, value(depth + 1)))
        }
        return .object(members)
    }

    /// Any text at all, of characters that the language gives a meaning to and of others.
    mutating func garbage() -> String {
        let alphabet = Array("ab1_-@.*[]{}()|&!<>=,:?'\"`\\ \n\té💥\u{0}\u{301}&&||[?==")
        var text = ""
        for _ in 0..<Int.random(in: 0..<30, using: &random) { text.append(pick(alphabet)) }
        return text
    }
}
