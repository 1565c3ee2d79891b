public import Feeds

public import struct FoundationEssentials.Decimal

/// Measured numbers by name, such as `clicks`: an open map, since each kind and each call has its own names.
public struct Statistics: Sendable, Equatable {
    /// The numbers in the order of the answer.
    public let numbers: [(name: String, value: Decimal)]

    /// The number of a name, such as `clicks`.
    public subscript(name: String) -> Decimal? { numbers.first { $0.name == name }?.value }

    /// Pairs names with numbers.
    init(_ numbers: [(name: String, value: Decimal)]) { self.numbers = numbers }

    /// Whether both have the same content.
    public static func == (left: Statistics, right: Statistics) -> Bool {
        left.numbers.elementsEqual(right.numbers) { $0 == $1 }
    }
}

extension Statistics: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .statistics }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) {
        guard case .map(let members) = node.value else { throw .mismatch(node, expected: "an object") }
        var numbers: [(name: String, value: Decimal)] = []
        for member in members {
            // Answers of today hold other things among the numbers; measured values are never written back.
            switch member.node.value {
            case .number: break
            case .string(let text) where DecimalLiteral(text) != nil: break
            case .null, .bool, .string, .list, .map: continue
            }
            do {
                numbers.append((member.name, try Decimal(wire: member.node)))
            } catch {
                throw error.inside(member.name)
            }
        }
        self.numbers = numbers
    }

    /// The value as it is sent.
    public var wireValue: Value { .object(numbers.map { ($0.name, $0.value.wireValue) }) }
}
