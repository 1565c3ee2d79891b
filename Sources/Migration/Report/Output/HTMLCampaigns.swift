import Diagnostics
import Planning
import Routing

/// The campaigns of a migration in a page, each as long as the room allows: all of them first, then what was found, then
/// their trees.
struct HTMLCampaigns {
    /// How many campaigns are unfolded from the beginning: what can be read without a click.
    private static let openLimit = 4
    /// How many findings of a campaign are shown.
    private static let findingLimit = 100

    private let report: MigrationReport
    private let order: [Int]
    private var summaries: [String] = []
    private var facts: [String?] = []
    private var trees: [String?] = []
    /// What is said at the top of what is left out; empty when all is there.
    private(set) var omission = ""

    init(_ report: MigrationReport, room limit: Int) {
        self.report = report
        order = report.readingOrder
        // Each part that is missing is missed in its place.
        let place = 120
        var room = limit
        for (number, index) in order.enumerated() {
            let text = summary(report.campaigns[index], number)
            guard text.utf8.count + 2 * place <= room else { break }
            room -= text.utf8.count + 2 * place
            summaries.append(text)
        }
        var lost = (facts: 0, trees: 0)
        for index in order.prefix(summaries.count) {
            let text = facts(report.campaigns[index])
            let fits = text.utf8.count <= room
            if fits { room -= text.utf8.count } else { lost.facts += 1 }
            facts.append(fits ? text : nil)
        }
        for index in order.prefix(summaries.count) {
            let text = room > 4_000 ? trees(report.campaigns[index]) : nil
            let fits = text.map { $0.utf8.count <= room } ?? false
            if fits { room -= text?.utf8.count ?? 0 } else { lost.trees += 1 }
            trees.append(fits ? text : nil)
        }
        let parts = [
            (lost.trees, "trees of campaigns"), (lost.facts, "campaigns' findings"),
            (order.count - summaries.count, "campaigns"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !parts.isEmpty {
            omission =
                "<p class=omitted>Not all is shown, so that browsers can open this page. Left out: \(parts.joined(separator: ", ")). <code>migration-report.json</code> has everything.</p>\n"
        }
    }

    /// Writes all that fits.
    func write(to page: inout String) {
        let missing = "<p class=soft>Left out, so that browsers can open this page.</p>\n"
        for (number, summary) in summaries.enumerated() {
            page += summary + (facts[number] ?? missing) + (trees[number] ?? missing) + "</div></details>\n"
        }
    }

    /// The line that is always seen.
    private func summary(_ campaign: MigrationReport.Campaign, _ number: Int) -> String {
        var text =
            "<details class=\"c \(campaign.isMoved ? "cr" : "re")\" id=c\(number) data-k=\(campaign.status)"
        let warnings = campaign.warnings.count
        if warnings > 0 { text += " data-e" }
        if order.count <= Self.openLimit { text += " open" }
        text += "><summary><span class=a>\(campaign.status)</span> "
        text += "<bdi class=n>\(MigrationHTML.name(campaign.name))</bdi> "
        if campaign.isMoved {
            let rules = (campaign.tree?.rules.count ?? 0) + (campaign.tree?.forced.count ?? 0)
            text +=
                "<span class=soft>\(MigrationSummary.counted(rules, "rule")) \u{2192} \(MigrationSummary.counted(campaign.streams.count, "stream"))</span>"
        } else if let error = campaign.errors.first {
            let gist = ShownText.shortened(MigrationSummary.gist(error, of: campaign), to: 200)
            text += "<span class=soft>\(MarkupText.escaped(gist))</span>"
        }
        if warnings > 0 { text += " <span class=w>\(MigrationSummary.counted(warnings, "warning"))</span>" }
        return text + "</summary><div class=i>\n"
    }

    /// What is known of a campaign, and what was found.
    private func facts(_ campaign: MigrationReport.Campaign) -> String {
        let words = OddsWords(report: report)
        var facts: [String] = []
        if let proof = words.proof(campaign.verdict) {
            let isGood = campaign.verdict?.isEquivalent ?? false
            facts.append("<span class=\(isGood ? "ok" : "no")>\(MarkupText.escaped(proof))</span>")
        }
        facts.append("<code>\(MigrationHTML.name(campaign.key))</code>")
        if let link = campaign.oldLink { facts.append("<bdi>\(MigrationHTML.name(link))</bdi>") }
        if let place = campaign.place {
            facts.append("<code>\(MigrationHTML.name(place.description))</code>")
        }
        var text = "<p class=facts>\(facts.joined(separator: " <i>\u{B7}</i> "))</p>\n"
        if case .different(let example) = campaign.verdict { text += table(example, words) }
        if !campaign.findings.isEmpty { text += findings(campaign) }
        return text
    }

    private func findings(_ campaign: MigrationReport.Campaign) -> String {
        var text = "<ul class=f>\n"
        let sorted = campaign.errors + campaign.warnings
        for finding in sorted.prefix(Self.findingLimit) {
            text += finding.severity == .error ? "<li class=er>" : "<li>"
            text += "<b>\(finding.severity.rawValue)</b> "
            text += MigrationHTML.running(MigrationSummary.gist(finding, of: campaign))
            if let help = finding.help {
                text += "<br><span class=soft>\(MigrationHTML.running(help))</span>"
            }
            if let place = finding.place {
                text += "<br><code>\(MigrationHTML.name(place.description))</code>"
            }
            text += "\n"
        }
        if sorted.count > Self.findingLimit {
            text += "<li class=soft>and \(sorted.count - Self.findingLimit) more in migration-report.json\n"
        }
        return text + "</ul>\n"
    }

    /// A click that the two sides send elsewhere.
    private func table(_ example: CounterExample, _ words: OddsWords) -> String {
        let click =
            example.click.isEmpty ? "any click" : example.click.map(\.description).joined(separator: ", ")
        let rows = [
            ("a click with", click), ("goes by the rules to", words.text(example.rules)),
            ("by the streams to", words.text(example.streams)),
        ]
        return "<table class=v><tbody>\n"
            + rows.map { "<tr><th scope=row>\($0)<td>\(MigrationHTML.running($1))\n" }.joined() + "</table>\n"
    }

    /// The rules and what they become, drawn.
    private func trees(_ campaign: MigrationReport.Campaign) -> String {
        guard let tree = campaign.tree else { return "" }
        func figure(_ drawing: Drawing, _ title: String, _ style: String) -> String {
            "<div><h3>\(title)</h3>\n<figure\(style) tabindex=0 aria-label=\"\(title)\">\(DrawingSVG(drawing).inline)</figure></div>\n"
        }
        let rules = RuleTreeDrawing(tree, campaign, report).drawing
        let isAlone = campaign.streams.isEmpty
        var text = "<div class=\"duo\(isAlone ? " one" : "")\">\n"
        text += figure(rules, "As \(MigrationHTML.name(report.trackerName)) routes", " class=src")
        if !isAlone {
            text += figure(
                StreamListDrawing(campaign, report).drawing,
                campaign.isMoved ? "As RedTrack will route" : "As its streams would route", "")
        }
        return text + "</div>\n"
    }
}
