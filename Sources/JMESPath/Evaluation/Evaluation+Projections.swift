internal import Feeds

extension Evaluation {
    /// `[*]`.
    mutating func projectElements(of source: Operand, each: Int) throws(ExpressionError) -> Operand {
        guard source.kind(in: record) == .array else { return .null }
        return try project(source, each)
    }

    /// `*`.
    mutating func projectValues(of source: Operand, each: Int) throws(ExpressionError) -> Operand {
        guard source.kind(in: record) == .object else { return .null }
        return try project(source, each)
    }

    /// `[]`.
    mutating func projectFlattened(of source: Operand, each: Int) throws(ExpressionError) -> Operand {
        guard source.kind(in: record) == .array else { return .null }
        var results: [Operand] = []
        var elements = source.elements(in: record)
        while let element = elements.next(in: record) {
            if element.kind(in: record) == .array {
                var inner = element.elements(in: record)
                while let element = inner.next(in: record) { try add(element, each, to: &results) }
            } else {
                try add(element, each, to: &results)
            }
        }
        return .list(results)
    }

    /// `[?condition]`.
    mutating func projectFiltered(
        of source: Operand, where condition: Int, each: Int
    ) throws(ExpressionError) -> Operand {
        guard source.kind(in: record) == .array else { return .null }
        var results: [Operand] = []
        var elements = source.elements(in: record)
        while let element = elements.next(in: record) {
            try spend()
            if try evaluate(condition, on: element).isTruthy(in: record) {
                try add(element, each, to: &results)
            }
        }
        return .list(results)
    }

    /// `[start:stop:step]`.
    mutating func projectSlice(
        of source: Operand, _ slice: Syntax.Slice, each: Int
    ) throws(ExpressionError) -> Operand {
        guard source.kind(in: record) == .array else { return .null }
        // The elements of a record's list are found by walking, so they are noted first.
        var elements: [Operand] = []
        elements.reserveCapacity(source.count(in: record))
        var walk = source.elements(in: record)
        while let element = walk.next(in: record) { elements.append(element) }
        var results: [Operand] = []
        for index in slice.indexes(of: elements.count) { try add(elements[index], each, to: &results) }
        return .list(results)
    }

    private mutating func project(_ source: Operand, _ each: Int) throws(ExpressionError) -> Operand {
        var results: [Operand] = []
        var elements = source.elements(in: record)
        while let element = elements.next(in: record) { try add(element, each, to: &results) }
        return .list(results)
    }

    /// Projections drop nulls.
    private mutating func add(
        _ element: Operand, _ each: Int, to results: inout [Operand]
    ) throws(ExpressionError) {
        try spend()
        let result = try evaluate(each, on: element)
        if !result.isNull(in: record) { results.append(result) }
    }
}

extension Syntax.Slice {
    /// The indexes that a slice takes of so many elements; all of them are in bounds.
    func indexes(of count: Int) -> StrideTo<Int> {
        // A step beyond the end is as good as any other there.
        let step = max(-count - 1, min(self.step ?? 1, count + 1))
        if step > 0 {
            let start = clamped(start, count, missing: 0, lowest: 0, highest: count)
            return stride(
                from: start, to: clamped(stop, count, missing: count, lowest: 0, highest: count), by: step)
        }
        let start = clamped(start, count, missing: count - 1, lowest: -1, highest: count - 1)
        return stride(
            from: start, to: clamped(stop, count, missing: -1, lowest: -1, highest: count - 1),
            by: min(step, -1))
    }

    private func clamped(_ value: Int?, _ count: Int, missing: Int, lowest: Int, highest: Int) -> Int {
        guard let value else { return missing }
        return max(lowest, min(value < 0 ? value + count : value, highest))
    }
}
