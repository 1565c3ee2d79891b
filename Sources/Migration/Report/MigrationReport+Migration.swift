import Feeds
import Manifests
import RedTrack

extension MigrationReport {
    /// What is told of a migration.
    package init(_ migration: Migration) {
        self.init(
            tracker: migration.tracker, trackerName: migration.trackerName, title: migration.title,
            export: migration.export)
        options = migration.options.map { Option($0.name, $0.value) }
        for object in migration.objects { objects[object.kind, default: 0] += 1 }
        campaigns = migration.campaigns.map { campaign in
            Campaign(
                campaign.name, key: campaign.key, id: campaign.id, oldLink: campaign.oldLink,
                tree: campaign.tree,
                streams: campaign.streams, verdict: campaign.verdict, findings: campaign.findings,
                isMoved: campaign.isMigrated, place: campaign.place)
        }
        findings = migration.findings
        skipped = migration.skipped.map { Left($0.kind, $0.id, $0.name, reason: $0.reason) }
        unreached = migration.unreached.map { Left($0.kind, $0.id, $0.name) }
        lost = migration.lost.sorted { $0.key < $1.key }.flatMap { list, fields in
            fields.map { Loss(list, $0.path, count: $0.count) }
        }
        for (list, fields) in migration.ignored.sorted(by: { $0.key < $1.key }) {
            // Fields with one reason are one line.
            var reasons: [String] = []
            for field in fields where !reasons.contains(field.reason ?? "") {
                reasons.append(field.reason ?? "")
            }
            for reason in reasons {
                let paths = fields.filter { ($0.reason ?? "") == reason }.map(\.path)
                ignored.append(Omission(list, paths, reason: reason))
            }
        }
        offerTitles = migration.offerTitles
        landerTitles = migration.landerTitles
        cutover = Cutover(migration)
    }
}

extension Cutover {
    /// What a migration leaves to be done.
    fileprivate init(_ migration: Migration) {
        self.init()
        networks = migration.networks.map {
            Network(key: $0.key, name: $0.name, oldPostback: $0.oldPostback, newPostback: $0.newPostback)
        }
        sources = migration.sources.map {
            Source(key: $0.key, name: $0.name, postback: $0.postback, costID: $0.costID)
        }
        landers = migration.landers.map {
            Lander(key: $0.key, name: $0.name, url: $0.url, clickout: $0.clickout)
        }
        domains = migration.domains
        let names = Dictionary(migration.sources.map { ($0.key, $0.name) }) { first, _ in first }
        var senders: [String: String] = [:]
        for object in migration.objects where object.kind == .campaign {
            senders[object.key] = object.field("source_id")?.node.value.string.flatMap { names[$0] }
        }
        campaigns = migration.campaigns.filter(\.isMigrated).map {
            Campaign(key: $0.key, name: $0.name, oldLink: $0.oldLink, source: senders[$0.key])
        }
    }
}
