import Diagnostics
import Testing

@testable import Mapping

@Suite("Examples of templates")
struct TemplateExampleTests {
    private func findings(_ test: String) throws -> [String] {
        let template = try Templates.template(
            Templates.text(
                fields:
                    #"{"title": "name", "network": "param('network')", "url": "link", "payment.amount": "pay", "targeting.isp": "isp"}"#,
                make: #""skip": [{"when": "off", "reason": "switched off"}]"#, more: #""tests": [\#(test)]"#))
        return TemplateTests.run(template).map { "\($0)" }
    }

    private static let input =
        #""input": "[{\"id\": 7, \"name\": \"A\", \"link\": \"l\", \"pay\": 2.50, \"isp\": [\"x\"], \"note\": \"n\"}, {\"off\": true}, {\"id\": 8}]""#

    @Test(
        "an example that comes true says nothing",
        arguments: [
            #""objects": [{"kind": "offer", "key": 7, "title": "A", "network": "network", "url": "l", "payment": {"amount": 2.5}, "targeting.isp": ["x"]}]"#,
            #""parameters": {"network": "M"}, "objects": [{"kind": "offer", "key": "7", "title": "A", "network": "M", "url": "l", "payment.amount": 2.50, "targeting": {"isp": ["x"]}}]"#,
        ])
    func right(objects: String) throws {
        let test =
            #"{"name": "one", \#(Self.input), \#(objects), "skipped": {"switched off": 1}, "rejected": 1, "lost": ["note"]}"#
        #expect(try findings(test) == [])
    }

    @Test(
        "an example that does not come true says what is different",
        arguments: [
            (#""objects": []"#, "offer 7 was not expected"),
            (#""objects": [{"kind": "offer", "key": "8"}]"#, #"key is "7", expected "8""#),
            (#""objects": [{"kind": "landing"}]"#, #"kind is "offer", expected "landing""#),
            (#""objects": [{"title": "A", "cap": 1}]"#, "cap is absent, expected 1"),
            (#""objects": [{"title": "A"}]"#, #"url is "l", expected none"#),
            (#""objects": [{"payment.amount": 3}]"#, #"payment is {"amount":2.5}, expected {"amount":3}"#),
            (#""objects": [{}, {"key": "9"}]"#, #"object 2 is missing: {"key":"9"}"#),
            (#""rejected": 0"#, "1 rejected, expected 0: 1:"),
            (#""skipped": {}"#, "skipped switched off: 1, expected nothing"),
            (#""lost": []"#, "lost [note], expected []"),
            (#""parameters": {"x": "y"}"#, "no parameter"),
        ])
    func wrong(words: String, expected: String) throws {
        let found = try findings(#"{"name": "one", \#(Self.input), \#(words)}"#)
        #expect(found.contains { $0.contains(expected) && $0.hasPrefix("t.yaml:") }, "\(found)")
    }

    @Test("an input that breaks off is said")
    func broken() throws {
        #expect(try findings(#"{"name": "one", "input": "[{"}"#).first?.contains("cannot be read") == true)
    }
}
