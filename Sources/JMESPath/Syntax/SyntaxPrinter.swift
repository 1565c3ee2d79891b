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
        case .list(let elements): list(elements)
        case .map(let members):
            "{" + members.map { "\(identifier($0.name)): \(text(of: $0.value))" }.joined(separator: ", ")
                + "}"
        case .call(let name, let arguments):
            "\(name)("
                + arguments.map { ($0.isReference ? "&" : "") + text(of: $0.value) }.joined(separator: ", ")
                + ")"
        case .projection(let projection, let source, let each): self.projection(projection, source, each)
        }
    }

    /// A list of one star would be a wildcard.
    private static func list(_ elements: [Syntax]) -> String {
        let text = elements.map(text(of:)).joined(separator: ", ")
        return text == "*" ? "[@.*]" : "[" + text + "]"
    }

    private static func rows(_ parts: [Syntax], _ separator: String) -> String {
        parts.map(grouped).joined(separator: separator)
    }

    /// The first step may be anything, the others are what may stand behind a dot, or brackets.
    private static func chain(_ steps: [Syntax]) -> String {
        var result = ""
        for (position, step) in steps.enumerated() {
            let isIndex = if case .index = step.form { true } else { false }
            if position > 0 {
                result += (isIndex ? "" : ".") + text(of: step)
            } else {
                var power = 40
                if steps.count > 1, case .index = steps[1].form { power = 55 }
                result += source(step, before: power)
            }
        }
        return result
    }

    private static func projection(_ projection: Syntax.Projection, _ source: Syntax, _ each: Syntax)
        -> String
    {
        var result = ""
        switch (source.form, projection) {
        case (.current, _): break
        case (.chain, _): result = text(of: source)
        case (_, .values): result = self.source(source, before: 40)
        case (_, .flattened): result = self.source(source, before: 9)
        case (_, .filter): result = self.source(source, before: 21)
        case (_, .elements), (_, .slice): result = self.source(source, before: 55)
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

    /// What stands before a token that binds with a power: a projection stands in a group when it would take the
    /// token for its own.
    private static func source(_ syntax: Syntax, before power: Int) -> String {
        if case .projection = syntax.form, !absorbs(syntax, power) { return text(of: syntax) }
        return grouped(syntax)
    }

    /// Whether a token behind a projection becomes a part of what the projection does with each value.
    private static func absorbs(_ syntax: Syntax, _ power: Int) -> Bool {
        guard case .projection(let projection, let source, let each) = syntax.form, power > 9 else {
            return false
        }
        let binding =
            switch (projection, source.form) {
            case (.values, .current), (.elements, _), (.slice, _): 20
            case (.values, _): 40
            case (.filter, _): 21
            case (.flattened, _): 9
            }
        switch each.form {
        case .current: return true
        case .list, .map: return false
        default: return power > binding || absorbs(each, power)
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
