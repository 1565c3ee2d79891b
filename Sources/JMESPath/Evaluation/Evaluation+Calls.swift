public import Feeds

// MARK: Calling

extension Evaluation {
    /// Evaluates a call: its arguments, their types, and the function.
    mutating func evaluateCall(_ index: Int, on current: Operand) throws(ExpressionError) -> Operand {
        let call = program.calls[index]
        let outer = frame
        let base = stack.count
        defer {
            stack.removeSubrange(base...)
            frame = outer
        }
        if call.function.order == .eager {
            for position in 0..<call.kinds.count {
                guard !call.kinds[position].isEmpty else {
                    stack.append(.null)
                    continue
                }
                let child = program.children[Int(call.arguments.start) + position]
                let value = try evaluate(Int(child), on: current)
                try check(value, position, of: call)
                stack.append(value)
            }
        }
        frame = Frame(call: index, base: base, count: call.kinds.count, current: current)
        return try call.function.body(&self)
    }

    private func check(
        _ value: Operand, _ position: Int, of call: CompiledCall
    ) throws(ExpressionError) {
        let kind = value.kind(in: record)
        let isRight = call.kinds[position].contains(Kinds(kind))
        if isRight, kind != .array { return }
        guard let parameter = call.function.parameter(position) else { return }
        var culprit: Operand? = isRight ? nil : value
        if isRight, !parameter.type.elements.isEmpty {
            culprit = stranger(in: value, parameter.type.elements)
        }
        guard let culprit else { return }
        let found = culprit.kind(in: record).name
        throw call.place.error(
            .invalidType,
            "\(call.function.name): argument \(position + 1) (\(parameter.name)) must be \(parameter.type.name), "
                + "found \(isRight ? "\(found) in it" : found)",
            entry: culprit.entry ?? value.entry)
    }

    /// An element of a list that keeps it from being a list of one of some sets of types.
    private func stranger(in list: Operand, _ choices: [Kinds]) -> Operand? {
        var stranger: Operand?
        for choice in choices {
            var elements = list.elements(in: record)
            var found: Operand?
            while let element = elements.next(in: record) {
                guard !choice.contains(Kinds(element.kind(in: record))) else { continue }
                found = element
                break
            }
            guard let found else { return nil }
            stranger = found
        }
        return stranger
    }
}

// MARK: What functions ask

extension Evaluation {
    /// How many arguments the call has.
    public var count: Int { frame.count }

    /// An argument of an eager function; null when the call does not give it.
    public subscript(index: Int) -> Operand {
        guard index >= 0, index < frame.count, frame.base + index < stack.count else { return .null }
        return stack[frame.base + index]
    }

    /// An argument that is a text; empty when it is none, or not given.
    public func string(_ index: Int) -> String { self[index].string(in: record) ?? "" }

    /// An argument that is a number, exactly; `nil` when the call does not give it.
    /// - Throws: an `invalid-value` when it has too many digits for exact arithmetic.
    public func number(_ index: Int) throws(ExpressionError) -> ExactNumber? {
        guard index < frame.count, self[index].kind(in: record) == .number else { return nil }
        return try number(self[index], argument: index)
    }

    /// A value that is a number, exactly.
    /// - Throws: an `invalid-value` when it has too many digits for exact arithmetic, or is no number.
    public func number(_ value: Operand, argument: Int) throws(ExpressionError) -> ExactNumber {
        if let number = record.withText(value, { ExactNumber($0) }) { return number }
        throw invalidValue("the number is too large or too long for exact arithmetic", argument: argument)
    }

    /// An argument that is a whole number; `nil` when the call does not give it.
    /// - Throws: an `invalid-value` when it is not whole, or too large.
    public func integer(_ index: Int) throws(ExpressionError) -> Int? {
        guard let number = try number(index) else { return nil }
        guard let integer = number.integer else {
            throw invalidValue("expected a whole number, found \(number.literal)", argument: index)
        }
        return integer
    }

    /// The elements of an argument that is a list.
    public func elements(_ index: Int) -> [Operand] {
        let list = self[index]
        var result: [Operand] = []
        result.reserveCapacity(list.count(in: record))
        var elements = list.elements(in: record)
        while let element = elements.next(in: record) { result.append(element) }
        return result
    }

    /// An argument as a tree of its own.
    /// - Throws: a `limit` when it is absurdly large.
    public mutating func value(_ index: Int) throws(ExpressionError) -> Value {
        try count(self[index])
        return self[index].value(in: record)
    }

    /// Evaluates an argument of a lazy function, on the value that is current at the call.
    public mutating func argument(_ index: Int) throws(ExpressionError) -> Operand {
        guard index >= 0, index < frame.count else { return .null }
        let call = program.calls[frame.call]
        let value = try evaluate(
            Int(program.children[Int(call.arguments.start) + index]), on: frame.current)
        try check(value, index, of: call)
        return value
    }

    /// Evaluates an argument that is an expression, on a value.
    public mutating func apply(_ index: Int, to value: Operand) throws(ExpressionError) -> Operand {
        guard index >= 0, index < frame.count else { return .null }
        try spend()
        let call = program.calls[frame.call]
        return try evaluate(Int(program.children[Int(call.arguments.start) + index]), on: value)
    }

    /// What the function's ``Function/Preparation`` made of the literals of this call.
    public func prepared<Prepared>(_ type: Prepared.Type = Prepared.self) -> Prepared? {
        program.calls[frame.call].prepared as? Prepared
    }

    /// An error at this call: a value of the right type that the function cannot use.
    /// - Parameters:
    ///   - message: what is wrong, in a sentence without a full stop.
    ///   - argument: the argument that is to blame.
    ///   - help: what to do next.
    /// - Returns: the error, to be thrown.
    public func invalidValue(
        _ message: String, argument: Int? = nil, help: String? = nil
    ) -> ExpressionError {
        error(.invalidValue, message, blaming: argument.map { self[$0] }, help: help)
    }

    /// An error at this call: a value of a type that the function cannot use.
    public func invalidType(_ message: String, blaming value: Operand? = nil) -> ExpressionError {
        error(.invalidType, message, blaming: value, help: nil)
    }

    /// An error at this call.
    public func error(
        _ code: ExpressionError.Code, _ message: String, blaming value: Operand? = nil, help: String? = nil
    ) -> ExpressionError {
        let call = program.calls[frame.call]
        let message = code == .raised ? message : "\(call.function.name): \(message)"
        return call.place.error(code, message, help: help, entry: value?.entry)
    }
}
