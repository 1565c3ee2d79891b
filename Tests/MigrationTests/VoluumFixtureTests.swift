import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// The traps of Voluum, each with what becomes of it.
@Suite struct VoluumFixtureTests {
    @Test func `two rules and a default become eight streams, and others when the rules change places`()
        throws
    {
        let sample = try VoluumSample.plain.get()
        #expect(
            try sample.streams("two rules") == [
                "country=AT,DE device_type=Mobile: [b1*1] d1*1 x1",
                "country=AT,DE device_type≠Mobile sub3=vip: d2*1 x3",
                "country=AT,DE device_type≠Mobile sub3=vip: d3*1 x2",
                "country≠AT,DE,IN sub3=vip: d2*1 x3",
                "country≠AT,DE,IN sub3=vip: d3*1 x2",
                "country=AT,DE device_type≠Mobile sub3≠vip: d2*7 d3*3 x1",
                "country=IN: d2*7 d3*3 x1",
                "country≠AT,DE,IN sub3≠vip: d2*7 d3*3 x1",
            ])
        #expect(try sample.streams("same flow again") == sample.streams("two rules"))
        #expect(
            try sample.streams("rules swapped") == [
                "country≠IN sub3=vip: d2*1 x3",
                "country≠IN sub3=vip: d3*1 x2",
                "country=AT,DE device_type=Mobile sub3≠vip: [b1*1] d1*1 x1",
                "country=IN sub3=vip: d2*7 d3*3 x1",
                "country=AT,DE device_type≠Mobile sub3≠vip: d2*7 d3*3 x1",
                "country≠AT,DE sub3≠vip: d2*7 d3*3 x1",
            ])
        for name in ["two rules", "same flow again", "rules swapped"] {
            #expect(try sample.campaign(name).isMigrated, "\(name)")
        }
    }

    @Test func `a rule on the language refuses the campaign, with the place of the condition`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(
            try sample.errors("language first") == [
                "campaign \"language first\" › rule 1 \"german\" › condition language: is of a kind whose form is not known"
            ])
        let finding = try #require(
            try sample.campaign("language first").findings.first { $0.severity == .error })
        let place = try #require(finding.place)
        let position = try #require(place.position)
        let lines = try String(
            decoding: PackageFolder.bytes(PackageFolder.path("samples/trackers/voluum/campaigns.json")),
            as: UTF8.self
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(place.file.hasSuffix("campaigns.json"))
        let rule = lines[(position.line - 1)...].prefix(12).joined()
        #expect(rule.contains("\"german\"") && rule.contains("\"language\""))
    }

    @Test func `a click id that the network appends stands in every link once`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(try sample.campaign("click ids").isMigrated)
        let links = try [1, 2, 3, 4, 13, 19].map { try sample.object(.offer, $0).fieldText("url") }
        #expect(
            links == [
                "https://northwind.example/go/1203?s1={clickid}",
                "https://northwind.example/c?o=1204&kw={sub3}&s1={clickid}",
                "https://northwind.example/c?o=1205&s1={clickid}#top",
                "https://northwind.example/c?s1={clickid}&o=1206",
                "https://heron.example/c?o=3001&subid={clickid}",
                "https://heron.example/c?subid={clickid}",
            ])
        #expect(
            try sample.object(.network, 1).fieldText("offer_url") == "[insert_offer_url_here]&s1={clickid}")
        #expect(
            try sample.errors("click id taken") == [
                "campaign \"click id taken\" › offer \"lamps\": Voluum adds s1={clickid}, but the link has s1=77"
            ])
        #expect(
            try sample.errors("network that hides its parameter") == [
                "campaign \"network that hides its parameter\" › offer \"reeds\": its network adds the click id to a "
                    + "parameter that the export does not name"
            ])
    }

    @Test func `two values of a parameter are two streams only where nothing needs all others`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(
            try sample.streams("two values, and nothing after") == ["sub3=x: d1*1 x1", "sub3=y: d1*1 x1"])
        #expect(
            try sample.warnings("two values, and nothing after").contains {
                $0.contains("clicks that no rule takes go nowhere")
            })
        for (name, rule) in [("two values, then a default", "zones"), ("neither of two values", "others")] {
            let errors = try sample.errors(name)
            #expect(errors.count == 1, "\(name)")
            #expect(
                errors.first?.hasPrefix(
                    "campaign \"\(name)\" › rule 1 \"\(rule)\" › condition customVariable: clicks part by sub3"
                ) == true)
            #expect(try sample.streams(name).isEmpty)
        }
    }

    @Test func `an offer for everywhere has no countries, and a campaign's own country is no filter`() throws
    {
        let sample = try VoluumSample.plain.get()
        #expect(try sample.object(.offer, 8).field("country_codes")?.node.value == .list([]))
        #expect(
            try sample.streams("its own country") == ["country=DE: d8*1 x1", "country≠DE: d2*1 x1"])
        #expect(
            try sample.streams("deleted offer in a path") == ["all: d8*1 x1"], "though it is called German"
        )
    }

    @Test func `an offer without a network gets one that stands for none`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(try sample.campaign("no network").isMigrated)
        let offer = try sample.object(.offer, 12)
        let network = try #require(
            sample.objects.first { $0.kind == .network && $0.key == offer.fieldText("program_id") })
        #expect(network.fieldText("title") == "No network (Voluum)")
        #expect(
            offer.fieldText("url")
                == "https://house.example/r?to=https%3A%2F%2Fshop.example%2F%3Fc%3D%7Bclickid%7D%26z%3D%7Bsub2%7D"
        )
    }

    @Test func `deleted offers and landers leave their paths, and a campaign without any path is refused`()
        throws
    {
        let sample = try VoluumSample.plain.get()
        #expect(try sample.streams("deleted offer in a path") == ["all: d8*1 x1"])
        #expect(
            try sample.warnings("deleted offer in a path").contains {
                $0.contains("path 1 \"p\": leaves out offer") && $0.hasSuffix("deleted in Voluum")
            })
        #expect(
            try sample.warnings("deleted offer in a path").contains {
                $0.contains("path 2 \"q\": has no offer in use and cannot be moved")
            })
        #expect(try sample.streams("lander that is gone") == ["all: [b1*1] d8*1 x1"])
        #expect(
            try sample.errors("nothing left in a path") == [
                "campaign \"nothing left in a path\" › default: has no path in use: where its clicks should go is not said"
            ])
        #expect(!sample.campaigns.contains { $0.name == "deleted campaign" })
        #expect(sample.skipped.contains { $0.kind == .campaign && $0.name == "deleted campaign" })
    }
}
