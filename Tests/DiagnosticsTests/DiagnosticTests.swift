import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    @Test func `Findings are ordered as a person reads: by file, place, then id`() {
        func finding(_ file: String?, _ line: Int?, _ id: String) -> Diagnostic {
            let position = line.map { SourcePosition(line: $0, column: 1, offset: 0) }
            return Diagnostic(.error, id, "x", at: file.map { SourcePlace(file: $0, position: position) })
        }
        let ordered = [
            finding(nil, nil, "z"), finding("a", nil, "z"), finding("a", 1, "b"), finding("a", 1, "c"),
            finding("a", 10, "a"),
            finding("b", 2, "a"),
        ]
        #expect(DiagnosticsError(ordered.reversed()).diagnostics == ordered)
        #expect(ordered.shuffled().sorted() == ordered)
    }

    @Test func `An error of several findings says them all, a line each`() {
        let place = SourcePlace(file: "f", position: SourcePosition(line: 2, column: 3, offset: 9))
        let error = DiagnosticsError([
            Diagnostic(.warning, "b", "second", at: place),
            Diagnostic(.error, "a", "first", at: place, help: "do it"),
        ])
        #expect("\(error)" == "f:2:3: error: first (do it)\nf:2:3: warning: second")
    }

    @Test func `A finding underlines at least one scalar`() {
        #expect(Diagnostic(.error, "a", "x", at: nil, length: -3).length == 1)
        #expect(Diagnostic.Severity.warning < .error)
    }
}
