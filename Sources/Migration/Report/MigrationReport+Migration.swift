import Feeds
import Manifests
import RedTrack

extension MigrationReport {
    /// What is told of a migration. Names, values and ids may hold links with keys, which are told to nobody.
    package init(_ migration: Migration) {
        self.init(
            tracker: migration.tracker, trackerName: migration.trackerName, title: migration.title,
            export: migration.export)
        options = migration.options.map { Option($0.name, $0.value) }
        for object in migration.objects { objects[object.kind, default: 0] += 1 }
        campaigns = migration.campaigns.map { campaign in
            Campaign(
                redactedLink(campaign.name), key: campaign.key, id: campaign.id, oldLink: campaign.oldLink,
                tree: campaign.tree?.redacted, streams: campaign.streams.map(\.redacted),
                verdict: campaign.verdict, findings: campaign.findings, isMoved: campaign.isMigrated,
                place: campaign.place)
        }
        findings = migration.findings
        skipped = migration.skipped.map {
            Left($0.kind, $0.id, redactedLink($0.name), reason: redactedLink($0.reason))
        }
        unreached = migration.unreached.map { Left($0.kind, $0.id, redactedLink($0.name)) }
        lost = migration.lost.sorted { $0.key < $1.key }.flatMap { list, fields in
            fields.map { Loss(list, $0.path, count: $0.count) }
        }
        ignored = migration.ignored.sorted { $0.key < $1.key }.flatMap(Self.omissions)
        offerTitles = Self.redacted(migration.offerTitles)
        landerTitles = Self.redacted(migration.landerTitles)
        cutover = Cutover(migration)
    }

    /// Fields with one reason are one omission.
    private static func omissions(of list: String, _ fields: [Migration.FieldCount]) -> [Omission] {
        var order: [String] = []
        var paths: [String: [String]] = [:]
        for field in fields {
            let reason = field.reason ?? ""
            if paths[reason] == nil { order.append(reason) }
            paths[reason, default: []].append(field.path)
        }
        return order.map { Omission(list, paths[$0] ?? [], reason: $0) }
    }

    private static func redacted(_ titles: [String: String]) -> [String: String] {
        Dictionary(titles.map { (redactedLink($0.key), redactedLink($0.value)) }) { first, _ in first }
    }
}

extension Cutover {
    /// What a migration leaves to be done.
    fileprivate init(_ migration: Migration) {
        self.init()
        (networks, sources) = (migration.networks, migration.sources)
        (landers, domains) = (migration.landers, migration.domains)
        let names = Dictionary(migration.sources.map { ($0.key, $0.name) }) { first, _ in first }
        var senders: [String: String] = [:]
        for object in migration.objects where object.kind == .campaign {
            senders[object.key] = object.field("source_id")?.node.value.string.flatMap { names[$0] }
        }
        campaigns = migration.campaigns.filter(\.isMigrated).map {
            Campaign(
                key: $0.key, name: redactedLink($0.name), oldLink: $0.oldLink, source: senders[$0.key])
        }
    }
}
