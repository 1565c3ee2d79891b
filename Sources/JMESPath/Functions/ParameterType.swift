/// What a function takes as one of its arguments.
public struct ParameterType: Sendable, Hashable {
    /// The types of a value; empty for an expression.
    let kinds: Kinds
    /// For lists: what all elements must be. Of several sets, one must hold for all elements; empty means anything.
    let elements: [Kinds]

    private init(_ kinds: Kinds, elements: [Kinds] = []) {
        self.kinds = kinds
        self.elements = elements
    }

    /// Any value.
    public static let any = ParameterType(.any)
    /// A text.
    public static let string = ParameterType(.string)
    /// A number.
    public static let number = ParameterType(.number)
    /// A truth value.
    public static let boolean = ParameterType(.boolean)
    /// A list of anything.
    public static let array = ParameterType(.array)
    /// A map.
    public static let object = ParameterType(.object)
    /// `&expression`, which the function evaluates itself.
    public static let expression = ParameterType([])

    /// A value of one of several types.
    public static func kinds(_ kinds: Kinds) -> ParameterType { ParameterType(kinds) }

    /// A list whose elements are all of the same one of some sets of types: `array(of: .number, .string)` is a list of
    /// numbers or a list of texts.
    public static func array(of elements: Kinds...) -> ParameterType {
        ParameterType(.array, elements: elements)
    }

    /// Whether it is an expression rather than a value.
    var isExpression: Bool { kinds.isEmpty }

    /// The type in the words of the specification, such as `array[number]|array[string]`.
    public var name: String {
        if isExpression { return "expression" }
        if kinds == .any { return "any" }
        if elements.isEmpty { return kinds.members.map(\.name).joined(separator: "|") }
        return elements.map { "array[\($0.members.map(\.name).joined(separator: "|"))]" }.joined(
            separator: "|")
    }
}

/// A parameter of a function.
public struct Parameter: Sendable, Hashable {
    /// How often it occurs.
    enum Presence: Sendable, Hashable {
        case required, optional, repeated
    }

    /// What it is called in documentation and messages.
    public let name: String
    /// What it takes.
    public let type: ParameterType
    /// How often it occurs.
    let presence: Presence
    /// Whether it must be written out as a literal.
    let isConstant: Bool

    /// A parameter that every call gives.
    public static func required(_ name: String, _ type: ParameterType) -> Parameter {
        Parameter(name: name, type: type, presence: .required, isConstant: false)
    }

    /// A parameter that a call may leave out, with all that follow it.
    public static func optional(_ name: String, _ type: ParameterType) -> Parameter {
        Parameter(name: name, type: type, presence: .optional, isConstant: false)
    }

    /// A parameter that may be given any number of times, also never; it must be the last.
    public static func repeated(_ name: String, _ type: ParameterType) -> Parameter {
        Parameter(name: name, type: type, presence: .repeated, isConstant: false)
    }

    /// The same parameter, for which an expression must give a literal: what it says is prepared once.
    public var constant: Parameter {
        Parameter(name: name, type: type, presence: presence, isConstant: true)
    }
}
