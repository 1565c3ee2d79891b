import Feeds
import TestSupport
import Testing

@testable import Mapping

/// The quick forms must do what the expressions do, wherever they do anything.
@Suite("Quick forms of expressions")
struct QuickFormTests {
    private static let fields: [(String, [String])] = [
        (
            "title",
            [
                "a", "a.b", "trim(a)", "to_string(a)", "record().a", "'T'", "lookup('t', a)", "trim(a.b)",
                "text(a)", "a && trim(a)", "l[0]", "record().l[1]", "param('network') && a",
                "if(param('network') == 'N', a, b)",
                "b && trim(a)", "c[0].code && trim(c[0].code)",
            ]
        ),
        ("network", ["param('network')", "b", "'N'"]),
        ("url", ["set_param(u, 'sub1', '{clickid}')", "append_param(u, 'x y', '&')", "u", "trim(u)", "a"]),
        ("postback_url", ["u", "set_param(a, 'a', '')", "'https://x.test?a={b}'", "`5`"]),
        (
            "payment.amount",
            [
                "n", "money(n, 'USD')", "money(n, 'EUR', 'de')", "money(a, null)", "money('2.5', 'USD')",
                "`2.50`", "lookup('m', a)",
            ]
        ),
        ("cap", ["n", "`7`", "lookup('m', a)", "a"]),
        ("cap_alert", ["f", "`false`", "a", "lookup('f', a)"]),
        ("status", ["lookup('s', a)", "lookup('s', n, 'archived')", "'active'", "a"]),
        ("country_codes", ["country(c)", "c", "country(a)", "`[\\\"US\\\"]`", "country(c[*].code)"]),
        ("targeting.isp", ["l", "a", "country(c)", "`[1, \\\"x\\\"]`", "l[*]"]),
        ("targeting", ["o"]),
    ]
    private static let conditions = [
        "a", "a == 'x'", "a != 'x'", "n == `0`", "n != `1.5`", "f == `true`", "null == a", "'y' == a.b", "n",
        "f != `false`", "a == `\\\"\\\"`", "record().a == 'x'", "n == `1e2`", "n == `-1`",
        "!a", "!l[0]", "!record().n", "param('network') == 'M' && a", "l[2] == 'x'",
    ]
    private static let texts = [
        "x", "y", "", " x ", "1", "0", "007", "1.50", "1,5", "$3", "N/A", "US", "us", "ALL", "US, de", "EU",
        "United Kingdom", "live", "off", "true", "\\u00a0é\\u3000", "h?sub1=1&a=2#f", "h?%73ub1=1", "{aff}",
        "https://h.test/?a={clickid}&b=[x]", "archived", "é",
    ]
    private static let numbers = [
        "0", "1", "1.5", "1.50", "100", "-1", "0.0", "1e2", "12345678901234567890", "0.1", "10.0",
        "1.000000000000000000000000000000000000000001",
    ]

    private struct Source {
        var random: SeededGenerator

        mutating func pick<Element>(_ list: [Element]) -> Element {
            list[Int.random(in: list.indices, using: &random)]
        }

        mutating func scalar() -> String {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: pick(["null", "true", "false", "[]", "{}"])
            case 1...3: pick(QuickFormTests.numbers)
            default: "\"\(pick(QuickFormTests.texts))\""
            }
        }

        mutating func value() -> String {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                "[\((0..<Int.random(in: 0..<4, using: &random)).map { _ in value() }.joined(separator: ","))]"
            case 1: #"{"b": \#(scalar()), "code": "\#(pick(["US", "x", "gb"]))"}"#
            default: scalar()
            }
        }

        mutating func record() -> String {
            var members: [String] = []
            for name in ["a", "b", "u", "n", "f", "c", "l", "o"].shuffled(using: &random) {
                let value: String
                switch (name, Int.random(in: 0..<4, using: &random)) {
                case (_, 0): value = self.value()
                case ("n", _): value = pick(QuickFormTests.numbers)
                case ("f", _): value = pick(["true", "false"])
                case ("c", _):
                    value = pick([#"["US","de","US"]"#, #""US|CA""#, #"[{"code":"FR"}]"#, #"["XX"]"#])
                case ("l", _): value = pick([#"["x",2]"#, "[]", #"[""]"#, #""one""#])
                case ("o", _): value = pick([#"{"isp":["x"]}"#, "{}", "null"])
                default: value = scalar()
                }
                if Int.random(in: 0..<6, using: &random) > 0 { members.append("\"\(name)\": \(value)") }
            }
            return "{\(members.joined(separator: ", "))}"
        }

        mutating func template() -> String {
            var names: [String] = []
            var fields: [String] = []
            for (name, expressions) in QuickFormTests.fields {
                let isNeeded = ["title", "network", "url"].contains(name)
                guard isNeeded || Bool.random(using: &random) else { continue }
                if name == "targeting", names.contains("targeting.isp") { continue }
                names.append(name)
                fields.append("\"\(name)\": \"\(pick(expressions))\"")
            }
            let policies = names.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map { name in
                "\"\(name)\": \"\(pick(["error", "skip", "omit"]))\""
            }
            let each =
                Int.random(in: 0..<4, using: &random) == 0
                ? #""each": "\#(pick(["l", "[@, @]", "c"]))","# : ""
            return #"""
                {"template": "t", "format": "json",
                 "tables": {"t": {"x": "X", "1": "one"}, "m": {"x": 5, "y": "6", "1": 0, "off": null}, "f": {"x": true},
                    "s": {"values": {"live": "active", "x": 2, "off": "nonsense"}, "default": "active"}},
                 "make": [{"kind": "offer", \#(each) "key": "\#(pick(["to_string(b)", "b", "a", "key()", "record().n"]))",
                    "when": "\#(pick(QuickFormTests.conditions)) || `true`", "duplicates": "\#(pick(["error", "first", "last"]))",
                    "skip": [{"when": "\#(pick(QuickFormTests.conditions))", "reason": "s"}],
                    "on_empty": {\#(policies.joined(separator: ", "))}, "fields": {\#(fields.joined(separator: ", "))}}]}
                """#
        }
    }

    @Test(
        "they give what the expressions give: objects, places, problems and counts",
        arguments: 0..<400 as Range<UInt64>)
    func same(seed: UInt64) throws {
        var source = Source(random: SeededGenerator(seed: seed))
        let text = source.template()
        let template = try Templates.template(text)
        let feed = "[" + (0..<30).map { _ in source.record() }.joined(separator: ",\n") + "]"
        var quick = try Mapper(template, parameters: ["network": "N"])
        var evaluated = try Mapper(template, parameters: ["network": "N"], joins: [:], isQuick: false)
        var left: [MappedObject] = []
        var right: [MappedObject] = []
        try Templates.read(template.format, feed) { record in
            let first = quick.map(record, into: &left)
            let second = evaluated.map(record, into: &right)
            #expect(first == second, "\(text)\n\(String(decoding: record.source, as: UTF8.self))")
            #expect(left.map { $0.node(of: record) } == right.map { $0.node(of: record) }, "\(text)\n\(feed)")
            left.removeAll()
            right.removeAll()
        }
        quick.finish(into: &left)
        evaluated.finish(into: &right)
        #expect(left.map { $0.node() } == right.map { $0.node() })
        #expect(quick.summary == evaluated.summary)
    }

    @Test("most of a usual template has a quick form")
    func usual() throws {
        let template = try Templates.template(
            Templates.text(
                fields:
                    #"{"title": "trim(name)", "network": "param('network')", "url": "set_param(link, 'sub1', '{clickid}')", "payment.amount": "money(pay, 'USD')", "country_codes": "country(geo)", "status": "lookup('s', state)", "cap": "cap"}"#,
                make: #""skip": [{"when": "state != 'x'", "reason": "r"}]"#,
                more: #""tables": {"s": {"x": "active"}}"#))
        let make = try #require(try Mapper(template, parameters: ["network": "N"]).compiled.makes.first)
        #expect(
            make.quick.map(\.way) == [
                .trimmed, .constant, .setParameter, .money, .countries, .lookup, .integer,
            ])
        #expect(make.skips.map(\.quick.way) == [.isText])
        #expect(make.quickKey.isPath)
    }

    @Test("the same name below maps and lists is not mistaken for the member")
    func nested() throws {
        let template = try Templates.template(
            Templates.text(fields: #"{"title": "name", "network": "n.name", "url": "link"}"#))
        let run = try Templates.run(
            template,
            """
            [{"id": 1, "name": "A", "n": {"name": "N"}, "link": "l"}, {"id": 2, "n": {"name": "N"}, "name": "B", "link": "l"},
             {"id": 3, "x": [{"name": "no"}], "n": {"y": {"name": "no"}, "name": "N"}, "link": "l", "name": "C"},
             {"name": "D", "n": {"name": "N"}, "link": "l", "id": 4}]
            """)
        #expect(
            run.json.map { $0.dropFirst(10) }
                == ["A", "B", "C", "D"].map { #","title":"\#($0)","network":"N","url":"l"}"# })
    }
}
