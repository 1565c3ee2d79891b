internal import Diagnostics
internal import Feeds
internal import RedTrack

/// When two values of a field mean the same, however they are spelled.
enum ValueMeaning {
    /// Whether two values of a type mean the same; a value that is not there means the same as an empty one.
    static func areEqual(_ left: Value?, _ right: Value?, _ type: FieldType) -> Bool {
        if isBlank(left) || isBlank(right) { return isBlank(left) && isBlank(right) }
        guard let left, let right else { return false }
        switch (left, right, type) {
        case (.number(let one), .number(let other), _):
            return one == other || DecimalLiteral(one).map { $0 == DecimalLiteral(other) } ?? false
        case (.string(let one), .string(let other), _): return isSame(one, other)
        case (.bool(let one), .bool(let other), _): return one == other
        case (.list(let one), .list(let other), .texts(let ordered)):
            let (one, other) = (texts(one), texts(other))
            return ordered ? one == other : Set(one) == Set(other)
        case (.map(let one), .map(let other), .record(let fields)):
            return areEqual(one, other, fields)
        case (.list(let one), .list(let other), .records(let fields, let ordered)):
            guard one.count == other.count else { return false }
            if ordered { return zip(one, other).allSatisfy { areEqual($0.value, $1.value, .record(fields)) } }
            return matching(one, other, .record(fields)).allSatisfy { $0 != nil }
        default: return left == right
        }
    }

    /// Whether two records say the same of each of their fields.
    private static func areEqual(_ left: [Member], _ right: [Member], _ fields: [FieldDescription]) -> Bool {
        fields.allSatisfy { field in
            areEqual(value(of: field, in: left), value(of: field, in: right), field.type)
        }
    }

    /// The value of a field of a record by its name in files.
    static func value(of field: FieldDescription, in members: [Member]) -> Value? {
        members.first { $0.name == field.manifestName }?.node.value
    }

    /// Each element of a list with the index of its equal in another one, none taken twice.
    static func matching(_ elements: [Node], _ others: [Node], _ type: FieldType) -> [Int?] {
        var isFree = [Bool](repeating: true, count: others.count)
        return elements.enumerated().map { index, element in
            // The same place first: most elements have not moved.
            let places =
                others.indices.contains(index) ? [index] + Array(others.indices) : Array(others.indices)
            let found = places.first { isFree[$0] && areEqual(element.value, others[$0].value, type) }
            if let found { isFree[found] = false }
            return found
        }
    }

    /// Whether a value says nothing (docs/ARCHITECTURE.md, "How a plan compares").
    static func isBlank(_ value: Value?) -> Bool {
        switch value {
        case nil, .null: true
        case .bool(let truth): !truth
        case .number(let literal): DecimalLiteral(literal)?.digits.isEmpty ?? false
        case .string(let text): text.isEmpty
        case .list(let nodes): nodes.isEmpty
        case .map(let members): members.allSatisfy { isBlank($0.node.value) }
        }
    }

    /// Byte for byte: Swift takes two spellings of "é" for one.
    static func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    private static func texts(_ nodes: [Node]) -> [[UInt8]] {
        nodes.map { Array(($0.value.string ?? "").utf8) }
    }

    /// A value as the reader would give it: filters say whether they are active, which they are by default.
    static func completed(_ value: Value, _ type: FieldType) -> Value {
        switch (value, type) {
        case (.map(let members), .record(let fields)):
            var members = members.map { member in
                guard let field = fields.first(where: { $0.manifestName == member.name }) else {
                    return member
                }
                return Member(member.name, completed(member.node.value, field.type))
            }
            if StreamFilter.isFilter(fields) { StreamFilter.complete(&members, fields, at: .start) }
            return .map(members)
        case (.list(let nodes), .records(let fields, _)):
            return .list(nodes.map { Node(completed($0.value, .record(fields))) })
        default: return value
        }
    }
}
