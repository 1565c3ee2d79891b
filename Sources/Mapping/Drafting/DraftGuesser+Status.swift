internal import Feeds

extension DraftGuesser {
    /// What a status that the table lacks is looked up as.
    private static let undecided = "undecided"
    /// A field with more different values is no status.
    private static let mostValues = 20

    // MARK: The status

    /// Whether the offer runs: a table of the values seen.
    mutating func guessStatus() {
        let candidates = ranked(statusScore)
        for candidate in candidates {
            let field = candidate.field
            let table = statusTable(field)
            guard table.rows.contains(where: \.isDecided) else { continue }
            let value = statusValue(field)
            model.tables.append(table)
            if table.rows.contains(where: { !$0.isDecided }) {
                model.skips.append(
                    DraftModel.Skip(
                        when: "lookup('status', \(value), '\(Self.undecided)') == '\(Self.undecided)'",
                        reason: "the table does not decide its status",
                        comments: ["What the table of status above does not decide is left out."]))
            }
            model[field: "status"] = DraftModel.Line(
                name: "status", expression: "lookup('status', \(value))",
                comments: ["\(candidate.reason), in \(coverage(field))"])
            chosen["status"] = field
            return
        }
        var line = DraftModel.Line(
            name: "status", expression: "lookup('status', status)",
            comments: ["No field was found that says whether the offer runs."], isActive: false)
        if let best = candidates.first {
            var table = statusTable(best.field)
            table.comments.append("decide: which of these run, which do not; then uncomment status below")
            model.tables.append(table)
            line.expression = "lookup('status', \(statusValue(best.field)))"
            line.comments = ["decide: \(best.reason), but no value says clearly whether the offer runs"]
        }
        model[field: "status"] = line
    }

    private func statusScore(_ field: DraftField) -> (score: Int, reason: String)? {
        guard field.isScalar, field.path.lists == 0, !field.values.isEmpty,
            field.statistics.distinct <= Self.mostValues, let known = DraftNames.statuses[field.name]
        else { return nil }
        return (max(1, known - depthPenalty(field)), "named like a status")
    }

    private func statusValue(_ field: DraftField) -> String {
        if field.hasOthersThanTexts { return field.expression }
        let isTrimmed = field.share { $0.utf8.first == 0x20 || $0.utf8.last == 0x20 } == 0
        let text = isTrimmed ? field.expression : "trim(\(field.expression))"
        let isLower = field.share { $0 == $0.lowercased() } == 1
        return isLower ? text : "if(\(field.expression), lower(\(text)))"
    }

    private func statusTable(_ field: DraftField) -> DraftModel.Table {
        var rows: [DraftModel.Table.Row] = []
        for (text, count) in field.counts {
            let key = field.hasOthersThanTexts ? text : Self.folded(text)
            if let index = rows.firstIndex(where: { $0.key == key }) {
                rows[index].count += count
                continue
            }
            let meaning = Self.meaning(of: key, in: field)
            rows.append(.init(key: key, value: meaning ?? "active", isDecided: meaning != nil, count: count))
        }
        return DraftModel.Table(
            name: "status", rows: rows,
            comments: ["What \(YAMLText.shown(field.expression, 60)) means; the values that the feed has."])
    }

    private static func folded(_ text: String) -> String {
        let bytes = text.utf8.span
        return bytes.extracting(bytes.trimmed(0..<bytes.count)).text.lowercased()
    }

    private static let running: Set<String> = [
        "active", "live", "running", "enabled", "enable", "on", "open", "in stock", "in_stock", "instock",
        "published",
    ]
    private static let stopped: Set<String> = [
        "paused", "inactive", "stopped", "disabled", "off", "closed", "expired", "archived", "ended",
        "deleted",
        "suspended", "deactive", "deactivated", "terminated", "out of stock", "out_of_stock", "pause",
        "completed",
    ]

    /// The status that a value clearly means.
    private static func meaning(of text: String, in field: DraftField) -> String? {
        let word = text.lowercased()
        if running.contains(word) { return "active" }
        if stopped.contains(word) { return "archived" }
        let isQuestion = ["active", "isactive", "enabled", "isenabled", "live"].contains(field.name)
        if isQuestion, ["true", "yes", "1", "y"].contains(word) { return "active" }
        if isQuestion, ["false", "no", "0", "n"].contains(word) { return "archived" }
        return nil
    }

    // MARK: The approval

    private static let approved: Set<String> = [
        "approved", "joined", "public", "authorized", "authorised", "accepted", "active", "true", "yes", "1",
    ]

    /// Whether the affiliate may run the offer: those that it may not are left out.
    mutating func guessApproval() {
        let candidates = ranked { field in
            guard field.isScalar, field.path.lists == 0, !field.values.isEmpty,
                field.statistics.distinct <= Self.mostValues, let known = DraftNames.approvals[field.name],
                field.path != chosen["status"]?.path
            else { return nil }
            return (max(1, known - depthPenalty(field)), "named like an approval")
        }
        guard let field = candidates.first?.field else { return }
        let values = field.counts.map(\.text)
        let good = values.filter { Self.approved.contains($0.lowercased()) }
        let isWord = !field.hasOthersThanTexts
        let literals = (good.isEmpty ? ["approved"] : good).map {
            isWord ? DraftModel.literal($0) : "`\($0)`"
        }
        let shown = field.counts.prefix(6).map { "\(YAMLText.shown($0.text, 30)) (\($0.count))" }
        model.skips.append(
            DraftModel.Skip(
                when: "!contains([\(literals.joined(separator: ", "))], \(field.expression))",
                reason: "not approved",
                comments: ["\(YAMLText.shown(field.expression, 60)) is " + shown.joined(separator: ", ")],
                isActive: !good.isEmpty))
    }

    // MARK: The cap

    /// How many clicks a day the offer takes, if the feed counts clicks.
    mutating func guessCap() {
        let candidates = ranked { field in
            guard field.isScalar, field.path.lists == 0, !field.values.isEmpty,
                let known = DraftNames.caps[field.name]
            else { return nil }
            return (max(1, known - depthPenalty(field)), "named like clicks a day")
        }
        guard let best = candidates.first else {
            model[field: "cap"] = DraftModel.Line(
                name: "cap", expression: "daily_click_cap",
                comments: ["RedTrack's cap counts clicks a day; no field was found that does."],
                isActive: false)
            return
        }
        let field = best.field
        let number = field.hasOthersThanTexts ? field.expression : "to_number(\(field.expression))"
        var line = DraftModel.Line(
            name: "cap", expression: "\(number) | if(@ > `0`, @)",
            comments: ["\(best.reason), in \(coverage(field)): \(samples(field))"])
        let isWhole = field.share { $0.utf8.allSatisfy(\.isASCIIDigit) && $0.utf8.count < 12 } == 1
        if best.score <= 40 || !isWhole {
            line.isActive = false
            line.comments.append("decide: RedTrack's cap counts clicks a day; does this one?")
        }
        model[field: "cap"] = line
    }
}
