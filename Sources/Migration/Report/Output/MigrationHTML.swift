import Diagnostics
import Planning
import RedTrack
import Routing

/// Writes the report of a migration as one page that needs nothing else, in the style of a plan's page.
///
/// The first screen says how the migration went and what has to be decided. Pages stay below ``limit``: of what does not
/// fit the trees go first, then the findings, then campaigns; the page says how much that is.
package struct MigrationHTML {
    /// How many bytes a page may have.
    package static let limit = 14_000_000
    /// How many rows a table shows.
    private static let rowLimit = 400
    /// How many kinds of findings stand in the open: the first screen decides.
    private static let openGroups = 8

    private let report: MigrationReport
    private let summary: MigrationSummary
    private let limit: Int

    /// Writes `report`.
    package init(_ report: MigrationReport) { self.init(report, limit: Self.limit) }

    init(_ report: MigrationReport, limit: Int) {
        self.report = report
        self.limit = limit
        summary = MigrationSummary(report)
    }

    static let script = HTMLPage.script(finding: "campaigns")
    private static let end = HTMLPage.end(script: script)

    /// The whole page.
    package var text: String {
        let top =
            HTMLPage.head(title: summary.headline, style: Self.style, script: Self.script) + self.top
        let rest = rest
        let shell = top.utf8.count + rest.utf8.count + Self.end.utf8.count + 2_000
        let campaigns = HTMLCampaigns(report, room: limit - shell)
        var page = top + campaigns.omission
        if !report.campaigns.isEmpty {
            page += tools
            page += "<section aria-labelledby=campaigns-h><h2 id=campaigns-h>Campaigns</h2>\n"
            page +=
                "<p id=shown class=soft aria-live=polite>\(MigrationSummary.counted(report.campaigns.count, "campaign")), what needs a decision first</p>\n<div>\n"
            campaigns.write(to: &page)
            page += "</div>\n<p id=none class=soft hidden>No campaign is like that.</p>\n</section>\n"
        }
        return page + rest + Self.end
    }

    // MARK: The first screen

    private var top: String {
        var text = "<header>\n<p class=brand>Waybill migration</p>\n"
        text +=
            "<p class=account><bdi>\(Self.name(report.title))</bdi> <i>\u{B7}</i> <bdi>\(Self.name(report.export))</bdi></p>\n"
        text += "<h1>\(MarkupText.escaped(summary.headline))</h1>\n<ul class=tiles>\n"
        for (index, figure) in summary.figures.enumerated() {
            let style = figure.number == 0 ? "zero" : figure.isBad ? (index == 1 ? "re" : "up") : "cr"
            text += "<li class=\(style)><b>\(figure.number)</b> \(figure.what)\n"
        }
        text += "</ul>\n"
        for sentence in [summary.proof, summary.company].compactMap(\.self) {
            text += "<p class=lead>\(MarkupText.escaped(sentence))</p>\n"
        }
        text += "</header>\n<main>\n"
        text += groups("Needs a decision", "refused", summary.decisions)
        text += groups("Needs your eyes", "eyes", summary.warnings)
        return text
    }

    /// What is the same to decide for all campaigns that have it, most of them first; the first ones in the open.
    private func groups(_ title: String, _ style: String, _ groups: [ReasonGroup]) -> String {
        guard !groups.isEmpty else { return "" }
        let places = campaignPlaces
        var text = "<section class=\(style)><h2>\(title)</h2>\n<ul>\n"
        for group in groups.prefix(Self.openGroups) { text += line(group, places) }
        text += "</ul>"
        let rest = groups.dropFirst(Self.openGroups)
        if !rest.isEmpty {
            text += "<details class=more><summary>\(rest.count) more</summary>\n<ul>\n"
            for group in rest.prefix(Self.rowLimit) { text += line(group, places) }
            if rest.count > Self.rowLimit {
                text +=
                    "<li class=soft>and \(rest.count - Self.rowLimit) more, which stand at their campaigns\n"
            }
            text += "</ul></details>\n"
        }
        return text + "</section>\n"
    }

    private func line(_ group: ReasonGroup, _ places: [Int]) -> String {
        var text = "<li><b>\(group.subject)</b>: \(Self.running(group.text))"
        if let help = group.help { text += "<br><span class=soft>\(Self.running(help))</span>" }
        let word = group.weight > group.examples.count ? "for example " : ""
        for (index, example) in group.examples.map({ example(for: $0, places) }).enumerated() {
            if !example.isEmpty { text += "<br><span class=soft>\(index == 0 ? word : "")\(example)</span>" }
        }
        return text + "\n"
    }

    private func example(for example: ReasonGroup.Example, _ places: [Int]) -> String {
        let name = example.name.map { "<bdi>\(Self.name($0))</bdi>" } ?? ""
        let link = example.campaign.map { "<a href=\"#c\(places[$0])\">\(name)</a>" } ?? name
        let place = example.finding.place.map { "<code>\(Self.name($0.description))</code>" } ?? ""
        return [link, place].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Where in the list each campaign stands.
    private var campaignPlaces: [Int] {
        var places = [Int](repeating: 0, count: report.campaigns.count)
        for (place, index) in report.readingOrder.enumerated() { places[index] = place }
        return places
    }

    private var tools: String {
        HTMLTools(
            finding: "campaigns",
            chips: [
                [
                    .init("k", "refused", "refused", summary.refused),
                    .init("k", "moved", "moved", summary.moved),
                ], [.init("e", "1", "needs eyes", report.campaigns.count { !$0.warnings.isEmpty })],
            ]
        ).text
    }

    // MARK: What follows the campaigns

    private var rest: String {
        var text = cutover
        text += table(
            "Lost", "Fields that hold something and that nobody reads. Nothing of them is in the manifest.",
            ["list", "field", "values"], report.lost.map { [$0.list, $0.path, "\($0.count)"] })
        text += table(
            "Records with findings", "None of them is a campaign.", ["place", "finding", "what to do"],
            report.findings.map {
                [$0.place?.description ?? "", "\($0.severity.rawValue): \($0.message)", $0.help ?? ""]
            })
        text += table(
            "Left out as the template says", nil, ["kind", "name", "id", "why"],
            report.skipped.map { [$0.kind.rawValue, $0.name, $0.key, $0.reason] })
        text += table(
            "Not reached", "Nothing that is moved leads there, so that these are not moved either.",
            ["kind", "name", "id"], report.unreached.map { [$0.kind.rawValue, $0.name, $0.key] })
        text += table(
            "Fields left out on purpose", nil, ["list", "fields", "why"],
            report.ignored.map { [$0.list, $0.paths.joined(separator: ", "), $0.reason] })
        text += table(
            "Options", "What was asked for.", ["option", "value"], report.options.map { [$0.name, $0.value] })
        text += table(
            "Taken for granted",
            "What the API document leaves open. The proofs hold when RedTrack behaves like this.",
            ["name", "assumption"], report.assumptions.map { [$0.id, $0.text] })
        return text + "</main>\n"
    }

    private var cutover: String {
        let cutover = report.cutover
        guard cutover != Cutover() else { return "" }
        var text = """
            <section><h2>Cutting over</h2>
            <p class=soft>After <code>waybill apply</code>, <code>waybill cutover</code> makes <code>cutover.csv</code> of this: every step in a safe order, with the new links.</p>

            """
        text += table(
            nil, "Postbacks to enter at the networks.", ["network", "now", "new"],
            cutover.networks.map {
                [$0.name, $0.oldPostback ?? "", CutoverPostback.url(of: $0, site: nil)]
            })
        text += table(
            nil, "Postbacks of ad platforms to check.", ["source", "postback", "cost"],
            cutover.sources.map { [$0.name, $0.postback ?? "", $0.costID ?? ""] })
        text += table(
            nil, "Landing pages whose links to the tracker have to be changed.",
            ["landing page", "where", "link now"],
            cutover.landers.map { [$0.name, $0.url, $0.clickout ?? ""] })
        text += table(
            nil, "Hosts that lead to RedTrack in the end.", ["host"], cutover.domains.map { [$0] })
        return text + "</section>\n"
    }

    /// The columns that hold sentences.
    private static let sentences: Set = ["finding", "what to do", "why", "assumption"]

    /// A table, folded when it is long; nothing when it has no rows.
    private func table(_ title: String?, _ what: String?, _ columns: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        var text = title.map { "<section><h2>\($0) <span class=n>\(rows.count)</span></h2>\n" } ?? ""
        if let what { text += "<p class=soft>\(what)</p>\n" }
        let isLong = rows.count > 12
        if isLong { text += "<details class=more><summary>Show \(rows.count)</summary>\n" }
        text += "<table class=v><thead><tr>"
        for column in columns { text += "<th scope=col>\(column)" }
        text += "<tbody>\n"
        for row in rows.prefix(Self.rowLimit) {
            text += "<tr>"
            for (index, cell) in row.enumerated() {
                let shown = MarkupText.escaped(ShownText.shortened(cell, to: 600))
                if index == 0 {
                    text += "<th scope=row>\(shown)"
                } else if cell.isEmpty {
                    text += "<td class=none>\u{2013}"
                } else {
                    text += Self.sentences.contains(columns[index]) ? "<td class=t>\(shown)" : "<td>\(shown)"
                }
            }
            text += "\n"
        }
        text += "</table>\n"
        if rows.count > Self.rowLimit {
            text +=
                "<p class=soft>\(rows.count - Self.rowLimit) more are in <code>migration-report.json</code>.</p>\n"
        }
        if isLong { text += "</details>\n" }
        return text + (title == nil ? "" : "</section>\n")
    }

    /// A name in running text; the whole of a long one is in the report for programs.
    static func name(_ text: String) -> String { MarkupText.escaped(ShownText.shortened(text, to: 200)) }

    /// A sentence that has names in it.
    static func running(_ text: String) -> String { MarkupText.escaped(ShownText.shortened(text, to: 500)) }
}
