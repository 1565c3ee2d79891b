import Diagnostics
import Feeds
import Testing

@testable import Mapping

@Suite("Joins")
struct JoinTests {
    private static let feed = #"[{"id": 1, "c": "a"}, {"id": 2, "c": 7}, {"id": 3, "c": "none"}, {"id": 4}]"#

    private func template(
        _ words: String = "", ignore: String = "[]",
        url: String = "joined('links', c).link || 'https://none.test'"
    ) throws -> Template {
        try Templates.template(
            Templates.text(
                fields: #"{"title": "to_string(id)", "network": "'N'", "url": "\#(url)"}"#,
                more: #"""
                    "joins": {"links": {"format": "json", "records": "all", "key": "key"\#(words.isEmpty ? "" : ", " + words)}},
                    "ignore": \#(ignore)
                    """#))
    }

    private func urls(_ run: Templates.Run) -> [String] {
        run.objects.map { $0.node().value["url"]?.value.string ?? "" }
    }

    @Test("a record finds another one by its key, be it a text or a number, and nothing finds null")
    func found() throws {
        let run = try Templates.run(
            try template(), Self.feed,
            joins: ["links": #"{"all": [{"key": "a", "link": "l-a"}, {"key": "7", "link": "l-7"}]}"#])
        #expect(urls(run) == ["l-a", "l-7", "https://none.test", "https://none.test"])
        #expect(run.summary.lost == [])
        #expect(run.summary.notes == [])
    }

    @Test("all records with a key are found in their order, and what nobody reads of them is lost")
    func all() throws {
        let run = try Templates.run(
            try template(
                #""duplicates": "all""#,
                url: "join('+', joined_all('links', c)[*].link) || joined('links', c).link || 'none'"),
            Self.feed,
            joins: [
                "links": #"{"all": [{"key": "a", "link": "l1"}, {"key": 7, "link": "l3"}, "#
                    + #"{"key": "a", "link": "l2", "more": 1}]}"#
            ])
        #expect(urls(run) == ["l1+l2", "l3", "none", "none"])
        #expect(run.summary.lost.map(\.path) == ["joined links: more"])
        #expect(run.summary.notes == [])
    }

    @Test("thousands of records are found, each by its own key")
    func many() throws {
        let numbers = 0..<5_000
        let all = numbers.map { #"{"key": "k\#($0)", "link": "l\#($0)", "\#($0)": 1}"# }.joined(
            separator: ",")
        let run = try Templates.run(
            try template(ignore: #"[{"join": "links", "fields": ["*"], "reason": "r"}]"#),
            "[" + numbers.reversed().map { #"{"id": \#($0), "c": "k\#($0)"}"# }.joined(separator: ",") + "]",
            joins: ["links": #"{"all": [\#(all)]}"#])
        #expect(urls(run) == numbers.reversed().map { "l\($0)" })
    }

    @Test("a join may be CSV or XML, and its key may be computed with parameters")
    func formats() throws {
        let text = Templates.text(
            fields:
                #"{"title": "joined('t', id).title", "network": "'N'", "url": "joined('u', id).link[0].link"}"#,
            more: #"""
                "parameters": {"prefix": {"default": "p"}},
                "joins": {
                    "t": {"format": "csv", "reader": {"delimiter": ";"}, "key": "join('', [param('prefix'), no])"},
                    "u": {"format": "xml", "records": "/r/c", "reader": {"lists": "/r/c/link"}, "key": "\"@id\""}}
                """#,
            key: "id")
        let run = try Templates.run(
            try Templates.template(text.replacing("link[0].link", with: "link[0]")), #"[{"id": "q1"}]"#,
            parameters: ["prefix": "q"],
            joins: ["t": "no;title\n1;One\n", "u": "<r><c id='q1'><link>u1</link></c></r>"])
        #expect(run.json == [#"{"key":"q1","title":"One","network":"N","url":"u1"}"#], "\(run.problems)")
    }

    @Test("a field of a joined record that nobody reads or ignores is lost, and named with its join")
    func losses() throws {
        let links =
            #"{"all": [{"key": "a", "link": "l", "note": "n", "x": {"y": 1}}, {"key": "b", "other": 1}]}"#
        let plain = try Templates.run(try template(), Self.feed, joins: ["links": links])
        #expect(plain.summary.lost.map(\.path) == ["joined links: note", "joined links: x"])
        #expect(plain.summary.lost.map(\.join) == ["links", "links"])
        #expect(plain.summary.lost.first?.example == "\"n\"")
        let ignoring = try Templates.run(
            try template(ignore: #"[{"join": "links", "fields": ["note", "x.y"], "reason": "r"}]"#),
            Self.feed,
            joins: ["links": links])
        #expect(ignoring.summary.lost == [])
        #expect(ignoring.summary.ignored.map(\.path) == ["joined links: note", "joined links: x.y"])
        let elsewhere = try Templates.run(
            try template(ignore: #"[{"fields": ["note", "x"], "reason": "r"}]"#), Self.feed,
            joins: ["links": links])
        #expect(elsewhere.summary.lost.count == 2)
    }

    @Test(
        "what is read of a joined record is known wherever the expression takes it",
        arguments: [
            ("joined('links', c) | link || 'x'", ["note"]), ("(joined('links', c)).link || 'x'", ["note"]),
            ("not_null(joined('links', c).link, 'x')", ["note"]),
            ("[joined('links', c)] | [0].link || 'x'", ["note"]),
            ("to_string(joined('links', c))", []), ("if(joined('links', c), 'x', 'y')", ["link", "note"]),
        ])
    func reads(url: String, lost: [String]) throws {
        let run = try Templates.run(
            try template(url: url), Self.feed,
            joins: ["links": #"{"all": [{"key": "a", "link": "l", "note": "n"}]}"#])
        #expect(run.summary.lost.map(\.path) == lost.map { "joined links: \($0)" })
    }

    @Test("joined records that no record asked for are noted with their number and the first place")
    func unasked() throws {
        let run = try Templates.run(
            try template(), Self.feed,
            joins: [
                "links": "{\"all\": [{\"key\": \"a\"},\n{\"key\": \"b\"}, {\"key\": \"c\", \"lost\": 1}]}"
            ])
        #expect(run.summary.notes.map(\.count) == [2])
        #expect(run.summary.notes.map(\.first.line) == [2])
        #expect(run.summary.notes.map(\.join) == ["links"])
        #expect(run.summary.lost == [])
    }

    @Test("records that were rejected lose nothing of what they were joined to")
    func rejected() throws {
        let run = try Templates.run(
            try template(url: "joined('links', c).link"), #"[{"id": 1, "c": "a"}]"#,
            joins: ["links": #"{"all": [{"key": "a", "note": "n"}]}"#])
        #expect(run.summary.rejected == 1)
        #expect(run.summary.lost == [])
        #expect(run.summary.notes == [])
    }

    @Test(
        "a key that occurs again is an error, or the first or last record counts",
        arguments: [("first", "l1"), ("last", "l2")])
    func duplicates(policy: String, link: String) throws {
        let all = "{\"all\": [{\"key\": \"a\", \"link\": \"l1\"},\n {\"key\": \"a\", \"link\": \"l2\"}]}"
        let run = try Templates.run(
            try template("\"duplicates\": \"\(policy)\""), Self.feed, joins: ["links": all])
        #expect(urls(run)[0] == link)
        #expect(run.summary.notes == [])
        do {
            // The number is that of the record, whatever was wrong with those before.
            _ = try Templates.join(try template(), "links", all.replacing("[", with: "[{},"))
            Issue.record("the second key is no error")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.contains { $0.message.contains("record 2 (line 1)") })
        }
        do {
            _ = try Templates.join(try template(), "links", all)
            Issue.record("the second key is no error")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.map(\.id) == ["mapping.duplicate"])
            #expect("\(error.diagnostics[0])".hasPrefix("links.file:2:2: error: join links: the key \"a\""))
            #expect(error.diagnostics[0].message.contains("record 1 (line 1)"))
        }
    }

    @Test(
        "what is wrong with joined records is said for each, with its place",
        arguments: [
            (#"{"all": [{"x": 1}]}"#, "", ["the record has no key"]),
            (
                #"{"all": [{"key": ""}, {"key": [1]}]}"#, "",
                ["the key is empty", "must be a text or a number"]
            ),
            (
                #"{"all": [{"key": "a"}, {"key": "b"}, {"key": "c"}]}"#, #""limit": 2"#,
                ["more than 2 records"]
            ),
        ])
    func faults(text: String, words: String, messages: [String]) throws {
        do {
            _ = try Templates.join(try template(words), "links", text)
            Issue.record("nothing is said")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.count == messages.count)
            for (diagnostic, message) in zip(error.diagnostics, messages) {
                #expect(diagnostic.message.contains(message))
                #expect("\(diagnostic)".hasPrefix("links.file:1:"))
                #expect(diagnostic.help?.contains("see t.yaml:") == true)
            }
        }
    }

    @Test("very many faults are counted")
    func manyFaults() throws {
        let all = Array(repeating: "{}", count: 1_000).joined(separator: ",")
        do {
            _ = try Templates.join(try template(), "links", "{\"all\": [\(all)]}")
            Issue.record("nothing is said")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.count == 101)
            #expect(error.diagnostics.contains { $0.message == "join links has 900 more faults" })
        }
    }

    @Test("a join that must be given, and one that there is not, are errors that say what to do")
    func given() throws {
        do {
            _ = try Mapper(try template(#""required": true, "help": "the links""#), parameters: [:])
            Issue.record("the join is not missed")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics.map(\.id) == ["template.join"])
            #expect(error.diagnostics[0].message == "the join links must be given: the links")
            #expect(error.diagnostics[0].help == "add --join links=FILE")
        }
        do {
            _ = try JoinBuilder(try template(), "link", file: "f")
            Issue.record("a join that there is not")
        } catch let error as DiagnosticsError {
            #expect(error.diagnostics[0].help == #"did you mean "links"?"#)
        }
    }

    @Test("an example of a template gives joins as texts")
    func examples() throws {
        let template = try Templates.template(
            Templates.text(
                fields: #"{"title": "name", "network": "'N'", "url": "joined('l', id).u"}"#,
                more: #"""
                    "joins": {"l": {"format": "csv", "key": "k", "required": true}},
                    "tests": [{"name": "one", "input": "[{\"id\": 1, \"name\": \"A\"}]", "joins": {"l": "k,u,v\n1,x,y\n"},
                        "objects": [{"kind": "offer", "key": 1, "title": "A", "network": "N", "url": "x"}],
                        "lost": ["joined l: v"]}]
                    """#))
        #expect(TemplateTests.run(template).map { "\($0)" } == [])
    }
}
