internal import Feeds
internal import JMESPath

/// Tries expressions on the records of a sample.
struct DraftProbe {
    /// What an expression gives.
    struct Result {
        /// The text of each record; `nil` for nothing, a list or a map.
        var texts: [String?] = []
        /// For how many records there is a value.
        var values = 0
        /// For how many records the expression is wrong, and why it was the first time.
        var faults = 0
        /// For which records it is wrong.
        var faulty: [Int] = []
        var firstFault: String?
    }

    let records: [Record]
    var functions = FunctionTable.mapping(parameters: [:], tables: [:], joins: [])

    /// A condition that holds for the few records of the sample whose value is at fault; `nil` when they are many, or
    /// differ too much to be named.
    func exceptions(_ value: String, _ result: Result) -> String? {
        guard result.faults > 0, result.faults * 4 <= records.count,
            let texts = run("to_string(\(value))")?.texts
        else { return nil }
        var names: [String] = []
        for index in result.faulty {
            guard let text = texts[index], text.utf8.count <= 200 else { return nil }
            if !names.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { names.append(text) }
        }
        guard names.count <= 10 else { return nil }
        return "contains([\(names.map(DraftModel.literal).joined(separator: ", "))], to_string(\(value)))"
    }

    /// Evaluates an expression on each record; `nil` when it is no expression.
    func run(_ text: String) -> Result? {
        guard let expression = try? Expression(text, functions: functions) else { return nil }
        var result = Result()
        var state = EvaluationState()
        for (index, record) in records.enumerated() {
            do throws(ExpressionError) {
                let value = try expression.evaluate(record, state: &state)
                let kind = value.kind(in: record)
                let isEmpty = value.isEmpty(in: record)
                if !isEmpty { result.values += 1 }
                let isText = !isEmpty && kind != .array && kind != .object
                result.texts.append(isText ? value.text(in: record) : nil)
            } catch {
                result.faults += 1
                result.faulty.append(index)
                result.firstFault = result.firstFault ?? error.message
                result.texts.append(nil)
            }
        }
        return result
    }
}
