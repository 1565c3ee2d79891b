internal import Diagnostics
internal import Feeds

/// Reads expressions by operator precedence: every operator binds as strongly as its number says.
///
/// The precedence is that of the specification, and of the reference implementation where it is silent, but for one
/// case: `!a.b` is `!(a.b)`, as everybody reads it.
struct Parser {
    /// How deep an expression may nest; its parser and evaluation recurse as deep.
    static let greatestDepth = 200
    /// How many bytes an expression may have.
    static let greatestSize = 64 << 10

    private let text: [UInt8]
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    /// The syntax of a whole text.
    static func parse(_ text: String) throws(ExpressionError) -> Syntax {
        let bytes = Array(text.utf8)
        guard bytes.count <= greatestSize else {
            throw ExpressionError(
                .limit, "the expression has more than \(greatestSize) bytes", at: .start,
                help: "cut it into several")
        }
        var parser = Parser(bytes, try Lexer.tokens(of: bytes))
        let syntax = try parser.expression(above: 0)
        guard parser.kind == .end else { throw parser.unexpected("an operator or the end") }
        return syntax
    }

    private init(_ text: [UInt8], _ tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    // MARK: Precedence

    /// Tokens below this end a projection: what follows them is applied to its whole result.
    private static let projectionEnd = 10
    /// Below everything that is written behind an expression, above the operators between two.
    private static let notPower = 8

    private func power(of kind: Token.Kind) -> Int {
        switch kind {
        case .pipe: 1
        case .or: 2
        case .and: 3
        case .compare: 5
        case .flatten: 9
        case .star: 20
        case .filter: 21
        case .dot: 40
        case .not: 45
        case .openBrace: 50
        case .openBracket: 55
        case .openParenthesis: 60
        default: 0
        }
    }

    private mutating func expression(above limit: Int) throws(ExpressionError) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestDepth else { throw tooDeep() }
        var left = try prefix()
        while power(of: kind) > limit { left = try infix(left) }
        return left
    }

    // MARK: Starts of expressions

    private mutating func prefix() throws(ExpressionError) -> Syntax {
        let token = tokens[index]
        let place = token.range.lowerBound
        switch token.kind {
        case .identifier(let name):
            advance()
            if kind == .openParenthesis { return try call(name, at: place) }
            return try make(.field(name), at: place)
        case .quoted(let name):
            advance()
            guard kind != .openParenthesis else {
                throw error("the name of a function stands without quotes", at: place)
            }
            return try make(.field(name), at: place)
        case .literal(let value):
            advance()
            return try make(.literal(value), at: place)
        case .current:
            advance()
            return try make(.current, at: place)
        case .star:
            advance()
            return try projection(.values, of: try make(.current, at: place), at: place, binding: 20)
        case .flatten, .filter, .openBracket:
            if token.kind == .openBracket, !startsBracketSpecifier {
                advance()
                return try list(at: place)
            }
            return try bracket(of: try make(.current, at: place))
        case .openBrace:
            advance()
            return try map(at: place)
        case .openParenthesis:
            advance()
            let inner = try expression(above: 0)
            try expect(.closeParenthesis, "\")\"")
            return inner
        case .not:
            advance()
            return try make(.not(try expression(above: Self.notPower)), at: place)
        case .reference:
            throw error("\"&\" may only start an argument of a function", at: place)
        default:
            throw unexpected("an expression")
        }
    }

    // MARK: Continuations

    private mutating func infix(_ left: Syntax) throws(ExpressionError) -> Syntax {
        let token = tokens[index]
        let place = token.range.lowerBound
        switch token.kind {
        case .dot:
            advance()
            if kind == .star {
                advance()
                return try projection(.values, of: left, at: place, binding: 40)
            }
            return try chain(left, try afterDot(binding: 40))
        case .flatten, .filter, .openBracket: return try bracket(of: left)
        case .pipe, .or, .and: return try row(left, token.kind)
        case .compare(let comparison):
            advance()
            return try make(.compare(comparison, left, try expression(above: 5)), at: left.place)
        case .openParenthesis:
            throw error("only a name can be called", at: place, help: "write \"|\" before a group")
        default:
            throw unexpected("an operator or the end")
        }
    }

    /// Operators that group to the left are kept as one list, so that long rows of them are not deep.
    private mutating func row(_ left: Syntax, _ operation: Token.Kind) throws(ExpressionError) -> Syntax {
        advance()
        let right = try expression(above: power(of: operation))
        let form: Syntax.Form =
            switch (operation, left.form) {
            case (.pipe, .pipe(let parts)): .pipe(parts + [right])
            case (.pipe, _): .pipe([left, right])
            case (.or, .or(let parts)): .or(parts + [right])
            case (.or, _): .or([left, right])
            case (_, .and(let parts)): .and(parts + [right])
            default: .and([left, right])
            }
        return try make(form, at: left.place)
    }

    /// A projection on the right takes its values out of the whole chain.
    private func chain(_ left: Syntax, _ right: Syntax) throws(ExpressionError) -> Syntax {
        if case .projection(let projection, let source, let each) = right.form {
            return try make(.projection(projection, of: try chain(left, source), each: each), at: left.place)
        }
        var steps = [left]
        if case .chain(let parts) = left.form { steps = parts }
        if case .chain(let parts) = right.form { steps += parts } else { steps.append(right) }
        return try make(.chain(steps), at: left.place)
    }

    private mutating func afterDot(binding: Int) throws(ExpressionError) -> Syntax {
        let place = tokens[index].range.lowerBound
        switch kind {
        case .identifier, .quoted, .star: return try expression(above: binding)
        case .openBracket:
            advance()
            return try list(at: place)
        case .openBrace:
            advance()
            return try map(at: place)
        default: throw unexpected("a name, \"*\", \"[\" or \"{\" after \".\"")
        }
    }

    // MARK: Brackets

    /// Whether the bracket that is next holds an index, a slice or a star, rather than a list of expressions.
    private var startsBracketSpecifier: Bool {
        switch peek(1) {
        case .number, .colon: true
        case .star: peek(2) == .closeBracket
        default: false
        }
    }

    private mutating func bracket(of left: Syntax) throws(ExpressionError) -> Syntax {
        let place = tokens[index].range.lowerBound
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
        case .number(let number) where peek(1) != .colon:
            advance()
            try expect(.closeBracket, "\"]\" or \":\"")
            let step = try make(.index(number), at: place)
            if case .current = left.form, left.place == place { return step }
            return try chain(left, step)
        case .number, .colon:
            return try projection(.slice(try slice()), of: left, at: place, binding: 20)
        default: throw unexpected("an index, a slice, \"*\" or \"?\"")
        }
    }

    private mutating func slice() throws(ExpressionError) -> Syntax.Slice {
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

    private mutating func projection(
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

    private mutating func list(at place: Int) throws(ExpressionError) -> Syntax {
        var elements: [Syntax] = []
        repeat { elements.append(try expression(above: 0)) } while skip(.comma)
        try expect(.closeBracket, "\",\" or \"]\"")
        return try make(.list(elements), at: place)
    }

    private mutating func map(at place: Int) throws(ExpressionError) -> Syntax {
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

    private mutating func call(_ name: String, at place: Int) throws(ExpressionError) -> Syntax {
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

    // MARK: Support

    private var kind: Token.Kind { tokens[index].kind }
    private var place: Int { tokens[index].range.lowerBound }

    private func peek(_ distance: Int) -> Token.Kind {
        tokens[min(index + distance, tokens.count - 1)].kind
    }

    private mutating func advance() { index = min(index + 1, tokens.count - 1) }

    private mutating func skip(_ expected: Token.Kind) -> Bool {
        guard kind == expected else { return false }
        advance()
        return true
    }

    private mutating func expect(_ expected: Token.Kind, _ words: String) throws(ExpressionError) {
        guard skip(expected) else { throw unexpected(words) }
    }

    private func make(_ form: Syntax.Form, at place: Int) throws(ExpressionError) -> Syntax {
        let depth = form.depth
        guard depth <= Self.greatestDepth else { throw tooDeep() }
        return Syntax(form: form, place: place, depth: depth)
    }

    private func unexpected(_ expected: String) -> ExpressionError {
        error("expected \(expected), found \(tokens[index].described(in: text))", at: place)
    }

    private func tooDeep() -> ExpressionError {
        error("the expression nests deeper than \(Self.greatestDepth)", at: place, code: .limit)
    }

    private func error(
        _ message: String, at place: Int, help: String? = nil, code: ExpressionError.Code = .syntax
    ) -> ExpressionError {
        ExpressionError(code, message, at: SourcePosition(of: place, in: text), help: help)
    }
}

extension Syntax.Form {
    /// How deep evaluation recurses, and how much deeper than its input a result may be: the steps of a chain or pipe
    /// that build values count one by one, since each may put its input into a list.
    var depth: Int {
        switch self {
        case .current, .field, .index, .literal: 1
        case .chain(let steps):
            steps.reduce(0) { depth, step in
                switch step.form {
                case .field, .index, .current, .literal: max(depth, step.depth)
                default: depth + step.depth
                }
            }
        case .pipe(let stages): stages.reduce(0) { $0 + $1.depth }
        case .or(let parts), .and(let parts), .list(let parts): 1 + (parts.map(\.depth).max() ?? 0)
        case .not(let inner): 1 + inner.depth
        case .compare(_, let left, let right): 1 + max(left.depth, right.depth)
        case .map(let members): 1 + (members.map(\.value.depth).max() ?? 0)
        case .call(_, let arguments): 1 + (arguments.map(\.value.depth).max() ?? 0)
        case .projection(.filter(let condition), let source, let each):
            1 + max(source.depth, each.depth, condition.depth)
        case .projection(_, let source, let each): 1 + max(source.depth, each.depth)
        }
    }
}
