public import Feeds

public import struct FoundationEssentials.Decimal

/// A Swift type that stands for a field's value on the wire.
public protocol WireValue: Sendable, Equatable {
    /// What the API document says of such values.
    static var fieldType: FieldType { get }

    /// Reads a value of an answer. An explicit `null` never gets here: it is the same as an absent field.
    /// - Throws: ``WireError`` when the value has another type.
    init(wire node: Node) throws(WireError)

    /// The value as it is sent.
    var wireValue: Value { get }
}

extension WireError {
    /// "expected X, found a number".
    static func mismatch(_ node: Node, expected: String) -> WireError {
        WireError(
            path: "", message: "expected \(expected), found \(node.value.kindName)", position: node.position)
    }
}

extension String: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .text }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        guard case .string(let text) = node.value else { throw .mismatch(node, expected: "a string") }
        self = text
    }

    /// The value as it is sent.
    public var wireValue: Value { .string(self) }
}

extension Bool: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .boolean }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        guard case .bool(let truth) = node.value else { throw .mismatch(node, expected: "a boolean") }
        self = truth
    }

    /// The value as it is sent.
    public var wireValue: Value { .bool(self) }
}

extension DecimalLiteral {
    /// The number of an answer: bare, or in quotes, as some servers send it. Files are stricter.
    fileprivate static func read(
        _ node: Node, expected: String
    ) throws(WireError) -> (literal: String, parsed: DecimalLiteral) {
        let literal: String? =
            switch node.value {
            case .number(let literal), .string(let literal): literal
            case .null, .bool, .list, .map: nil
            }
        guard let literal, let parsed = DecimalLiteral(literal) else {
            throw .mismatch(node, expected: expected)
        }
        return (literal, parsed)
    }
}

extension Int: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .integer(minimum: 0) }

    /// Reads a whole number, also when it is written as `3.0` or `"3"`.
    public init(wire node: Node) throws(WireError) {
        let (literal, parsed) = try DecimalLiteral.read(node, expected: "a whole number")
        guard let number = parsed.integer else {
            throw WireError(
                path: "", message: "expected a whole number, found \(literal)", position: node.position)
        }
        self = number
    }

    /// The value as it is sent.
    public var wireValue: Value { .number(String(self)) }
}

extension Decimal: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .decimal(positive: false) }

    /// Reads a number, also when it is written as `"0.5"`.
    public init(wire node: Node) throws(WireError) {
        let (literal, parsed) = try DecimalLiteral.read(node, expected: "a number")
        guard let number = parsed.decimal else {
            throw WireError(
                path: "", message: "the number \(literal) has more than 38 digits", position: node.position)
        }
        self = number
    }

    /// The value as it is sent.
    public var wireValue: Value { .number(description) }
}

extension ObjectID: WireValue where Model: AccountObject {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .reference(Model.kind) }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        self.init(try String(wire: node))
    }

    /// The value as it is sent.
    public var wireValue: Value { .string(rawValue) }
}

extension Array: WireValue where Element: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType {
        if case .record(let fields) = Element.fieldType { return .records(fields, ordered: true) }
        return .texts(ordered: true)
    }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        guard case .list(let nodes) = node.value else { throw .mismatch(node, expected: "a list") }
        self.init()
        reserveCapacity(nodes.count)
        for (index, element) in nodes.enumerated() {
            do {
                append(try Element(wire: element))
            } catch {
                throw error.inside("[\(index)]")
            }
        }
    }

    /// The value as it is sent.
    public var wireValue: Value { .list(map { Node($0.wireValue) }) }
}
