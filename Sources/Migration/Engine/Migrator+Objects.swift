internal import Diagnostics
internal import Feeds
internal import Manifests
internal import Mapping
internal import RedTrack
internal import Routing

extension Migrator {
    /// Gives every object a title that no other of its kind has: those that share one get their ids behind it.
    mutating func chooseTitles() {
        for kind in RedTrack.Kind.allCases {
            let references =
                kind == .campaign
                ? campaigns.map { TrackerReference(.campaign, $0.id) }
                : unique((uses[kind]?.order ?? []).map(\.reference))
            var counts: [String: Int] = [:]
            for reference in references { counts[objects[reference]?.title ?? "", default: 0] += 1 }
            var taken: Set<String> = []
            for reference in references {
                guard let object = objects[reference] else { continue }
                var title = object.title
                if (counts[title] ?? 0) > 1 { title += " (\(Self.shown(reference.id)))" }
                while !taken.insert(title).inserted { title += " (\(Self.shown(reference.id)))" }
                titles[reference] = title
            }
        }
    }

    private func unique(_ references: [TrackerReference]) -> [TrackerReference] {
        var seen: Set<TrackerReference> = []
        return references.filter { seen.insert($0).inserted }
    }

    /// An id for titles and keys: an address is no id of the tracker, and may hold a key.
    private static func shown(_ id: String) -> String {
        if id.hasPrefix("link ") { return "link-" + FNV1a.digits(of: id.utf8) }
        return id.hasPrefix("campaign ") ? "campaign-" + id.dropFirst(9) : id
    }

    /// The key of an object in the manifest, as some campaigns use it.
    func key(_ use: ObjectUse) -> String {
        prefix + Self.shown(use.reference.id) + (owner(use).map { "@" + $0.id } ?? "")
    }

    /// The first of the campaigns for which an object is copied: they append to its link what others do not.
    private func owner(_ use: ObjectUse) -> TrackerObject? {
        guard !use.append.isEmpty, let uses = uses[use.reference.kind], uses.hasVariants(use.reference.id)
        else { return nil }
        return uses.campaigns[use]?.first.map { campaigns[$0] }
    }

    // MARK: Objects

    /// Makes everything that campaigns lead to.
    mutating func makeObjects(_ result: inout Migration) {
        for kind in [RedTrack.Kind.network, .source, .domain, .landing, .offer] {
            for use in uses[kind]?.order ?? [] {
                guard let object = objects[use.reference] else { continue }
                let (fields, findings) = fields(of: object, use)
                let errors = findings.filter { $0.severity == .error }
                warnings += findings.filter { $0.severity != .error }
                guard errors.isEmpty else {
                    broken[use] = errors
                    continue
                }
                do throws(DiagnosticsError) {
                    let key = key(use)
                    made[kind, default: []].append(
                        try ManifestObject.made(kind, key: key, fields.members, at: object.place))
                    addCutover(fields, object, key, &result)
                } catch {
                    broken[use] = error.diagnostics.map { $0.said(of: object.name, ": ") }
                }
            }
        }
    }

    /// The fields of an object in words of manifests, and what is to be said of it.
    private func fields(of object: TrackerObject, _ use: ObjectUse) -> (TrackerObject, [Diagnostic]) {
        var object = object
        var findings = object.remarks.map {
            $0.isRefusal ? object.error("refused", $0.reason) : object.warning("remark", $0.reason)
        }
        if findings.contains(where: { $0.severity == .error }) { return (object, findings) }
        var title = titles[use.reference] ?? object.title
        if let owner = owner(use) { title += " – \(owner.title) (\(owner.id))" }
        object.set("title", .string(title))
        let append = object.text("append")
        for name in TrackerShape.names(of: object.kind) where name != "payout" && name != "conversion_cap" {
            object.set(name, nil)
        }
        let links = LinkRules(self, use)
        switch object.kind {
        case .offer:
            findings += Payout.apply(to: &object, options, currency: currency)
            links.translate("url", appending: [append, use.append], of: &object, &findings)
            let network = network(of: object)
            findings += standInNote(object, network, "belongs to no network")
            findings += problems(of: ObjectUse(network), neededBy: object.name, at: object.place)
            object.set("network", .string(key(ObjectUse(network))))
        case .landing: links.translate("url", appending: [use.append], of: &object, &findings)
        case .source: links.translate("postback_url", of: &object, &findings)
        case .network:
            links.translate("offer_url", of: &object, &findings)
            findings += chooseWebsite(of: &object)
        default: break
        }
        return (object, findings)
    }

    /// Says what stands for an object that there is not.
    private func standInNote(_ object: TrackerObject, _ needed: TrackerReference, _ lack: String)
        -> [Diagnostic]
    {
        guard needed.id == Self.standIn else { return [] }
        return [
            object.warning(
                "no-\(needed.kind.rawValue)",
                "\(lack); RedTrack demands one, so \"\(titles[needed] ?? "")\" stands for it")
        ]
    }

    /// The currency of the account.
    private var currency: String { options.parameters["currency"] ?? template.accountCurrency ?? "USD" }

    /// The website of a network, which RedTrack demands and trackers do not know.
    private func chooseWebsite(of network: inout TrackerObject) -> [Diagnostic] {
        let given = options.networkURLs[network.title] ?? options.networkURLs[network.id]
        if let given {
            network.set("url", .string(given))
            return []
        }
        let url =
            network.text("url") ?? websites[TrackerReference(.network, network.id)]
        let help = "--network-url NAME=URL gives another"
        guard let url else {
            return [
                network.error(
                    "no-website", "RedTrack demands a website, and none is known",
                    help: "--network-url NAME=URL gives one")
            ]
        }
        network.set("url", .string(url))
        return [
            network.warning(
                "website",
                "its website, which RedTrack demands and \(template.trackerName) does not have, is taken from its"
                    + " links: \(url)",
                help: help)
        ]
    }

    /// The scheme and host of a link; `nil` when they are not known before a click.
    static func website(_ link: String) -> String? {
        guard let colon = link.firstRange(of: "://") else { return nil }
        let scheme = link[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let authority = link[colon.upperBound...].prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || ".-:".contains($0) }) else {
            return nil
        }
        return "\(scheme)://\(host)"
    }

    // MARK: Campaigns

    /// A campaign whose routing is proven, in words of manifests, and what is to be said of it.
    func made(
        _ campaign: TrackerObject, _ index: Int, _ streams: [RoutedStream]
    ) -> (ManifestObject?, [Diagnostic]) {
        var object = campaign
        var findings = Payout.applyCost(to: &object, options, currency: currency)
        object.set("title", .string(titles[TrackerReference(.campaign, campaign.id)] ?? campaign.title))
        let source = source(of: campaign)
        findings += standInNote(campaign, source, "has no traffic source")
        object.set("source", .string(key(ObjectUse(source))))
        object.set("domain", reference(campaign, .domain).map { .string(key(ObjectUse($0))) })
        LinkRules(self, campaign: index).translatePostbacks(of: &object, &findings)
        let offerAppend = campaign.text("offer_append") ?? ""
        let landingAppend = campaign.text("landing_append") ?? ""
        for name in TrackerShape.names(of: .campaign) { object.set(name, nil) }
        object.set(
            "streams",
            StreamFields.value(
                streams, offer: { key(ObjectUse(TrackerReference(.offer, $0), offerAppend)) },
                landing: { key(ObjectUse(TrackerReference(.landing, $0), landingAppend)) }))
        guard !findings.contains(where: { $0.severity == .error }) else { return (nil, findings) }
        do throws(DiagnosticsError) {
            return (
                try ManifestObject.made(
                    .campaign, key: prefix + campaign.id, object.members, at: campaign.place),
                findings
            )
        } catch {
            return (nil, findings + error.diagnostics.map { $0.said(of: campaign.name, ": ") })
        }
    }
}

extension Diagnostic {
    /// The finding with what it is about in front.
    func said(of subject: String, _ joint: String) -> Diagnostic {
        var finding = self
        finding.message = subject + joint + message
        return finding
    }
}
