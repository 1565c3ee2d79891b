import Feeds
import JMESPath
import Testing

/// The functions of the specification.
@Suite struct StandardFunctionTests {
    func check(_ item: Case) throws { #expect(try search(item.expression, item.given) == item.result) }

    @Test(
        "Numbers are computed exactly",
        arguments: Case.table(
            #"""
            abs(@) → -1.50 → 1.50
            abs(@) → 7 → 7
            abs(@) → -1e5000 → 1e5000
            ceil(@) → 1.001 → 2
            ceil(@) → -1.5 → -1
            ceil(@) → -0.5 → 0
            ceil(@) → 12 → 12
            floor(@) → 1.9 → 1
            floor(@) → -1.1 → -2
            floor(@) → 1e2 → 100
            sum(@) → [0.1,0.2] → 0.3
            sum(@) → [] → 0
            sum(@) → [1e20,1] → 100000000000000000001
            avg(@) → [1,2] → 1.5
            avg(@) → [] → null
            avg(@) → [1,1,2] → 1.333333333333333333333333333333333
            sum(@) → [1e300,1] → error: invalid-value
            sum(@) → [1,"2"] → error: invalid-type
            abs(@) → "1" → error: invalid-type
            avg(@) → null → error: invalid-type
            """#))
    func numbers(item: Case) throws { try check(item) }

    @Test(
        "Texts are sequences of code points",
        arguments: Case.table(
            #"""
            length(@) → "e\u0301💥" → 3
            reverse(@) → "ae\u0301" → "́ea"
            contains(@, 'é') → "e\u0301" → false
            contains(@, '') → "" → true
            contains('abc', `1`) → null → false
            starts_with(@, 'ab') → "abc" → true
            starts_with(@, 'abcd') → "abc" → false
            ends_with(@, 'bc') → "abc" → true
            ends_with(@, '') → "abc" → true
            join(', ', @) → ["a","b"] → "a, b"
            join('', @) → [] → ""
            join(',', @) → ["a",1] → error: invalid-type
            starts_with(@, `1`) → "1" → error: invalid-type
            length(`1`) → null → error: invalid-type
            """#))
    func texts(item: Case) throws { try check(item) }

    @Test(
        "Order is by value, and by code points; equal elements stay in their order",
        arguments: Case.table(
            #"""
            sort(@) → [10,9,1e1,-1] → [-1,9,10,1e1]
            sort(@) → ["b","B","a","é","💥","ﬀ"] → ["B","a","b","é","ﬀ","💥"]
            sort(@) → [] → []
            sort(@) → [1,"a"] → error: invalid-type
            sort(@) → [true] → error: invalid-type
            sort_by(@, &a)[].b → [{"a":2,"b":1},{"a":1,"b":2},{"a":2.0,"b":3},{"a":1,"b":4}] → [2,4,1,3]
            sort_by(@, &a) → [{"a":1},{"a":"1"}] → error: invalid-type
            sort_by(@, &a) → [{}] → error: invalid-type
            max(@) → [1,10,9] → 10
            max(@) → ["a","b"] → "b"
            max(@) → [] → null
            min(@) → [1,-10,9] → -10
            min(@) → [null] → error: invalid-type
            max_by(@, &a).b → [{"a":1,"b":1},{"a":2,"b":2},{"a":2,"b":3}] → 2
            max_by(@, &a) → [] → null
            min_by(@, &a).b → [{"a":"b","b":1},{"a":"a","b":2}] → 2
            min_by(@, &a) → [{"a":true}] → error: invalid-type
            reverse(@) → [1,2,3] → [3,2,1]
            map(&a, @) → [{"a":1},{}] → [1,null]
            map(&a, @) → null → error: invalid-type
            """#))
    func order(item: Case) throws { try check(item) }

    @Test(
        "Maps and types",
        arguments: Case.table(
            #"""
            keys(@) → {"b":1,"a":2} → ["b","a"]
            values(@) → {"b":1,"a":null} → [1,null]
            keys(@) → [1] → error: invalid-type
            merge(@, `{"b":3,"c":4}`) → {"a":1,"b":2} → {"a":1,"b":3,"c":4}
            merge() → null → {}
            merge(@) → [1] → error: invalid-type
            length(@) → {"a":1} → 1
            not_null(a, b, c) → {"b":false,"c":1} → false
            not_null(a) → {} → null
            to_array(@) → 1 → [1]
            to_array(@) → [1] → [1]
            to_array(@) → null → [null]
            to_number(@) → "1.50" → 1.50
            to_number(@) → " 1" → null
            to_number(@) → "0x1" → null
            to_number(@) → "-0e1" → -0e1
            to_number(@) → "01" → null
            to_number(@) → true → null
            to_string(@) → {"a": [1.0, "é\n", null]} → "{\"a\":[1.0,\"é\\n\",null]}"
            to_string(@) → 1.50 → "1.50"
            to_string(@) → "a" → "a"
            to_string(@) → null → "null"
            [type(@), type(`1`), type('a'), type(`true`), type(`[]`), type(a)] → {} → ["object","number","string","boolean","array","null"]
            """#))
    func types(item: Case) throws { try check(item) }

    @Test("not_null evaluates no more than it needs")
    func laziness() throws {
        #expect(try search("not_null(a, abs('x'))", #"{"a":1}"#) == "1")
        #expect(try search("not_null(b, abs('x'))", #"{"a":1}"#) == "error: invalid-type")
    }
}
