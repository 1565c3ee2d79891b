import Diagnostics
import Feeds
import RedTrack

/// Writes an explanation for people.
public struct ExplanationText {
    private let explanation: PlanExplanation

    /// Writes `explanation`.
    public init(_ explanation: PlanExplanation) { self.explanation = explanation }

    /// The whole text, ending with a newline.
    public var text: String {
        let known = [explanation.id.map { "id \($0)" }, explanation.place?.description].compactMap(\.self)
        var lines = [
            TerminalText.safe("\(explanation.address)")
                + (known.isEmpty ? "" : TerminalText.safe("  (\(known.joined(separator: ", ")))")),
            "  " + TerminalText.safe(explanation.identity),
        ]
        for field in explanation.fields { lines += [""] + self.lines(field) }
        if explanation.fields.isEmpty { lines += ["", "  neither side says anything"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ field: PlanExplanation.Field) -> [String] {
        var lines = ["  \(field.path): \(field.verdict)"]
        lines.append(row("account answers", field.rawAccount.map { $0.jsonText() } ?? "(nothing)"))
        lines.append(
            row(
                "file says",
                (field.rawFile.map { $0.jsonText() } ?? "(nothing)")
                    + (field.place.map { "  at \($0)" } ?? "")))
        lines.append(row("account means", field.account.jsonText()))
        lines.append(row("file means", field.file.jsonText()))
        lines.append(row("last applied", field.applied.rawValue))
        lines.append(row("rule", "\(field.rule): \(field.sentence)"))
        lines.append(row("source", field.source))
        for part in field.parts {
            let text =
                part.isSame
                ? "\(part.account.jsonText()), the same"
                : "\(part.account.jsonText()) -> \(part.file.jsonText())"
            lines.append("      \(part.path): \(text)  [\(part.rule)]")
        }
        return lines.map { TerminalText.safe($0) }
    }

    private func row(_ name: String, _ text: String) -> String {
        "    \(name):" + String(repeating: " ", count: max(1, 17 - name.count)) + text
    }
}
