import Diagnostics
import Feeds
import JMESPath
import Testing

/// What an evaluation gives besides the result: places, states, bounds.
@Suite struct EvaluationTests {
    func record(_ json: String) throws -> Record {
        try Record(try JSONDocument.parse(Array(json.utf8)).value)
    }

    @Test("What passes through stays an entry of the record, with its place")
    func places() throws {
        let json = #"{"a":{"b":[10,20,{"c":"x"}]},"d":null}"#
        let record = try record(json)
        for (expression, text) in [
            ("a.b[1]", "20"), ("a.b[-1].c", "\"x\""), ("a.b[?c] | [0]", "{\"c"), ("d", "null"),
            ("a.b[*] | [0]", "10"), ("not_null(d, a.b)", "[10"), ("max_by(a.b[:2], &@)", "20"),
            ("{x: a.b} | x[0]", "10"),
        ] {
            let operand = try Expression(expression).evaluate(record)
            let position = try #require(operand.position(in: record), "\(expression)")
            #expect(String(Array(json)[position.offset...]).hasPrefix(text), "\(expression)")
            #expect(position.column == position.offset + 1)
        }
        #expect(try Expression("missing").evaluate(record).position(in: record) == nil)
        #expect(try Expression("a.b | length(@)").evaluate(record).entry == nil)
    }

    @Test("A fault names the entry of the record that is to blame")
    func culprits() throws {
        let record = try record(#"{"a":[1,2,"x"],"b":{"c":true}}"#)
        for (expression, blamed) in [("sum(a)", "\"x\""), ("abs(b.c)", "true"), ("sort_by(a, &@)", "\"x\"")] {
            do throws(ExpressionError) {
                _ = try Expression(expression).evaluate(record)
                Issue.record("\(expression) should fail")
            } catch {
                let entry = try #require(error.entry)
                #expect(record.node(entry).value.jsonText() == blamed)
            }
        }
    }

    @Test("A state changes nothing, whatever it was used for")
    func states() throws {
        var state = EvaluationState()
        let expressions = try ["a", "b.c", "length(b)", "[a, b.c]", "b.*"].map { try Expression($0) }
        for json in [
            #"{"a":1,"b":{"c":2}}"#, #"{"b":{"x":0,"c":3},"a":4}"#, "[]", #"{"x":{"a":1},"a":5,"b":{}}"#,
            #"{"b":{"a":{"c":1}}}"#,
        ] {
            let record = try record(json)
            for expression in expressions {
                let fresh = Result { try expression.evaluate(record).value(in: record) }
                let used = Result { try expression.evaluate(record, state: &state).value(in: record) }
                #expect((try? fresh.get()) == (try? used.get()), "\(expression) on \(json)")
            }
        }
    }

    @Test("An evaluation may start at any value of the record")
    func starts() throws {
        let record = try record(#"{"items":[{"a":1},{"a":2}]}"#)
        let expression = try Expression("a")
        var state = EvaluationState()
        var elements = try Expression("items").evaluate(record).elements(in: record)
        var found: [String?] = []
        while let element = elements.next(in: record) {
            found.append(try expression.evaluate(record, on: element, state: &state).number(in: record))
        }
        #expect(found == ["1", "2"])
        let made = try Expression("{a: items[1].a}").evaluate(record)
        #expect(try expression.evaluate(record, on: made, state: &state).number(in: record) == "2")
        #expect(try expression.evaluate(record, on: .entry(999), state: &state).isNull(in: record))
        #expect(try Expression("@").evaluate(Record()).isNull(in: Record()))
    }

    /// Stages that double what they get.
    static let doubling: [String] = {
        func repeated(_ stage: String) -> String {
            Array(repeating: stage, count: 60).joined(separator: " | ")
        }
        return [
            repeated("[@, @]"), repeated("[@, @][]"), repeated("{a: @, b: @}"),
            "'aaaaaaaaaaaaaaaa' | " + repeated("join('', [@, @])"),
            "'aaaa' | " + repeated("replace(@, 'a', 'aa')"),
            repeated("[@, @]") + " | to_string(@)", repeated("[@, @]") + " | @ == @",
            repeated("[@, @]") + " | unique(@)",
        ]
    }()

    @Test("Expressions that double their input again and again meet a bound", arguments: doubling)
    func bounds(expression: String) throws {
        let compiled = try Expression(expression, functions: .extended)
        var state = EvaluationState(greatestSteps: 20_000)
        let error = #expect(throws: ExpressionError.self) {
            try compiled.evaluate(try Record(.number("1")), state: &state)
        }
        #expect(error?.code == .limit)
        // What it may read is found in time, too.
        _ = compiled.reads
    }

    @Test("A value as deep as a reader accepts is compared, copied and written")
    func depth() throws {
        let deep = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        let value = try JSONDocument.parse(Array(deep.utf8), limits: ReaderLimits(depth: 1_000)).value
        let result = try Expression(
            "[@ == @, [@][] == @, to_string(@) == '\(deep)', unique([@, @])]", functions: .extended
        ).search(value)
        #expect(result.list?.prefix(3).map(\.value) == [.bool(true), .bool(true), .bool(true)])
    }

    @Test("Functions of others check their arguments and say where they were called")
    func ownFunctions() throws {
        let shout = Function("shout", [.required("text", .string), .optional("times", .number)]) {
            call throws(ExpressionError) in
            let times = try call.integer(1) ?? 1
            guard times > 0 else { throw call.invalidValue("nothing is shouted \(times) times", argument: 1) }
            return .string(call.string(0).uppercased() + String(repeating: "!", count: times))
        }
        let table = FunctionTable.extended.adding([shout])
        #expect(shout.signature == "shout(text[, times])")
        #expect(try search("a.shout(@)", #"{"a":"hey"}"#, functions: table) == #""HEY!""#)
        #expect(try search("shout(a, `3`)", #"{"a":"hey"}"#, functions: table) == #""HEY!!!""#)
        #expect(try search("shout(shout(a), length(a))", #"{"a":"hey"}"#, functions: table) == #""HEY!!!!""#)
        #expect(try search("shout(`1`)", functions: table) == "error: invalid-type")
        let error = try #require(try failure("a || shout('x', `0`)", "{}", functions: table))
        #expect(error.column == 6)
        #expect(error.message == "shout: nothing is shouted 0 times")
        #expect(try failure("shuot(a)", functions: table)?.help == "did you mean \"shout\"?")
    }

    @Test("A function prepares its literals once, and sees the context of the evaluation")
    func preparation() throws {
        let lookup = Function(
            "code", [Parameter.required("table", .object).constant, .required("key", .string)],
            prepare: { call throws(ExpressionError) in
                guard case .map(let fields)? = call.literals[0] else {
                    throw call.invalidValue("a table is needed")
                }
                return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
            },
            body: { call throws(ExpressionError) in
                let table: [String: Operand]? = call.prepared()
                return table?[call.string(1)] ?? .string(call.context as? String ?? "none")
            })
        let table = FunctionTable.standard.adding([lookup])
        let expression = try Expression("code(`{\"x\": 7}`, @)", functions: table)
        #expect(try expression.search(.string("x")) == .number("7"))
        #expect(try expression.search(.string("y")) == .string("none"))
        var state = EvaluationState(context: "from outside")
        let record = try Record(.string("y"))
        #expect(try expression.evaluate(record, state: &state).string(in: record) == "from outside")
    }

    @Test("Every function has a signature that names its parameters")
    func signatures() {
        let table = FunctionTable.extended
        #expect(FunctionTable.standard.all.count == 26)
        for function in table.all { #expect(function.signature.hasPrefix(function.name + "(")) }
        #expect(table["split"]?.signature == "split(text, separator[, limit])")
        #expect(table["not_null"]?.signature == "not_null(argument[, argument, ...])")
    }
}
