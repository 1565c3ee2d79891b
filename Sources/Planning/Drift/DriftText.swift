import Diagnostics
import Feeds
import RedTrack

/// Writes drift for people: how much first, then object by object what the account has instead of what was applied.
public struct DriftText {
    private let drift: Drift
    private let colored: Bool
    private let values: ValueText

    /// Writes `drift`, with ANSI colours when `colored`.
    public init(_ drift: Drift, colored: Bool = false) {
        self.drift = drift
        self.colored = colored
        let names = drift.names
        values = ValueText { kind, reference in names.name(kind, reference) }
    }

    /// The whole text, ending with a newline.
    public var text: String {
        var sections = [paint(headline, "1")]
        sections += drift.objects.map(block)
        if !drift.lost.isEmpty {
            sections.append(
                ([paint("Gone from the account:", "1")] + drift.lost.map(line)).joined(separator: "\n"))
        }
        let conflicts = drift.objects.flatMap(\.fields).count { $0.origin == .both }
        if conflicts > 0 {
            sections.append(
                "\(Self.count(conflicts, "field")) \(conflicts == 1 ? "was" : "were") edited in the file as well: a plan"
                    + " asks which side to take.")
        }
        if !drift.objects.isEmpty {
            sections.append(
                "`waybill drift --accept` writes what the account has into the files; `waybill apply` undoes it."
            )
        }
        if drift.undecided > 0 {
            sections.append(
                "\(Self.count(drift.undecided, "field")) more"
                    + " \(drift.undecided == 1 ? "differs and was" : "differ and were") never applied, so that nobody"
                    + " knows who changed what: `waybill plan` shows them.")
        }
        if !unmanagedLine.isEmpty { sections.append(unmanagedLine) }
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// The line that sums it up.
    public var headline: String {
        if drift.isEmpty {
            return
                "No drift: the account is as it was last applied (\(Self.count(drift.compared, "object")))."
        }
        let changed = drift.objects.isEmpty ? [] : ["\(Self.count(drift.objects.count, "object")) changed"]
        let gone = drift.lost.isEmpty ? [] : ["\(Self.count(drift.lost.count, "object")) gone"]
        return "Drift since the last apply: " + (changed + gone).joined(separator: ", ") + "."
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    private func block(_ object: Drift.Object) -> String {
        let title =
            object.title == object.address.key || object.title.isEmpty
            ? "" : " \(values.quoted(object.title))"
        var lines = [
            paint(TerminalText.safe("~ \(object.address)\(title)"), "33")
                + TerminalText.safe("  (id \(object.id), \(object.place))")
        ]
        for field in object.fields {
            lines += field.values.flatMap { self.lines($0, field.origin) }.map { "    " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ value: ValueChange, _ origin: FieldChange.Origin) -> [String] {
        let now = values.text(value.type, value.before)
        switch (value.before, value.after) {
        case (let account?, nil):
            return values.lines(value.path, value.type, account).map {
                paint("+ ", "32") + TerminalText.safe("\($0.path): \($0.text)") + note(origin)
            }
        case (nil, let file?):
            return values.lines(value.path, value.type, file).map {
                paint("- ", "31") + TerminalText.safe("\($0.path): \($0.text)") + note(origin)
            }
        default:
            let file = values.text(value.type, value.after)
            let text =
                origin == .both
                ? "\(value.path): account \(now), file \(file)" : "\(value.path): \(file) -> \(now)"
            return [paint("~ ", "33") + TerminalText.safe(text) + note(origin)]
        }
    }

    private func note(_ origin: FieldChange.Origin) -> String {
        origin == .both ? "  (the file was edited as well)" : ""
    }

    private func line(_ lost: Drift.Lost) -> String {
        let fate =
            lost.replacement.map { "a plan takes \($0) for it, by its title" } ?? "a plan creates it again"
        return "  " + TerminalText.safe("\(lost.address)  (id \(lost.id), \(lost.place)): \(fate)")
    }

    private var unmanagedLine: String {
        let counts = Kind.allCases.compactMap { kind in
            drift.unmanaged[kind].map { "\($0) \($0 == 1 ? kind.rawValue : kind.plural)" }
        }
        return counts.isEmpty
            ? "" : "Known neither to the files nor to the lock file: " + counts.joined(separator: ", ") + "."
    }

    private func paint(_ text: String, _ style: String) -> String {
        colored && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }
}
