import Diagnostics
import Feeds
import RedTrack

/// Writes a plan for people: the counts first, then what forbids it, then what needs their eyes, then the changes in
/// order.
public struct PlanText {
    private let plan: Plan
    private let colored: Bool
    private let values: ValueText

    /// Writes `plan`.
    /// - Parameters:
    ///   - plan: what to write.
    ///   - colored: whether to use ANSI colours.
    public init(_ plan: Plan, colored: Bool = false) {
        self.plan = plan
        self.colored = colored
        let names = plan.names
        values = ValueText { kind, reference in names.name(kind, reference) }
    }

    /// The whole text, ending with a newline.
    public var text: String {
        var sections = [summary]
        if !plan.refusals.isEmpty { sections.append(section(paint("Refused:", .remove), refusalLines)) }
        if !attention.isEmpty { sections.append(section("Needs your eyes:", attention)) }
        if !plan.changes.isEmpty { sections.append(plan.changes.map(block).joined(separator: "\n\n")) }
        if !plan.orphans.isEmpty, !orphanLines.isEmpty {
            sections.append(section("Orphans (made by Waybill, gone from the files):", orphanLines))
        }
        if !unmanagedLine.isEmpty { sections.append(unmanagedLine) }
        if !plan.notes.isEmpty {
            sections.append(section("Notes:", plan.notes.map { "  " + TerminalText.safe($0) }))
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// The line that sums the plan up: `Plan: 3 to create, 1 to update, 0 to remove; 72 unchanged.`
    public var headline: String {
        let same = plan.unchanged.values.reduce(0, +)
        if plan.isEmpty, plan.refusals.isEmpty {
            if !plan.kept.isEmpty {
                return
                    "No changes: what the account has is kept where it differs, see the notes; \(same) unchanged."
            }
            return "No changes: the account matches the files (\(same) object\(same == 1 ? "" : "s"))."
        }
        let removed = plan.count(.delete) + plan.count(.archive)
        let archived = plan.count(.archive)
        return
            "Plan: \(plan.count(.create)) to create, \(plan.count(.update)) to update, \(removed) to remove"
            + (archived > 0 ? " (\(archived) archived)" : "") + "; \(same) unchanged."
    }

    private var summary: String {
        var text = paint(headline, .title)
        if !plan.refusals.isEmpty {
            text += "\n" + paint("It is refused and cannot be applied as it stands: see below.", .remove)
        }
        guard !plan.isEmpty else { return text }
        text += "\n\n  " + row(["", "create", "update", "remove", "unchanged"])
        for kind in Kind.allCases {
            let numbers = [
                plan.count(.create, kind), plan.count(.update, kind),
                plan.count(.delete, kind) + plan.count(.archive, kind), plan.unchanged[kind] ?? 0,
            ]
            guard numbers.contains(where: { $0 > 0 }) else { continue }
            text += "\n  " + row([kind.plural] + numbers.map { $0 == 0 ? "." : "\($0)" })
        }
        return text
    }

    private func row(_ cells: [String]) -> String {
        cells.enumerated().map { index, cell in
            let blank = String(repeating: " ", count: max(0, (index == 0 ? 10 : 9) - cell.count))
            return index == 0 ? cell + blank : blank + cell
        }.joined(separator: " ")
    }

    private var refusalLines: [String] {
        plan.refusals.map { refusal in
            "  " + paint(refusal.address.map { TerminalText.safe("\($0): ") } ?? "", .remove)
                + TerminalText.safe(refusal.reason)
        }
    }

    private var attention: [String] {
        plan.changes.flatMap { change in
            change.warnings.map {
                "  " + paint("! ", .update) + TerminalText.safe("\(change.address): \($0)")
            }
        }
    }

    private var orphanLines: [String] {
        let removed = Set(plan.changes.filter(\.action.isRemoval).map(\.address))
        return plan.orphans.filter { !removed.contains($0.address) }.map { orphan in
            let reason =
                orphan.keptBecause.map { "kept: \($0)" }
                ?? (orphan.isProtected ? "protected: it stays" : "it stays; `--prune` removes it")
            return "  " + TerminalText.safe("\(orphan.address)  (id \(orphan.id)): \(reason)")
        }
    }

    private var unmanagedLine: String {
        let counts = Kind.allCases.compactMap { kind in
            plan.unmanaged[kind].map { "\($0) \($0 == 1 ? kind.rawValue : kind.plural)" }
        }
        guard !counts.isEmpty else { return "" }
        return "Left alone, since neither the files nor Waybill know them: " + counts.joined(separator: ", ")
            + "."
    }

    private func block(_ change: Change) -> String {
        let mark = Self.mark(change.action)
        let title =
            change.title == change.address.key || change.title.isEmpty
            ? "" : " \(values.quoted(change.title))"
        let known = [change.id.map { "id \($0)" }, change.place?.description].compactMap(\.self)
        var lines = [
            paint(TerminalText.safe("\(mark) \(change.address)\(title)"), Style(change.action))
                + (known.isEmpty ? "" : TerminalText.safe("  (\(known.joined(separator: ", ")))"))
        ]
        lines.append("    because: " + TerminalText.safe(change.reasons.joined(separator: "; ")))
        if !change.dependsOn.isEmpty {
            let others = change.dependsOn.map(\.description).joined(separator: ", ")
            lines.append("    after: " + TerminalText.safe(others))
        }
        for field in change.fields {
            for value in field.values { lines += valueLines(value).map { "    " + $0 } }
        }
        if let sending = Self.sending(change) { lines.append("    " + sending) }
        return lines.joined(separator: "\n")
    }

    private func valueLines(_ value: ValueChange) -> [String] {
        switch (value.before, value.after) {
        case (nil, let after?):
            values.lines(value.path, value.type, after).map {
                paint("+ ", .create) + TerminalText.safe("\($0.path): \($0.text)\(value.note(at: $0.path))")
            }
        case (let before?, nil):
            values.lines(value.path, value.type, before).map {
                paint("- ", .remove) + TerminalText.safe("\($0.path): \($0.text)\(value.note(at: $0.path))")
            }
        default:
            [
                paint("~ ", .update)
                    + TerminalText.safe(
                        "\(value.path): \(values.text(value.type, value.before)) -> "
                            + values.text(value.type, value.after) + value.note(at: value.path))
            ]
        }
    }

    /// What leaves with an update although it is not shown: RedTrack replaces lists and records as a whole.
    private static func sending(_ change: Change) -> String? {
        guard change.action == .update else { return nil }
        let whole = change.fields.filter { field in
            switch field.description.type {
            case .records, .record: true
            default: false
            }
        }.map { "`\($0.description.name)`" }
        return whole.isEmpty
            ? nil : "(\(whole.joined(separator: " and ")) sent whole, the rest of it unchanged)"
    }

    private static func mark(_ action: Change.Action) -> String {
        switch action {
        case .create: "+"
        case .update: "~"
        case .archive, .delete: "-"
        }
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        ([paint(title, .title)] + lines).joined(separator: "\n")
    }

    private enum Style: String {
        case title = "1"
        case create = "32"
        case update = "33"
        case remove = "31"

        init(_ action: Change.Action) {
            switch action {
            case .create: self = .create
            case .update: self = .update
            case .archive, .delete: self = .remove
            }
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        colored && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
