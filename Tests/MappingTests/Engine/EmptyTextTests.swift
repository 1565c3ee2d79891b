import Testing

@testable import Mapping

/// An empty text is a text: what functions make of it does not depend on how plain the expression around them is.
@Suite("Empty texts")
struct EmptyTextTests {
    @Test(
        "give a plain call what they give any other",
        arguments: [
            ("lookup('fallback', word)", #""skype":"else""#), ("lookup('word', word)", #""skype":"none""#),
            ("lookup('plain', word, 'third')", #""skype":"third""#), ("lookup('plain', word)", ""),
            ("trim(word)", ""), ("set_param(word, 'a', 'b')", ""),
        ])
    func plain(expression: String, expected: String) throws {
        let tables =
            #""tables": {"fallback": {"values": {"a": "b"}, "default": "else"}, "word": {"": "none"}, "plain": {"a": "b"}}"#
        for text in [expression, "\(expression) | @", "first_of(`null`, \(expression))"] {
            let template = try Templates.template(
                #"{"template": "t", "format": "json", "make": [{"kind": "network", "key": "id", "fields": {"#
                    + #""title": "id", "url": "id", "skype": "\#(text)"}}], \#(tables)}"#)
            let run = try Templates.run(template, #"[{"id": "1", "word": ""}]"#)
            let tail = expected.isEmpty ? "" : "," + expected
            #expect(run.json == [#"{"key":"1","title":"1","url":"1"\#(tail)}"#], "\(text)")
        }
    }
}
