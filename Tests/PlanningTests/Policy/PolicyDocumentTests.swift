import Foundation
import Manifests
import RedTrack
import Testing

@testable import Planning

@Suite("The document of the policies")
struct PolicyDocumentTests {
    private static let document = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/POLICIES.md")

    @Test("its example is a project whose policies work")
    func example() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        let start = try #require(text.range(of: "```yaml\n"))
        let end = try #require(text.range(of: "```\n", range: start.upperBound..<text.endIndex))
        let yaml = String(text[start.upperBound..<end.lowerBound])
        let project = try Project.parse(Array(yaml.utf8), folder: ".", file: "waybill.yaml")
        let declarations = project.rules(for: nil).policies
        #expect(declarations.count == 7)
        let (plan, snapshot) = try PolicyTests.plan()
        let found = try PolicySet(declarations).violations(of: plan, in: snapshot)
        #expect(
            found.map { "\($0.policy): \($0.address?.description ?? "plan")" } == [
                "payouts: offers/Blue", "no payout doubles: offers/Red",
            ], "\(found)")
    }
}
