import Diagnostics
import Feeds
import JMESPath
import Testing

/// What the grammar refuses, where, and what it says then.
@Suite struct SyntaxTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let expression: String
        let column: Int
        let message: String
        var testDescription: String { expression }

        init(_ expression: String, _ column: Int, _ message: String) {
            self.expression = expression
            self.column = column
            self.message = message
        }
    }

    @Test(
        "A fault is reported at its column, with what was expected",
        arguments: [
            Fault("", 1, "expected an expression, found the end"),
            Fault("a.", 3, "expected a name, \"*\", \"[\" or \"{\" after \".\", found the end"),
            Fault("a b", 3, "expected an operator or the end, found \"b\""),
            Fault("a.1", 3, "expected a name, \"*\", \"[\" or \"{\" after \".\", found \"1\""),
            Fault("é", 1, "\"é\" means nothing here"),
            Fault("\"é\" = a", 5, "\"=\" is no operator"),
            Fault("a[", 3, "expected an index, a slice, \"*\" or \"?\", found the end"),
            Fault("a[b]", 3, "expected an index, a slice, \"*\" or \"?\", found \"b\""),
            Fault("a[0, 1]", 4, "expected \"]\" or \":\", found \",\""),
            Fault("a[1:2:3:4]", 8, "expected a number or \"]\", found \":\""),
            Fault("[a, ]", 5, "expected an expression, found \"]\""),
            Fault("{a: b, }", 8, "expected a name, found \"}\""),
            Fault("{a}", 3, "expected \":\", found \"}\""),
            Fault("{a: b c}", 7, "expected \",\" or \"}\", found \"c\""),
            Fault("f(a b)", 5, "expected \",\" or \")\", found \"b\""),
            Fault("f(a,)", 5, "expected an expression, found \")\""),
            Fault("(a", 3, "expected \")\", found the end"),
            Fault("a[?b", 5, "expected \"]\", found the end"),
            Fault("&a", 1, "\"&\" may only start an argument of a function"),
            Fault("[&a]", 2, "\"&\" may only start an argument of a function"),
            Fault("\"f\"(a)", 1, "the name of a function stands without quotes"),
            Fault("@(a)", 2, "only a name can be called"),
            Fault("a{b: c}", 2, "expected an operator or the end, found \"{\""),
            Fault("a*", 2, "expected an operator or the end, found \"*\""),
            Fault("a[*]b", 5, "expected an operator or the end, found \"b\""),
            Fault("a ||", 5, "expected an expression, found the end"),
            Fault("'abc", 1, "the text that starts here is never closed"),
            Fault("a == 'abc\\'", 6, "the text that starts here is never closed"),
            Fault("\"abc", 1, "the name that starts here is never closed"),
            Fault("`[1", 1, "the literal that starts here is never closed"),
            Fault("`abc`", 2, "the literal is no JSON"),
            Fault("`[1, 2`", 7, "the literal is no JSON"),
            Fault("`[\"\\`\", x]`", 9, "the literal is no JSON"),
            Fault("\"\\x\"", 2, "escape"),
            Fault("a[-]", 3, "expected digits after \"-\""),
            Fault("a.'b'", 3, "expected a name, \"*\", \"[\" or \"{\" after \".\", found a literal"),
        ])
    func refuses(fault: Fault) throws {
        let error = try #require(#expect(throws: ExpressionError.self) { try Expression(fault.expression) })
        #expect(error.code == .syntax)
        #expect(error.column == fault.column)
        #expect(error.message.contains(fault.message), "\(error)")
    }

    @Test("Lines and columns count scalars, offsets bytes")
    func places() throws {
        let error = #expect(throws: ExpressionError.self) { try Expression("a ||\r\n'éé' ||\n \"é\" ~ b") }
        #expect(error?.position.line == 3)
        #expect(error?.column == 6)
        #expect(error?.position.offset == 22)
        #expect("\(try #require(error))".hasPrefix("line 3, column 6: "))
    }

    @Test("A bare word in backticks is refused with the way to write it")
    func bareLiteral() {
        let error = #expect(throws: ExpressionError.self) { try Expression("a == `running`") }
        #expect(error?.help == "a text is written '...', in single quotes")
    }

    @Test("A misspelt function is named, with the one that was probably meant")
    func misspeltFunction() {
        let error = #expect(throws: ExpressionError.self) { try Expression("a | lenght(@)") }
        #expect(error?.code == .unknownFunction)
        #expect(error?.column == 5)
        #expect(error?.length == 6)
        #expect(error?.help == "did you mean \"length\"?")
    }

    @Test(
        "The number and the kind of arguments are checked without a record",
        arguments: [
            ("abs()", "invalid-arity", "abs takes 1 argument, found 0"),
            ("a.abs(@, @)", "invalid-arity", "abs takes 1 argument, found 2"),
            ("not_null()", "invalid-arity", "not_null takes at least 1 argument, found 0"),
            (
                "sort_by(a, b)", "invalid-type",
                "sort_by: argument 2 (expression) must be an expression, found a value"
            ),
            ("abs(&a)", "invalid-type", "abs: argument 1 (value) must be number, found an expression"),
            ("a[::0]", "invalid-value", "a slice cannot have a step of 0"),
        ])
    func checksCalls(expression: String, code: String, message: String) throws {
        let error = try #require(#expect(throws: ExpressionError.self) { try Expression(expression) })
        #expect(error.code.description == code)
        #expect(error.message == message)
    }

    @Test(
        "Operators bind as the specification says",
        arguments: [
            ("a || b && c", "a || (b && c)"), ("a && b || c", "(a && b) || c"),
            ("a | b || c", "a | (b || c)"),
            ("!a && b", "(!a) && b"), ("!a.b", "!(a.b)"), ("!a[0]", "!(a[0])"), ("!a == b", "(!a) == b"),
            ("!a[*].b", "!(a[*].b)"), ("a == b && c", "(a == b) && c"), ("a.b[0].c", "((a.b)[0]).c"),
            ("a < b == c", "(a < b) == c"), ("a.b | c", "(a.b) | c"), ("a[]", "(a)[]"),
            ("@.a[*]", "(@.a)[*]"),
        ])
    func precedence(written: String, meant: String) throws {
        #expect(try Expression(written).normalized == Expression(meant).normalized)
    }

    @Test("An expression nests at most 200 deep and has at most 64 KiB")
    func limits() throws {
        for (open, close) in [("(", ")"), ("[", "]"), ("!", ""), ("a[?", "]"), ("to_array(", ")")] {
            let fine = String(repeating: open, count: 190) + "a" + String(repeating: close, count: 190)
            _ = try Expression(fine).search(.null)
            for count in [300, 10_000] {
                let deep =
                    String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
                let error = #expect(throws: ExpressionError.self) { try Expression(deep) }
                #expect(error?.code == .limit)
            }
        }
        let nested = Array(repeating: "[@]", count: 300).joined(separator: " | ")
        #expect(throws: ExpressionError.self) { try Expression(nested) }
        // Rows of operators and paths are not deep.
        for separator in [".", " || ", " && "] {
            let row = Array(repeating: "a", count: 3_000).joined(separator: separator)
            #expect(try Expression(row).search(.null) == .null)
        }
        let long = "'" + String(repeating: "a", count: 70_000) + "'"
        let error = #expect(throws: ExpressionError.self) { try Expression(long) }
        #expect(error?.code == .limit)
    }

    @Test("Indexes of any size are accepted and reach nothing")
    func hugeIndexes() throws {
        let list = Value.array([.number("1"), .number("2")])
        #expect(try Expression("[99999999999999999999999]").search(list) == .null)
        #expect(try Expression("[-99999999999999999999999]").search(list) == .null)
        #expect(try Expression("[-99999999999999999999:99999999999999999999]").search(list) == list)
        #expect(try Expression("[::99999999999999999999]").search(list) == .array([.number("1")]))
        #expect(try Expression("[::-99999999999999999999]").search(list) == .array([.number("2")]))
    }
}
