internal import Diagnostics
internal import Feeds

/// Turns syntax into a program, and finds what can be wrong without any record: names and arguments of functions.
struct Compiler {
    let text: [UInt8]
    let functions: FunctionTable
    var parts = ProgramParts()

    static func compile(
        _ syntax: Syntax, text: String, functions: FunctionTable
    ) throws(ExpressionError) -> Program {
        var compiler = Compiler(Array(text.utf8), functions)
        let root = try compiler.add(syntax)
        return Program(compiler.parts, root: Int(root), of: syntax, text: text, functions: functions)
    }

    private init(_ text: [UInt8], _ functions: FunctionTable) {
        self.text = text
        self.functions = functions
    }

    /// Appends what a syntax does; its instruction. An expression has at most 64 KiB, so indexes fit.
    private mutating func add(_ syntax: Syntax) throws(ExpressionError) -> Int32 {
        switch syntax.form {
        case .current: return append(.current)
        case .field, .index: return append(.path(path([syntax][...])))
        case .literal(let value):
            parts.literals.append(Operand(value))
            return append(.literal(Int32(parts.literals.count - 1)))
        case .chain(let steps): return try sequence(steps)
        case .pipe(let stages): return append(.sequence(try children(stages)))
        case .or(let alternatives): return either(try instructions(alternatives), stopsAt: true)
        case .and(let conditions): return either(try instructions(conditions), stopsAt: false)
        case .not(let inner): return negation(of: try add(inner))
        case .compare(let comparison, let left, let right):
            let sides = [try add(left), try add(right)]
            return folded(.compare(comparison, sides[0], sides[1]), of: sides, syntax)
        case .list(let elements): return append(.list(try children(elements)))
        case .map(let members): return try map(members)
        case .projection(let projection, let source, let each):
            if case .slice(let slice) = projection, slice.step == 0 {
                let place = ExpressionPlace(position: SourcePosition(of: syntax.place, in: text), length: 1)
                throw place.error(.invalidValue, "a slice cannot have a step of 0")
            }
            return try self.projection(projection, of: try add(source), each: try add(each))
        case .call(let name, let arguments): return try call(name, arguments, syntax)
        }
    }

    mutating func append(_ instruction: Instruction) -> Int32 {
        parts.instructions.append(instruction)
        return Int32(parts.instructions.count - 1)
    }

    private mutating func children(_ syntaxes: [Syntax]) throws(ExpressionError) -> Slots {
        run(try instructions(syntaxes))
    }

    private mutating func instructions(_ syntaxes: [Syntax]) throws(ExpressionError) -> [Int32] {
        var indexes: [Int32] = []
        for syntax in syntaxes { indexes.append(try add(syntax)) }
        return indexes
    }

    mutating func run(_ indexes: [Int32]) -> Slots {
        let start = Int32(parts.children.count)
        parts.children += indexes
        return Slots(start: start, count: Int32(indexes.count))
    }

    // MARK: Paths

    /// The steps of a chain, of which neighbours that only look names and indexes up become one path.
    private mutating func sequence(_ steps: [Syntax]) throws(ExpressionError) -> Int32 {
        var indexes: [Int32] = []
        var rest = steps[...]
        // What follows `@` starts from the current value anyway.
        if case .current? = rest.first?.form, rest.count > 1 { rest = rest.dropFirst() }
        while let first = rest.first {
            let lookups = rest.prefix { $0.isLookup }
            if lookups.isEmpty {
                indexes.append(try add(first))
                rest = rest.dropFirst()
            } else {
                indexes.append(append(.path(path(lookups))))
                rest = rest.dropFirst(lookups.count)
            }
        }
        if indexes.count == 1 { return indexes[0] }
        return append(.sequence(run(indexes)))
    }

    private mutating func path(_ lookups: ArraySlice<Syntax>) -> Slots {
        let start = Int32(parts.steps.count)
        for lookup in lookups {
            switch lookup.form {
            case .field(let name):
                let slots = Slots(start: Int32(parts.names.count), count: Int32(name.utf8.count))
                parts.names += Array(name.utf8)
                parts.steps.append(.field(name: slots, guess: Int32(parts.guessCount)))
                parts.guessCount += 1
            case .index(let index): parts.steps.append(.index(index))
            default: break
            }
        }
        return Slots(start: start, count: Int32(lookups.count))
    }

    // MARK: Maps and projections

    /// A name that occurs again replaces the value, not the place.
    private mutating func map(_ members: [Syntax.Named]) throws(ExpressionError) -> Int32 {
        var distinct: [Syntax.Named] = []
        var places: [[UInt8]: Int] = [:]
        for member in members {
            let key = Array(member.name.utf8)
            if let place = places[key] {
                distinct[place] = member
            } else {
                places[key] = distinct.count
                distinct.append(member)
            }
        }
        let values = try children(distinct.map(\.value))
        let names = Int32(parts.memberNames.count)
        parts.memberNames += distinct.map(\.name)
        return append(.map(values, names: names))
    }

    private mutating func projection(
        _ projection: Syntax.Projection, of source: Int32, each: Int32
    ) throws(ExpressionError) -> Int32 {
        switch projection {
        case .elements: return append(.elements(of: source, each: each))
        case .values: return append(.values(of: source, each: each))
        case .flattened: return append(.flattened(of: source, each: each))
        case .filter(let condition):
            return append(.filter(of: source, condition: try add(condition), each: each))
        case .slice(let slice):
            parts.slices.append(slice)
            return append(.slice(of: source, slice: Int32(parts.slices.count - 1), each: each))
        }
    }

    // MARK: Calls

    private mutating func call(
        _ name: String, _ arguments: [Syntax.Argument], _ syntax: Syntax
    ) throws(ExpressionError) -> Int32 {
        let position = SourcePosition(of: syntax.place, in: text)
        let place = ExpressionPlace(position: position, length: name.utf8.count)
        guard let function = functions[name] else {
            throw place.error(
                .unknownFunction, "there is no function \(name)",
                help: Suggestion.help(for: name, in: functions.all.map(\.name)))
        }
        try checkCount(arguments.count, of: function, at: place)
        for (index, argument) in arguments.enumerated() {
            try check(argument, index, of: function, at: place)
        }
        let literals = arguments.map { argument -> Operand? in
            if case .literal(let value) = argument.value.form, !argument.isReference { return Operand(value) }
            return nil
        }
        let prepared = try function.prepare?(PreparedCall(literals: literals, position: place, name: name))
        let values = try instructions(arguments.map(\.value))
        if let chosen = chosen(function, values) { return chosen }
        parts.calls.append(
            CompiledCall(function, run(values), prepared: prepared ?? nil, at: place))
        let call = Instruction.call(Int32(parts.calls.count - 1))
        let isKnown = function.isPure && function.order == .eager && !arguments.isEmpty
        guard isKnown, !arguments.contains(where: \.isReference) else { return append(call) }
        return folded(call, of: values, syntax)
    }

    private func checkCount(
        _ count: Int, of function: Function, at place: ExpressionPlace
    ) throws(ExpressionError) {
        let least = function.leastArguments
        let isRepeated = function.parameters.last?.presence == .repeated
        guard count < least || (count > function.parameters.count && !isRepeated) else { return }
        let most = function.parameters.count
        let wanted = isRepeated ? "at least \(least)" : (least == most ? "\(least)" : "\(least) to \(most)")
        throw place.error(
            .invalidArity,
            "\(function.name) takes \(wanted) argument\(wanted.hasSuffix("1") ? "" : "s"), found \(count)",
            help: function.signature)
    }

    private func check(
        _ argument: Syntax.Argument, _ index: Int, of function: Function, at place: ExpressionPlace
    ) throws(ExpressionError) {
        guard let parameter = function.parameter(index) else { return }
        let what = "\(function.name): argument \(index + 1) (\(parameter.name)) must be"
        if argument.isReference != parameter.type.isExpression {
            throw place.error(
                .invalidType,
                argument.isReference
                    ? "\(what) \(parameter.type.name), found an expression"
                    : "\(what) an expression, found a value",
                help: argument.isReference ? "leave \"&\" away" : "write \"&\" before it")
        }
        if parameter.isConstant, case .literal = argument.value.form { return }
        if parameter.isConstant {
            throw place.error(
                .invalidType, "\(what) a literal, found an expression", help: "a text is written '...'")
        }
    }
}

extension Syntax {
    /// Whether it only looks a member or an element up.
    var isLookup: Bool {
        switch form {
        case .field, .index: true
        default: false
        }
    }
}
