import Foundation
import Testing

@testable import Manifests

@Suite("The document of the lints")
struct LintDocumentTests {
    private static let document = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/LINTS.md")

    @Test("docs/LINTS.md has one row for each lint, in the words of the code")
    func rows() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let expected = LintRule.all.map { rule in
            "| `\(rule.name)` | \(rule.finds) | \(rule.why) |"
        }
        #expect(rows.map(String.init) == expected, "write these rows:\n\(expected.joined(separator: "\n"))")
        #expect(LintRule.all.allSatisfy { $0.level == .warning })
    }

    @Test("names of lints are unique, and settings find them by name and id")
    func names() {
        #expect(Set(LintRule.all.map(\.name)).count == LintRule.all.count)
        for rule in LintRule.all {
            #expect(LintRule.named(rule.name) == rule && LintRule.named(rule.id) == rule)
        }
    }
}
