import Feeds
import JMESPath
import TestSupport
import Testing

/// The cases of the public suite for JMESPath (jmespath.test): each is a document, an expression, and the result or
/// the code of the error.
@Suite struct ConformanceTests {
    static let files = Conformance.files("jmespath/tests", suffix: ".json")

    @Test("Every case of a file of the suite holds", arguments: files)
    func holds(file: Conformance.File) throws {
        let groups = try #require(try JSONDocument.parse(try file.bytes()).value.list)
        var count = 0
        for group in groups.map(\.value) {
            let given = try #require(group["given"]).value
            for item in try #require(group["cases"]?.value.list).map(\.value) {
                let expression = try #require(item["expression"]?.value.string)
                count += 1
                if let result = item["result"] {
                    let found = try Expression(expression).search(given)
                    #expect(found.canonical == result.value.canonical, "\(expression) on \(given.jsonText())")
                } else if let code = item["error"]?.value.string {
                    let error = #expect(throws: ExpressionError.self, "\(expression)") {
                        try Expression(expression).search(given)
                    }
                    #expect(
                        error?.code.description == code,
                        "\(expression): \(error.map(String.init(describing:)) ?? "")")
                } else {
                    // Cases that measure speed have no result; they must be accepted.
                    _ = try Expression(expression).search(given)
                }
            }
        }
        print("\(file.name): \(count) cases")
    }
}
