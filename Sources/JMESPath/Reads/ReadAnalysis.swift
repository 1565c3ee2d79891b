internal import Feeds

/// Follows the values of the input through an expression, without any record.
struct ReadAnalysis {
    private let functions: FunctionTable
    /// What is read of each source; the input itself has no name.
    private var trees: [String: ReadTree] = [:]
    /// Set when the expression is too tangled to be followed.
    private var isLost = false
    /// The sources of which all records with a key are asked for.
    private var listed: Set<String> = []

    /// Flows larger than this are not followed: then everything counts as read. Only expressions that double their
    /// input again and again come near.
    private static let greatestSize = 2_000

    /// What an expression may read of its input, or of another source; `nil` for nothing.
    static func reads(of syntax: Syntax, functions: FunctionTable, source: String = "") -> ReadTree? {
        var analysis = ReadAnalysis(functions: functions)
        let result = analysis.flow(syntax, ReadFlow(ReadPath(steps: [])))
        analysis.readAll(result)
        return analysis.isLost ? .whole : analysis.trees[source]
    }

    /// Whether an expression may ask for all records of a source with a key, not for one of them.
    static func lists(_ source: String, syntax: Syntax, functions: FunctionTable) -> Bool {
        var analysis = ReadAnalysis(functions: functions)
        _ = analysis.flow(syntax, ReadFlow(ReadPath(steps: [])))
        return analysis.isLost || analysis.listed.contains(source)
    }

    private init(functions: FunctionTable) { self.functions = functions }

    // MARK: Reading

    /// The value itself is looked at, not what it holds.
    private mutating func read(_ flow: ReadFlow) {
        for path in flow.paths { trees[path.source, default: ReadTree()].add(path, everything: false) }
    }

    private mutating func readAll(_ flow: ReadFlow) {
        for path in flow.allPaths { trees[path.source, default: ReadTree()].add(path, everything: true) }
    }

    // MARK: Following

    private mutating func flow(_ syntax: Syntax, _ current: ReadFlow) -> ReadFlow {
        let result = follow(syntax, current)
        if result.size > Self.greatestSize { isLost = true }
        return isLost ? .constant : result
    }

    private mutating func follow(_ syntax: Syntax, _ current: ReadFlow) -> ReadFlow {
        switch syntax.form {
        case .current: return current
        case .literal: return .constant
        case .field(let name):
            read(current)
            return noted(current.member(Array(name.utf8)))
        case .index(let index):
            read(current)
            return noted(current.element(at: index))
        case .chain(let steps), .pipe(let steps): return steps.reduce(current) { flow($1, $0) }
        case .or(let parts), .and(let parts):
            var result = ReadFlow.constant
            for part in parts {
                let value = flow(part, current)
                read(value)
                result = result.union(value)
            }
            return result
        case .not(let inner):
            read(flow(inner, current))
            return .constant
        case .compare(let comparison, let left, let right):
            let sides = [flow(left, current), flow(right, current)]
            let isEquality = comparison == .equal || comparison == .notEqual
            for side in sides { if isEquality { readAll(side) } else { read(side) } }
            return .constant
        case .list(let elements):
            read(current)
            var element = ReadFlow.constant
            for part in elements { element = element.union(flow(part, current)) }
            return .list(of: element)
        case .map(let members):
            read(current)
            var flows: [[UInt8]: ReadFlow] = [:]
            for member in members { flows[Array(member.name.utf8)] = flow(member.value, current) }
            return .map(flows)
        case .projection(let projection, let source, let each):
            return self.projection(projection, flow(source, current), each)
        case .call(let name, let arguments): return call(name, arguments, current)
        }
    }

    /// What is looked up is looked at: a null is another result than a value.
    private mutating func noted(_ flow: ReadFlow) -> ReadFlow {
        read(flow)
        return flow
    }

    private mutating func projection(
        _ projection: Syntax.Projection, _ source: ReadFlow, _ each: Syntax
    ) -> ReadFlow {
        read(source)
        var element = noted(source.each)
        // A list in the list is taken apart, anything else stays.
        if case .flattened = projection { element = element.union(noted(element.each)) }
        if case .filter(let condition) = projection { read(flow(condition, element)) }
        // Results that are null are dropped, so each of them is looked at.
        return .list(of: noted(flow(each, element)))
    }

    // MARK: Calls

    private mutating func call(
        _ name: String, _ arguments: [Syntax.Argument], _ current: ReadFlow
    ) -> ReadFlow {
        let function = functions[name]
        let values = arguments.map { $0.isReference ? ReadFlow.constant : flow($0.value, current) }
        for value in values { read(value) }
        let all = values.reduce(ReadFlow.constant) { $0.union($1) }
        switch function?.reads ?? .everything {
        case .everything:
            readAll(all)
            // An expression may be evaluated on anything that the arguments hold.
            for argument in arguments where argument.isReference {
                isLost = isLost || !readsNothing(argument)
            }
            return .constant
        case .shape: return .constant
        case .record: return ReadFlow(ReadPath(steps: []))
        case .source, .sources:
            readAll(all)
            guard let form = arguments.first?.value.form, case .literal(let literal) = form,
                case .string(let source) = literal
            else {
                isLost = true
                return .constant
            }
            if function?.reads == .sources { listed.insert(source) }
            let found = noted(ReadFlow(ReadPath(source: source, steps: [])))
            return function?.reads == .sources ? .list(of: found) : found
        case .passes: return all
        case .chooses: return values.dropFirst().reduce(.constant) { $0.union($1) }
        case .wraps: return all.union(.list(of: all))
        case .rearranges: return .list(of: noted(all.each))
        case .pairs: return .list(of: .list(of: noted(all.each)))
        // A name is no value, and a value is looked at by whoever takes it out of its pair.
        case .members: return .list(of: .pair(.constant, all.each))
        case .maps: return .list(of: applied(arguments, to: noted(all.each)))
        case .orders, .selects:
            let element = noted(all.each)
            readAll(applied(arguments, to: element))
            return function?.reads == .selects ? element : .list(of: element)
        }
    }

    private mutating func applied(_ arguments: [Syntax.Argument], to element: ReadFlow) -> ReadFlow {
        var result = ReadFlow.constant
        for argument in arguments where argument.isReference {
            result = result.union(flow(argument.value, element))
        }
        return result
    }

    private func readsNothing(_ argument: Syntax.Argument) -> Bool {
        if case .literal = argument.value.form { true } else { false }
    }
}

extension Expression {
    /// Which values of its input the expression may read, as far as can be known without a record.
    ///
    /// It may name more than a given record makes the expression read, never less: values that it does not name can
    /// change without changing the result.
    public var reads: ReadTree {
        ReadAnalysis.reads(of: program.syntax, functions: program.functions) ?? ReadTree()
    }

    /// Which values of another source the expression may read, from which a function that reads
    /// ``ArgumentReads/source`` takes its results; `nil` when it asks for none.
    package func reads(ofSource name: String) -> ReadTree? {
        ReadAnalysis.reads(of: program.syntax, functions: program.functions, source: name)
    }

    /// Whether the expression may ask another source for all records with a key, by a function that reads
    /// ``ArgumentReads/sources``.
    package func lists(source name: String) -> Bool {
        ReadAnalysis.lists(name, syntax: program.syntax, functions: program.functions)
    }
}
