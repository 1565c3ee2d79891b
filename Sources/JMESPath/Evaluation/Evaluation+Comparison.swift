internal import Feeds

extension Evaluation {
    /// The result of a comparator: a truth value, or null when an order is asked of what are not two numbers.
    mutating func compare(
        _ comparison: Comparison, _ left: Operand, _ right: Operand
    ) throws(ExpressionError) -> Operand {
        switch comparison {
        case .equal: return .boolean(try isEqual(left, right))
        case .notEqual: return .boolean(!(try isEqual(left, right)))
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard left.kind(in: record) == .number, right.kind(in: record) == .number else { return .null }
            let order = order(left, right)
            switch comparison {
            case .less: return .boolean(order < 0)
            case .lessOrEqual: return .boolean(order <= 0)
            case .greater: return .boolean(order > 0)
            default: return .boolean(order >= 0)
            }
        }
    }

    /// Whether two values are equal as JSON: numbers by value, texts by code points, maps in any order.
    public mutating func isEqual(_ left: Operand, _ right: Operand) throws(ExpressionError) -> Bool {
        try spend()
        let kind = left.kind(in: record)
        guard kind == right.kind(in: record) else { return false }
        switch kind {
        case .null: return true
        case .boolean: return left.boolean(in: record) == right.boolean(in: record)
        case .number: return order(left, right) == 0
        case .string:
            return record.withText(left) { left in record.withText(right) { left.isSame(as: $0) } }
        case .array: return try areElementsEqual(left, right)
        case .object: return try areFieldsEqual(left, right)
        }
    }

    /// Which of two numbers is smaller, or which of two texts comes first by code points: below, at or above 0.
    public func order(_ left: Operand, _ right: Operand) -> Int {
        let isNumber = left.kind(in: record) == .number
        return record.withText(left) { left in
            record.withText(right) { right in
                if isNumber { return NumberOrder.compare(left, right) }
                return left.precedes(right) ? -1 : (right.precedes(left) ? 1 : 0)
            }
        }
    }

    private mutating func areElementsEqual(_ left: Operand, _ right: Operand) throws(ExpressionError) -> Bool
    {
        guard left.count(in: record) == right.count(in: record) else { return false }
        var leftElements = left.elements(in: record)
        var rightElements = right.elements(in: record)
        while let element = leftElements.next(in: record) {
            guard let other = rightElements.next(in: record) else { return false }
            guard try isEqual(element, other) else { return false }
        }
        return true
    }

    private mutating func areFieldsEqual(_ left: Operand, _ right: Operand) throws(ExpressionError) -> Bool {
        guard left.count(in: record) == right.count(in: record) else { return false }
        let others = right.fields(in: record)
        for (index, field) in left.fields(in: record).enumerated() {
            // The same name stands at the same place, as a rule.
            let isNamed: (Operand.Field) -> Bool = { $0.name.utf8.span.isSame(as: field.name.utf8.span) }
            let other =
                others.indices.contains(index) && isNamed(others[index])
                ? others[index] : others.first(where: isNamed)
            try spend()
            guard let other, try isEqual(field.value, other.value) else { return false }
        }
        return true
    }
}
