import Diagnostics
import Feeds
import RedTrack

/// Writes a plan for people: the counts first, then what forbids it, then what needs their eyes, then the changes in
/// order.
public struct PlanText: Sendable {
    private let plan: Plan
    private let colored: Bool
    private let detail: PlanDetail
    private let estimate: String
    private let summary: PlanSummary
    private let changes: ChangeLines

    /// Writes `plan`.
    /// - Parameters:
    ///   - plan: what to write.
    ///   - detail: how much of it.
    ///   - colored: whether to use ANSI colours.
    ///   - estimate: a sentence for below the counts, such as what applying it takes.
    public init(_ plan: Plan, detail: PlanDetail = .fields, colored: Bool = false, estimate: String = "") {
        self.plan = plan
        self.detail = detail
        self.colored = colored
        self.estimate = estimate
        summary = PlanSummary(plan)
        changes = ChangeLines(plan)
    }

    /// The whole text, ending with a newline.
    public var text: String {
        var text = ""
        write { text += $0 }
        return text
    }

    /// Writes the text piece by piece, each of some tens of kilobytes: that of a million changes is better not held as a
    /// whole.
    public func write(to sink: (String) -> Void) {
        var piece = head
        func add(_ section: String) { piece += "\n\n" + section }
        if !plan.refusals.isEmpty { add(section(paint("Refused:", .remove), refusalLines)) }
        if !summary.concerns.isEmpty { add(section("Needs your eyes:", concernLines)) }
        if detail != .none {
            for range in batches {
                sink(piece)
                piece = ""
                for text in blocks(range) { sink(text) }
            }
            if !summary.orphans.isEmpty {
                add(section("Orphans (made by Waybill, gone from the files):", orphanLines))
            }
        }
        if let unmanaged = summary.unmanaged { add(unmanaged) }
        if detail != .none, !plan.notes.isEmpty {
            add(section("Notes:", plan.notes.map { "  " + TerminalText.safe($0) }))
        }
        sink(piece + "\n")
    }

    /// The line that sums the plan up: `Plan: 3 to create, 1 to update, 0 to remove; 72 unchanged.`
    public var headline: String { summary.headline }

    private var head: String {
        var text = paint(headline, .title)
        if !plan.refusals.isEmpty {
            text += "\n" + paint("It is refused and cannot be applied as it stands: see below.", .remove)
        }
        guard !plan.isEmpty else { return text }
        text += "\n\n  " + row([""] + PlanSummary.columns)
        for counts in summary.rows {
            text += "\n  " + row([counts.kind.plural] + counts.numbers.map { $0 == 0 ? "." : "\($0)" })
        }
        if !estimate.isEmpty { text += "\n\n" + estimate }
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

    private var concernLines: [String] {
        summary.concerns.map {
            "  " + paint("! ", .update) + TerminalText.safe("\($0.subject()): \($0.sentence)")
        }
    }

    private var orphanLines: [String] {
        summary.orphans.map {
            "  " + TerminalText.safe("\($0.orphan.address)  (id \($0.orphan.id)): \($0.reason)")
        }
    }

    /// So many changes are written at once: enough for all processors, and not much to hold.
    private static let batch = 1 << 12

    private var batches: [Range<Int>] {
        stride(from: 0, to: plan.changes.count, by: Self.batch).map {
            $0..<min($0 + Self.batch, plan.changes.count)
        }
    }

    /// The texts of some changes, in pieces, each behind a blank line.
    private func blocks(_ range: Range<Int>) -> [String] {
        let changes = plan.changes
        return Parallel.map(range.count, least: 128) { part in
            [part.map { "\n\n" + block(changes[range.lowerBound + $0]) }.joined()]
        }
    }

    private func block(_ change: Change) -> String {
        let title = changes.title(of: change).map { " \($0)" } ?? ""
        let known = changes.known(of: change)
        var lines = [
            paint(
                TerminalText.safe("\(ChangeLines.sign(change.action)) \(change.address)\(title)"),
                Style(change.action))
                + (known.isEmpty ? "" : TerminalText.safe("  (\(known.joined(separator: ", ")))"))
        ]
        // What the first lines name one by one need not be said again.
        if summary.groupsConcerns || detail == .full {
            lines += change.warnings.map { "    " + paint("! ", .update) + TerminalText.safe($0) }
        }
        lines.append("    because: " + TerminalText.safe(change.reasons.joined(separator: "; ")))
        if !change.dependsOn.isEmpty {
            let others = change.dependsOn.map(\.description).joined(separator: ", ")
            lines.append("    after: " + TerminalText.safe(others))
        }
        lines += changes.lines(of: change).map { "    " + valueLine($0, change) }
        lines += rest(of: change).map { "    " + $0 }
        return lines.joined(separator: "\n")
    }

    private func valueLine(_ line: ChangeLines.Line, _ change: Change) -> String {
        let origin =
            line.note + (detail == .full && line.origin != .unknown ? "  (\(line.origin.rawValue))" : "")
        switch (line.sides.before, line.sides.after) {
        case (nil, let after):
            return paint("+ ", .create) + TerminalText.safe("\(line.path): \(after ?? "")\(origin)")
        case (let before?, nil):
            return paint("- ", .remove) + TerminalText.safe("\(line.path): \(before)\(origin)")
        case (let before?, let after?):
            return paint("~ ", .update) + TerminalText.safe("\(line.path): \(before) -> \(after)\(origin)")
        }
    }

    /// What is sent besides the values that are shown, and what stays as it is.
    private func rest(of change: Change) -> [String] {
        guard detail == .full else {
            let whole = changes.sentWhole(change).map { "`\(TerminalText.safe($0))`" }
            return whole.isEmpty
                ? [] : ["(\(whole.joined(separator: " and ")) sent whole, the rest of it unchanged)"]
        }
        let sent = changes.sent(change)
        return [
            sent.isEmpty
                ? nil : "sends, each whole: " + sent.map(TerminalText.safe).joined(separator: ", "),
            changes.unchanged(change).map { "unchanged: \($0)" },
            change.isProtected ? "protected: it may not be removed" : nil,
        ].compactMap(\.self)
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
