internal import Feeds

extension Syntax: CustomStringConvertible {
    /// The expression as text that reads back as the same expression.
    var description: String { SyntaxPrinter.text(of: self) }
}

/// Writes expressions, with parentheses only where they are needed.
private enum SyntaxPrinter {
    static func text(of syntax: Syntax) -> String {
        switch syntax.form {
        case .current: "@"
        case .field(let name): identifier(name)
        case .index(let number): "[\(number)]"
        case .literal(let value): literal(value)
        case .chain(let steps): chain(steps)
        case .pipe(let stages): rows(stages, " | ")
        case .or(let parts): rows(parts, " || ")
        case .and(let parts): rows(parts, " && ")
        case .not(let inner): "!" + grouped(inner)
        case .compare(let comparison, let left, let right):
            "\(grouped(left)) \(comparison.rawValue) \(grouped(right))"
        case .list(let elements): "[" + elements.map(text(of:)).joined(separator: ", ") + "]"
        case .map(let members):
            "{" + members.map { "\(identifier($0.name)): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
        case .call(let name, let arguments):
            "\(name)("
                + arguments.map { ($0.isReference ? "&" : "") + text(of: $0.value) }.joined(separator: ", ")
                + ")"
        case .projection(let projection, let source, let each): self.projection(projection, source, each)
        }
    }

    private static func rows(_ parts: [Syntax], _ separator: String) -> String {
        parts.map(grouped).joined(separator: separator)
    }

    /// The first step may be anything, the others are what may stand behind a dot, or brackets.
    private static func chain(_ steps: [Syntax]) -> String {
        var result = ""
        for (position, step) in steps.enumerated() {
            if position == 0 {
                result += grouped(step)
            } else if case .index = step.form {
                result += text(of: step)
            } else {
                result += "." + text(of: step)
            }
        }
        return result
    }

    private static func projection(_ projection: Syntax.Projection, _ source: Syntax, _ each: Syntax) -> String {
        var result = ""
        switch source.form {
        case .current: break
        case .chain: result = text(of: source)
        default: result = grouped(source)
        }
        switch projection {
        case .elements: result += "[*]"
        case .values: result += result.isEmpty ? "*" : ".*"
        case .flattened: result += "[]"
        case .filter(let condition): result += "[?\(text(of: condition))]"
        case .slice(let slice): result += self.slice(slice)
        }
        switch each.form {
        case .current: return result
        case _ where startsWithBracket(each): return result + text(of: each)
        default: return result + "." + text(of: each)
        }
    }

    private static func startsWithBracket(_ each: Syntax) -> Bool {
        switch each.form {
        case .index: return true
        case .chain(let steps): return steps.first.map(startsWithBracket) ?? false
        case .projection(let projection, let source, _):
            if case .current = source.form { return projection != .values }
            return startsWithBracket(source)
        default: return false
        }
    }

    private static func slice(_ slice: Syntax.Slice) -> String {
        let start = slice.start.map(String.init) ?? ""
        let stop = slice.stop.map(String.init) ?? ""
        return "[\(start):\(stop)" + (slice.step.map { ":\($0)" } ?? "") + "]"
    }

    private static func grouped(_ syntax: Syntax) -> String {
        switch syntax.form {
        case .current, .field, .index, .literal, .list, .map, .call: return text(of: syntax)
        default: return "(" + text(of: syntax) + ")"
        }
    }

    private static func identifier(_ name: String) -> String {
        let isPlain =
            !name.isEmpty
            && name.utf8.enumerated().allSatisfy { position, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): position > 0
                default: false
                }
            }
        return isPlain ? name : Value.string(name).jsonText()
    }

    private static func literal(_ value: Value) -> String {
        let json = value.jsonText()
        var result = "`"
        for scalar in json.unicodeScalars {
            if scalar == "`" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "`"
    }
}
