internal import Feeds
internal import RedTrack

extension Migrator {
    /// The host that stands for the account's own, which nobody knows before its domain is chosen.
    static let ownHost = "https://YOUR-REDTRACK-DOMAIN"

    /// Notes what changes outside for an object that is moved.
    func addCutover(_ made: TrackerObject, _ object: TrackerObject, _ key: String, _ result: inout Migration)
    {
        switch object.kind {
        case .network where object.id != Self.standIn:
            let click = object.text("tracker_postback.click_id")
            let payout = object.text("tracker_postback.payout").map { "&sum=\($0)" } ?? ""
            result.networks.append(
                Cutover.Network(
                    key: key, name: redactedLink(object.title),
                    oldPostback: object.text("tracker_postback.old").map(redactedLink),
                    newPostback: click.map { "\(Self.ownHost)/postback?clickid=\($0)\(payout)" }))
        case .source where object.id != Self.standIn:
            result.sources.append(
                Cutover.Source(
                    key: key, name: redactedLink(object.title),
                    postback: made.text("postback_url").map(redactedLink),
                    costID: object.text("cost_id").map(redactedLink)))
        case .landing:
            result.landers.append(
                Cutover.Lander(
                    key: key, name: redactedLink(object.title), url: redactedLink(made.text("url") ?? ""),
                    clickout: object.text("clickout").map(redactedLink)))
        default: break
        }
    }

    /// Lists what is not moved, and the hosts of old links.
    func listTheRest(_ result: inout Migration) {
        result.skipped = objects.skipped.map { entry in
            Migration.LeftObject(
                kind: entry.reference.kind, id: entry.reference.id, name: entry.title, reason: entry.reason)
        }
        for reference in objects.order where reference.kind != .campaign && reference.id != Self.standIn {
            guard let object = objects[reference], titles[reference] == nil else { continue }
            result.unreached.append(
                Migration.LeftObject(kind: reference.kind, id: reference.id, name: object.title, reason: ""))
        }
        var hosts: Set<String> = []
        for campaign in result.campaigns where campaign.isMigrated {
            guard let site = campaign.oldLink.flatMap(Self.website), let start = site.firstRange(of: "://")
            else { continue }
            hosts.insert(String(site[start.upperBound...]))
        }
        result.domains = hosts.sorted()
        for (kind, isOffer) in [(RedTrack.Kind.offer, true), (.landing, false)] {
            for use in uses[kind]?.order ?? [] {
                let title = titles[use.reference] ?? use.reference.id
                if isOffer {
                    result.offerTitles[use.reference.id] = title
                } else {
                    result.landerTitles[use.reference.id] = title
                }
            }
        }
    }
}
