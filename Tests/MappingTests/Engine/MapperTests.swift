import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Mapping

@Suite("Mapping of records")
struct MapperTests {
    private static let fields =
        #""title": "name", "network": "param('network')", "url": "set_param(link, 'sub1', '{clickid}')""#

    private func run(_ fields: String = "", _ feed: String, make: String = "", more: String = "") throws
        -> Templates.Run
    {
        let all = fields.isEmpty ? Self.fields : "\(Self.fields), \(fields)"
        let text = Templates.text(fields: "{\(all)}", make: make, more: more)
        return try Templates.run(try Templates.template(text), feed)
    }

    @Test("a record becomes an object with nested fields")
    func object() throws {
        let run = try run(
            #""payment.amount": "money(pay, 'USD')", "country_codes": "country(geo)", "cap": "cap", "status": "lookup('status', state)""#,
            #"[{"id": 7, "name": "A", "link": "https://x.test/?a=1", "pay": "$2.50", "geo": ["us", "UK"], "cap": 5, "state": "live"}]"#,
            more: #""tables": {"status": {"live": "active"}}"#)
        #expect(run.outcomes == [.made(1)])
        #expect(
            run.json == [
                #"{"key":"7","title":"A","network":"N","url":"https://x.test/?a=1&sub1={clickid}","payment":{"amount":2.5},"country_codes":["US","GB"],"cap":5,"status":"active"}"#
            ])
        #expect(run.summary.mapped == 1)
        #expect(run.summary.objects == [.offer: 1])
        #expect(run.summary.lost == [])
    }

    @Test("a title or a link of blanks is as good as none, and the record's key is known")
    func blanks() throws {
        let text = Templates.text(fields: "{\(Self.fields)}", make: "", more: "")
        var mapper = try Mapper(try Templates.template(text), parameters: ["network": "N"])
        var objects: [MappedObject] = []
        for name in ["  ", "\u{A0}", "\t"] {
            let record = try Record(
                .object([("id", .number("7")), ("name", .string(name)), ("link", .string("https://x.test/"))])
            )
            guard case .rejected(let problems) = mapper.map(record, into: &objects) else {
                Issue.record("\(name.debugDescription) was taken")
                continue
            }
            #expect(problems.map(\.message) == ["offer title is blank"])
        }
        #expect(objects.isEmpty)
        #expect(mapper.rejected.keys == [.offer: ["7", "7", "7"]])
        #expect(mapper.rejected.unknown == 0)
        let skipped = try run(
            "", #"[{"id": 7, "name": " ", "link": "https://x.test/"}]"#,
            make: #""on_empty": {"title": "skip"}"#)
        #expect(skipped.outcomes == [.skipped("no title")])
    }

    @Test(
        "values are brought into the type of their field, or the record is rejected",
        arguments: [
            (#""cap": "v""#, #"12"#, #""cap":12"#), (#""cap": "v""#, #""12""#, #""cap":12"#),
            (#""cap": "v""#, #"12.0"#, #""cap":12"#), (#""cap": "v""#, #"1e2"#, #""cap":100"#),
            (#""cap": "v""#, #""1,000""#, "expected a whole number"),
            (#""cap": "v""#, #"1.5"#, "expected a whole number"),
            (#""cap": "v""#, #"-1"#, "is less than"),
            (#""cap": "v""#, #"99999999999999999999"#, "expected a whole number"),
            (#""cap": "v""#, #"[1]"#, "found a list"), (#""cap": "v""#, #"true"#, "expected a whole number"),
            (#""payment.amount": "v""#, #"0"#, "0 is not above 0"),
            (#""payment.amount": "v""#, #"-2"#, "less than 0"),
            (#""payment.amount": "v""#, #""007""#, "expected a number"),
            (#""payment.amount": "v""#, #""1.50""#, #""amount":1.5"#),
            (
                #""payment.amount": "v""#, #"0.1000000000000000000000000000000000000000000001"#,
                "too many digits"
            ),
            (#""postback_url": "v""#, #"3"#, #""postback_url":"3""#),
            (#""postback_url": "v""#, #"{"a": 1}"#, "found a map"),
            (#""country_codes": "v""#, #"["US"]"#, #""country_codes":["US"]"#),
            (#""country_codes": "v""#, #""DE""#, #"["DE"]"#),
            (#""country_codes": "v""#, #"["USA"]"#, "no code of a country"),
            (#""cap_alert": "v""#, #""true""#, #""cap_alert":true"#),
            (#""cap_alert": "v""#, #""yes""#, "expected true or false"),
            (#""status": "v""#, #""archived""#, #""status":"archived""#),
            (#""status": "v""#, #"2"#, #""status":2"#),
            (#""status": "v""#, #""archve""#, #"did you mean "archived"?"#),
            (
                #""targeting.os": "v""#, #"[{"name": "iOS", "version": "9"}]"#,
                #""os":[{"name":"iOS","version":"9"}]"#
            ),
            (#""targeting.os": "v""#, #"[{"nam": "iOS"}]"#, #"did you mean "name"?"#),
            (#""targeting": "v""#, #"{"isp": ["x"], "cities": null}"#, #""targeting":{"isp":["x"]}"#),
            (#""cap": "v""#, #"null"#, #""url":"l?sub1={clickid}"}"#),
            (#""cap": "v""#, #""""#, #""url":"l?sub1={clickid}"}"#),
            (#""country_codes": "country(v)""#, #""Atlantis""#, "Atlantis"),
            (#""country_codes": "country(v)""#, #""ALL""#, #""country_codes":[]"#),
            (#""payment.amount": "money(v, 'USD')""#, #""5%""#, "5%"),
            (#""payment.amount": "money(v, 'USD')""#, #""€5""#, "EUR"),
            (#""payment.amount": "money(v, 'USD')""#, #""N/A""#, #""url":"l?sub1={clickid}"}"#),
            (#""payment.amount": "money(v, 'USD', 'de')""#, #""1.234,50""#, #""amount":1234.5"#),
            (#""payment.amount": "money(v, 'USD', 'en', `{\"EUR\": 1.1}`)""#, #""10 EUR""#, #""amount":11"#),
            (#""postback_url": "text(v)""#, #""<b>A &amp;amp; B</b>""#, #""postback_url":"A &amp; B""#),
            (#""postback_url": "unescape(v)""#, #""a&amp;b""#, #""postback_url":"a&b""#),
            (
                #""postback_url": "macro(v, '{click_id}', '{clickid}')""#, #""h?a={click_id}""#,
                #"h?a={clickid}"#
            ),
            (#""postback_url": "append_param(v, 'a', '1')""#, #""h?a=2""#, #"h?a=2&a=1"#),
            (#""postback_url": "remove_param(v, 'a')""#, #""h?a=2&b=3""#, #"h?b=3"#),
            (#""postback_url": "get_param(v, 'a')""#, #""h?a=2%20b""#, #""postback_url":"2 b""#),
            (#""postback_url": "url_host(v)""#, #""https://U@H.test:8/x""#, #""postback_url":"h.test""#),
            (#""postback_url": "urlencode(v)""#, #""a b&c""#, #"a%20b%26c"#),
            (#""postback_url": "urldecode(v)""#, #""a%20b""#, #""postback_url":"a b""#),
            (#""postback_url": "lookup('t', v)""#, #""x""#, #"table 't' has no"#),
            (#""postback_url": "lookup('t', v, 'y')""#, #""x""#, #""postback_url":"y""#),
            (#""postback_url": "lookup('u', v)""#, #""x""#, #""postback_url":"other""#),
            (#""postback_url": "error('no good')""#, "1", "no good"),
        ])
    func types(field: String, value: String, expected: String) throws {
        let run = try run(
            field, #"[{"id": 7, "name": "A", "link": "l", "v": \#(value)}]"#,
            more: #""tables": {"t": {"a": "b"}, "u": {"values": {"a": "b"}, "default": "other"}}"#)
        let all = run.json + run.problems.map { "\($0.message) \($0.help ?? "")" }
        #expect(all.count == 1 && all[0].contains(expected), "\(all)")
    }

    @Test("a problem says the field, the place in the feed and the place in the template")
    func problem() throws {
        let run = try run(
            #""payment.amount": "money(pay, 'USD')""#,
            "[\n {\"id\": 7, \"name\": \"A\", \"link\": \"l\",\n  \"pay\": \"5 apples\"}]")
        let problem = try #require(run.problems.first)
        #expect(run.outcomes.count == 1)
        #expect(problem.position.line == 3)
        #expect(problem.position.column == 10)
        #expect(problem.message.hasPrefix("offer payment.amount: money: "))
        #expect(problem.template.position != nil)
        let diagnostic = problem.diagnostic(file: "f.json")
        #expect(diagnostic.id == "mapping.value")
        #expect("\(diagnostic)".hasPrefix("f.json:3:10: error: "))
        #expect(diagnostic.help?.contains("t.yaml:") == true)
    }

    @Test("the column of a fault is that of the template's text, not of what parameters made of it")
    func column() throws {
        let text = Templates.text(
            fields:
                #"{"title": "join(param('network'), [lookup('t', name)])", "network": "'x'", "url": "link"}"#,
            more: #""tables": {"t": {}}"#)
        let run = try Templates.run(
            try Templates.template(text), #"[{"id": 1, "name": "A", "link": "l"}]"#,
            parameters: ["network": "`x\"y'"])
        #expect(
            run.problems.first?.message.contains("(column 25 of the expression)") == true, "\(run.problems)")
    }

    @Test(
        "parameters reach expressions byte for byte",
        arguments: ["N", "`", "a`b", "\"", "'", "\\", "é\n{clickid}", ""])
    func parameters(value: String) throws {
        let text = Templates.text(
            fields: #"{"title": "join('', [param('network'), '.'])", "network": "'x'", "url": "link"}"#)
        let run = try Templates.run(
            try Templates.template(text), #"[{"id": 1, "link": "l"}]"#, parameters: ["network": value])
        #expect(run.objects.first?.node().value["title"]?.value.string == value + ".")
    }

    @Test(
        "empty values are errors, leave the object out, are left alone or clear a list",
        arguments: [
            ("error", [], 1, 0), ("skip", [], 0, 1),
            ("omit", [#"{"key":"7","title":"A","network":"N","url":"l?sub1={clickid}"}"#], 0, 0),
            (
                "clear",
                [#"{"key":"7","title":"A","network":"N","url":"l?sub1={clickid}","country_codes":[]}"#], 0, 0
            ),
        ])
    func empty(policy: String, objects: [String], rejected: Int, skipped: Int) throws {
        let run = try run(
            #""country_codes": "geo""#, #"[{"id": 7, "name": "A", "link": "l", "geo": []}]"#,
            make: #""on_empty": {"country_codes": "\#(policy)"}"#)
        #expect(run.json == objects)
        #expect(run.summary.rejected == rejected)
        #expect(run.summary.skippedRecords == skipped)
    }

    @Test("what is skipped is counted by reason, what no condition asks for is not")
    func skips() throws {
        let run = try run(
            "", #"[{"id": 1, "s": "x"}, {"id": 2, "s": "y"}, {"id": 3, "s": "z", "name": "A", "link": "l"}]"#,
            make: #""when": "s != 'y'", "skip": [{"when": "s == 'x'", "reason": "not approved"}]"#)
        #expect(run.outcomes == [.skipped("not approved"), .made(0), .made(1)])
        #expect(run.summary.skipped == ["not approved": 1])
        #expect(run.summary.withoutObjects == 1)
        #expect(run.summary.mapped == 1)
    }

    @Test("each element of a list becomes an object, and a wrong one rejects them all")
    func each() throws {
        let template = try Templates.template(
            Templates.text(
                fields:
                    #"{"title": "join(' ', [record().name, goal])", "network": "'N'", "url": "record().link", "cap": "cap"}"#,
                make: #""each": "goals[?on]""#, key: "join('-', [record().id, goal])"))
        let run = try Templates.run(
            template,
            """
            [{"id": "a", "name": "A", "link": "l", "goals": [{"goal": "x", "on": true}, {"goal": "y", "on": false}, {"goal": "z", "on": true}]},
             {"id": "b", "name": "B", "link": "l", "goals": [{"goal": "x", "on": true}, {"goal": "z", "on": true, "cap": "?"}]},
             {"id": "c", "name": "C", "link": "l", "goals": []}]
            """)
        #expect(run.objects.map(\.key) == ["a-x", "a-z"])
        #expect(run.objects.map { $0.node().value["title"]?.value.string } == ["A x", "A z"])
        #expect(run.summary.rejected == 1)
        #expect(run.summary.withoutObjects == 1)
        #expect(run.summary.lost == [])
    }

    @Test("an object map gives its names as keys")
    func keys() throws {
        let template = try Templates.template(Templates.text(more: #""records": "data.*""#, key: "key()"))
        let run = try Templates.run(
            template, #"{"data": {"x": {"name": "A", "link": "l"}, "y": {"name": "B", "link": "l"}}}"#)
        #expect(run.objects.map(\.key) == ["x", "y"])
    }

    @Test(
        "a key that occurs again is an error, or the first or last record counts",
        arguments: [("error", ["A", "C"], 1, 0), ("first", ["A", "C"], 0, 1), ("last", ["B", "C"], 0, 0)])
    func duplicates(policy: String, titles: [String], rejected: Int, skipped: Int) throws {
        let run = try run(
            "",
            #"[{"id": 1, "name": "A", "link": "l"}, {"id": 1, "name": "B", "link": "l"}, {"id": 2, "name": "C", "link": "l"}]"#,
            make: #""duplicates": "\#(policy)""#)
        #expect(run.objects.map { $0.node().value["title"]?.value.string ?? "" } == titles)
        #expect(run.summary.rejected == rejected)
        #expect(run.summary.skippedRecords == skipped)
        #expect(run.summary.objects == [.offer: 2])
    }

    @Test("the key of a rejected record is free")
    func rejectedKey() throws {
        let run = try run(
            #""cap": "cap""#,
            #"[{"id": 1, "cap": "x", "name": "A", "link": "l"}, {"id": 1, "name": "B", "link": "l"}]"#)
        #expect(run.objects.count == 1)
        #expect(run.summary.rejected == 1)
    }

    @Test("countries that are none and placeholders of others are noted once, with their number")
    func notes() throws {
        let run = try run(
            #""country_codes": "country(geo)""#,
            #"[{"id": 1, "name": "A", "link": "l?a={aff}", "geo": "US, EU"}, {"id": 2, "name": "A", "link": "l?a={aff}", "geo": "EU,DE"}]"#
        )
        #expect(run.summary.notes.map(\.count) == [2, 2])
        #expect(run.summary.notes.contains { $0.message.contains("EU") })
        #expect(run.summary.notes.contains { $0.message.contains("{aff}") })
    }

    @Test("values have the place in the feed that they were read from")
    func places() throws {
        let template = try Templates.template(Templates.text())
        let feed = "[\n{\"id\": 1,\n \"name\": \"A\", \"link\":\n  \"l\"}]"
        var mapper = try Mapper(template, parameters: ["network": "N"])
        var reader = JSONRecordReader(Array(feed.utf8))
        var record = Record()
        var objects: [MappedObject] = []
        #expect(try reader.next(&record))
        #expect(mapper.map(record, into: &objects) == .made(1))
        let node = try #require(objects.first).node(of: record)
        #expect(node.value["title"]?.position.line == 3)
        #expect(node.value["url"]?.position == SourcePosition(line: 4, column: 3, offset: 36))
        #expect(node.value["network"]?.position.line == 2)
    }

    @Test("a table in a file beside the template is read")
    func fileTable() throws {
        let text = Templates.text(
            fields: #"{"title": "lookup('t', name)", "network": "'N'", "url": "link"}"#,
            more: #""tables": {"t": {"file": "r.csv", "key": "from", "value": "to"}}"#)
        let template = try Templates.template(text, files: ["r.csv": "from,to\nA,Alpha\n"])
        let run = try Templates.run(template, #"[{"id": 1, "name": "A", "link": "l"}]"#)
        #expect(run.objects.first?.node().value["title"]?.value.string == "Alpha")
    }
}
