import Diagnostics
import Feeds
import Testing

@testable import Mapping

@Suite("Accounting for every field")
struct LossTests {
    private func run(_ feed: String, ignore: String = "[]", fields: String? = nil) throws -> MappingSummary {
        let standard = #"{"title": "name", "network": "'N'", "url": "link", "cap": "goals[?on] | [0].cap"}"#
        let text = Templates.text(fields: fields ?? standard, more: #""ignore": \#(ignore)"#)
        return try Templates.run(try Templates.template(text), feed).summary
    }

    @Test("a field that nobody reads is lost, with its number, first place and first value")
    func lost() throws {
        let summary = try run(
            """
            [{"id": 1, "name": "A", "link": "l", "x": "", "y": null},
             {"id": 2, "name": "A", "link": "l", "x": "one", "goals": [{"on": true, "cap": 1, "note": "n"}]},
             {"id": 3, "name": "A", "link": "l", "x": "two", "z": {"a": 1}}]
            """)
        #expect(summary.lost.map(\.path) == ["x", "goals[].note", "z"])
        #expect(summary.lost.map(\.count) == [2, 1, 1])
        #expect(summary.lost.map(\.example) == ["\"one\"", "\"n\"", #""{"a":1}""#])
        #expect(summary.lost[0].first.line == 2)
    }

    @Test(
        "what is ignored on purpose is not lost",
        arguments: [
            (#"["x"]"#, ["y.a", "y.b.c", "l[].d"]), (#"["y"]"#, ["x", "l[].d"]),
            (#"["y.*"]"#, ["x", "l[].d"]),
            (#"["y.b"]"#, ["x", "y.a", "l[].d"]), (#"["*.b.c"]"#, ["x", "y.a", "l[].d"]),
            (#"["l[].d"]"#, ["x", "y"]),
            (#"["l.d"]"#, ["x", "y"]), (#"["*"]"#, []), (#"["l.e"]"#, ["x", "y", "l[].d"]),
        ])
    func ignored(paths: String, lost: [String]) throws {
        let summary = try run(
            #"[{"id": 1, "name": "A", "link": "l", "x": 1, "y": {"a": 1, "b": {"c": 2}}, "l": [{"d": 1}, {"d": 2}]}]"#,
            ignore: #"[{"fields": \#(paths), "reason": "no such field"}]"#)
        let found = summary.lost.map(\.path)
        // A map or list of which no part is named is one loss.
        let joined = found.flatMap {
            $0 == "y" && lost.contains("y.a") ? lost.filter { $0.hasPrefix("y.") } : [$0]
        }
        .flatMap { $0 == "l" && lost.contains("l[].d") ? ["l[].d"] : [$0] }
        #expect(joined == lost)
        #expect(summary.ignored.allSatisfy { $0.reason == "no such field" })
    }

    @Test("skipped and rejected records lose nothing")
    func others() throws {
        let summary = try run(#"[{"id": 1, "x": 1}]"#)
        #expect(summary.rejected == 1)
        #expect(summary.lost == [])
    }

    @Test("a map with very many names is one path, and memory is bounded")
    func many() throws {
        let members = (0..<1_000).map { "\"k\($0)\": \($0)" }.joined(separator: ", ")
        let summary = try run(
            "[{\"id\": 1, \"name\": \"A\", \"link\": \"l\", \(members)}]",
            ignore: #"[{"fields": ["k5.x"], "reason": "r"}]"#)
        #expect(summary.lost.count < 20)
        #expect(summary.lost.last?.path == "*")
        #expect(summary.lost.map(\.count).reduce(0, +) == 1_000)
    }

    @Test("what rejects were marked with is no loss")
    func marks() throws {
        let summary = try run(#"[{"waybill_reject": {"reason": "x"}, "id": 1, "name": "A", "link": "l"}]"#)
        #expect(summary.lost == [])
        #expect(summary.mapped == 1)
    }

    @Test("values that are lost or ignored never change an object", arguments: 0..<100)
    func independence(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
        func draw(_ count: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }
        func value() -> String {
            ["1", "\"x\"", "null", "[1, 2]", #"{"a": {"b": 1}}"#, "true", "\"\""][draw(7)]
        }
        let template = try Templates.template(
            Templates.text(
                fields:
                    #"{"title": "name || data.alt[0].t", "network": "'N'", "url": "link", "cap": "length(data.list)"}"#
            ))
        let fixed = #""id": 1, "name": "A", "link": "l""#
        func feed() -> String {
            #"[{\#(fixed), "u": \#(value()), "data": {"list": [\#(value()), \#(value())], "alt": [{"t": "T", "v": \#(value())}], "w": \#(value())}}]"#
        }
        let left = try Templates.run(template, feed())
        let right = try Templates.run(template, feed())
        #expect(left.json == right.json)
        let allowed: Set = ["u", "data.list[]", "data.alt[].v", "data.w"]
        #expect(Set((left.summary.lost + right.summary.lost).map(\.path)).isSubset(of: allowed))
    }
}
