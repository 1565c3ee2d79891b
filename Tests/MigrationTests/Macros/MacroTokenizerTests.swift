import Testing

@testable import Migration

/// What is a macro, and where it ends.
@Suite struct MacroTokenizerTests {
    /// Tokens as `form text`, an encoded one with its depth.
    private static func tokens(_ text: String, _ syntax: MacroSyntax = .braces) -> [String] {
        let bytes = text.utf8.span
        var tokenizer = MacroTokenizer(syntax)
        var tokens: [String] = []
        while let token = tokenizer.next(in: bytes) {
            let depth = token.depth > 0 ? " \(token.depth)" : ""
            tokens.append("\(token.form)\(depth) \(String(bytes, in: token.range))")
        }
        return tokens
    }

    @Test(arguments: [
        ("https://h.example/c?a={clickid}&b={var3}", ["braces {clickid}", "braces {var3}"]),
        (
            "{campaign.id}{var:name}{clickid:hash}",
            ["braces {campaign.id}", "braces {var:name}", "braces {clickid:hash}"]
        ),
        (
            "{offer:12}{date:Y-m-d}{_keyword}",
            ["braces {offer:12}", "braces {date:Y-m-d}", "braces {_keyword}"]
        ),
        ("{sample:a,b}&{status:lead=0 sale=1}", ["braces {sample:a,b}", "braces {status:lead=0 sale=1}"]),
        ("{sub_id_15}{t1}{1}", ["braces {sub_id_15}", "braces {t1}", "braces {1}"]),
        ("{naïve}", ["braces {naïve}"]),
        ("{date:H/i?}", ["braces {date:H/i?}"]),
        ("", []), ("{}", []), ("{ a}", []), ("{\"a\":1}", []), ("[[c1]]", []), ("[zone] __CID__ #s2#", []),
        ("${SUBID}", ["braces {SUBID}"]),
    ])
    func `names have dots, colons, digits and blanks`(text: String, expected: [String]) {
        #expect(Self.tokens(text) == expected)
    }

    @Test(arguments: [
        ("a=%7Bclickid%7D", ["braces 1 %7Bclickid%7D"]),
        ("a=%7bclickid%7d", ["braces 1 %7bclickid%7d"]),
        ("u=https%3A%2F%2Fb.example%2F%3Fc%3D%7Bvar%3Azone%7D%26d%3D1", ["braces 1 %7Bvar%3Azone%7D"]),
        ("u=%257Bclickid%257D%2526", ["braces 2 %257Bclickid%257D"]),
        ("%7B%7Bad.id%7D%7D", ["doubled 1 %7B%7Bad.id%7D%7D"]),
        ("{a%7D", ["unclosed {a"]), ("%7Ba}", ["unclosed 1 %7Ba"]), ("%7Ba%257D", ["unclosed 1 %7Ba"]),
        ("%7", []), ("%7B", []), ("%7B%", []), ("%25%25", []), ("%ZZ{a}%", ["braces {a}"]),
    ])
    func `braces may be encoded, in either case, once for each link around them`(
        text: String, expected: [String]
    ) {
        #expect(Self.tokens(text) == expected)
    }

    @Test(arguments: [
        ("{{ad.id}}", ["doubled {{ad.id}}"]),
        ("{{{ad.id}}}", ["doubled {{ad.id}}"]),
        ("{{clickid}", ["braces {clickid}"]),
        ("{clickid}}", ["braces {clickid}"]),
        ("{a{clickid}", ["unclosed {a", "braces {clickid}"]),
        ("{a&b={clickid}", ["unclosed {a", "braces {clickid}"]),
        ("{clickid", ["unclosed {clickid"]),
        ("clickid}", []), ("}{", []),
        ("{a#b}", ["unclosed {a"]),
    ])
    func `double braces stay whole, and braces that do not pair end at the next one`(
        text: String, expected: [String]
    ) {
        #expect(Self.tokens(text) == expected)
    }

    @Test(arguments: [
        ("?s=[[subid]]&c=[[c1]]", ["brackets [[subid]]", "brackets [[c1]]"]),
        ("%5B%5Bsubid%5D%5D", ["brackets 1 %5B%5Bsubid%5D%5D"]),
        ("[[[c1]]]", ["brackets [[c1]]"]),
        ("[insert_offer_url_here]&a=[[c1]]", ["brackets [[c1]]"]),
        ("[[c1]", ["unclosed [[c1"]), ("[c1]]", []),
        ("[[c1]]{clickid}", ["brackets [[c1]]", "braces {clickid}"]),
    ])
    func `double brackets are macros where the tracker says so`(text: String, expected: [String]) {
        #expect(Self.tokens(text, .doubleBrackets) == expected)
    }

    @Test func `a name has a longest length, behind which the search goes on`() {
        let longest = String(repeating: "a", count: MacroTokenizer.longestName)
        #expect(Self.tokens("{\(longest)}").map(\.count) == [longest.utf8.count + 9])
        let tokens = Self.tokens("{\(longest)a}{b}")
        #expect(tokens.map { String($0.prefix(8)) } == ["unclosed", "braces {"])
    }

    /// Each would take hours if a part of it were read again for each of its bytes.
    @Test(
        arguments: ["{a", "%7B", "%25", "%7Ba", "[", "[[a", "{{a}", "}", "%7B%257Ba"],
        MacroSyntax.allCases)
    func `a megabyte of openers ends`(unit: String, syntax: MacroSyntax) {
        let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        Self.expectEnd(text, syntax)
    }

    @Test func `ten megabytes of braces end, and hold nothing`() {
        let text = String(repeating: "{", count: 10_000_000)
        #expect(Self.expectEnd(text, .braces) == 0)
    }

    @discardableResult
    private static func expectEnd(_ text: String, _ syntax: MacroSyntax) -> Int {
        let bytes = text.utf8.span
        var tokenizer = MacroTokenizer(syntax)
        var (end, count) = (0, 0)
        while let token = tokenizer.next(in: bytes) {
            guard token.range.lowerBound >= end, token.range.upperBound <= bytes.count else {
                Issue.record("\(text.prefix(8)): \(token.range) behind \(end)")
                return count
            }
            end = token.range.upperBound
            count += 1
        }
        return count
    }
}
