import Feeds
import JMESPath
import Testing

/// The functions beyond the specification.
@Suite struct ExtendedFunctionTests {
    func check(_ item: Case) throws {
        #expect(try search(item.expression, item.given, functions: .extended) == item.result)
    }

    @Test(
        "Texts are cut, trimmed and changed by code points",
        arguments: Case.table(
            #"""
            split(@, '|') → "a|b||" → ["a","b","",""]
            split(@, '|') → "" → []
            split(@, ', ', `1`) → "a, b, c" → ["a","b, c"]
            split(@, '|', `0`) → "a|b" → ["a|b"]
            split(@, '') → "e\u0301💥" → ["e","́","💥"]
            split(@, '', `1`) → "abc" → ["a","bc"]
            split(@, ',', `-1`) → "a" → error: invalid-value
            split(@, ',', `1.5`) → "a" → error: invalid-value
            split(@, ',') → null → error: invalid-type
            split(@, 'aa') → "aaa" → ["","a"]
            replace(@, 'aa', 'b') → "aaaaa" → "bba"
            replace(@, 'a', '', `2`) → "aaa" → "a"
            replace(@, 'x', 'y') → "abc" → "abc"
            replace(@, '', 'y') → "abc" → error: invalid-value
            replace(@, 'é', 'e') → "e\u0301é" → "ée"
            trim(@) → "\u00a0 \t a b \n\u3000" → "a b"
            trim(@, '-/') → "-/a-/b/-" → "a-/b"
            trim_left(@) → " a " → "a "
            trim_right(@, 'x') → "axx" → "a"
            trim(@) → "   " → ""
            lower(@) → "ÉA" → "éa"
            upper(@) → "straße" → "STRASSE"
            pad_left(@, `5`) → "abc" → "  abc"
            pad_left(@, `4`, '0') → "7" → "0007"
            pad_right(@, `3`, '.') → "é" → "é.."
            pad_left(@, `2`) → "abc" → "abc"
            pad_left(@, `5`, 'ab') → "x" → error: invalid-value
            pad_left(@, `100000000`) → "x" → error: limit
            pad_left(@, `-1`) → "x" → error: invalid-value
            substring(@, `1`) → "é💥x" → "💥x"
            substring(@, `0`, `2`) → "é💥x" → "é💥"
            substring(@, `-1`) → "abc" → "c"
            substring(@, `0`, `-1`) → "abc" → "ab"
            substring(@, `5`) → "abc" → ""
            """#))
    func texts(item: Case) throws { try check(item) }

    @Test(
        "A pattern finds the first text it fits, or one of its groups",
        arguments: Case.table(
            #"""
            match(@, '[0-9]+') → "a12b34" → "12"
            match(@, 'x') → "abc" → null
            match(@, '\[(\d+)\] (.*)', `2`) → "[7] title" → "title"
            match(@, '(?<id>\d+)', 'id') → "a7" → "7"
            match(@, '(a)|(b)', `1`) → "b" → null
            match(@, 'a', `1`) → "a" → error: invalid-value
            match(@, '^.$') → "e\u0301" → null
            match(@, '(') → "a" → error: invalid-value
            match(@, @) → "a" → error: invalid-type
            match(@, `1`) → "a" → error: invalid-value
            """#))
    func patterns(item: Case) throws { try check(item) }

    @Test("A text that is too long for a pattern is refused")
    func longTexts() throws {
        let json = Value.string(String(repeating: "a", count: 10_001)).jsonText()
        #expect(try search("match(@, 'b')", json, functions: .extended) == "error: invalid-value")
    }

    @Test(
        "Arithmetic is exact",
        arguments: Case.table(
            #"""
            add(`0.1`, `0.2`) → null → 0.3
            add(`1`, `2`, `3`) → null → 6
            subtract(`1`, `0.9`) → null → 0.1
            multiply(`12.34`, `100`) → null → 1234
            multiply(`1e30`, `1e30`) → null → 1E+60
            multiply(`12345678901234567891`, `123456789012345678901`) → null → error: invalid-value
            divide(`1`, `8`) → null → 0.125
            divide(`2`, `3`) → null → 0.6666666666666666666666666666666667
            divide(`-1`, `3`) → null → -0.3333333333333333333333333333333333
            divide(`1`, `0.0`) → null → error: invalid-value
            divide(`7`, `7`) → null → 1
            divide(`100`, `4`) → null → 25
            round(`2.5`) → null → 3
            round(`-2.5`) → null → -3
            round(`2.345`, `2`) → null → 2.35
            round(`2.344999`, `2`) → null → 2.34
            round(`1234`, `-2`) → null → 1200
            round(`0.004`, `2`) → null → 0
            round(`5`, `99999999`) → null → 5
            round(`5`, `-99999999`) → null → 0
            add('1', `2`) → null → error: invalid-type
            round(`1.5`, `0.5`) → null → error: invalid-value
            add(`1`) → null → error: invalid-arity
            """#))
    func arithmetic(item: Case) throws { try check(item) }

    @Test(
        "Numbers of people are read as their place writes them, strictly",
        arguments: Case.table(
            #"""
            decimal(@) → "1234.50" → 1234.50
            decimal(@) → "-7" → -7
            decimal(@) → "+7" → 7
            decimal(@) → "007" → 7
            decimal(@) → 1.5 → 1.5
            decimal(@, 'de') → "1.234,56" → 1234.56
            decimal(@, 'de') → "1234,56" → 1234.56
            decimal(@, 'en') → "12,345,678.9" → 12345678.9
            decimal(@, 'fr') → "1\u202f234,5" → 1234.5
            decimal(@, 'ch') → "1'234.50" → 1234.50
            decimal(@, 'en') → "\u22121,234" → -1234
            decimal(@) → "1,234" → error: invalid-value
            decimal(@, 'en') → "1,23" → error: invalid-value
            decimal(@, 'de') → "1,234.5" → error: invalid-value
            decimal(@, 'en') → "1,2345" → error: invalid-value
            decimal(@, 'en') → "1234,567" → error: invalid-value
            decimal(@, 'en') → "0,123" → error: invalid-value
            decimal(@, 'fr') → "1 234\u00a0567" → error: invalid-value
            decimal(@) → "" → error: invalid-value
            decimal(@) → "1." → error: invalid-value
            decimal(@) → ".5" → error: invalid-value
            decimal(@) → "$5" → error: invalid-value
            decimal(@) → " 5" → error: invalid-value
            decimal(@) → "1e3" → error: invalid-value
            decimal(@, 'xx') → 1 → error: invalid-value
            decimal(@, @) → 1 → error: invalid-type
            """#))
    func decimals(item: Case) throws { try check(item) }

    @Test(
        "Choices take what is not empty",
        arguments: Case.table(
            #"""
            first_of(a, b, c) → {"a":"","b":[],"c":1} → 1
            first_of(a, b) → {"b":false} → false
            first_of(a, b) → {"b":0} → 0
            first_of(a, b) → {"b":{}} → null
            first_of(`1`, error('x')) → null → 1
            if(a, b, c) → {"a":1,"b":2} → 2
            if(a, error('x'), c) → {"c":3} → 3
            if(a, b) → {} → null
            if(a, error('x')) → {} → null
            error('no payout') → {} → error: raised
            a || error('a is missing') → {"a":1} → 1
            if(a) → {} → error: invalid-arity
            """#))
    func choices(item: Case) throws { try check(item) }

    @Test(
        "Lists and maps turn into each other",
        arguments: Case.table(
            #"""
            unique(@) → [1,"1",1.0,"a","a",[1],[1e0],null,null] → [1,"1","a",[1],null]
            unique(@) → [{"a":1,"b":2},{"b":2.0,"a":1},{"a":1}] → [{"a":1,"b":2},{"a":1}]
            unique(@) → ["\u00e9","e\u0301"] → ["é","é"]
            zip(a, b) → {"a":[1,2],"b":["x","y","z"]} → [[1,"x"],[2,"y"]]
            zip(a, a) → {"a":[]} → []
            items(@) → {"a":1,"b":null} → [["a",1],["b",null]]
            from_items(@) → [["a",1],["b",2],["a",3]] → {"a":3,"b":2}
            from_items(@) → [["a"]] → error: invalid-value
            from_items(@) → [[1,2]] → error: invalid-value
            from_items(@) → [1] → error: invalid-type
            from_items(items(@)) == @ → {"a":{"b":[1]},"c":"d"} → true
            """#))
    func collections(item: Case) throws { try check(item) }

    @Test(
        "Dates become ISO 8601, in formats that are said",
        arguments: Case.table(
            #"""
            date(@) → "2024-12-31" → "2024-12-31"
            date(@) → "2024-12-31 23:59:59" → "2024-12-31T23:59:59"
            date(@) → "2024-12-31T23:59" → "2024-12-31T23:59:00"
            date(@) → "2024-12-31T23:59:59.250Z" → "2024-12-31T23:59:59.25Z"
            date(@) → "2024-12-31T23:30:00-02:00" → "2025-01-01T01:30:00Z"
            date(@) → "2024-03-01T00:30:00+0100" → "2024-02-29T23:30:00Z"
            date(@) → "2024-01-01T00:00:00+01" → "2023-12-31T23:00:00Z"
            date(@) → "0000-00-00" → null
            date(@) → "0000-00-00 00:00:00" → null
            date(@) → null → null
            date(@) → "" → null
            date(@) → "2023-02-29" → error: invalid-value
            date(@) → "31/12/2024" → error: invalid-value
            date(@) → 1700000000 → error: invalid-value
            date(@) → "2024-12-31T24:00:00" → error: invalid-value
            date(@, 'DD/MM/YYYY') → "31/12/2024" → "2024-12-31"
            date(@, 'DD/MM/YYYY HH:MM:SS') → "01/02/2024 03:04:05" → "2024-02-01T03:04:05"
            date(@, 'YYYY/MM/DD') → "2024/02/29" → "2024-02-29"
            date(@, 'MM-DD-YYYY HH:MM') → "12-31-2024 07:08" → "2024-12-31T07:08:00"
            date(@, 'DD/MM/YYYY') → "12/31/2024" → error: invalid-value
            date(@, 'DD/MM/YYYY') → "1/2/2024" → error: invalid-value
            date(@, 'DD/MM/YYYY') → "00/00/0000" → null
            date(@, 'epoch') → 0 → "1970-01-01T00:00:00Z"
            date(@, 'epoch') → 1709164800 → "2024-02-29T00:00:00Z"
            date(@, 'epoch') → -1 → "1969-12-31T23:59:59Z"
            date(@, 'epoch') → "1709164800" → "2024-02-29T00:00:00Z"
            date(@, 'epoch_ms') → 1709164800250 → "2024-02-29T00:00:00.25Z"
            date(@, 'epoch') → 1e30 → error: invalid-value
            date(@, 'epoch') → 253402300800 → error: invalid-value
            date(@, 'epoch') → "soon" → error: invalid-value
            date(@, 'YY-MM-DD') → null → error: invalid-value
            date(@, 'HH:MM DD/MM/YYYY') → "07:08 01/02/2024" → "2024-02-01T07:08:00"
            date(@, 'DD/MM') → null → error: invalid-value
            date(@, 'MM:HH DD/MM/YYYY') → null → error: invalid-value
            date(@, @) → "iso" → error: invalid-type
            before(@, '2025-01-01') → "2024-12-31" → true
            before(@, '2025-01-01') → "2024-12-31T23:59:59Z" → true
            before(@, '2025-01-01') → "2025-01-01T00:00:00" → false
            before(@, '2025-01-01T12:00:00') → "2025-01-01T11:00:00" → false
            before(@, '2025-01-01') → "2025-01-02" → false
            before(@, '2025-01-01') → null → null
            before(@, '2025-01-01') → "" → null
            before('2025-01-01', @) → null → null
            before(@, '2025-01-01') → "31/12/2024" → error: invalid-value
            before(@, '2025-01-01') → 20241231 → error: invalid-type
            """#))
    func dates(item: Case) throws { try check(item) }

    @Test("Days of four centuries has its date", arguments: [-146_097, 0, 11_016])
    func calendar(start: Int) throws {
        let expression = try Expression("date(@, 'epoch')", functions: .extended)
        var (year, month, day) = (0, 0, 0)
        for offset in stride(from: start, to: start + 150_000, by: 97) {
            let text = try #require(try expression.search(.number(String(offset * 86_400))).string)
            let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
            #expect(parts.count == 3)
            #expect((parts[0], parts[1], parts[2]) > (year, month, day))
            (year, month, day) = (parts[0], parts[1], parts[2])
            let again = try Expression("date(@)", functions: .extended).search(
                .string(String(text.dropLast()) + "+00:00"))
            #expect(again.string == text)
        }
    }

    @Test("An error names the function, what it found and what it expected")
    func messages() throws {
        let error = try #require(
            try failure("a && decimal(b, 'de')", #"{"a":1,"b":"1.2.3"}"#, functions: .extended))
        #expect(error.message == "decimal: \"1.2.3\" is no number")
        #expect(error.help == "expected one like 1.234,56")
        #expect(error.column == 6)
        #expect(error.length == 7)
        #expect(error.entry == 2)
        let raised = try #require(try failure("error('no payout')", functions: .extended))
        #expect(raised.message == "no payout")
    }
}
