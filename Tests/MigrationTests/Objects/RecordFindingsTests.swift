import Diagnostics
import Testing

@testable import Migration

@Suite struct RecordFindingsTests {
    private func finding(_ severity: Diagnostic.Severity, _ number: Int) -> Diagnostic {
        Diagnostic(severity, "mapping.value", "number \(number)", at: nil)
    }

    @Test func `what is kept is told as it came`() {
        var findings = RecordFindings(most: 3)
        findings.add((1...2).map { finding(.error, $0) })
        findings.add([finding(.warning, 3)])
        #expect(findings.all.map(\.message) == ["number 1", "number 2", "number 3"])
    }

    @Test(arguments: [Diagnostic.Severity.warning, .error])
    func `what is not kept is counted, and is an error when one of it is`(severity: Diagnostic.Severity) {
        var findings = RecordFindings(most: 3)
        findings.add((1...5).map { finding(.warning, $0) })
        findings.add([finding(severity, 6)])
        #expect(findings.all.count == 4)
        #expect(findings.all.last?.message == "3 more findings about records are not listed")
        #expect(findings.all.last?.severity == severity)
    }
}
