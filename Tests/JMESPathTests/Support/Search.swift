import Diagnostics
import Feeds
import JMESPath

/// Evaluates an expression on JSON text; the result as JSON, or `error: CODE` with the code of the specification.
func search(_ expression: String, _ json: String = "null", functions: FunctionTable = .standard) throws
    -> String
{
    let given = try JSONDocument.parse(Array(json.utf8)).value
    do throws(ExpressionError) {
        return try Expression(expression, functions: functions).search(given).jsonText()
    } catch {
        return "error: \(error.code)"
    }
}

/// The error that an expression ends with, when it is compiled or evaluated on JSON text.
func failure(
    _ expression: String, _ json: String = "null", functions: FunctionTable = .standard
) throws -> ExpressionError? {
    let given = try JSONDocument.parse(Array(json.utf8)).value
    do throws(ExpressionError) {
        _ = try Expression(expression, functions: functions).search(given)
        return nil
    } catch {
        return error
    }
}

extension Value {
    /// A form in which equal values of JSON are equal: maps in the order of their names, numbers by value.
    var canonical: Value {
        switch self {
        case .number(let literal): .number(ExactNumber(literal)?.literal ?? literal)
        case .list(let nodes): .array(nodes.map(\.value.canonical))
        case .map(let members):
            .object(
                members.map { ($0.name, $0.node.value.canonical) }
                    .sorted { $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars) })
        default: self
        }
    }
}
