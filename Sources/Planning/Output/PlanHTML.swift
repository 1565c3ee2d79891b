import Crypto
import Feeds
import RedTrack

/// Writes a plan as one page that needs nothing else: no script, style, font or picture is loaded, and the page forbids
/// the browser to load any.
///
/// Without scripts it is a list that can be read, unfolded and printed; with them it can be searched and filtered. Pages
/// stay below ``limit``: what does not fit is left out in the place where it would stand, and counted at the top.
public struct PlanHTML {
    /// How many bytes a page may have.
    public static let limit = 14_000_000

    private let plan: Plan
    private let detail: PlanDetail
    private let limit: Int
    private let summary: PlanSummary

    /// Writes `plan`.
    /// - Parameters:
    ///   - plan: what to write.
    ///   - detail: how much of it.
    public init(_ plan: Plan, detail: PlanDetail = .fields) {
        self.init(plan, detail: detail, limit: Self.limit)
    }

    init(_ plan: Plan, detail: PlanDetail, limit: Int) {
        self.plan = plan
        self.detail = detail
        self.limit = limit
        summary = PlanSummary(plan)
    }

    /// The whole page.
    public var text: String {
        let head = head
        let top = top
        let rest = rest
        let shell = head.utf8.count + top.utf8.count + rest.utf8.count + HTMLPage.end.utf8.count + 2_000
        let changes = HTMLChanges(plan, detail: detail, room: limit - shell)
        var page = head
        page.reserveCapacity(shell + changes.size)
        page += top
        page += changes.omission
        if detail != .none, !plan.isEmpty {
            page += tools
            page += "<section aria-labelledby=changes-h><h2 id=changes-h>Changes</h2>\n"
            page +=
                "<p id=shown class=soft aria-live=polite>\(plan.changes.count) in an order in which they can be made</p>\n"
            page += "<div id=changes>\n"
            changes.write(to: &page)
            page += "</div>\n<p id=none class=soft hidden>No change is like that.</p>\n</section>\n"
        }
        page += rest
        page += HTMLPage.end
        return page
    }

    private var head: String {
        HTMLPage.head(title: summary.headline, style: HTMLPage.style, script: HTMLPage.script)
    }

    private var top: String {
        var text = "<header>\n<p class=brand>Waybill plan</p>\n"
        text +=
            "<p class=account>for <bdi>\(MarkupText.escaped(plan.account.email))</bdi>, account <bdi>\(MarkupText.escaped(plan.account.id))</bdi></p>\n"
        text += "<h1>\(MarkupText.escaped(summary.headline))</h1>\n"
        if !plan.isEmpty { text += counts }
        text += "</header>\n<main>\n"
        if !plan.refusals.isEmpty {
            text +=
                "<section class=refused role=alert><h2>Refused: it cannot be applied as it stands</h2>\n<ul>\n"
            for refusal in plan.refusals {
                let who = refusal.address.map { "<b><bdi>\(Self.name($0.description))</bdi></b>: " } ?? ""
                text += "<li>\(who)\(MarkupText.escaped(refusal.reason))\n"
            }
            text += "</ul></section>\n"
        }
        if !summary.concerns.isEmpty {
            var places: [ObjectAddress: Int] = [:]
            for (index, change) in plan.changes.enumerated() { places[change.address] = index }
            text += "<section class=eyes aria-labelledby=eyes-h><h2 id=eyes-h>Needs your eyes</h2>\n<ul>\n"
            for concern in summary.concerns { text += self.concern(concern, places) }
            text += "</ul></section>\n"
        }
        return text
    }

    private func concern(_ concern: PlanSummary.Concern, _ places: [ObjectAddress: Int]) -> String {
        let sentence = MarkupText.escaped(concern.sentence)
        func link(_ address: ObjectAddress, _ text: String) -> String {
            guard detail != .none, let place = places[address] else { return "<bdi>\(Self.name(text))</bdi>" }
            return "<a href=\"#c\(place)\"><bdi>\(Self.name(text))</bdi></a>"
        }
        guard concern.objects.count > 1, let kind = concern.objects.first?.kind else {
            return "<li>" + concern.objects.map { link($0, $0.description) + ": " }.joined() + sentence + "\n"
        }
        let named = concern.objects.prefix(5).map { link($0, $0.key) }.joined(separator: ", ")
        let more = concern.objects.count > 5 ? " and \(concern.objects.count - 5) more" : ""
        return
            "<li><b>\(PlanSummary.counted(concern.objects.count, kind))</b>: \(sentence) <span class=soft>(\(named)\(more))</span>\n"
    }

    private var counts: String {
        var text =
            "<table class=counts><caption class=vh>Changes by kind and action</caption>\n<thead><tr><td>"
        for column in PlanSummary.columns { text += "<th scope=col>\(column)" }
        text += "<tbody>\n"
        for row in summary.rows {
            text += "<tr><th scope=row>\(row.kind.plural)"
            for (column, number) in zip(["cr", "up", "re", ""], row.numbers) {
                text += number == 0 ? "<td class=zero>0" : "<td class=\"\(column)\">\(number)"
            }
            text += "\n"
        }
        return text + "</table>\n"
    }

    private var tools: String {
        HTMLTools(
            finding: "changes",
            chips: [
                summary.rows.map {
                    .init("k", $0.kind.rawValue, $0.kind.plural, $0.created + $0.updated + $0.removed)
                },
                Change.Action.allCases.map { .init("a", $0.rawValue, $0.rawValue, plan.count($0)) },
                [.init("e", "1", "needs eyes", plan.changes.count { !$0.warnings.isEmpty })],
            ], more: plan.changes.contains { $0.address.kind == .campaign } ? Self.views : ""
        ).text
    }

    /// Which side of the trees is drawn; the style does the rest.
    private static let views = """
        <fieldset class=view><legend class=vh>Which side of the campaigns' trees is drawn</legend>
        <span aria-hidden=true>Trees:</span>
        <label><input type=radio name=view id=vb> before</label>
        <label><input type=radio name=view id=vc checked> what changes</label>
        <label><input type=radio name=view id=va> after</label>
        </fieldset>

        """

    private var rest: String {
        var text = ""
        if detail != .none, !summary.orphans.isEmpty {
            text +=
                "<section><h2>Orphans</h2>\n<p class=soft>Made by Waybill, gone from the files.</p>\n<ul>\n"
            for (orphan, reason) in summary.orphans {
                text +=
                    "<li><bdi>\(Self.name(orphan.address.description))</bdi> <span class=soft>id \(MarkupText.escaped(orphan.id))</span>: \(MarkupText.escaped(reason))\n"
            }
            text += "</ul></section>\n"
        }
        if detail != .none, !plan.notes.isEmpty {
            text += "<section><h2>Notes</h2>\n<ul>\n"
            for note in plan.notes { text += "<li>\(MarkupText.escaped(note))\n" }
            text += "</ul></section>\n"
        }
        if let unmanaged = summary.unmanaged {
            text += "<p class=soft>\(MarkupText.escaped(unmanaged))</p>\n"
        }
        return text + "</main>\n"
    }

    /// A name in running text; the whole of a long one is in its change.
    private static func name(_ text: String) -> String {
        MarkupText.escaped(ShownText.shortened(text, to: 200))
    }
}
