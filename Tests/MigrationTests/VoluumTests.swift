import Diagnostics
import Feeds
import FoundationEssentials
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// The sample export of Voluum: what moves, what is refused and why, what is said.
@Suite struct VoluumTests {
    private static let moved = [
        "two rules", "same flow again", "rules swapped", "two values, and nothing after", "its own country",
        "cities and systems", "region of a disabled rule", "deleted offer in a path", "no network",
        "rotations",
        "click ids", "named parameter, one source", "network that is gone", "events and lost traffic",
        "everywhere",
        "macros of others", "lander that is gone", "another currency",
    ]

    @Test func `campaigns are proven to route alike, or refused`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(sample.campaigns.count == 43)
        #expect(sample.campaigns.filter(\.isMigrated).map(\.name) == Self.moved)
        for campaign in sample.campaigns where campaign.isMigrated {
            #expect(campaign.verdict?.isEquivalent == true, "\(campaign.name)")
        }
        for campaign in sample.campaigns where !campaign.isMigrated {
            #expect(try !sample.errors(campaign.name).isEmpty, "\(campaign.name)")
        }
        #expect(sample.objects.count { $0.kind == .campaign } == Self.moved.count)
    }

    @Test(arguments: [
        ("region", ["› rule 1 \"bavaria\" › condition region: RedTrack has no filter on region"]),
        (
            "tablets",
            [
                "› rule 1 \"tablets\" › condition deviceType: asks for TABLET, and not each of them has a known name at RedTrack"
            ]
        ),
        (
            "unknown predicate",
            [
                "› rule 1 \"like\" › condition customVariable: has the predicate MUST_CONTAIN, which is not known"
            ]
        ),
        (
            "a country that never fires",
            ["› rule 1 \"uk\" › condition country: names UK, and not each of them is a country of RedTrack"]
        ),
        ("empty list of countries", ["› rule 1 \"none\" › condition country: lists no value"]),
        ("listicle", ["› default › path 1 \"p\": is a listicle, which streams cannot imitate"]),
        (
            "landers below landers",
            ["› default › path 1 \"p\": has landers below landers, which streams cannot imitate"]
        ),
        ("flow that is gone", [": its rules and paths are not in the export"]),
        (
            "unknown offer",
            ["› offer \"d0000000-0000-4000-8000-000000000099\": is not in the export"]
        ),
        (
            "several links on a lander",
            ["› landing \"comparison\": has several links to offers, and a landing page of RedTrack has one"]
        ),
        ("without redirects", [": is tracked without redirects, and RedTrack's links redirect"]),
        ("straight to a link", [": leads to no flow, and RedTrack's campaigns lead to offers alone"]),
        (
            "cost in a link",
            ["› url of offer \"desks\": {cost} at character 53 is filled by Voluum and not by RedTrack"]
        ),
        (
            "modified macros",
            [
                "› url of offer \"spoons\": {clickid:hash} at character 34 is filled by Voluum with \":hash\", which RedTrack cannot do"
            ]
        ),
        (
            "source's name in a link",
            [
                "› url of offer \"plates\": {trafficsource.name} at character 53 is filled by Voluum and not by RedTrack"
            ]
        ),
        (
            "postback with a transaction id",
            [
                "› postback_url of source \"Pool Search\": {txid} at character 47 is filled by Voluum and not by RedTrack"
            ]
        ),
        (
            "named parameter, a second source",
            [
                "› url of offer \"beds\": {var:zone} at character 54 is in different slots of the sources that lead here: sub5 at \"Brook Native\", sub2 at \"Meadow Push\""
            ]
        ),
    ])
    func `what cannot be expressed is refused with its place`(name: String, reasons: [String]) throws {
        let sample = try VoluumSample.plain.get()
        let errors = try sample.errors(name)
        for reason in reasons {
            let separator = reason.hasPrefix(":") ? "" : " "
            #expect(errors.contains("campaign \"\(name)\"\(separator)\(reason)"), "\(errors)")
        }
        #expect(try sample.streams(name).isEmpty)
    }

    @Test func `every kind of condition whose form is not known is refused by its name`() throws {
        let labels = try VoluumSample.plain.get().errors("kinds without a form").compactMap {
            $0.split(separator: "condition ").last?.split(separator: ":").first.map(String.init)
        }
        #expect(
            labels.sorted() == [
                "brand", "browser", "connectionType", "dayOfWeek", "ip", "isp", "mobileCarrier", "proxy",
                "referrer",
                "timeOfDay", "uniqueVisit", "userAgent",
            ])
    }

    @Test func `conditions that have a filter become it`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(
            try sample.streams("cities and systems") == [
                "city=Berlin,Hamburg country=DE os=Android: d4*1 x1",
                "os=iOS: [b1*1] d3*1 d8*1 x1",
                "city=Berlin,Hamburg country≠DE os=Android: d8*1 x1",
                "city≠Berlin,Hamburg os=Android: d8*1 x1",
                "os≠Android,iOS: d8*1 x1",
            ])
        #expect(try sample.streams("everywhere") == ["all: d8*1 x1"], "global is everyone")
    }

    @Test func `what users decide is used`() throws {
        var options = MigrationOptions()
        options.allowsUnknownMacros = true
        options.parameters = ["tablet": "Tablet"]
        options.rates = ["EUR": 1.5]
        let sample = try VoluumSample(options)
        for name in [
            "tablets", "cost in a link", "modified macros", "source's name in a link",
            "postback with a transaction id", "named parameter, a second source",
            "named parameter, and a first",
        ] { #expect(try sample.campaign(name).isMigrated, "\(name)") }
        #expect(try sample.streams("tablets").first == "device_type=Tablet: d1*1 x1")
        #expect(
            try sample.object(.offer, 9).fieldText("url")
                == "https://bluepine.example/c?o=2004&cid={clickid}&bid={cost}")
        #expect(
            try sample.object(.offer, 6).field("payment")?.node.value["amount"]?.value == .number("1.875"))
    }

    @Test func `amounts are copied in the account's currency and where they are fixed`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(try sample.object(.offer, 1).field("payment") == nil, "automatic")
        #expect(try sample.object(.offer, 6).field("payment") == nil, "euros")
        #expect(
            try sample.object(.offer, 7).field("payment")?.node.value["amount"]?.value == .number("0.0007")
        )
        #expect(try sample.object(.campaign, 1).field("cpc")?.node.value == .number("0.04"))
        for number in [2, 23, 33] {
            #expect(try sample.object(.campaign, number).field("cpc") == nil, "\(number)")
        }
        let said = sample.findings.map(\.message)
        for part in [
            "offer \"tea\": its payout is automatic", "offer \"knives\": its cap of 50 conversions",
            "offer \"knives\": has payouts by country",
        ] { #expect(said.contains { $0.contains(part) }, "\(part)") }
    }

    @Test func `links have RedTrack's macros, and what ad platforms fill stays`() throws {
        let sample = try VoluumSample.plain.get()
        #expect(
            try sample.object(.landing, 1).fieldText("url")
                == "https://pages.meadow.example/quiz?z={sub3}&c={country}")
        #expect(
            try sample.object(.landing, 2).fieldText("url")
                == "https://pages.meadow.example/story?zone={sub2}")
        #expect(
            try sample.object(.offer, 15).fieldText("url")
                == "https://heron.example/c?o=3003&ad={{ad.id}}&k={sub1}&subid={clickid}")
        let source = try sample.object(.source, 1)
        #expect(source.fieldText("postback_url") == "https://pb.meadow.example/p?cid={ref_id}&payout={sum}")
        #expect(source.fieldText("ref_id") == "{cid}")
        #expect(source.fieldText("cost_id") == "{visit_cost}")
        #expect(source.fieldText("sub3") == "{keyword}")
        #expect(source.field("hints")?.node.value["sub3"]?.value == .string("Keyword"))
        #expect(
            try sample.object(.campaign, 33).field("postbacks")?.node.value.list?.first?.value["url"]?
                .value
                == .string("https://pb.meadow.example/e?cid={ref_id}&e=deposit"))
    }

    @Test func `what moves in part is said`() throws {
        let sample = try VoluumSample.plain.get()
        let said =
            sample.findings.map(\.message)
            + sample.campaigns.flatMap { $0.findings.filter { $0.severity == .warning }.map(\.message) }
        for part in [
            "network \"Heron Leads\": sends a transaction id",
            "network \"Heron Leads\": sends types of events",
            "network \"Heron Leads\": counts a second postback as an upsell",
            "network \"Heron Leads\": takes postbacks from listed addresses alone",
            "network \"Old Quarry\": is deleted in Voluum", "source \"Quarry Pop\": is deleted in Voluum",
            "campaign \"rotations\" › rule 1 \"de\": draws by \"smart rotation\"",
            "campaign \"rotations\" › default: draws by \"smart rotation\"",
            "is optimized automatically; its weights stay as they are",
            "is routed by an API at the click, which is left out",
            "is changed by automation, which is left out",
            "campaign \"rotations\": paths redirect in several ways",
            "campaign \"rotations\": refreshes twice, where RedTrack does once",
            "campaign \"events and lost traffic\": has postbacks for single events",
            "campaign \"events and lost traffic\": subtracts lost traffic from its costs",
            "url of offer \"forks\": {var1:raw} at character 47 becomes {sub1}",
            "campaign \"region of a disabled rule\" › rule 1 \"bavaria\": is not in use and is left out",
        ] { #expect(said.contains { $0.contains(part) }, "\(part)") }
        #expect(try sample.object(.campaign, 19).field("redirect_type")?.node.value == .number("2"))
    }

    @Test func `objects have keys that stay, tags and old links, and only what campaigns lead to`() throws {
        let sample = try VoluumSample.plain.get()
        let campaign = try sample.object(.campaign, 1)
        #expect(campaign.fieldText("title") == "two rules")
        #expect(campaign.fieldText("source_id") == "voluum/e0000000-0000-4000-8000-000000000001")
        #expect(campaign.field("redirect_type")?.node.value == .number("1"))
        #expect(
            campaign.field("tags")?.node.value
                == .array(["sample", "workspace:Meadow team", "country:DE"].map(Value.string)))
        #expect(
            try sample.campaign("two rules").oldLink
                == "https://trk.meadow.example/c0000000-0000-4000-8000-000000000001?target={target}")
        #expect(sample.unreached.map(\.name).contains("never used"))
        #expect(!sample.objects.contains { $0.fieldText("title") == "never used" })
        #expect(sample.domains == ["trk.meadow.example"])
        #expect(
            sample.networks.first?.oldPostback?.hasPrefix("https://trk.meadow.example/postback?cid=#s1#")
                == true)
        #expect(
            sample.networks.first?.newPostback?.hasSuffix("/postback?clickid=#s1#&sum=#price#") == true)
        #expect(sample.landers.map(\.name).sorted() == ["quiz", "story"])
        #expect(sample.lost.mapValues { $0.map(\.path) } == ["campaigns": ["redirectTarget.directUrl"]])
    }
}
