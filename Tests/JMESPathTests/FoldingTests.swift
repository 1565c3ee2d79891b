import Feeds
import TestSupport
import Testing

@testable import JMESPath

@Suite("What is known without a record")
struct FoldingTests {
    private func shape(_ text: String) throws -> String {
        switch try Expression(text, functions: .extended).shape {
        case .path(let steps): "path of \(steps.count)"
        case .literal(let literal): "literal \(literal.value(in: Record()).jsonText())"
        case .call(let name, let arguments, _): "\(name) of \(arguments.count)"
        case .equality: "equality"
        case .negation: "negation"
        case .both: "both"
        case .steps: "steps"
        case .other: "other"
        }
    }

    @Test(
        "it is computed once",
        arguments: [
            ("`null` && a", "literal null"), ("'x' && a", "path of 1"), ("a && 'x'", "both"),
            ("'' || a.b", "path of 2"), ("'x' || a", "literal \"x\""), ("a || 'x' || b", "other"),
            ("!'x'", "literal false"), ("'a' == 'b'", "literal false"), ("`1` < `2`", "literal true"),
            ("'a' < `2`", "literal null"), ("if('x' == 'x', a, b)", "path of 1"),
            ("if('', a)", "literal null"),
            ("if('' && contains(a, 'x'), 'archived', upper(b))", "upper of 1"),
            ("join('-', [a])", "join of 2"), ("upper('a')", "literal \"A\""),
            ("length(`[1, 2]`)", "literal 2"),
            ("upper(a)", "upper of 1"), ("['a']", "other"), ("{a: 'a'}", "other"), ("!a", "negation"),
            ("a == upper('a')", "equality"), ("to_number('2') == `2`", "literal true"),
        ])
    func folded(text: String, expected: String) throws {
        #expect(try shape(text) == expected)
    }

    @Test("a fault of literals belongs to the records, and one that is not reached is none")
    func faults() throws {
        let fault = try Expression("error('no')", functions: .extended)
        #expect(throws: ExpressionError.self) { try fault.search(.null) }
        let type = try Expression("abs('x')")
        #expect(throws: ExpressionError.self) { try type.search(.null) }
        #expect(try Expression("`false` && abs('x')").search(.null) == .bool(false))
        #expect(
            try Expression("if('x', 'y', error('no'))", functions: .extended).search(.null) == .string("y"))
    }

    @Test(
        "functions that take their result from elsewhere say what is read there",
        arguments: [
            ("there('s', a.b).c", "{a.b.**}", "{c.**}"),
            ("there('s', a) | {x: d[0]}.x.e", "{a.**}", "{d[0].e.**}"),
            ("b[*].{x: whole().c}", "{b[*], c.**}", nil), ("there('t', a)", "{a.**}", nil),
        ] as [(String, String, String?)])
    func sources(text: String, input: String, source: String?) throws {
        let functions = FunctionTable.extended.adding([
            Function(
                "there", [Parameter.required("source", .string).constant, .required("key", .any)],
                reads: .source
            ) { _ throws(ExpressionError) in .null },
            Function("whole", [], reads: .record) { _ throws(ExpressionError) in .entry(0) },
        ])
        let expression = try Expression(text, functions: functions)
        #expect("\(expression.reads)" == input)
        #expect(expression.reads(ofSource: "s").map { "\($0)" } == source)
    }
}
