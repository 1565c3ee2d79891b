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
    static let projectionEnd = 10
    /// Below everything that is written behind an expression, above the operators between two.
    private static let notPower = 8

    func power(of kind: Token.Kind) -> Int {
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

    mutating func expression(above limit: Int) throws(ExpressionError) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestDepth else { throw tooDeep() }
        var left = try prefix()
        while power(of: kind) > limit { left = try infix(left, above: limit) }
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
            if token.kind == .openBracket, startsIndex { return try indexStep() }
            if token.kind == .openBracket, !startsProjection {
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

    private mutating func infix(_ left: Syntax, above limit: Int) throws(ExpressionError) -> Syntax {
        let token = tokens[index]
        switch token.kind {
        case .dot where peek(1) == .star:
            advance()
            advance()
            return try projection(.values, of: left, at: token.range.lowerBound, binding: 40)
        case .dot: return try chain(from: left, above: limit)
        case .openBracket where startsIndex: return try chain(from: left, above: limit)
        case .flatten, .filter, .openBracket: return try bracket(of: left)
        case .pipe, .or, .and: return try row(from: left, of: token.kind)
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
    private mutating func row(
        from left: Syntax, of operation: Token.Kind
    ) throws(ExpressionError) -> Syntax {
        var parts = [left]
        switch (operation, left.form) {
        case (.pipe, .pipe(let first)), (.or, .or(let first)), (.and, .and(let first)): parts = first
        default: break
        }
        while skip(operation) { parts.append(try expression(above: power(of: operation))) }
        switch operation {
        case .pipe: return try make(.pipe(parts), at: left.place)
        case .or: return try make(.or(parts), at: left.place)
        default: return try make(.and(parts), at: left.place)
        }
    }

    /// Members and elements of members and elements are kept as one list, too.
    private mutating func chain(from left: Syntax, above limit: Int) throws(ExpressionError) -> Syntax {
        var steps = [left]
        if case .chain(let first) = left.form { steps = first }
        while power(of: kind) > limit {
            if case .openBracket = kind, startsIndex {
                steps.append(try indexStep())
                continue
            }
            guard kind == .dot, peek(1) != .star else { break }
            advance()
            let next = try afterDot(binding: 40)
            if next.startsWithProjection { return try prepend(steps, to: next, at: left.place) }
            if case .chain(let more) = next.form { steps += more } else { steps.append(next) }
        }
        return try make(.chain(steps), at: left.place)
    }

    /// A projection behind a dot takes its values out of all that stands before the dot.
    private func prepend(
        _ steps: [Syntax], to next: Syntax, at place: Int
    ) throws(ExpressionError) -> Syntax {
        switch next.form {
        case .projection(let projection, let source, let each):
            let source = try prepend(steps, to: source, at: place)
            return try make(.projection(projection, of: source, each: each), at: place)
        case .chain(let parts) where next.startsWithProjection:
            let first = try prepend(steps, to: parts[0], at: place)
            return try make(.chain([first] + parts.dropFirst()), at: place)
        case .chain(let parts): return try make(.chain(steps + parts), at: place)
        default: return try make(.chain(steps + [next]), at: place)
        }
    }

    mutating func afterDot(binding: Int) throws(ExpressionError) -> Syntax {
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

    // MARK: Support

    var kind: Token.Kind { tokens[index].kind }
    var place: Int { tokens[index].range.lowerBound }

    func peek(_ distance: Int) -> Token.Kind {
        tokens[min(index + distance, tokens.count - 1)].kind
    }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    mutating func skip(_ expected: Token.Kind) -> Bool {
        guard kind == expected else { return false }
        advance()
        return true
    }

    mutating func expect(_ expected: Token.Kind, _ words: String) throws(ExpressionError) {
        guard skip(expected) else { throw unexpected(words) }
    }

    func make(_ form: Syntax.Form, at place: Int) throws(ExpressionError) -> Syntax {
        let depth = form.depth
        guard depth <= Self.greatestDepth else { throw tooDeep() }
        return Syntax(form: form, place: place, depth: depth)
    }

    func unexpected(_ expected: String) -> ExpressionError {
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

extension Syntax {
    /// Whether it is a projection, or looks something up in the result of one.
    fileprivate var startsWithProjection: Bool {
        switch form {
        case .projection: true
        case .chain(let steps): steps.first?.startsWithProjection ?? false
        default: false
        }
    }
}
