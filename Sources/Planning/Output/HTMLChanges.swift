import RedTrack

/// The changes of a plan in a page, each as long as the room allows: all of them first, then their fields, then their
/// trees.
struct HTMLChanges {
    /// How many changes are unfolded from the beginning: what can be read without a click.
    private static let openLimit = 12

    private let plan: Plan
    private let detail: PlanDetail
    private let changes: ChangeLines
    private var summaries: [String] = []
    private var fields: [String?] = []
    private var trees: [String?] = []
    /// What is said at the top of what is left out; empty when all is there.
    private(set) var omission = ""

    /// How many bytes the changes take, as good as known.
    private(set) var size = 0

    init(_ plan: Plan, detail: PlanDetail, room limit: Int) {
        self.plan = plan
        self.detail = detail
        changes = ChangeLines(plan)
        guard detail != .none else { return }
        // Each field or tree that is missing is missed in its place.
        let place = 160
        var room = limit
        for (index, change) in plan.changes.enumerated() {
            let summary =
                Self.summary(change, index, isOpen: plan.changes.count <= Self.openLimit, changes)
                + "<div class=i>\n" + facts(change)
            guard summary.utf8.count + place <= room else { break }
            room -= summary.utf8.count + place
            summaries.append(summary)
        }
        var lost = (fields: 0, trees: 0)
        for change in plan.changes.prefix(summaries.count) {
            let text = inner(change)
            let fits = text.utf8.count <= room
            if fits { room -= text.utf8.count } else { lost.fields += 1 }
            fields.append(fits ? text : nil)
        }
        for change in plan.changes.prefix(summaries.count) {
            guard let tree = plan.tree(of: change) else {
                trees.append("")
                continue
            }
            let text = room > 2_000 ? Self.figure(tree) : nil
            let fits = text.map { $0.utf8.count <= room } ?? false
            if fits { room -= text?.utf8.count ?? 0 } else { lost.trees += 1 }
            trees.append(fits ? text : nil)
        }
        size = max(0, limit - room)
        let parts = [
            (lost.trees, "trees of campaigns"), (lost.fields, "changes' fields"),
            (plan.changes.count - summaries.count, "changes"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !parts.isEmpty {
            omission =
                "<p class=omitted>Not all is shown, so that browsers can open this page. Left out: \(parts.joined(separator: ", ")). <code>waybill plan</code> shows every change, <code>waybill graph --campaign NAME</code> draws a campaign.</p>\n"
        }
    }

    /// Writes all that fits.
    func write(to page: inout String) {
        for (index, summary) in summaries.enumerated() {
            page += summary
            page +=
                trees[index]
                ?? "<p class=soft>Its tree is left out, so that browsers can open this page.</p>\n"
            page +=
                fields[index]
                ?? "<p class=soft>Its fields are left out, so that browsers can open this page.</p>\n"
            page += "</div></details>\n"
        }
    }

    /// The line that is always seen.
    private static func summary(_ change: Change, _ index: Int, isOpen: Bool, _ changes: ChangeLines)
        -> String
    {
        let style =
            switch change.action {
            case .create: "cr"
            case .update: "up"
            case .archive, .delete: "re"
            }
        var text =
            "<details class=\"c \(style)\" id=c\(index) data-k=\(change.address.kind.rawValue) data-a=\(change.action.rawValue)"
        if !change.warnings.isEmpty { text += " data-e" }
        if isOpen { text += " open" }
        text +=
            "><summary><span class=a>\(change.action.rawValue)</span> <span class=k>\(change.address.kind.rawValue)</span> "
        text += "<bdi class=n>\(MarkupText.escaped(ShownText.shortened(change.address.key, to: 200)))</bdi>"
        if let title = changes.title(of: change) {
            text += " <bdi class=soft>\(MarkupText.escaped(ShownText.shortened(title, to: 200)))</bdi>"
        }
        for warning in change.warnings { text += " <span class=w>\(MarkupText.escaped(warning))</span>" }
        return text + "</summary>"
    }

    /// What is seen first once the line is unfolded: why, which, from where, after what.
    private func facts(_ change: Change) -> String {
        var facts = ["because " + MarkupText.escaped(change.reasons.joined(separator: "; "))]
        facts += changes.known(of: change).map { "<bdi>\(MarkupText.escaped($0))</bdi>" }
        if !change.dependsOn.isEmpty {
            let others = change.dependsOn.map {
                "<bdi>\(MarkupText.escaped(ShownText.shortened($0.description, to: 200)))</bdi>"
            }
            facts.append("after " + others.joined(separator: ", "))
        }
        return "<p class=facts>\(facts.joined(separator: " <i>\u{B7}</i> "))</p>\n"
    }

    /// The values that differ, and what of the object is sent or stays besides.
    private func inner(_ change: Change) -> String {
        var text = ""
        let lines = changes.lines(of: change)
        if !lines.isEmpty { text += table(lines, change) }
        for line in rest(of: change) { text += "<p class=soft>\(MarkupText.escaped(line))</p>\n" }
        return text
    }

    private func table(_ lines: [ChangeLines.Line], _ change: Change) -> String {
        let isNew = change.action == .create
        var text = "<table class=v><thead><tr><th scope=col>field"
        text += isNew ? "<th scope=col>value" : "<th scope=col>in the account<th scope=col>planned"
        text += "<tbody>\n"
        for line in lines {
            let style =
                switch line.sides.mark {
                case .added: "ad"
                case .removed: "rm"
                default: "ch"
                }
            let origin =
                detail == .full && line.origin != .unknown ? " <small>\(line.origin.rawValue)</small>" : ""
            text += isNew ? "<tr>" : "<tr class=\(style)>"
            let note = line.note.isEmpty ? "" : " <small>\(MarkupText.escaped(line.note))</small>"
            text += "<th scope=row>\(MarkupText.escaped(line.path))\(note)\(origin)"
            if !isNew { text += Self.cell(line.sides.before, "o") }
            text += Self.cell(line.sides.after, "w") + "\n"
        }
        return text + "</table>\n"
    }

    private static func cell(_ value: String?, _ style: String) -> String {
        guard let value else { return "<td class=none>\u{2013}" }
        return "<td class=\(style)>\(MarkupText.escaped(value))"
    }

    private func rest(of change: Change) -> [String] {
        guard detail == .full else {
            let whole = changes.sentWhole(change)
            return whole.isEmpty
                ? [] : ["\(whole.joined(separator: " and ")) is sent whole, the rest of it unchanged."]
        }
        let sent = changes.sent(change)
        return [
            sent.isEmpty ? nil : "Sends, each whole: \(sent.joined(separator: ", ")).",
            changes.unchanged(change).map { "Unchanged: \($0)." },
            change.isProtected ? "Protected: it may not be removed." : nil,
        ].compactMap(\.self)
    }

    private static func figure(_ tree: CampaignTree) -> String {
        let drawing = CampaignDrawing(tree.focused()).drawing
        return
            "<figure tabindex=0 aria-label=\"Where its clicks go\">\(DrawingSVG(drawing).inline)</figure>\n"
    }
}
