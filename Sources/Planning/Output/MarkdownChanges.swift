import RedTrack

/// The changes of a plan in Markdown, each as long as the room allows.
struct MarkdownChanges {
    private let plan: Plan
    private let detail: PlanDetail
    private let changes: ChangeLines
    /// How much of one value is shown.
    private let valueLimit = 1_000

    init(_ plan: Plan, detail: PlanDetail) {
        self.plan = plan
        self.detail = detail
        changes = ChangeLines(plan)
    }

    /// The changes that fit, in order.
    func text(within limit: Int, _ omission: inout MarkdownOmission) -> String {
        let folds = MarkdownFolds(plan.changes, within: limit, line: line, entry: entry)
        folds.note(in: &omission, details: "changes' fields", items: "changes")
        return folds.text
    }

    private func line(_ change: Change) -> String {
        "- " + MarkdownText.code("\(ChangeLines.sign(change.action)) \(change.address)")
    }

    private func entry(_ change: Change, _ line: String) -> MarkdownFolds.Entry {
        var cut = 0
        func value(_ text: String?) -> String {
            let safe = TerminalText.safe(text ?? "")
            let short = ShownText.shortened(safe, to: valueLimit)
            if short.utf8.count != safe.utf8.count { cut += 1 }
            return short
        }
        var lines = changes.lines(of: change).map { line in
            let path = TerminalText.safe(ShownText.shortened(line.path, to: valueLimit))
            let origin =
                TerminalText.safe(ShownText.shortened(line.note, to: valueLimit))
                + (detail == .full && line.origin != .unknown ? "  (\(line.origin.rawValue))" : "")
            return switch line.sides.mark {
            case .added: "+ \(path): \(value(line.sides.after))\(origin)"
            case .removed: "- \(path): \(value(line.sides.before))\(origin)"
            default: "! \(path): \(value(line.sides.before)) -> \(value(line.sides.after))\(origin)"
            }
        }
        lines += rest(of: change).map { "# \(TerminalText.safe($0))" }
        var text = "<details><summary>\(summary(change))</summary>\n\n"
        text += MarkdownText.escaped("because: " + change.reasons.joined(separator: "; "))
        if !change.dependsOn.isEmpty {
            let named = change.dependsOn.prefix(20).map { MarkdownText.code($0.description) }
            let more = change.dependsOn.count > 20 ? " and \(change.dependsOn.count - 20) more" : ""
            text += "<br>after: " + named.joined(separator: ", ") + more
        }
        text += "\n\n"
        if !lines.isEmpty { text += MarkdownText.block(lines, language: "diff") + "\n\n" }
        var diagram = ""
        if let tree = plan.tree(of: change), tree.isChanged {
            diagram = "```mermaid\n\(ChartMermaid(CampaignChart(tree.focused()).chart).text)```\n\n"
        }
        return MarkdownFolds.Entry(line: line, folded: text, diagram: diagram, cutValues: cut)
    }

    private func summary(_ change: Change) -> String {
        let eyes = change.warnings.isEmpty ? "" : " (!)"
        let title = changes.title(of: change).map { " " + MarkdownText.htmlCode($0) } ?? ""
        let known = changes.known(of: change).map { MarkdownText.htmlCode($0) }.joined(separator: ", ")
        return "\(change.action.rawValue) \(MarkdownText.htmlCode(change.address.description))\(title)"
            + (known.isEmpty ? "" : ", \(known)") + eyes
    }

    private func rest(of change: Change) -> [String] {
        guard detail == .full else {
            let whole = changes.sentWhole(change)
            return whole.isEmpty ? [] : ["\(whole.joined(separator: " and ")) sent whole, the rest unchanged"]
        }
        let sent = changes.sent(change)
        return [
            sent.isEmpty ? nil : "sends, each whole: \(sent.joined(separator: ", "))",
            changes.unchanged(change).map { "unchanged: \($0)" },
        ].compactMap(\.self)
    }
}
