import Feeds
import Foundation
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// Leaving a tracker from the command line, to an account over HTTP.
@Suite struct MigrateTests {
    /// The trackers whose samples are moved.
    static let trackers = ["binom", "clickflare", "funnelflux", "keitaro", "prosper202", "voluum"]

    @Test(arguments: trackers)
    func `what is moved is applied once, and routes there as the export does`(tracker: String) async throws {
        try await TestProject.run(files: [:]) { project in
            let sample = WaybillProcess.package + "/samples/trackers/" + tracker
            let migrated = try await project.waybill("migrate", tracker, sample, "--out", "team")
            #expect(migrated.status == 0, "\(migrated.all)")
            let plan = try await project.waybill("plan", "team")
            #expect(plan.status == 0, "\(plan.all)")
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try await project.expectSettled()
            try await Self.expectProven(tracker, sample, project)
        }
    }

    @Test func `what cannot be moved is told with its place, and the rest is written`() async throws {
        try await TestProject.run(files: [:]) { project in
            let sample = WaybillProcess.package + "/samples/trackers/voluum"
            let migrated = try await project.waybill("migrate", "voluum", sample, "--out", "team")
            #expect(migrated.status == 0)
            #expect(migrated.err.contains("campaigns.json:"))
            #expect(migrated.err.contains("1 campaign: condition language: "))
            #expect(!migrated.err.contains("› condition language: "))
            let all = try await project.waybill("migrate", "voluum", sample, "--every-finding")
            #expect(all.err.contains("› condition language: "))
            #expect(migrated.out.contains("moved, each proven to route as before."))
            // The same again replaces its own files and nothing else.
            let again = try await project.waybill("migrate", "voluum", sample, "--out", "team")
            #expect(again.status == 0)
            try project.folder.write("offers: []\n", to: "team/offers.yaml")
            let foreign = try await project.waybill("migrate", "voluum", sample, "--out", "team")
            #expect(foreign.status == 1)
            #expect(foreign.err.contains("no migration from voluum wrote it"))
            let strict = try await project.waybill("migrate", "voluum", sample, "--out", "other", "--strict")
            #expect(strict.status == 65)
            #expect(!FileManager.default.fileExists(atPath: project.folder.path + "/other/campaigns.yaml"))
        }
    }

    @Test func `secrets of an export reach no output and no file`() async throws {
        let folder = try TemporaryFolder()
        // On one line, so that every finding is about the line with the secrets.
        try folder.write(
            #"{"campaigns":[{"id":"c-1","name":"A","token":"SECRET1","url":"https://trk.example/?key=SECRET2","#
                + #""trafficSource":{"id":"gone"},"redirectTarget":{"inlineFlow":{"conditionalPathsGroups":[{"name":"x","#
                + #""active":true,"conditions":{"moon":1},"paths":[]}],"defaultPaths":[]}}}]}"#,
            to: "export/campaigns.json")
        try folder.write(
            #"{"offers":[{"id":"o","name":[7],"url":"https://u:SECRET3@net.example","secret":"SECRET4"}]}"#,
            to: "export/offers.json")
        let output = try await WaybillProcess.run(
            [
                "migrate", "voluum", "export", "--out", "team",
            ],
            in: folder)
        #expect(output.status == 5, "\(output.all)")
        #expect(output.err.contains("condition moon"))
        #expect(!output.all.contains("SECRET"), "\(output.all)")
        try folder.remove("export")
        for (name, bytes) in folder.contents() {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("SECRET"), "\(name)")
        }
    }

    @Test(arguments: [
        #"[{"id":"c","token":"SECRET"],]"#, #"[{"id":"c","token":"SECRET""#, #"{"x":"SECRET"}"#,
    ])
    func `a line of an export that cannot be read is not shown`(list: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(list, to: "export/campaigns.json")
        let output = try await WaybillProcess.run(["migrate", "voluum", "export"], in: folder)
        #expect(output.status == 65, "\(output.all)")
        #expect(
            output.err.contains("export/campaigns.json:1:") && !output.all.contains("SECRET"), "\(output.all)"
        )
    }

    @Test(arguments: ["export", "./export/", "export/../export"])
    func `the manifest is not written among the files of the export`(out: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write("[]", to: "export/campaigns.json")
        let output = try await WaybillProcess.run(["migrate", "voluum", "export", "--out", out], in: folder)
        #expect(
            output.status == 64 && output.err.contains("--out names the folder of the export"),
            "\(output.all)")
        #expect(folder.contents().keys.sorted() == ["export/campaigns.json"])
    }

    @Test(arguments: ["0", "-1", "1.0.8", "1e3", "", "1,08"])
    func `a rate that is no number above 0 is refused`(rate: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(
            ["migrate", "voluum", "export", "--exchange-rate", "EUR=\(rate)"], in: folder)
        #expect(output.status == 64 && output.err.contains("such as 1.08"), "\(output.all)")
    }

    @Test(
        arguments: [
            ("bemob", "BeMob is not supported"), ("CPVLab", "CPVLab Pro is not supported"),
            ("thrive", "Thrive is not supported"), ("binom1", "Import it into Binom 2"),
            ("adsbridge", "AdsBridge is not supported"), ("peerclick", "PeerClick is not supported"),
            ("trackier", "waybill import FILE --template trackier"), ("voluumm", "did you mean"),
            ("nothing-like-it", "no tracker is called"),
        ])
    func `trackers that cannot be left are refused by name`(name: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(["migrate", name, "export"], in: folder)
        #expect(output.status == 64)
        #expect(output.err.contains(message), "\(output.all)")
    }

    // MARK: Proof

    /// Compares the rules of the export with the streams of the account, as they are read back.
    static func expectProven(_ tracker: String, _ sample: String, _ project: TestProject) async throws {
        let file = WaybillProcess.package + "/templates/trackers/\(tracker).yaml"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        let template = try TrackerTemplate(try YAMLValue.tree(bytes, file: file), file: file)
        let migration = try Migration(TrackerExport(sample, for: template), template)
        let lock = try LockFile.parse(try project.folder.read("team/waybill.lock"), file: "waybill.lock")
        // A copy of an object for one campaign is that object.
        let names = Dictionary(
            lock.entries.map { entry in
                (
                    entry.id,
                    String((entry.key.split(separator: "/", maxSplits: 1).last ?? "").prefix { $0 != "@" })
                )
            }, uniquingKeysWith: { $1 })
        let held = Dictionary(
            try await project.sandbox.list("/campaigns").map { ($0["id"]?.value.string ?? "", $0) },
            uniquingKeysWith: { $1 })
        let moved = migration.campaigns.filter(\.isMigrated)
        #expect(!moved.isEmpty)
        #expect(held.count == moved.count)
        for campaign in moved {
            let entry = try #require(lock.entries.first { $0.kind == .campaign && $0.key == campaign.key })
            let tree = try #require(campaign.tree)
            let streams = try #require(held[entry.id]?["streams"]?.value.list).map { stream($0.value, names) }
            let verdict = RoutingProof().compare(tree, with: streams)
            #expect(verdict.isEquivalent, "\(campaign.name): \(verdict)")
        }
    }

    /// A stream as the account gives it, with what the tracker calls its offers and landing pages.
    private static func stream(_ value: Value, _ names: [String: String]) -> RoutedStream {
        func shares(_ name: String) -> [StreamShare] {
            (value[name]?.value.list ?? []).map { share in
                let id = share.value["id"]?.value.string ?? ""
                let weight = share.value["weight"]?.value.number.flatMap { Int($0) } ?? 0
                return StreamShare(names[id] ?? "unknown \(id)", weight: weight)
            }
        }
        var stream = RoutedStream(
            weight: value["weight"]?.value.number.flatMap { Int($0) } ?? 0, landings: shares("landings"),
            offers: shares("offers"))
        for member in value["filters"]?.value.members ?? [] {
            let filter = member.node.value
            let isActive = filter["active"]?.value.bool ?? false
            let excludes = filter["exclude"]?.value.bool ?? false
            if member.name == "subs" {
                var items: [Int: String] = [:]
                for item in filter["items"]?.value.members ?? [] {
                    guard let number = Int(item.name.dropFirst(3)), let text = item.node.value.string,
                        !text.isEmpty
                    else { continue }
                    items[number] = text
                }
                if !items.isEmpty { stream.subs = SubsFilter(items, excludes: excludes, isActive: isActive) }
                continue
            }
            let values = ["iso", "titles", "items", "ids", "id"].flatMap { name -> [String] in
                guard let found = filter[name]?.value else { return [] }
                return found.list.map { $0.compactMap(\.value.string) }
                    ?? [found.string ?? ""].filter { !$0.isEmpty }
            }
            if !values.isEmpty {
                stream.filters.append(
                    StreamFilter(RoutingField(member.name), values, excludes: excludes, isActive: isActive))
            }
        }
        return stream
    }
}
