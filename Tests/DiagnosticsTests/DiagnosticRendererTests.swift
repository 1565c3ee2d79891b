import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    private static func render(
        _ source: String?, line: Int = 1, column: Int, length: Int = 1, help: String? = nil,
        colored: Bool = false
    ) -> String {
        let place = SourcePlace(
            file: "a.yaml", position: SourcePosition(line: line, column: column, offset: 0))
        let finding = Diagnostic(.error, "test.id", "what is wrong", at: place, length: length, help: help)
        return DiagnosticRenderer(colored: colored) { _, _ in source }.render(finding)
    }

    @Test func `The line is quoted and the place underlined`() {
        #expect(
            Self.render("  titel: x", line: 12, column: 3, length: 5, help: "did you mean \"title\"?") == """
                a.yaml:12:3: error: what is wrong
                  12 |   titel: x
                     |   ^~~~~
                  help: did you mean "title"?
                """)
    }

    @Test func `A tab is shown as one space, so that the underline fits`() {
        #expect(
            Self.render("\ta\tb", column: 4) == """
                a.yaml:1:4: error: what is wrong
                  1 |  a b
                    |    ^
                """)
    }

    @Test(arguments: ["\u{1B}[31mred", "\u{202E}evil", "a\u{2028}b", "x\ry"])
    func `Nothing that moves the cursor or the direction of text is quoted`(source: String) {
        let text = Self.render(source, column: 1)
        #expect(!text.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{2028}", "\r"].contains($0) })
    }

    @Test(arguments: ["evil\u{1B}[2Jname", "a\rb", "two\nlines"])
    func `Nothing in a message, a file name or a help moves the cursor either`(text: String) {
        let place = SourcePlace(file: text, position: nil)
        let finding = Diagnostic(.error, "test.id", text, at: place, help: text)
        let rendered = DiagnosticRenderer().render(finding)
        #expect(!rendered.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\r" })
        #expect(rendered.split(separator: "\n").count == 2)
    }

    @Test func `A place behind the line is marked at its end`() {
        #expect(
            Self.render("abc", column: 99, length: 7) == """
                a.yaml:1:99: error: what is wrong
                  1 | abc
                    |    ^
                """)
    }

    @Test(arguments: [Int.min, -5, 0]) func `A place before the line is marked at its start`(column: Int) {
        #expect(Self.render("abc", column: column).hasSuffix("  1 | abc\n    | ^"))
    }

    @Test func `An underline ends with the line`() {
        #expect(Self.render("abcdef", column: 4, length: Int.max).hasSuffix("| abcdef\n    |    ^~~"))
    }

    @Test func `A long line is cut to a window around the place`() {
        let source = (0..<500).map { String($0 % 10) }.joined()
        let lines = Self.render(source, column: 251, length: 3).split(separator: "\n")
        #expect(lines[1].hasPrefix("  1 | ...0123456789"))
        #expect(lines[1].hasSuffix("..."))
        let caret = lines[2].distance(
            from: lines[2].startIndex, to: lines[2].firstIndex(of: "^") ?? lines[2].startIndex)
        #expect(Array(lines[1])[caret] == "0")
        #expect(lines[2].hasSuffix("^~~"))
        #expect(lines.allSatisfy { $0.count < 120 })
    }

    @Test func `A mark in the middle of a long line is where the column says`() {
        for column in stride(from: 1, through: 400, by: 7) {
            let source =
                String(repeating: "-", count: column - 1) + "X" + String(repeating: "-", count: 400 - column)
            let lines = Self.render(source, column: column).split(separator: "\n").map(Array.init)
            #expect(lines[1].firstIndex(of: "X") == lines[2].firstIndex(of: "^"), "column \(column)")
        }
    }

    @Test func `Without a line, a position or a file there is only the message`() {
        #expect(Self.render(nil, column: 2) == "a.yaml:1:2: error: what is wrong")
        let whole = Diagnostic(.warning, "test.id", "empty", at: SourcePlace(file: "b.csv"))
        #expect(DiagnosticRenderer().render(whole) == "b.csv: warning: empty")
        #expect(DiagnosticRenderer().render(Diagnostic(.error, "test.id", "no", at: nil)) == "error: no")
    }

    @Test func `Colours are codes around the same text`() {
        let colored = Self.render("abc", column: 2, help: "fix", colored: true)
        var plain = ""
        var isCode = false
        for scalar in colored.unicodeScalars {
            if scalar == "\u{1B}" {
                isCode = true
            } else if !isCode {
                plain.unicodeScalars.append(scalar)
            } else if scalar == "m" {
                isCode = false
            }
        }
        #expect(colored != plain)
        #expect(plain == Self.render("abc", column: 2, help: "fix"))
    }
}
