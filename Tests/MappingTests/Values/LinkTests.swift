import TestSupport
import Testing

@testable import Mapping

@Suite("Links")
struct LinkTests {
    @Test(
        "a parameter is set in its place, or added; all other bytes stay",
        arguments: [
            (
                "https://h/?_ef_transaction_id=&oid=1&affid=17", "sub1", "{clickid}",
                "https://h/?_ef_transaction_id=&oid=1&affid=17&sub1={clickid}"
            ),
            (
                "https://h/?_ef_transaction_id=&oid=1", "_ef_transaction_id", "{clickid}",
                "https://h/?_ef_transaction_id={clickid}&oid=1"
            ),
            ("https://h?x", "s", "1", "https://h?x&s=1"), ("https://h?x", "x", "1", "https://h?x=1"),
            ("https://h", "s", "1", "https://h?s=1"),
            ("https://h/c/1/2/3", "subId1", "{clickid}", "https://h/c/1/2/3?subId1={clickid}"),
            ("https://h/p#frag", "s", "1", "https://h/p?s=1#frag"),
            ("https://h/p?a=1#frag?s=2", "s", "1", "https://h/p?a=1&s=1#frag?s=2"),
            ("https://h/?", "s", "1", "https://h/?s=1"), ("https://h/?a=1&", "s", "1", "https://h/?a=1&s=1"),
            ("https://h/?a=1&#f", "s", "1", "https://h/?a=1&s=1#f"),
            ("https://h/?s=old&b=2", "s", "new", "https://h/?s=new&b=2"),
            ("https://h/?b=2&s=old", "s", "new", "https://h/?b=2&s=new"),
            ("https://h/?s=1&a=2&s=3", "s", "9", "https://h/?s=9&a=2"),
            ("https://h/?sub=1&s=2", "s", "9", "https://h/?sub=1&s=9"),
            ("https://h/?a%5Bb%5D=1", "a[b]", "2", "https://h/?a%5Bb%5D=2"),
            ("https://h/?a[b]=1", "a[b]", "2", "https://h/?a[b]=2"),
            ("https://h/", "a[b]", "2", "https://h/?a%5Bb%5D=2"),
            ("https://h/?x+y=1", "x y", "2", "https://h/?x+y=2"),
            ("https://h/?a={clickid}&b=a|b", "s", "{sub1}", "https://h/?a={clickid}&b=a|b&s={sub1}"),
            ("https://h/?a=1&&b=2&", "b", "3", "https://h/?a=1&&b=3&"),
            (
                "https://h/?a=1", "u", "https://s.test/?x=1&y=2#z",
                "https://h/?a=1&u=https%3A%2F%2Fs.test%2F%3Fx%3D1%26y%3D2%23z"
            ),
            ("https://h/?a=1", "s", "100%", "https://h/?a=1&s=100%25"),
            ("https://h/?a=1", "s", "é", "https://h/?a=1&s=%C3%A9"),
            ("https://h/?a=1", "s", "", "https://h/?a=1&s="),
            ("https://h/?a=1", "s", "{clickid}_x y", "https://h/?a=1&s={clickid}_x%20y"),
            ("https://h/?a=1", "s", "{a b}", "https://h/?a=1&s=%7Ba%20b%7D"),
            ("https://h/?a=1", "s", "{{ad.id}}", "https://h/?a=1&s={{ad.id}}"),
            ("//h/p", "s", "1", "//h/p?s=1"), ("https://h/?q=a?b", "s", "1", "https://h/?q=a?b&s=1"),
            ("https://h/?S=1", "s", "2", "https://h/?S=1&s=2"),
            ("https://h/ü?é=1", "é", "2", "https://h/ü?é=2"),
            ("https://h/?a=b=c", "a", "d", "https://h/?a=d"),
        ])
    func sets(link: String, name: String, value: String, expected: String) throws {
        #expect(try LinkParameter(name).set(LinkValue(value), in: link.utf8.span) == expected)
    }

    @Test("a parameter is added although the link has it")
    func appends() throws {
        #expect(
            try LinkParameter("s").append(LinkValue("2"), to: "https://h/?s=1#f".utf8.span)
                == "https://h/?s=1&s=2#f")
    }

    @Test(
        "a parameter is removed however often it stands",
        arguments: [
            ("https://h/?a=1", "https://h/"), ("https://h/?a=1&b=2", "https://h/?b=2"),
            ("https://h/?b=2&a=1", "https://h/?b=2"), ("https://h/?a&b=2&a=", "https://h/?b=2"),
            ("https://h/?b=2&a=1&c#f", "https://h/?b=2&c#f"), ("https://h/?a=1#f", "https://h/#f"),
            ("https://h/?b", "https://h/?b"), ("https://h/?", "https://h/?"),
            ("https://h/#?a=1", "https://h/#?a=1"), ("https://h/?%61=1&ab=2", "https://h/?ab=2"),
            ("https://h/?b&&a", "https://h/?b&"), ("", ""),
        ])
    func removes(link: String, expected: String) throws {
        #expect(try LinkParameter("a").remove(from: link.utf8.span) == expected)
    }

    @Test(
        "the value of a parameter is decoded",
        arguments: [
            ("https://h/?a=1&a=2", "1"), ("https://h/?a", ""), ("https://h/?a=", ""), ("https://h/?b=1", nil),
            ("https://h/", nil), ("https://h/?x=1#?a=1", nil),
            ("https://h/?a=%C3%A9+b%2B", "é b+"), ("https://h/?a={clickid}", "{clickid}"),
            ("https://h/?a=100%", "100%"), ("https://h/?a=%zz", "%zz"), ("https://h/?a=b=c", "b=c"),
        ] as [(String, String?)])
    func values(link: String, expected: String?) throws {
        #expect(try LinkParameter("a").value(in: link.utf8.span) == expected)
    }

    @Test("a link of no characters, a name of none, and bytes that are no text are refused")
    func refuses() throws {
        #expect(throws: ValueError.self) { try LinkParameter("") }
        #expect(throws: ValueError.self) { try LinkParameter("a").set(LinkValue("1"), in: "".utf8.span) }
        #expect(throws: ValueError.self) { try LinkParameter("a").append(LinkValue("1"), to: "  ".utf8.span) }
        #expect(throws: ValueError.self) { try LinkParameter("a").value(in: "https://h/?a=%FF".utf8.span) }
        #expect(throws: ValueError.self) { try PercentText.decode("%E2%82") }
        #expect(throws: ValueError.self) { try LinkPlaceholder("") }
    }

    @Test("setting is idempotent, reads back, and changes nothing else", arguments: [UInt64(1), 2, 3, 4])
    func properties(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "a", "b", "=", "&", "?", "#", "/", "%41", "%", "{clickid}", "é", "+", "ab", "1", "[", "%5B", " ",
            "\0",
        ]
        func text(_ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
        }
        for _ in 0..<3_000 {
            let link = "https://h/" + text(12)
            let parameter = try LinkParameter(
                ["a", "ab", "A", "b[", "é", "a b"].randomElement(using: &random) ?? "a")
            let value = text(6)
            let set = try parameter.set(LinkValue(value), in: link.utf8.span)
            #expect(try parameter.set(LinkValue(value), in: set.utf8.span) == set, "seed \(seed): \(link)")
            #expect(try parameter.value(in: set.utf8.span) == value, "seed \(seed): \(link)")
            // Without the parameter both links are the same, but for a "?" or "&" that waited for it.
            let before = parameter.remove(from: link.utf8.span)
            let after = parameter.remove(from: set.utf8.span)
            #expect(
                before.filter { !"?&".contains($0) } == after.filter { !"?&".contains($0) },
                "seed \(seed): \(link)")
            #expect(parameter.remove(from: after.utf8.span) == after)
            let added = try parameter.append(LinkValue(value), to: link.utf8.span)
            #expect(added.utf8.count > link.utf8.count)
        }
    }

    @Test("encoding and decoding undo each other", arguments: [UInt64(1), 2])
    func encoding(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scalars: [Unicode.Scalar] = [
            "a", "Z", "0", "-", "_", ".", "~", " ", "%", "+", "{", "}", "/", "é", "€", "😀", "\0", "&",
        ]
        for _ in 0..<2_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                view.append(scalars.randomElement(using: &random) ?? "a")
            }
            let text = String(view)
            let plain = PercentText.encode(text)
            #expect(try PercentText.decode(plain) == text)
            #expect(
                plain.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_.~%".utf8.contains($0) })
            #expect(try PercentText.decode(PercentText.encode(text, keepingMacros: true)) == text)
        }
        #expect(PercentText.encode("a b/{clickid}") == "a%20b%2F%7Bclickid%7D")
        #expect(PercentText.encode("a b/{clickid}", keepingMacros: true) == "a%20b%2F{clickid}")
        #expect(try PercentText.decode("a+b%2B%zz%4") == "a+b+%zz%4")
    }

    @Test(
        "the host is what stands between the slashes, without user and port",
        arguments: [
            ("https://Www.Example.test/p", "www.example.test"), ("https://h?x", "h"), ("https://h#f", "h"),
            ("http://u:p@h:8080/", "h"), ("//h/p", "h"),
            ("https://[::1]:80/", "[::1]"), ("https://[::1]/", "[::1]"), ("https:///p", nil), ("h/p", nil),
            ("", nil), ("https:/h", nil), ("/a//b", nil), ("a?b=//c", nil), ("https://", nil),
            ("{url}//x", nil),
        ] as [(String, String?)])
    func hosts(link: String, expected: String?) {
        #expect(LinkHost.host(of: link.utf8.span) == expected)
    }

    @Test(
        "placeholders are replaced, encoded or not, as whole words",
        arguments: [
            ("https://h/?u=YOURUSERID&p=1", "YOURUSERID", "77", "https://h/?u=77&p=1", 1),
            (
                "http://h/ck/1026?click_id={click_id}&sub_id={YOUR_PUBLISHER_ID}", "{click_id}", "{clickid}",
                "http://h/ck/1026?click_id={clickid}&sub_id={YOUR_PUBLISHER_ID}", 1
            ),
            (
                "https://h/c?aff_click_id={aff_click_id}&sub_aff_id={sub_aff_id}", "{aff_click_id}",
                "{clickid}", "https://h/c?aff_click_id={clickid}&sub_aff_id={sub_aff_id}", 1
            ),
            (
                "https://h/?u=https%3A%2F%2Fx%3Fc%3D%7Bclick_id%7D", "{click_id}", "{clickid}",
                "https://h/?u=https%3A%2F%2Fx%3Fc%3D{clickid}", 1
            ),
            ("https://h/?u=%3CPID%3E&v=%3cPID%3e", "<PID>", "9", "https://h/?u=9&v=9", 2),
            ("https://h/?u=x%3DYOURUSERID", "YOURUSERID", "7", "https://h/?u=x%3D7", 1),
            (
                "https://h/?u=MYOURUSERID&YOURUSERIDS=1", "YOURUSERID", "7",
                "https://h/?u=MYOURUSERID&YOURUSERIDS=1", 0
            ), ("https://h/SUB10/SUB1", "SUB1", "x", "https://h/SUB10/x", 1),
            ("{a}{a}", "{a}", "{a}", "{a}{a}", 2), ("", "{a}", "b", "", 0), ("{a", "{a}", "b", "{a", 0),
        ])
    func placeholders(link: String, from: String, to: String, expected: String, count: Int) throws {
        let result = try LinkPlaceholder(from).replaced(by: to, in: link.utf8.span)
        #expect(result.link == expected)
        #expect(result.count == count)
    }

    @Test(
        "what was to be replaced is found",
        arguments: [
            ("https://h/?a={clickid}&b={sub1}&c={sub20}&d={country}&e={ref_id}&f={campaignid}", ""),
            ("https://h/?a=%7Bref_id%7D&b={ref-id}", "!%7Bref_id%7D {ref-id}"),
            ("https://h/?a={click_id}&b={YOUR_PUBLISHER_ID}&c={click_id}", "{click_id} {YOUR_PUBLISHER_ID}"),
            ("https://h/?userID=YOURUSERID&productID=5512", "YOURUSERID"),
            ("https://h/?a={CLICKID}", "{CLICKID}"), ("https://h/?a=%7Bclickid%7D", "!%7Bclickid%7D"),
            ("https://h/?a=%7Bpid%7d", "%7Bpid%7d"),
            ("https://h/?a=[insert_offer_url_here]&b=[[subid]]", "[insert_offer_url_here] [[subid]]"),
            ("https://h/?a={{ad.id}}", "{{ad.id}}"),
            ("https://h/?filter[x]=1&a[b][c]=2&d[]=3", ""),
            ("https://h/?a%5Bb%5D=1&c=%5BNAME%5D&x%3D%5BN%5D", "%5BNAME%5D %5BN%5D"),
            ("https://[::1]/?a=1", ""), ("https://h/?a=<PID>&b=%3CPID%3E", "<PID> %3CPID%3E"),
            ("https://h/?a=${SUBID}", "${SUBID}"), ("https://h/?a=1&amp;b=2&amp;c=3", "&&amp;"),
            ("https://yourshop.test/your?YOURS=1", ""),
            ("https://h/?a=YOUR-ID&b=REPLACE_ME&c=INSERT_ID", "YOUR-ID REPLACE_ME INSERT_ID"),
            ("https://h/?a=MYOURID", ""), ("https://h/?json={\"a\":1}", ""), ("https://h/?a={}&b={", ""),
            ("https://h/?d={date:Y-m-d}", "{date:Y-m-d}"), ("https://h/?a={x y}", "{x y}"), ("", ""),
            ("%", ""),
            ("https://h/?a={sub21}&b={sub0}", "{sub21} {sub0}"), ("https://h/?YOURS", ""),
            ("https://h/RESULTS/INSERTED", ""),
        ])
    func leftovers(link: String, expected: String) {
        let found = LinkLeftover.all(in: link.utf8.span).map { leftover in
            switch leftover.kind {
            case .placeholder: leftover.text
            case .encodedMacro: "!" + leftover.text
            case .escapedAmpersand: "&" + leftover.text
            }
        }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test("random links never trap", arguments: [UInt64(1), 2])
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "{", "}", "[", "]", "<", ">", "%7B", "%7d", "%", "%5B", "$", "YOUR", "ID", "-", "_", "sub1",
            "&amp;", "&", "=", "?", "#", "//", ":", "@", "é", "\0", "8",
        ]
        let placeholder = try LinkPlaceholder("{sub1}")
        for _ in 0..<5_000 {
            let link = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            for leftover in LinkLeftover.all(in: link.utf8.span) { #expect(link.contains(leftover.text)) }
            _ = LinkHost.host(of: link.utf8.span)
            let replaced = placeholder.replaced(by: "", in: link.utf8.span)
            #expect(replaced.count > 0 || replaced.link == link)
        }
    }

    @Test(
        "huge links cost no more than their length",
        arguments: ["{", "[", "%7B", "YOUR", "&", "?", "#", "{a", "&amp;", "a=1&", "<a", "Y-", "YOUR-"])
    func huge(part: String) throws {
        let link = String(repeating: part, count: 20_000)
        _ = LinkLeftover.all(in: link.utf8.span)
        let parameter = try LinkParameter("a")
        let set = try parameter.set(LinkValue("1"), in: link.utf8.span)
        #expect(try parameter.value(in: set.utf8.span) == "1")
    }
}
