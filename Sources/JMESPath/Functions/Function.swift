/// A function that expressions can call.
///
/// The evaluation checks the number and the types of the arguments, so a function only says what it makes of them:
///
/// ```swift
/// Function("shout", [.required("text", .string)]) { call throws(ExpressionError) in
///     .string(call.string(0).uppercased())
/// }
/// ```
public struct Function: Sendable {
    /// Computes the result of a call. A fault is thrown as the call's own ``Evaluation/invalidValue(_:argument:help:)``.
    public typealias Body = @Sendable (_ call: inout Evaluation) throws(ExpressionError) -> Operand
    /// Makes something of a call's literals when the expression is compiled; see ``Evaluation/prepared(_:)``.
    public typealias Preparation = @Sendable (_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)?

    /// When arguments are evaluated.
    public enum Order: Sendable, Hashable {
        /// All of them, before the function.
        case eager
        /// Each when the function asks for it with ``Evaluation/argument(_:)``.
        case lazy
    }

    /// The name in expressions.
    public let name: String
    /// What it takes.
    public let parameters: [Parameter]
    /// When arguments are evaluated.
    public let order: Order
    /// What it reads of its arguments.
    public let reads: ArgumentReads
    /// Whether it gives the same for the same arguments, whatever the record, and does nothing else.
    public let isPure: Bool
    let prepare: Preparation?
    let body: Body

    /// Describes a function.
    /// - Parameters:
    ///   - name: letters, digits and underscores.
    ///   - parameters: the required ones first, then optional ones, at most one repeated one last.
    ///   - order: when arguments are evaluated.
    ///   - reads: what it reads of its arguments; everything unless it is known to read less.
    ///   - isPure: whether it gives the same for the same arguments, whatever the record, and does nothing else; a call
    ///     with literals alone is then computed when the expression is compiled.
    ///   - prepare: what to make of literals once, when the expression is compiled.
    ///   - body: what it computes.
    public init(
        _ name: String, _ parameters: [Parameter], order: Order = .eager, reads: ArgumentReads = .everything,
        isPure: Bool = true, prepare: Preparation? = nil, body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        self.order = order
        self.reads = reads
        self.isPure = isPure
        self.prepare = prepare
        self.body = body
    }

    /// The parameter that an argument is for; `nil` when there are too many.
    func parameter(_ index: Int) -> Parameter? {
        if index < parameters.count { return parameters[index] }
        guard let last = parameters.last, last.presence == .repeated else { return nil }
        return last
    }

    /// The least number of arguments.
    var leastArguments: Int { parameters.count { $0.presence == .required } }

    /// The name with its parameters, such as `split(text, separator[, limit])`.
    public var signature: String {
        var text = name + "("
        for (index, parameter) in parameters.enumerated() {
            let separator = index == 0 ? "" : ", "
            switch parameter.presence {
            case .required: text += separator + parameter.name
            case .optional: text += "[" + separator + parameter.name + "]"
            case .repeated: text += "[" + separator + parameter.name + ", ...]"
            }
        }
        return text + ")"
    }
}

/// What a function reads of its arguments, for the accounting of what an expression leaves unread.
public enum ArgumentReads: Sendable, Hashable {
    /// All of every argument; the result need not be followed.
    case everything
    /// Whether an argument is there, of which type, how long, under which names; not what it holds.
    case shape
    /// The shape; the result is one of the arguments, or a map with their members under the same names.
    case passes
    /// The shape of the first argument; the result is one of the others.
    case chooses
    /// The shape; the result is the argument, or a list with it.
    case wraps
    /// The shape; the result is a list of the elements or values of the arguments, in any order.
    case rearranges
    /// The shape; the result is a list of lists of the elements or values of the arguments.
    case pairs
    /// The shape; the result is a list of pairs of a name and its value, in any order.
    case members
    /// The result is the record that the expression as a whole is evaluated on.
    case record
    /// All of every argument; the result comes from another source, which the first argument names in a literal.
    case source
    /// The same; the result is a list of records of the other source.
    case sources
    /// An expression is evaluated on each element of a list; the result is the list of what it gives.
    case maps
    /// An expression is evaluated on each element of a list and read wholly; the result is a list of the elements.
    case orders
    /// An expression is evaluated on each element of a list and read wholly; the result is an element.
    case selects
}

/// A call while its expression is compiled: which arguments are literals.
public struct PreparedCall: Sendable {
    /// The arguments: the literal, or `nil` when it is computed for every record.
    public let literals: [Operand?]
    let position: ExpressionPlace
    let name: String

    /// The text of an argument that is a literal text.
    public func string(_ index: Int) -> String? {
        guard literals.indices.contains(index), case .string(let text)? = literals[index] else { return nil }
        return text
    }

    /// An error at this call about one of its arguments.
    public func invalidValue(_ message: String, help: String? = nil) -> ExpressionError {
        position.error(.invalidValue, "\(name): \(message)", help: help)
    }
}
