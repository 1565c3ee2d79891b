import Diagnostics
import Feeds
import JMESPath
import Manifests
import Testing

@testable import Mapping

/// `docs/TEMPLATES.md` promises nothing that is not so.
@Suite("The document about templates")
struct DocumentTests {
    /// A line of an example: an expression, and what it gives.
    struct Example: Sendable, CustomTestStringConvertible {
        let expression: String
        let result: String

        var testDescription: String { "\(expression) → \(result)" }

        /// The examples of the document, in order.
        static let all: [Example] = DocumentTests.blocks("examples").flatMap { block in
            block.split(separator: "\n").map { line in
                let parts = line.split(separator: " → ", maxSplits: 1).map(String.init)
                return Example(expression: parts[0], result: parts.count > 1 ? parts[1] : "")
            }
        }
    }

    private static let text: String =
        (try? PackageFolder.bytes("docs/TEMPLATES.md")).map { String(decoding: $0, as: UTF8.self) } ?? ""

    private static let functions = FunctionTable.mapping(parameters: [:], tables: [:], joins: [])

    /// The fenced blocks of a language.
    fileprivate static func blocks(_ language: String) -> [String] {
        text.split(separator: "\n```").filter { $0.hasPrefix("\(language)\n") }.map {
            String($0.dropFirst(language.count + 1))
        }
    }

    @Test("an example of an expression gives what it says", arguments: Example.all)
    func example(_ example: Example) {
        let found: String
        do throws(ExpressionError) {
            found = try Expression(example.expression, functions: Self.functions).search(.null).jsonText()
        } catch {
            found = "error: \(error.message)"
        }
        if example.result.hasPrefix("error: ") {
            #expect(found.hasPrefix("error: ") && found.contains(example.result.dropFirst(7)), "\(found)")
        } else {
            #expect(found == example.result)
        }
    }

    @Test("its template is right, and does what its own examples say")
    func template() throws {
        let block = try #require(Self.blocks("yaml").first)
        let template = try Template(
            try YAMLValue.tree(Array(block.utf8), file: "docs/TEMPLATES.md"), file: "docs/TEMPLATES.md")
        let findings = TemplateTests.run(template)
        #expect(findings.isEmpty, "\(findings.map { "\($0)" }.joined(separator: "\n"))")
        #expect(template.examples.count == 1)
    }

    @Test("it names every function")
    func everyFunction() {
        #expect(Example.all.count > 50)
        let names = Self.functions.all.map(\.name).filter { name in
            !Self.text.contains("\(name)(")
                && !Self.text.split { $0 == " " || $0 == "`" || $0 == "." || $0 == "\n" }
                    .contains { $0 == name }
        }
        #expect(names.isEmpty, "\(names)")
    }

    @Test("it names every word of the language, and every shipped template")
    func everyWord() throws {
        let schema = try JSONDocument.parse(try PackageFolder.bytes("docs/template.schema.json")).value
        var words = schema["properties"]?.value.members?.map(\.name) ?? []
        for level in schema["$defs"]?.value.members ?? [] {
            words += level.node.value["properties"]?.value.members?.map(\.name) ?? []
        }
        #expect(words.count > 40)
        let missing = words.filter { !Self.text.contains("`\($0)") && !Self.text.contains("\($0):") }
        #expect(missing.isEmpty, "\(missing)")
        let table = ShippedTemplate.all.filter { !Self.text.contains("| `\($0.name)` |") }
        #expect(table.isEmpty, "\(table)")
    }
}
