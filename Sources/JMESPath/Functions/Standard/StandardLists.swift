/// The specification's functions of lists.
enum StandardLists {
    private static let comparable = ParameterType.array(of: .number, .string)

    static let functions: [Function] = [
        Function(
            "map", [.required("expression", .expression), .required("elements", .array)], reads: .maps,
            body: map),
        Function("max", [.required("collection", comparable)], body: max),
        Function(
            "max_by", [.required("elements", .array), .required("expression", .expression)], reads: .selects,
            body: maxBy),
        Function("min", [.required("collection", comparable)], body: min),
        Function(
            "min_by", [.required("elements", .array), .required("expression", .expression)], reads: .selects,
            body: minBy),
        Function(
            "reverse", [.required("argument", .kinds([.array, .string]))], reads: .rearranges, body: reverse),
        Function("sort", [.required("list", comparable)], body: sort),
        Function(
            "sort_by", [.required("elements", .array), .required("expression", .expression)], reads: .orders,
            body: sortBy),
    ]

    private static func map(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var results: [Operand] = []
        for element in call.elements(1) { results.append(try call.apply(0, to: element)) }
        return .list(results)
    }

    private static func reverse(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].kind(in: call.record) == .array { return .list(call.elements(0).reversed()) }
        let text = call.string(0)
        try call.spend(text.utf8.count / 16)
        return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
    }

    // MARK: Order

    private static func max(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        extreme(call.elements(0), call) { $0 > 0 }
    }

    private static func min(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        extreme(call.elements(0), call) { $0 < 0 }
    }

    private static func sort(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let elements = call.elements(0)
        try call.spend(elements.count)
        return .list(sorted(elements, by: elements, call))
    }

    private static func sortBy(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let elements = call.elements(0)
        return .list(sorted(elements, by: try keys(of: elements, &call), call))
    }

    private static func maxBy(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let elements = call.elements(0)
        let keys = try keys(of: elements, &call)
        return extremeIndex(keys, call) { $0 > 0 }.map { elements[$0] } ?? .null
    }

    private static func minBy(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let elements = call.elements(0)
        let keys = try keys(of: elements, &call)
        return extremeIndex(keys, call) { $0 < 0 }.map { elements[$0] } ?? .null
    }

    /// What the expression says about each element: all numbers, or all texts.
    private static func keys(
        of elements: [Operand], _ call: inout Evaluation
    ) throws(ExpressionError) -> [Operand] {
        var keys: [Operand] = []
        keys.reserveCapacity(elements.count)
        var wanted: Kind?
        for element in elements {
            let key = try call.apply(1, to: element)
            let kind = key.kind(in: call.record)
            guard kind == .number || kind == .string, kind == wanted ?? kind else {
                let expected = wanted.map { "a \($0.name), as before" } ?? "a number or a string"
                throw call.invalidType(
                    "the expression must give \(expected), found \(kind.name)",
                    blaming: key.entry == nil ? element : key)
            }
            wanted = kind
            keys.append(key)
        }
        return keys
    }

    /// Elements with equal keys stay in their order.
    private static func sorted(
        _ elements: [Operand], by keys: [Operand], _ call: borrowing Evaluation
    ) -> [Operand] {
        var order = Array(elements.indices)
        let record = call.record
        let isNumber = keys.first?.kind(in: record) == .number
        order.sort { left, right in
            let order = record.withText(keys[left]) { left in
                record.withText(keys[right]) { right in
                    if isNumber { return NumberOrder.compare(left, right) }
                    return left.precedes(right) ? -1 : (right.precedes(left) ? 1 : 0)
                }
            }
            return order != 0 ? order < 0 : left < right
        }
        return order.map { elements[$0] }
    }

    private static func extreme(
        _ elements: [Operand], _ call: borrowing Evaluation, _ isBetter: (Int) -> Bool
    ) -> Operand {
        extremeIndex(elements, call, isBetter).map { elements[$0] } ?? .null
    }

    /// The first of the best.
    private static func extremeIndex(
        _ keys: [Operand], _ call: borrowing Evaluation, _ isBetter: (Int) -> Bool
    ) -> Int? {
        var best: Int?
        for index in keys.indices {
            if let found = best, !isBetter(call.order(keys[index], keys[found])) { continue }
            best = index
        }
        return best
    }
}
