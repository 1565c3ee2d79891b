import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// A small export with the traps of Voluum.
@Suite struct VoluumTests {
    private static func migration() throws -> Migration {
        let file = PackageFolder.path("templates/trackers/voluum.yaml")
        let tree = try YAMLValue.tree(PackageFolder.bytes(file), file: file)
        let template = try TrackerTemplate(tree, file: file)
        let export = try TrackerExport(PackageFolder.path("samples/trackers/voluum"), for: template)
        return try Migration(export, template)
    }

    @Test func `each campaign is proven or refused with its location`() throws {
        let migration = try Self.migration()
        #expect(migration.findings.map(\.id) == ["migration.website", "migration.website"])
        let fates = migration.campaigns.map { campaign in
            let errors = campaign.findings.filter { $0.severity == .error }.map(\.message)
            let fate = campaign.verdict.map { "\(campaign.streams.count) streams, \($0)" }
            return "\(campaign.name): \(fate ?? errors.joined(separator: "; "))"
        }
        #expect(
            fates == [
                "two rules: 8 streams, equivalent, 16 click classes checked",
                "same flow again: 8 streams, equivalent, 16 click classes checked",
                "rules swapped: 6 streams, equivalent, 16 click classes checked",
                "language first: campaign \"language first\" › rule 1 \"german\" › condition language: "
                    + "is of a kind whose form is not known",
                "two values of a variable: campaign \"two values of a variable\" › rule 1 \"zones\" › condition "
                    + "customVariable: clicks part by sub3 in a way that streams cannot say: a filter holds one value, "
                    + "so that \"none of these\" has no form",
                "deleted offer in a path: 1 streams, equivalent, 1 click class checked",
                "unknown offer: campaign \"unknown offer\": offer off-9 is used by it and is not in the export",
                "region of a disabled rule: 1 streams, equivalent, 1 click class checked",
                "flow that is gone: campaign \"flow that is gone\": its rules and paths are not in the export",
                "empty list of countries: campaign \"empty list of countries\" › rule 1 \"none\" › condition country: "
                    + "lists no value",
            ])
        #expect(migration.campaigns[3].findings[0].place?.file.hasSuffix("campaigns.json") == true)
    }

    @Test func `objects refer to each other by keys that stay, and hidden click ids are written out once`()
        throws
    {
        let migration = try Self.migration()
        let counts = Kind.allCases.map { kind in migration.objects.count { $0.kind == kind } }
        #expect(
            zip(Kind.allCases, counts).map { "\($0) \($1)" }.sorted() == [
                "campaign 5", "domain 0", "landing 1", "network 2", "offer 3", "source 1",
            ])
        let tea = try #require(migration.objects.first { $0.key == "voluum/off-1" })
        #expect(tea.field("url")?.node.value == .string("https://northwind.example/c?o=1&s1={clickid}#top"))
        #expect(tea.field("program_id")?.node.value == .string("voluum/net-1"))
        let mugs = try #require(migration.objects.first { $0.key == "voluum/off-2" })
        #expect(mugs.field("url")?.node.value == .string("https://pine.example/c?o=2&k={sub3}&x={ref_id}"))
        #expect(mugs.field("payment")?.node.value["amount"]?.value == .number("1.25"))
        let source = try #require(migration.objects.first { $0.kind == .source })
        #expect(source.field("sub3")?.node.value == .string("{keyword}"))
    }

    @Test func `streams stand in the manifest as the proof saw them`() throws {
        let migration = try Self.migration()
        let campaign = try #require(migration.objects.first { $0.key == "voluum/c-1" })
        let streams = try #require(campaign.field("streams")?.node.value.list)
        #expect(streams.count == 8)
        #expect(
            streams[0].value.jsonText()
                == #"{"offers":[{"offer":"voluum/off-1","weight":1}],"landings":[{"landing":"voluum/lan-1","weight":1}],"#
                + #""weight":1,"filters":{"country":{"iso":["AT","DE"],"active":true,"exclude":false},"#
                + #""device_type":{"items":["Mobile"],"active":true,"exclude":false}}}"#)
        #expect(
            streams[7].value["filters"]?.value["subs"]?.value.jsonText()
                == #"{"items":{"sub3":"vip"},"active":true,"exclude":true}"#)
        #expect(
            migration.lost.mapValues { $0.map(\.path) } == ["campaigns": ["redirectTarget.inlineFlow.id"]])
    }
}
