internal import Diagnostics
internal import Feeds
internal import Mapping
internal import RedTrack

extension Migrator {
    /// The id of what stands for a network, or a source, that the tracker does not have.
    static let standIn = "none"

    /// Finds which objects the campaigns lead to.
    mutating func findUses() {
        for index in campaigns.indices {
            let campaign = campaigns[index]
            if campaign.remarks.contains(where: \.isRefusal) { continue }
            for (kind, isOffer, append) in [
                (RedTrack.Kind.offer, true, "offer_append"), (.landing, false, "landing_append"),
            ] {
                for id in routings[index].destinations(isOffer: isOffer) {
                    use(ObjectUse(TrackerReference(kind, id), campaign.text(append) ?? ""), index)
                }
            }
            use(ObjectUse(source(of: campaign)), index)
            if let domain = reference(campaign, .domain) { use(ObjectUse(domain), index) }
        }
        var ownWebsites: [TrackerReference: String] = [:]
        for offer in uses[.offer]?.order ?? [] {
            guard let object = objects[offer.reference] else { continue }
            let network = network(of: object)
            let website = object.text("url").flatMap(Self.website)
            if object.id.hasPrefix("campaign ") {
                // A link of the account itself is nobody's website, unless there is no other.
                ownWebsites[network] = ownWebsites[network] ?? website
            } else {
                websites[network] = websites[network] ?? website
            }
            for index in uses[.offer]?.campaigns[offer] ?? [] { use(ObjectUse(network), index) }
        }
        websites.merge(ownWebsites) { first, _ in first }
    }

    private mutating func use(_ use: ObjectUse, _ campaign: Int) {
        uses[use.reference.kind, default: ObjectUses()].add(use, by: campaign)
    }

    /// What an object refers to; `nil` when that is nothing.
    func reference(_ object: TrackerObject, _ kind: RedTrack.Kind) -> TrackerReference? {
        guard let id = object.text(kind.rawValue), !TrackerObject.isNone(id) else { return nil }
        return TrackerReference(kind, id)
    }

    /// The network of an offer, or what stands for none.
    func network(of offer: TrackerObject) -> TrackerReference {
        reference(offer, .network) ?? TrackerReference(.network, Self.standIn)
    }

    /// The source of a campaign, or what stands for none.
    func source(of campaign: TrackerObject) -> TrackerReference {
        reference(campaign, .source) ?? TrackerReference(.source, Self.standIn)
    }

    /// Adds what RedTrack demands and the tracker does without: a network for offers of none, a source for campaigns of none.
    mutating func addStandIns() {
        let place = SourcePlace(file: template.file)
        let none: [(RedTrack.Kind, String)] = [
            (.network, "No network (\(template.trackerName))"),
            (.source, "No source (\(template.trackerName))"),
        ]
        for (kind, title) in none where objects[TrackerReference(kind, Self.standIn)] == nil {
            objects.add(
                TrackerObject(
                    kind: kind, id: Self.standIn, title: title, place: place,
                    members: [Member("title", .string(title))]))
        }
    }

    // MARK: What is no offer

    /// Makes offers of direct links and of other campaigns, where the user wants that; else refuses the campaigns.
    mutating func resolveDestinations() {
        let cycles = options.followsCampaigns ? cyclicCampaigns() : []
        for index in campaigns.indices {
            var obstacles: [Diagnostic] = []
            for (id, destination) in routings[index].destinations.sorted(by: { $0.key < $1.key }) {
                let place = routings[index].places[id] ?? campaigns[index].place
                switch destination {
                case .link(let link, let name):
                    guard options.allowsSyntheticOffers else {
                        obstacles.append(
                            refusal(
                                index, "direct-link", "leads to the address \(link) instead of an offer",
                                place,
                                help: "--allow-synthetic-offers makes an offer of it"))
                        continue
                    }
                    addOffer(id, name.isEmpty ? Self.title(of: link) : name, link, place)
                case .campaign(let target):
                    if let obstacle = chain(index, target, cycles, place) {
                        obstacles.append(obstacle)
                    } else if let link = options.links[prefix + target] {
                        let title = objects[TrackerReference(.campaign, target)]?.title ?? target
                        addOffer(id, "Campaign \(title)", link, place)
                    }
                }
            }
            routings[index].refuse(obstacles)
        }
    }

    private func refusal(
        _ index: Int, _ id: String, _ message: String, _ place: SourcePlace, help: String
    ) -> Diagnostic {
        Diagnostic(
            .error, "migration.\(id)", "\(campaigns[index].name): \(message)", at: place, help: help)
    }

    /// Why a campaign cannot lead to another one; `nil` when it can.
    private func chain(
        _ index: Int, _ target: String, _ cycles: Set<String>, _ place: SourcePlace
    ) -> Diagnostic? {
        let reference = TrackerReference(.campaign, target)
        let title = "\"\(objects[reference]?.title ?? target)\""
        guard objects[reference] != nil || objects.fault(reference) != nil else {
            return refusal(
                index, "dangling", "leads to campaign \"\(target)\", which is deleted or not in the export",
                place,
                help: Self.missingHelp)
        }
        guard options.followsCampaigns else {
            return refusal(
                index, "chain", "leads to campaign \(title)", place,
                help:
                    "--chain makes an offer of that campaign's new link, once it has one; such clicks count in both"
            )
        }
        if cycles.contains(campaigns[index].id) {
            return refusal(
                index, "cycle", "leads to campaign \(title), and from there back to itself", place,
                help: "end the circle at the tracker: let one of its campaigns lead to an offer")
        }
        guard options.links[prefix + target] == nil else { return nil }
        return refusal(
            index, "chain-waits", "leads to campaign \(title), whose new link is not known yet", place,
            help: "run `waybill apply` on what is written, then this command again")
    }

    private mutating func addOffer(_ id: String, _ title: String, _ link: String, _ place: SourcePlace) {
        guard objects[TrackerReference(.offer, id)] == nil else { return }
        objects.add(
            TrackerObject(
                kind: .offer, id: id, title: title, place: place,
                members: [Member("title", .string(title)), Member("url", .string(link))]))
    }

    /// A name for an address: its host and path.
    private static func title(of link: String) -> String {
        let rest = link.split(separator: "://", maxSplits: 1).last ?? ""
        let shown = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "@").last ?? rest
        return shown.isEmpty ? "Link" : String(shown.prefix(200))
    }

    /// The campaigns from which a way leads back to them.
    private func cyclicCampaigns() -> Set<String> {
        var next: [String: [String]] = [:]
        for index in campaigns.indices {
            for case .campaign(let target) in routings[index].destinations.values {
                next[campaigns[index].id, default: []].append(target)
            }
        }
        var result: Set<String> = []
        for start in next.keys {
            var seen: Set<String> = []
            var pending = next[start] ?? []
            while let id = pending.popLast() {
                if id == start {
                    result.insert(start)
                    break
                }
                if seen.insert(id).inserted { pending += next[id] ?? [] }
            }
        }
        return result
    }
}
