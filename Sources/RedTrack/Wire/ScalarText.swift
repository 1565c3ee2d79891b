public import Feeds

/// A text that may stand on the wire as a string or as a number; it is written again as it came.
public struct ScalarText: Sendable, Hashable, CustomStringConvertible {
    /// The text, or the number as it was written.
    public let text: String
    private let isNumber: Bool

    /// The text form.
    public var description: String { text }
}

extension ScalarText: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .text }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        isNumber = node.value.number != nil
        text = if let literal = node.value.number { literal } else { try String(wire: node) }
    }

    /// The value as it is sent.
    public var wireValue: Value { isNumber ? .number(text) : .string(text) }
}
