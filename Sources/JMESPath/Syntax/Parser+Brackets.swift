internal import Feeds

// What stands in brackets, braces and parentheses, and the projections that brackets begin.
extension Parser {
    /// Whether the bracket that is next holds an index.
    var startsIndex: Bool {
        if case .number = peek(1) { peek(2) != .colon } else { false }
    }

    /// Whether the bracket that is next holds a slice or a star, rather than a list of expressions.
    var startsProjection: Bool {
        switch peek(1) {
        case .number, .colon: true
        case .star: peek(2) == .closeBracket
        default: false
        }
    }

    mutating func indexStep() throws(ExpressionError) -> Syntax {
        let place = place
        advance()
        guard case .number(let number) = kind else { throw unexpected("an index") }
        advance()
        try expect(.closeBracket, "\"]\" or \":\"")
        return try make(.index(number), at: place)
    }

    mutating func bracket(of left: Syntax) throws(ExpressionError) -> Syntax {
        let place = place
        let opening = kind
        advance()
        switch opening {
        case .flatten: return try projection(.flattened, of: left, at: place, binding: 9)
        case .filter:
            let condition = try expression(above: 0)
            try expect(.closeBracket, "\"]\"")
            return try projection(.filter(condition), of: left, at: place, binding: 21)
        default: break
        }
        switch kind {
        case .star:
            advance()
            try expect(.closeBracket, "\"]\"")
            return try projection(.elements, of: left, at: place, binding: 20)
        case .number, .colon:
            return try projection(.slice(try slice()), of: left, at: place, binding: 20)
        default: throw unexpected("an index, a slice, \"*\" or \"?\"")
        }
    }

    mutating func slice() throws(ExpressionError) -> Syntax.Slice {
        var parts: [Int?] = [nil, nil, nil]
        var part = 0
        loop: while true {
            if case .number(let number) = kind {
                parts[part] = number
                advance()
            }
            switch kind {
            case .closeBracket: break loop
            case .colon where part < 2:
                part += 1
                advance()
            default: throw unexpected(part < 2 ? "a number, \":\" or \"]\"" : "a number or \"]\"")
            }
        }
        advance()
        return Syntax.Slice(start: parts[0], stop: parts[1], step: parts[2])
    }

    mutating func projection(
        _ projection: Syntax.Projection, of left: Syntax, at place: Int, binding: Int
    ) throws(ExpressionError) -> Syntax {
        let each: Syntax
        switch kind {
        case _ where power(of: kind) < Self.projectionEnd: each = try make(.current, at: place)
        case .openBracket, .filter: each = try expression(above: binding)
        case .dot:
            advance()
            each = try afterDot(binding: binding)
        default: throw unexpected("\".\", \"[\", an operator or the end")
        }
        return try make(.projection(projection, of: left, each: each), at: place)
    }

    // MARK: Lists, maps, calls

    mutating func list(at place: Int) throws(ExpressionError) -> Syntax {
        var elements: [Syntax] = []
        repeat { elements.append(try expression(above: 0)) } while skip(.comma)
        try expect(.closeBracket, "\",\" or \"]\"")
        return try make(.list(elements), at: place)
    }

    mutating func map(at place: Int) throws(ExpressionError) -> Syntax {
        var members: [Syntax.Named] = []
        repeat {
            let name: String
            switch kind {
            case .identifier(let text), .quoted(let text): name = text
            default: throw unexpected("a name")
            }
            advance()
            try expect(.colon, "\":\"")
            members.append(Syntax.Named(name: name, value: try expression(above: 0)))
        } while skip(.comma)
        try expect(.closeBrace, "\",\" or \"}\"")
        return try make(.map(members), at: place)
    }

    mutating func call(_ name: String, at place: Int) throws(ExpressionError) -> Syntax {
        advance()
        var arguments: [Syntax.Argument] = []
        if !skip(.closeParenthesis) {
            repeat {
                let isReference = skip(.reference)
                let value = try expression(above: 0)
                arguments.append(Syntax.Argument(isReference: isReference, value: value))
            } while skip(.comma)
            try expect(.closeParenthesis, "\",\" or \")\"")
        }
        return try make(.call(name, arguments), at: place)
    }
}
