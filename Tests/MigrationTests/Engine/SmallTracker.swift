import Diagnostics
import Feeds
import Foundation
import Manifests
import Migration
import RedTrack

/// A tracker made for tests, with a template that uses every word, and exports of it.
struct SmallTracker: ~Copyable {
    let folder: String

    /// An export of the lists, by the names of their files.
    init(_ files: [String: String]) throws {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent("waybill-\(UUID().uuidString)").path
        for (name, text) in files {
            let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// What the export becomes.
    func migration(_ options: MigrationOptions = MigrationOptions(), template: String = Self.template) throws
        -> Migration
    {
        let tree = try YAMLValue.tree(Array(template.utf8), file: "small.yaml")
        let template = try TrackerTemplate(tree, file: "small.yaml")
        return try Migration(TrackerExport(folder, for: template), template, options: options)
    }

    /// What is wrong with the export as a whole.
    func failure() -> [Diagnostic] {
        do {
            _ = try migration()
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        } catch {
            return [Diagnostic(.error, "test", "\(error)")]
        }
    }

    /// What becomes of campaigns with some streams and the usual objects around them.
    static func migration(
        streams: String, campaigns: String = #"[{"id": 1, "name": "C", "source": 5}]"#,
        offers: String = Self.offers,
        networks: String = #"[{"id": 7, "name": "N", "postback": "https://old.example/p?key=SECRET"}]"#,
        others: [String: String] = [:], _ options: MigrationOptions = MigrationOptions()
    ) throws -> Migration {
        let files = [
            "campaigns.json": campaigns, "streams.json": streams, "offers.json": offers,
            "networks.json": networks,
            "landers.json": #"[{"id": 3, "name": "L", "url": "https://pages.example/?k={var:kw}"}]"#,
            "sources.json": #"[{"id": 5, "name": "S", "slots": [{"name": "kw", "slot": "sub2"}]}]"#,
        ].merging(others) { $1 }
        return try SmallTracker(files).migration(options)
    }

    /// Three offers; the last is deleted.
    static let offers = """
        [{"id": 11, "name": "A", "network": 7, "url": "https://net.example/?o=1"},
         {"id": 12, "name": "B", "network": 7, "url": "https://net.example/?o=2"},
         {"id": 13, "name": "Gone", "network": 7, "url": "https://net.example/?o=3", "deleted": true}]
        """

    /// A stream that takes everything.
    static func stream(_ offers: String, _ more: String = "") -> String {
        #"[{"campaign": 1, "name": "all", "default": true, \#(more) "offers": \#(offers)}]"#
    }

    static let template = """
        tracker: small
        title: Small, a tracker for tests
        parameters:
          currency: {help: the account's currency, default: USD}
        macros:
          syntax: braces
          translate: {click: clickid, country: country}
          slots: ["var:*"]
          constants: {campaign.name: campaign.title}
          unknown: [cost]
        inputs:
          networks:
            envelope: networks
            single: network
            key: first_of(id, key())
            make:
              - kind: network
                key: first_of(id, key())
                fields:
                  title: name
                  url: site
                  offer_url: template
                  tracker_postback: "{old: postback, click_id: '{{DATA1}}', payout: amount_token}"
          landers:
            key: id
            make:
              - kind: landing
                refuse:
                  - {when: hosted, reason: is a file of the tracker}
                key: id
                fields: {title: name, url: url, clickout: clickout}
          sources:
            key: id
            make:
              - kind: source
                key: id
                fields: {title: name, sub1: placeholder, postback_url: postback, slots: slots}
          offers:
            envelope: data.offers
            key: id
            joins: [networks]
            make:
              - kind: offer
                skip:
                  - {when: deleted, reason: deleted there}
                refuse:
                  - {when: broken, reason: cannot be used}
                warn:
                  - {when: odd, reason: is odd}
                key: id
                fields:
                  title: name
                  network: network
                  url: url
                  append: joined('networks', network).param
                  payout: "{amount: payout, currency: currency, automatic: auto}"
                  conversion_cap: "{limit: cap}"
          streams:
            key: campaign
          campaigns:
            required: true
            joins: [streams]
            make:
              - kind: campaign
                refuse:
                  - {when: strange, reason: is strange}
                key: id
                fields:
                  title: name
                  source: source
                  old_link: link
                  cost: cost
                  offer_append: append
                  postbacks: postbacks
                  routing: >-
                    joined_all('streams', id) | {
                      mode: 'position',
                      rules: [?!default].{place: "@place", name: name, enabled: enabled, match: match,
                        conditions: conditions, notes: notes,
                        paths: [{weight: weight, offers: offers, landers: landers, unsupported: unsupported}]},
                      default: [?default] | [0] | {paths: [{place: "@place", offers: offers, landers: landers}]}
                    }
            ignore:
              - {fields: [token], reason: a secret}
        """
}

extension Migration {
    /// The object with a key.
    func object(_ key: String) -> ManifestObject? { objects.first { $0.key == key } }

    /// What a field of an object holds, as JSON.
    func json(_ key: String, _ field: String) -> String? {
        object(key)?.field(field)?.node.value.jsonText()
    }

    /// The messages of a campaign's errors.
    func errors(_ index: Int = 0) -> [String] {
        campaigns[index].findings.filter { $0.severity == .error }.map(\.message)
    }
}
