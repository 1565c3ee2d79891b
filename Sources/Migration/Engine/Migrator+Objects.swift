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

    /// An id without what is not the tracker's.
    private static func shown(_ id: String) -> String {
        id.hasPrefix("link ") ? "link-" + String(Fingerprint.of(id), radix: 16) : id
    }

    /// The key of an object in the manifest, as some campaigns use it.
    func key(_ use: ObjectUse) -> String {
        var id = use.reference.id
        if id.hasPrefix("link ") { id = "link-" + String(Fingerprint.of(id), radix: 16) }
        if id.hasPrefix("campaign ") { id = "campaign-" + id.dropFirst(9) }
        let uses = uses[use.reference.kind]
        if !use.append.isEmpty, uses?.hasVariants(use.reference.id) == true,
            let first = uses?.campaigns[use]?.first
        {
            id += "@" + campaigns[first].id
        }
        return prefix + id
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
                    broken[use] = error.diagnostics.map { finding in
                        var finding = finding
                        finding.message = "\(object.name): \(finding.message)"
                        return finding
                    }
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
        if !use.append.isEmpty, uses[object.kind]?.hasVariants(object.id) == true,
            let first = uses[object.kind]?.campaigns[use]?.first
        {
            title += " – \(campaigns[first].title) (\(campaigns[first].id))"
        }
        object.set("title", .string(title))
        let append = object.text("append")
        defer { for name in TrackerShape.names(of: object.kind) { object.set(name, nil) } }
        let links = LinkRules(self, use)
        switch object.kind {
        case .offer:
            findings += Payout.apply(to: &object, options, currency: currency)
            links.translate("url", appending: [append, use.append], of: &object, &findings)
            let network = network(of: object)
            if network.id == Self.standIn {
                findings.append(
                    object.warning(
                        "no-network",
                        "belongs to no network; RedTrack demands one, so \"\(titles[network] ?? "")\" stands for it"
                    ))
            }
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

    /// The currency of the account.
    private var currency: String { options.parameters["currency"] ?? template.accountCurrency ?? "USD" }

    /// The website of a network, which RedTrack demands and trackers do not know.
    private func chooseWebsite(of network: inout TrackerObject) -> [Diagnostic] {
        let given = options.networkURLs[network.title] ?? options.networkURLs[network.id]
        if let given {
            network.set("url", .string(given))
            return []
        }
        let reference = TrackerReference(.network, network.id)
        let url =
            network.text("url")
            ?? (uses[.offer]?.order ?? []).lazy.compactMap { use -> String? in
                guard let offer = objects[use.reference], self.network(of: offer) == reference else {
                    return nil
                }
                return offer.text("url").flatMap(Self.website)
            }.first
        let help = "--network-url \"\(network.title)=https://...\" gives another"
        guard let url else {
            return [network.error("no-website", "RedTrack demands a website, and none is known", help: help)]
        }
        network.set("url", .string(url))
        return [
            network.warning(
                "website",
                "RedTrack demands a website, which \(template.trackerName) does not know: taken is \(url)",
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
        if source.id == Self.standIn {
            findings.append(
                campaign.warning(
                    "no-source",
                    "has no traffic source; RedTrack demands one, so \"\(titles[source] ?? "")\" stands for it"
                ))
        }
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
            return (
                nil,
                findings
                    + error.diagnostics.map { finding in
                        var finding = finding
                        finding.message = "\(campaign.name): \(finding.message)"
                        return finding
                    }
            )
        }
    }
}

/// A number for a text that stays the same from run to run, for keys.
enum Fingerprint {
    /// FNV-1a.
    static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
