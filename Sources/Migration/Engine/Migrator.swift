internal import Diagnostics
internal import Feeds
internal import Manifests
internal import Mapping
internal import Planning
internal import RedTrack
internal import Routing

/// Moves what an export holds: routes first, then what they lead to, then the campaigns for which all of it is there.
struct Migrator {
    let template: TrackerTemplate
    let options: MigrationOptions
    let prefix: String
    var objects: TrackerObjects
    /// The campaigns that are in use.
    let campaigns: [TrackerObject]
    /// How each of them routes.
    var routings: [CampaignRouting]
    /// Which campaigns use an object, by what they append to its link.
    var uses: [RedTrack.Kind: ObjectUses] = [:]
    /// Where the first offer of a network leads.
    var websites: [TrackerReference: String] = [:]
    /// The titles of what is made.
    var titles: [TrackerReference: String] = [:]
    /// What was made, and what is wrong with the rest.
    var made: [RedTrack.Kind: [ManifestObject]] = [:]
    var broken: [ObjectUse: [Diagnostic]] = [:]
    var warnings: [Diagnostic] = []

    init(
        _ export: TrackerExport, _ template: TrackerTemplate, _ options: MigrationOptions
    ) throws(DiagnosticsError) {
        self.template = template
        self.options = options
        prefix = FeedSource.keyPrefix(of: template.name)
        let objects = try TrackerObjects(export, template, options.parameters)
        let campaigns = objects.order.filter { $0.kind == .campaign }.compactMap { objects[$0] }
        var compiler = RoutingCompiler()
        if let limit = options.streamLimit { compiler.streamLimit = limit }
        routings = Parallel.map(campaigns.count, least: 16) { [compiler] range in
            range.map { index in
                var routing = CampaignRouting(campaigns[index], objects)
                routing.compile(compiler)
                return routing
            }
        }
        self.objects = objects
        self.campaigns = campaigns
    }

    /// The manifest, and everything that is to be said.
    mutating func run(into result: inout Migration) {
        resolveDestinations()
        addStandIns()
        findUses()
        chooseTitles()
        makeObjects(&result)
        for index in campaigns.indices { finish(index, &result) }
        for (id, title, findings) in objects.rejectedCampaigns
        where objects[TrackerReference(.campaign, id)] == nil {
            result.campaigns.append(
                Migration.Campaign(
                    name: Self.isText(title) ? title : id, id: id, key: prefix + id,
                    place: findings.first?.place, oldLink: nil,
                    tree: nil, streams: [], verdict: nil, findings: findings.map(Self.redacted)))
        }
        for kind in RedTrack.Kind.allCases where kind != .campaign { result.objects += made[kind] ?? [] }
        result.objects += made[.campaign] ?? []
        result.findings = (objects.findings + warnings + unusedAddresses()).map(Self.redacted)
        result.lost = objects.lost
        result.ignored = objects.ignored
        listTheRest(&result)
    }

    /// Addresses that the user gives for networks that there are not: the name is wrong, and would be without effect.
    private func unusedAddresses() -> [Diagnostic] {
        let networks = objects.order.filter { $0.kind == .network }.compactMap { objects[$0] }
        let names = Set(networks.flatMap { [$0.title, $0.id] })
        return options.networkURLs.keys.sorted().filter { !names.contains($0) }.map { name in
            Diagnostic(
                .warning, "migration.unknown-network",
                "--network-url names \"\(name)\", and no network is called so", at: nil,
                help: Suggestion.help(for: name, in: networks.map(\.title)))
        }
    }

    /// Whether a name is a text, and not a value of the export of which anything may be a part.
    private static func isText(_ name: String) -> Bool {
        guard name.hasPrefix("{") || name.hasPrefix("["),
            let value = try? JSONDocument.parse(Array(name.utf8)).value
        else { return true }
        return value.list == nil && value.members == nil
    }

    /// A finding without secrets: messages may quote links.
    static func redacted(_ finding: Diagnostic) -> Diagnostic {
        var finding = finding
        finding.message = redactedLink(finding.message)
        finding.help = finding.help.map(redactedLink)
        return finding
    }

    // MARK: Campaigns

    private mutating func finish(_ index: Int, _ result: inout Migration) {
        let campaign = campaigns[index]
        var routing = routings[index]
        var notes = campaign.remarks.filter { !$0.isRefusal }.map { campaign.warning("remark", $0.reason) }
        var errors = obstacles(index)
        if errors.isEmpty, routing.errors.isEmpty, routing.verdict?.isEquivalent == true {
            let (object, findings) = made(campaign, index, routing.streams)
            errors += findings.filter { $0.severity == .error }
            notes += findings.filter { $0.severity != .error }
            if let object, errors.isEmpty { made[.campaign, default: []].append(object) }
        }
        routing.refuse(errors)
        result.campaigns.append(
            Migration.Campaign(
                name: campaign.title, id: campaign.id, key: prefix + campaign.id, place: campaign.place,
                oldLink: campaign.text("old_link").map(redactedLink), tree: routing.tree,
                streams: routing.errors.isEmpty ? routing.streams : [],
                verdict: routing.errors.isEmpty ? routing.verdict : nil,
                findings: (routing.errors + notes + routing.notes).map(Self.redacted)))
    }

    /// What is missing or wrong among the objects that a campaign needs, with the way that leads there.
    private func obstacles(_ index: Int) -> [Diagnostic] {
        let campaign = campaigns[index]
        var found: [Diagnostic] = []
        for (kind, isOffer, append) in [
            (RedTrack.Kind.offer, true, "offer_append"), (.landing, false, "landing_append"),
        ] {
            for id in routings[index].destinations(isOffer: isOffer) {
                // What is no offer of the tracker was looked at before.
                if routings[index].destinations[id] != nil, objects[TrackerReference(kind, id)] == nil {
                    continue
                }
                let use = ObjectUse(TrackerReference(kind, id), campaign.text(append) ?? "")
                found += problems(
                    of: use, neededBy: campaign.name, at: routings[index].tree?.place ?? campaign.place)
            }
        }
        for kind in [RedTrack.Kind.source, .domain] {
            guard let id = campaign.text(kind.rawValue), !TrackerObject.isNone(id) else { continue }
            found += problems(
                of: ObjectUse(TrackerReference(kind, id)), neededBy: campaign.name, at: campaign.place)
        }
        return found
    }

    /// What to do where an object is missing.
    static let missingHelp =
        "save the lists again with a key that may see everything: a limited one hides objects"

    /// Why an object cannot be had; both ends of the way are named.
    func problems(of use: ObjectUse, neededBy referrer: String, at place: SourcePlace) -> [Diagnostic] {
        let reference = use.reference
        if let findings = broken[use] { return findings.map { $0.said(of: referrer, " › ") } }
        guard objects[reference] == nil else { return [] }
        let subject = "\(referrer) › \(TrackerObject.name(reference.kind, reference.id))"
        if let fault = objects.fault(reference) { return [fault.said(of: subject, ": cannot be read: ")] }
        if let reason = objects.skipReason(reference) {
            return [
                Diagnostic(
                    .error, "migration.skipped", "\(subject): is left out: \(reason)", at: place,
                    help: "choose another one at the tracker, then save the lists again")
            ]
        }
        return [
            Diagnostic(
                .error, "migration.dangling", "\(subject): is not in the export", at: place,
                help: Self.missingHelp)
        ]
    }
}
