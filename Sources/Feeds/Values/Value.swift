public import Diagnostics

/// A value as it stands in a document, whatever its syntax: CSV and XML give strings, JSON and YAML all cases.
public indirect enum Value: Sendable, Hashable {
    /// An explicit nothing.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, kept as the text that was written until somebody asks for it: no digit is lost.
    case number(String)
    /// A text.
    case string(String)
    /// A list, in order.
    case list([Node])
    /// Named values, in the order of the document.
    case map([Member])
}

/// A value and where it starts. Two nodes are equal when their values are: the place is not compared.
public struct Node: Sendable {
    /// What was written.
    public var value: Value
    /// Where it starts.
    public var position: SourcePosition

    /// Pairs a value with its place; values made by a program have the start of an input as theirs.
    public init(_ value: Value, at position: SourcePosition = .start) {
        self.value = value
        self.position = position
    }
}

extension Node: Hashable {
    /// Compares what was written, not where.
    public static func == (left: Node, right: Node) -> Bool { left.value == right.value }
    /// Agrees with equality: places are left out.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// One named value of a map. Two members are equal when name and value are: places are not compared.
public struct Member: Sendable {
    /// The name.
    public var name: String
    /// Where the name starts.
    public var namePosition: SourcePosition
    /// The value.
    public var node: Node

    /// Pairs a name with a value.
    public init(_ name: String, _ node: Node, at namePosition: SourcePosition = .start) {
        self.name = name
        self.namePosition = namePosition
        self.node = node
    }

    /// Pairs a name with a value made by a program.
    public init(_ name: String, _ value: Value) {
        self.init(name, Node(value))
    }
}

extension Member: Hashable {
    /// Compares what was written, not where.
    public static func == (left: Member, right: Member) -> Bool {
        left.name == right.name && left.node == right.node
    }
    /// Agrees with equality: places are left out.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(node)
    }
}

extension Value {
    /// A map made by a program, in the order given.
    public static func object(_ members: [(String, Value)]) -> Value {
        .map(members.map { Member($0.0, $0.1) })
    }

    /// A list made by a program.
    public static func array(_ values: [Value]) -> Value {
        .list(values.map { Node($0) })
    }

    /// The node named `name` of a map; `nil` when this is no map or has no such name. Linear in the members.
    public subscript(name: String) -> Node? {
        guard case .map(let members) = self else { return nil }
        // By index: a member is much to copy.
        for index in members.indices where members[index].name == name { return members[index].node }
        return nil
    }

    /// The text of a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The literal of a number.
    public var number: String? {
        if case .number(let literal) = self { literal } else { nil }
    }

    /// The truth value.
    public var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The elements of a list.
    public var list: [Node]? {
        if case .list(let nodes) = self { nodes } else { nil }
    }

    /// The members of a map.
    public var members: [Member]? {
        if case .map(let members) = self { members } else { nil }
    }

    /// What kind of value it is, for messages: `a number`, `a list`.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .list: "a list"
        case .map: "a map"
        }
    }
}
