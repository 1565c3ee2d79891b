/// The specification's functions of maps; their values come in the order of the document.
enum StandardObjects {
    static let functions: [Function] = [
        Function("keys", [.required("object", .object)], reads: .shape, body: keys),
        Function("merge", [.repeated("object", .object)], reads: .passes, body: merge),
        Function("values", [.required("object", .object)], reads: .rearranges, body: values),
    ]

    private static func keys(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .list(call[0].fields(in: call.record).map { .string($0.name) })
    }

    private static func values(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .list(call.elements(0))
    }

    /// A name that occurs again replaces the value, not the place.
    private static func merge(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var fields = OperandFields()
        for index in 0..<call.count {
            for field in call[index].fields(in: call.record) {
                try call.spend()
                fields.set(field)
            }
        }
        return .map(fields.all)
    }
}

/// The fields of a map that is made, with no name twice.
struct OperandFields {
    /// The fields, in the order in which their names came first.
    private(set) var all: [Operand.Field] = []
    private var places: [[UInt8]: Int] = [:]

    /// Adds a field, or replaces the value of its name; names are compared byte by byte.
    mutating func set(_ field: Operand.Field) {
        let key = Array(field.name.utf8)
        if let place = places[key] {
            all[place].value = field.value
        } else {
            places[key] = all.count
            all.append(field)
        }
    }
}
