import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Mapping

/// The fields that an offer needs.
private let right = #""title": "a", "network": "b", "url": "c""#

@Suite("Reading of templates")
struct TemplateReadingTests {
    @Test("a right template says what it makes")
    func sayings() throws {
        let template = try Templates.template(Templates.text())
        #expect(template.name == "t")
        #expect(template.title == "t")
        #expect(template.makes.map(\.kind.rawValue) == ["offer"])
        #expect(template.makes[0].fields.map(\.path) == ["title", "network", "url"])
        #expect(template.makes[0].fields.map(\.onEmpty) == [.error, .error, .error])
        #expect(template.parameters.map(\.name) == ["network"])
    }

    @Test(
        "what is wrong is said with its place, an id and what to do",
        arguments: [
            (#"{}"#, "template.missing", "a template needs template"),
            (#"[]"#, "template.type", "a template must be a map, found a list"),
            (
                #"{"template": "t", "fromat": "csv", "format": "csv", "make": [{"kind": "offer", "key": "a", "fields": {\#(right)}}]}"#,
                "template.unknown-word", #"did you mean "format"?"#
            ),
            (
                #"{"template": "t", "format": "cvs", "make": [{"kind": "offer", "key": "a", "fields": {\#(right)}}]}"#,
                "template.unknown-word", #"did you mean "csv"?"#
            ),
            (
                Templates.text(more: #""joins": {"c": {"format": "json"}}"#), "template.missing",
                "join c needs key"
            ),
            (
                Templates.text(more: #""joins": {"c": {"format": "json", "key": "id", "limit": 0}}"#),
                "template.value", "the limit of join c is 0"
            ),
            (
                Templates.text(more: #""joins": {"c": {"format": "json", "key": "joined('c', id)"}}"#),
                "template.expression", "there is no join"
            ),
            (
                Templates.text(more: #""joins": {"c": {"format": "jsn", "key": "id"}}"#),
                "template.unknown-word", #"did you mean "json"?"#
            ),
            (
                Templates.text(
                    more:
                        #""joins": {"campaign": {"format": "json", "key": "id"}}, "ignore": [{"join": "campain", "fields": ["a"], "reason": "r"}]"#
                ), "template.unknown-word", #"did you mean "campaign"?"#
            ),
            (
                Templates.text(make: #""duplicates": "frist""#), "template.unknown-word",
                #"did you mean "first"?"#
            ),
            (
                Templates.text(make: #""each": {}"#), "template.type",
                "each must be an expression, found a map"
            ),
            (Templates.text(make: #""skip": [{"when": "a"}]"#), "template.missing", "needs reason"),
            (
                Templates.text(make: #""on_empty": {"titel": "skip"}"#), "template.unknown-field",
                #"did you mean "title"?"#
            ),
            (
                Templates.text(make: #""on_empty": {"title": "clear"}"#), "template.value",
                "only a list can be cleared"
            ),
            (
                Templates.text(fields: #"{"title": "a", "network": "b"}"#), "template.missing",
                "offer needs url"
            ),
            (
                Templates.text(fields: #"{\#(right), "payment.amuont": "x"}"#), "template.unknown-field",
                #"did you mean "amount"?"#
            ),
            (
                Templates.text(fields: #"{\#(right), "program_id": "x"}"#), "template.unknown-field",
                "names network rather than program_id"
            ),
            (
                Templates.text(fields: #"{\#(right), "id": "x"}"#), "template.unknown-field",
                "id of offer cannot be set"
            ),
            (
                Templates.text(fields: #"{\#(right), "title.x": "x"}"#), "template.unknown-field",
                "title has no field"
            ),
            (
                Templates.text(fields: #"{\#(right), "payment": "x", "payment.amount": "y"}"#),
                "template.duplicate",
                "set the same field"
            ),
            (
                Templates.text(fields: #"{\#(right), "cap": "'ten'"}"#), "template.value",
                "expected a whole number"
            ),
            (
                Templates.text(fields: #"{\#(right), "cap": true}"#), "template.value",
                "expected a whole number"
            ),
            (
                Templates.text(fields: #"{\#(right), "status": "'actve'"}"#), "template.value",
                #"did you mean "active"?"#
            ),
            (
                Templates.text(fields: #"{\#(right), "country_codes": "`[\"USA\"]`"}"#), "template.value",
                "no code of a country"
            ),
            (Templates.text(key: "a.["), "template.expression", "column"),
            (Templates.text(key: "parm('x')"), "template.expression", #"did you mean "param"?"#),
            (Templates.text(key: "param('netwrok')"), "template.expression", #"did you mean "network"?"#),
            (Templates.text(key: "lookup('x', a)"), "template.expression", "there is no table"),
            (Templates.text(key: "joined('x', a)"), "template.expression", "there is no join"),
            (Templates.text(key: "money(a, 'XQX')"), "template.expression", "money"),
            (Templates.text(key: "set_param(a, '', 'x')"), "template.expression", "no name"),
            (Templates.text(more: #""tables": {"x": 1}"#), "template.type", "table x must be a map"),
            (
                Templates.text(more: #""tables": {"x": {"file": "y.csv", "key": "a", "value": "b"}}"#),
                "template.file", "cannot be read"
            ),
            (Templates.text(more: #""parameters": {"a b": {}}"#), "template.value", "no name of a parameter"),
            (
                Templates.text(more: #""parameters": {"a": {"pattern": "["}}"#), "template.value",
                "no regular expression"
            ),
            (
                Templates.text(more: #""ignore": [{"fields": ["a..b"], "reason": "r"}]"#), "template.value",
                "no path of a field"
            ),
            (
                Templates.text(more: #""reader": {"delimiter": ","}"#), "template.unknown-word",
                "reader of json has no"
            ),
            (Templates.text(more: #""records": "a[""#), "template.value", "of the path"),
            (
                Templates.text(more: #""reader": {"encoding": "utf-9"}"#), "template.unknown-word",
                "no encoding"
            ),
            (Templates.text(more: #""tests": [{"name": "x"}]"#), "template.missing", "needs input"),
        ])
    func wrong(text: String, id: String, words: String) throws {
        let findings = try Templates.findings(text)
        let found = findings.first { $0.id == id && "\($0)".contains(words) }
        #expect(found != nil, "\(findings.map(\.description))")
        #expect(found?.place?.file == "t.yaml")
        #expect(found?.place?.position != nil)
    }

    @Test("everything that is wrong is said at once")
    func atOnce() throws {
        let text = Templates.text(
            fields: #"{"titel": "a", "network": "b", "url": "c("}"#, make: #""kindd": 1"#, key: "d)")
        #expect(try Templates.findings(text).count >= 5)
    }

    @Test("a tree of the wrong types is refused and never crashes", arguments: 0..<200)
    func hostile(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func draw(_ count: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }
        let words =
            TemplateReader.words + [
                "kind", "key", "fields", "each", "when", "skip", "reason", "on_empty", "duplicates", "name",
                "input",
                "file", "value", "values", "default", "help", "pattern", "title", "network", "url",
                "payment.amount",
            ]
        func value(_ depth: Int) -> Value {
            switch draw(depth > 5 ? 5 : 8) {
            case 0: return .null
            case 1: return .bool(draw(2) == 0)
            case 2: return .number(["0", "-1", "1e400", "9999999999999999999"][draw(4)])
            case 3, 4: return .string(["offer", "csv", "", "a[", "a.b", "'x'", "json", "[[[["][draw(8)])
            case 5: return .list((0..<draw(4)).map { _ in Node(value(depth + 1)) })
            default:
                return .map((0..<draw(8)).map { _ in Member(words[draw(words.count)], value(depth + 1)) })
            }
        }
        let tree = Value.map(
            TemplateReader.words.filter { _ in draw(4) > 0 }.map { Member($0, value(0)) })
        #expect(throws: DiagnosticsError.self) { try Template(Node(tree), file: "t") }
    }

    @Test("parameters are checked when a feed is to be read")
    func parameters() throws {
        let template = try Templates.template(
            Templates.text(
                more: #""parameters": {"id": {"help": "your id", "required": true, "pattern": "[0-9]+"}}"#,
                key: "param('id')"))
        func findings(_ given: [String: String]) -> String {
            do {
                _ = try Mapper(template, parameters: given)
                return ""
            } catch {
                return error.description
            }
        }
        #expect(findings(["network": "N", "id": "7"]) == "")
        #expect(findings(["id": "7"]).contains("network must be given"))
        #expect(findings(["network": "N"]).contains("id must be given: your id (add --set id=...)"))
        #expect(findings(["network": "N", "id": "x"]).contains("it must match [0-9]+"))
        #expect(findings(["network": "N", "id": "7", "idd": "8"]).contains(#"did you mean "id"?"#))
    }

    @Test(
        "a path of a feed has names, any names and elements",
        arguments: ["a", "a.*", "a[].b", "\"a.b\".c", "Offer Name", "@id"])
    func paths(text: String) throws {
        #expect(try FeedPath(text).description == text)
    }
}
