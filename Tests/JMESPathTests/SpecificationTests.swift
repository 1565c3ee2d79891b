import Feeds
import JMESPath
import Testing

/// The rules of the specification, section by section: expression, document, result.
@Suite struct SpecificationTests {
    func check(_ item: Case) throws { #expect(try search(item.expression, item.given) == item.result) }

    @Test(
        "Identifiers and sub-expressions look members up",
        arguments: Case.table(
            #"""
            foo → {"foo":1} → 1
            bar → {"foo":1} → null
            foo → [1] → null
            foo.bar → {"foo":{"bar":[2]}} → [2]
            foo.bar → {"foo":null} → null
            "a b"."\u00e9" → {"a b":{"é":1}} → 1
            "" → {"":1} → 1
            "e\u0301" → {"\u00e9":1} → null
            foo.␤ bar  → {"foo":{"bar":2}} → 2
            foo.{a: bar, "b": @} → {"foo":{"bar":1}} → {"a":1,"b":{"bar":1}}
            foo.[bar, baz] → {"foo":{"bar":1}} → [1,null]
            foo.[bar] → {} → null
            foo.{a: bar} → {} → null
            {a: foo, a: bar} → {"foo":1,"bar":2} → {"a":2}
            """#))
    func identifiers(item: Case) throws { try check(item) }

    @Test(
        "Indexes and slices are those of Python",
        arguments: Case.table(
            #"""
            [0] → [1,2] → 1
            [-1] → [1,2] → 2
            [2] → [1,2] → null
            [-3] → [1,2] → null
            [0] → {"a":1} → null
            [0] → "text" → null
            [1][0] → [1,[2]] → 2
            a[0].b → {"a":[{"b":1}]} → 1
            [1:3] → [0,1,2,3] → [1,2]
            [:2] → [0,1,2,3] → [0,1]
            [::2] → [0,1,2,3] → [0,2]
            [::-1] → [0,1,2] → [2,1,0]
            [-2:] → [0,1,2] → [1,2]
            [5:] → [0] → []
            [2:0:-1] → [0,1,2] → [2,1]
            [:1] → "text" → null
            [::-2] → [0,1,2,3] → [3,1]
            [10:-20:-1] → [0,1,2] → [2,1,0]
            [:] → [1,null] → [1]
            [1:].a → [1,{"a":2}] → [2]
            """#))
    func indexes(item: Case) throws { try check(item) }

    @Test(
        "Projections apply what follows to each value and drop nulls",
        arguments: Case.table(
            #"""
            [*].a → [{"a":1},{"b":2},{"a":3}] → [1,3]
            [*] → [1,null,[]] → [1,[]]
            [*] → {"a":1} → null
            * → {"a":1,"b":null,"c":2} → [1,2]
            * → [1] → null
            *.a → {"x":{"a":1},"y":2} → [1]
            a.*.b[0] → {"a":{"x":{"b":[1]}}} → [1]
            [] → [1,[2,[3]],[]] → [1,2,[3]]
            [][] → [1,[2,[3]]] → [1,2,3]
            [] → {"a":1} → null
            [*].a[] → [{"a":[1]},{"a":[2]}] → [1,2]
            [*][0] → [[1,2],[3]] → [1,3]
            [*] | [0] → [[1,2],[3]] → [1,2]
            ([*])[0] → [[1],[2]] → [1]
            [?a] → [{"a":1},{"a":0},{"a":""},{"a":[]},{"a":false}] → [{"a":1},{"a":0}]
            [?a > `1`].a → [{"a":1},{"a":2},{"a":"3"}] → [2]
            [?@ == 'a'] → ["a","b"] → ["a"]
            [?a] → {"a":1} → null
            a[?b].c | [0] → {"a":[{"b":1,"c":2}]} → 2
            """#))
    func projections(item: Case) throws { try check(item) }

    @Test(
        "Comparators compare as JSON does",
        arguments: Case.table(
            #"""
            `1` == `1.0` → null → true
            `1e2` == `100` → null → true
            `0` == `-0.0` → null → true
            `0.1` == `0.10000000000000000000000000000000000000000001` → null → false
            `1` == '1' → null → false
            `true` == `1` → null → false
            `null` == a → {} → true
            `[1,{"a":2}]` == `[1.0,{"a":2e0}]` → null → true
            `[1]` == `[1,2]` → null → false
            `{"a":1,"b":2}` == `{"b":2,"a":1}` → null → true
            `{"a":1}` != `{"b":1}` → null → true
            a == b → {"a":"\u00e9","b":"e\u0301"} → false
            a == 'é' → {"a":"\u00e9"} → true
            `1` < `2` → null → true
            `2` <= `2.0` → null → true
            `-1e5000` < `1e-5000` → null → true
            `10` > `9` → null → true
            'b' > 'a' → null → null
            `1` < '2' → null → null
            `true` >= `false` → null → null
            a < `1` → {} → null
            [0] == [1] → [[1,[2]],[1,[2]]] → true
            """#))
    func comparators(item: Case) throws { try check(item) }

    @Test(
        "Or, and, not give values, not only truth",
        arguments: Case.table(
            #"""
            a || b → {"b":2} → 2
            a || b → {"a":0,"b":2} → 0
            a || b → {"a":{},"b":false} → false
            a && b → {"a":1,"b":2} → 2
            a && b → {"a":"","b":2} → ""
            !a → {} → true
            !a → {"a":0} → false
            !!a → {"a":[]} → false
            a || b && c → {"a":1} → 1
            (a || b) && c → {"a":1} → null
            !a.b → {"a":{"b":true}} → false
            """#))
    func logic(item: Case) throws { try check(item) }

    @Test(
        "Literals are JSON, raw strings are what stands there",
        arguments: Case.table(
            #"""
            `" a\u0301 "` → null → " á "
            ` [1 , 2.50] ` → null → [1,2.50]
            `"\`"` → null → "`"
            'a\'b' → null → "a'b"
            '\\' → null → "\\\\"
            '\n' → null → "\\n"
            'a␤b' → null → "a\nb"
            '💥' → null → "💥"
            `{"a": [1]}`.a[0] → null → 1
            `1e5000` → null → 1e5000
            `""` → null → ""
            """#))
    func literals(item: Case) throws { try check(item) }

    @Test(
        "A pipe ends projections; a chain of lists does not",
        arguments: Case.table(
            #"""
            [*].a | [0] → [{"a":[1]},{"a":[2]}] → [1]
            a | b | c → {"a":{"b":{"c":1}}} → 1
            [*].[a] | [0] → [{"a":1},{"a":2}] → [1]
            @ | @ → [1] → [1]
            a | [@] → {} → null
            """#))
    func pipes(item: Case) throws { try check(item) }
}
