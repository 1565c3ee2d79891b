import Diagnostics
import Manifests
import Migration
import RedTrack
import Testing

/// ClickFlare's campaigns are moved as far as they have no rules.
@Suite struct ClickFlareTests {
    private static let sample = Result { try TrackerSample.migration("clickflare") }

    /// By the last digits of the ids.
    private static let fates: [(id: String, fate: String)] = [
        ("32", "2 streams, equivalent, 1 click class checked"),
        ("33", "2 streams, equivalent, 1 click class checked"),
        ("34", "1 streams, equivalent, 1 click class checked"),
        ("35", "campaign: it has rules, and how ClickFlare writes their conditions is not known"),
        ("36", "campaign: its flow has a part that is not known, and may have rules"),
        (
            "37",
            "campaign: its flow is not in the export; save GET /campaigns/ID for each as "
                + "campaigns/ID.json"
        ),
        ("38", "campaign: it is tracked without a redirect, for which the link has another form"),
        ("3a", "campaign › landing \"list\": it has several ways on; RedTrack's page has one"),
        (
            "3b",
            "campaign › landing \"teaser\": it is a page before the page; RedTrack has one page a "
                + "click"
        ),
        ("3c", "campaign › default › path 1 \"A\": leads to advanced_flow, which is not known"),
        (
            "3d",
            "campaign › url of offer \"cups\": {device} at character 52 is filled by ClickFlare and "
                + "not by RedTrack"
        ),
        ("3e", "1 streams, equivalent, 1 click class checked"),
        ("3f", "2 streams, equivalent, 1 click class checked"),
        ("40", "1 streams, equivalent, 1 click class checked"),
        (
            "41",
            "campaign: its flow is not in the export; save GET /campaigns/ID for each as "
                + "campaigns/ID.json"
        ),
    ]

    @Test func `campaigns without rules are proven, all others refused by name`() throws {
        let migration = try Self.sample.get()
        #expect(migration.campaigns.map { String($0.id.suffix(2)) } == Self.fates.map(\.id))
        for (campaign, (id, fate)) in zip(migration.campaigns, Self.fates) {
            #expect(migration.fate(campaign.id) == fate, "campaign \(id)")
        }
        #expect(migration.skipped.map(\.reason) == ["archived in ClickFlare"])
        // What is refused for a part that nobody knows.
        #expect(
            migration.lost.mapValues { $0.map(\.path) } == [
                "campaigns": [
                    "flow.paths.defaultPaths.paths[].advanced_flow", "joined flows: paths.ruleBasedPaths[]",
                    "joined flows: rules[]",
                ]
            ])
    }

    @Test func `a flow that campaigns share is moved to each`() throws {
        let migration = try Self.sample.get()
        let id = "66a0c0de00000000000000"
        #expect(
            migration.streams(id + "32") == [
                "7 → \(id)14:1 then \(id)0a:3 \(id)0b:2", "3 → \(id)0b:1",
            ])
        #expect(migration.streams(id + "33") == migration.streams(id + "32"))
        #expect(
            migration.fields(.campaign, "clickflare/" + id + "32").hasPrefix(
                #"title "shared flow", cpc 0.03"#))
    }

    @Test func `a link without a click id is named, for the network may add one there`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.findings.filter { $0.message.hasPrefix("offer \"pots\": its URL has no click id") }
                .count == 1)
        #expect(
            migration.fields(.offer, "clickflare/66a0c0de000000000000000b").contains(
                #"url "https://pine.example/c?o=2&sid={clickid}&x={ref_id}""#))
    }
}
