/// One thing to do in a cut-over.
package struct CutoverStep: Sendable, Equatable {
    /// Which of the phases it belongs to. Later ones rest on the earlier ones.
    package enum Phase: Int, Sendable, CaseIterable {
        /// A host for RedTrack is set up beside the tracker's.
        case domain = 1
        /// Networks report conversions to both.
        case postback
        /// RedTrack tells ad platforms of conversions.
        case source
        /// Landing pages lead on through RedTrack.
        case lander
        /// Ads point to RedTrack.
        case link
        /// What is on its way arrives.
        case wait
        /// The tracker's own hosts lead to RedTrack.
        case dns
    }

    /// The phase.
    package let phase: Phase
    /// What kind of thing it is about: `network`, `campaign` ...
    package let kind: String
    /// What that is called.
    package let name: String
    /// What stands there now; empty where nothing is known.
    package let old: String
    /// What is to stand there; empty where it is not known yet.
    package let new: String
    /// What to do.
    package let task: String

    /// The names of the columns of ``cells``.
    package static let columns = ["step", "kind", "name", "old", "new", "what_to_do"]

    /// One text a column.
    package var cells: [String] { ["\(phase.rawValue)", kind, name, old, new, task] }
}

extension Cutover {
    /// Everything to do, in an order in which no click and no conversion is lost: RedTrack is made ready beside the
    /// tracker, then traffic moves campaign by campaign, the tracker's own hosts last.
    /// - Parameter links: the links that campaigns have in the account, by their keys in the manifest.
    /// - Returns: the steps.
    package func steps(links: [String: String]) -> [CutoverStep] {
        // Where the account's links lead is where its postbacks arrive.
        let site = campaigns.lazy.compactMap { links[$0.key].flatMap(Migrator.website) }.first
        return domains.map(Self.prepare) + networks.map { Self.postback($0, site) } + sources.map(Self.check)
            + landers.map(Self.relink) + campaigns.map { Self.repoint($0, links[$0.key]) }
            + (campaigns.isEmpty ? [] : [Self.wait]) + domains.map(Self.move)
    }

    private static func prepare(_ domain: String) -> CutoverStep {
        CutoverStep(
            phase: .domain, kind: "domain", name: domain, old: domain, new: "",
            task:
                "Point another host at RedTrack, for example a subdomain beside this one, and add it there as a custom"
                + " domain. A host cannot serve two trackers at once: this one stays with the old tracker until the last step"
        )
    }

    private static func postback(_ network: Network, _ site: String?) -> CutoverStep {
        var task =
            "Enter the new postback URL at the network beside the old one, which clicks of the old tracker still need"
        if site == nil { task += "; write the domain of your RedTrack account into it" }
        if network.newPostback == nil {
            task +=
                "; the export does not say how the network writes your click id: take it from the network's help"
        }
        if network.newPostback?.contains("&sum=") != true {
            task += "; add &sum= and what the network writes for the payout, where it tells payouts"
        }
        return CutoverStep(
            phase: .postback, kind: "network", name: network.name, old: network.oldPostback ?? "",
            new: CutoverPostback.url(of: network, site: site), task: task + ". Then send a test conversion")
    }

    private static func check(_ source: Source) -> CutoverStep {
        var task =
            source.postback == nil
            ? "The export has no postback URL for this ad platform: enter one in RedTrack if it should learn of conversions"
            : "RedTrack calls this URL at conversions: compare its parameters with the help of the ad platform, then send a"
                + " test conversion"
        if let costID = source.costID { task += "; check that \(costID) fills the cost of a click" }
        return CutoverStep(
            phase: .source, kind: "source", name: source.name, old: "", new: source.postback ?? "", task: task
        )
    }

    private static func relink(_ lander: Lander) -> CutoverStep {
        CutoverStep(
            phase: .lander, kind: "landing", name: lander.name, old: lander.clickout ?? "", new: "",
            task: "In a copy of \(lander.url), replace the links to the old tracker"
                + (lander.clickout == nil ? "" : " (they look like the old one here)")
                + " by the click URL that RedTrack shows for landing pages. Put the copy in place when the links of its"
                + " campaigns change")
    }

    private static func repoint(_ campaign: Campaign, _ link: String?) -> CutoverStep {
        let ads = campaign.source.map { "the ads of \($0)" } ?? "its ads"
        let task =
            link == nil
            ? "Not in the account yet, so that it has no link: apply the manifest, then make this list again"
            : "Open the new link once and see the click in RedTrack, then put it into \(ads)"
        return CutoverStep(
            phase: .link, kind: "campaign", name: campaign.name, old: campaign.oldLink ?? "", new: link ?? "",
            task: task)
    }

    private static let wait = CutoverStep(
        phase: .wait, kind: "tracker", name: "old tracker", old: "", new: "",
        task:
            "Leave it running until conversions of its last clicks have arrived, as long as the networks may take; only"
            + " then remove the old postback URLs")

    private static func move(_ domain: String) -> CutoverStep {
        CutoverStep(
            phase: .dns, kind: "domain", name: domain, old: domain, new: "",
            task:
                "Point its DNS at RedTrack, last of all: from then on old links and old postbacks on it reach the old"
                + " tracker no more")
    }
}
