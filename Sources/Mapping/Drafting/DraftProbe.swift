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
        var firstFault: String?
    }

    let records: [Record]
    var functions = FunctionTable.mapping(parameters: [:], tables: [:], joins: [])

    /// Evaluates an expression on each record; `nil` when it is no expression.
    func run(_ text: String) -> Result? {
        guard let expression = try? Expression(text, functions: functions) else { return nil }
        var result = Result()
        var state = EvaluationState()
        for record in records {
            do throws(ExpressionError) {
                let value = try expression.evaluate(record, state: &state)
                let kind = value.kind(in: record)
                let isEmpty = value.isEmpty(in: record)
                if !isEmpty { result.values += 1 }
                let isText = !isEmpty && kind != .array && kind != .object
                result.texts.append(isText ? value.text(in: record) : nil)
            } catch {
                result.faults += 1
                result.firstFault = result.firstFault ?? error.message
                result.texts.append(nil)
            }
        }
        return result
    }
}
