import Diagnostics
import Feeds
import FoundationEssentials
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// The sample of Keitaro, with the traps of its exports.
@Suite struct KeitaroTests {
    private let sample = SampleExport("keitaro")
    // Most tests ask the same migration.
    private static let plain = Result { try SampleExport("keitaro").migration() }

    private func migration() throws -> Migration { try Self.plain.get() }

    // What a campaign that is refused is told, by its location.
    private static let fates = [
        "countries as a text: 2 streams",
        "countries as a list: 2 streams",
        "UK: rule 1 \"Flow 1\" › condition country: lists \"UK\", which is no code and may never have "
            + "matched in Keitaro; correct it there, or take it as \"GB\" by country_filters=fix",
        "shares of 120: 1 streams",
        "offer twice: 1 streams",
        "one of two: 3 streams",
        "forced, weights, default: 4 streams",
        "weights alone: 2 streams",
        "without a zone: 2 streams",
        "redirect: leads to the address https://shop.meadow.example/ch?c={subid} instead of an offer",
        "to another campaign: leads to campaign \"countries as a list\"",
        "circle one: leads to campaign \"circle two\"",
        "circle two: leads to campaign \"circle one\"",
        "page of HTML: rule 1 \"Flow 1\" › path 1 \"Flow 1\": does \"show_html\", for which streams have "
            + "no counterpart",
        "uploaded page: landing \"Uploaded quiz\": is hosted by Keitaro and has no address of its own; "
            + "host it elsewhere",
        "every field: 7 streams",
        "connection: rule 1 \"Flow 1\" › condition connection_type: needs to know what RedTrack calls "
            + "these types: give connection_wifi or connection_cellular",
        "no filters: 25 obstacles",
        "language of a disabled flow: 1 streams",
        "bots: rule 1 \"Flow 1\" › condition is_bot: needs the id of a list of bots in RedTrack: give "
            + "bot_list",
        "parameters of its own: 2 streams",
        "the same parameters of its own: 1 streams",
        "without a source: 1 streams",
        "black list: rule 1 \"Flow 1\" › condition country: has the mode \"black\", which nobody knows",
        "no default: 1 streams",
        "two defaults: 2 streams",
        "offer that is gone: offer \"999\": is not in the export",
        "campaign's name in the network: what is appended to url of offer \"Bowls, with the campaign's "
            + "name in the network\": {campaign_name} at character 19 is filled by Keitaro and not by "
            + "RedTrack; offer \"Bowls, with the campaign's name in the network\" › offer_url of network "
            + "\"Pine & Partners\": {campaign_name} at character 43 is filled by Keitaro and not by "
            + "RedTrack",
        "keyword in a link: 1 streams",
        "keyword in a link, ten parameters taken: url of offer \"Ladle\": {keyword} at character 41 is "
            + "filled by Keitaro and not by RedTrack",
        "visitors are bound: 2 streams",
        "some other order: rules are chosen by \"random\", which streams cannot imitate",
        "default with filters: default › path 1 \"rest\": is a default with filters, which is not "
            + "documented",
        "country that is none: rule 1 \"Flow 1\" › condition country: lists \"Q9\", which is no country",
        "no country: rule 1 \"Flow 1\" › condition country: lists no value",
        "wildcard in a parameter: rule 1 \"Flow 1\" › condition sub_id_1: compares patterns; filters "
            + "compare whole texts",
        "two values of a parameter: rule 1 \"Flow 1\" › condition sub_id_1: clicks part by sub1 in a way "
            + "that streams cannot say: a filter holds one value, so that \"none of these\" has no form",
        "preloaded page, deleted offer, page asleep: 3 streams",
        "revenue share: 1 streams",
        "status in a link: url of offer \"Plates\": {status:lead=0 sale=1} at character 42 is filled by "
            + "Keitaro and not by RedTrack; url of offer \"Plates\": {tid} at character 67 is filled by "
            + "Keitaro and not by RedTrack",
        "paid in euro: 1 streams",
        "uploaded offer: offer \"Uploaded form\": is hosted or shown by Keitaro itself (offer_type is "
            + "not external) and has no link of its own",
        "unknown country of an offer: offer \"Country that nobody knows\": lists a country that nobody "
            + "knows; without it the offer would be for others",
        "network that is gone: offer \"Of a network that is gone\" › network \"4\": is left out: deleted in "
            + "Keitaro",
        "source that is gone: source \"15\": is left out: deleted in Keitaro",
        "order of positions: 3 streams",
        "redirect by a script: default › path 1 \"Flow 1\": redirects by \"js\", for which streams have "
            + "no counterpart",
        "parameter whose place is taken: rule 1 \"Flow 1\" › condition sub_id_3: asks for a parameter "
            + "that its source does not name, and whose slot another one may have",
        "last parameter in a link, ten taken: url of offer \"Last parameter\": {sub_id_15} at character "
            + "41 is filled by Keitaro and not by RedTrack",
        "no flows: its rules and paths are not in the export",
        "status in the source's postback: postback_url of source \"Status Reports\": {status} at "
            + "character 62 is filled by Keitaro and not by RedTrack; postback_url of source \"Status "
            + "Reports\": {tid} at character 75 is filled by Keitaro and not by RedTrack",
        "keyword in a link, at one source: url of offer \"Sieve\": {keyword} at character 41 is in "
            + "different slots of the sources that lead here: sub3 at \"PushHub\", sub2 at \"Search Hill\"",
        "keyword in a link, at another source: url of offer \"Sieve\": {keyword} at character 41 is in "
            + "different slots of the sources that lead here: sub3 at \"PushHub\", sub2 at \"Search Hill\"",
    ]

    @Test func `each campaign is proven or refused with its location`() throws {
        let migration = try self.migration()
        #expect(migration.fates == Self.fates)
        #expect(migration.lost.isEmpty)
        #expect(
            Set(migration.skipped.filter { $0.kind == .campaign }.map(\.name)) == ["deleted", "switched off"])
        #expect(migration.unreached.contains { $0.name == "Trays, not in use" })
        let places = migration.campaigns.flatMap(\.findings).map(\.place)
        #expect(places.allSatisfy { $0?.position != nil })
    }

    // MARK: Flows and filters

    @Test func `a payload may be a text or a list`() throws {
        let migration = try self.migration()
        let expected: Set = ["country AT,DE", "country not AT,DE"]
        #expect(Set(migration.campaign("countries as a text")?.filters ?? []) == expected)
        #expect(Set(migration.campaign("countries as a list")?.filters ?? []) == expected)
    }

    @Test func `a code that is none is asked about, and taken as the country only when told`() throws {
        #expect(try migration().campaign("UK")?.streams.isEmpty == true)
        let fixed = try sample.deciding { $0.parameters = ["country_filters": "fix"] }.migration()
        #expect(fixed.campaign("UK")?.filters.contains("country DE,GB; sub2 not 1971641") == true)
        #expect(fixed.campaign("country that is none")?.streams.isEmpty == true)
        #expect(fixed.campaign("no country")?.streams.isEmpty == true)
    }

    @Test func `shares are a ratio, a strange sum is said, and a repeated offer gets the sum`() throws {
        let migration = try self.migration()
        let strange = try #require(migration.campaign("shares of 120"))
        #expect(strange.streams.map { $0.offers.map { "\($0.id): \($0.weight)" } } == [["101: 7", "102: 5"]])
        #expect(strange.warnings.contains { $0.contains("add up to 120, not to 100") })
        let twice = try #require(migration.campaign("offer twice"))
        #expect(twice.streams.map { $0.offers.map { "\($0.id): \($0.weight)" } } == [["101: 3", "103: 2"]])
        #expect(twice.warnings.contains { $0.contains("weights are added") })
        #expect(!twice.warnings.contains { $0.contains("not to 100") })
    }

    @Test func `filters that are joined by OR become streams that share no click`() throws {
        let migration = try self.migration()
        let campaign = try #require(migration.campaign("one of two"))
        let tea = zip(campaign.streams, campaign.filters).filter { $0.0.offers.map(\.id) == ["101"] }.map(\.1)
        #expect(tea.count == 2)
        #expect(Set(tea).count == 2)
        #expect(campaign.filters.contains("country not DE; device_type not Mobile"))
        #expect(campaign.verdict?.isEquivalent == true)
    }

    @Test func `forced flows come first, regular ones are drawn by weight, the default takes the rest`()
        throws
    {
        let migration = try self.migration()
        let campaign = try #require(migration.campaign("forced, weights, default"))
        let streams = zip(campaign.streams, campaign.filters).map {
            "\($0.0.offers.map(\.id).joined()) \($0.1)"
        }
        #expect(
            Set(streams) == [
                "104 device_type Tablet", "101 country AT,DE; device_type not Tablet",
                "103 country AT,CH; device_type not Tablet",
                "102 country not AT,CH,DE; device_type not Tablet",
            ])
        let weights = Dictionary(uniqueKeysWithValues: campaign.streams.map { ($0.offers[0].id, $0.weight) })
        #expect(weights["101"] == 7)
        #expect(weights["103"] == 3)
        #expect(migration.campaign("weights alone")?.streams.map(\.weight) == [1, 2])
    }

    @Test func `flows are tried by their position, not by their place in the list`() throws {
        let campaign = try #require(try migration().campaign("order of positions"))
        let streams = zip(campaign.streams, campaign.filters).map {
            "\($0.0.offers.map(\.id).joined()) \($0.1)"
        }
        #expect(Set(streams) == ["101 country DE", "103 country AT", "102 country not AT,DE"])
    }

    @Test func `reject excludes`() throws {
        let campaign = try #require(try migration().campaign("without a zone"))
        let streams = zip(campaign.streams, campaign.filters).map {
            "\($0.0.offers.map(\.id).joined()) \($0.1)"
        }
        #expect(Set(streams) == ["101 sub1 not 1971641", "102 sub1 1971641"])
    }

    @Test func `what RedTrack calls connections and bots is asked, not guessed`() throws {
        let migration = try sample.deciding {
            $0.parameters = ["connection_wifi": "wifi", "bot_list": "list-1"]
        }.migration()
        #expect(
            migration.campaign("connection")?.filters == ["connection_type wifi", "connection_type not wifi"])
        #expect(migration.campaign("bots")?.filters == ["bots list-1", "bots not list-1"])
    }

    @Test func `redirects and other campaigns become offers only where the user wants that`() throws {
        let migration = try sample.deciding {
            $0.allowsSyntheticOffers = true
            $0.followsCampaigns = true
            $0.links = ["keitaro/1002": "https://go.redtrack.example/2"]
        }.migration()
        #expect(migration.campaign("redirect")?.fate == "redirect: 2 streams")
        #expect(migration.campaign("to another campaign")?.fate == "to another campaign: 2 streams")
        #expect(migration.campaign("circle one")?.fate.contains("and from there back to itself") == true)
        #expect(migration.campaign("page of HTML")?.streams.isEmpty == true)
        #expect(migration.campaign("redirect by a script")?.streams.isEmpty == true)
    }

    @Test func `a campaign that is off is left out, or archived with a tag when asked for`() throws {
        let migration = try sample.deciding { $0.parameters = ["disabled": "archive"] }.migration()
        // 2 is "archived" in the API of 2018.
        #expect(migration.text(.campaign, "keitaro/1021", "status") == "2")
        #expect(migration.value(.campaign, "keitaro/1021", "tags")?.jsonText() == #"["state:disabled"]"#)
        #expect(migration.value(.campaign, "keitaro/1022", "title") == nil)
    }

    @Test func `what changes for visitors and numbers is said`() throws {
        let campaign = try #require(try migration().campaign("visitors are bound"))
        for word in [
            "(bind_visitors)", "some statuses only", "does not count its clicks", "has triggers",
            "after the click on the page", "CPUC",
        ] {
            #expect(campaign.warnings.contains { $0.contains(word) }, "\(word)")
        }
    }

    // MARK: Parameters

    @Test func `parameters keep their numbers, and the others take free ones in order`() throws {
        let migration = try self.migration()
        let expected = [
            "sub1": "{zoneid}", "sub2": "{format}", "sub3": "{keyword}", "sub4": "{site}", "sub5": "{age}",
            "sub6": "{bannerid}", "sub7": "{campaignid}", "sub8": "{carrier}", "ref_id": "${SUBID}",
            "cost_id": "{bid}",
        ]
        for (field, text) in expected {
            #expect(migration.text(.source, "keitaro/11", field) == text, "\(field)")
        }
        #expect(
            migration.text(.offer, "keitaro/108", "url")
                == "https://brook.example/t/108?c={clickid}&k={sub3}&s={sub8}&b=%7Bsub6%7D")
        #expect(migration.remarks.contains { $0.hasPrefix("source \"Full House\": has more parameters") })
    }

    @Test func `campaigns with parameters of their own share a source of their own`() throws {
        let migration = try self.migration()
        let own = try #require(migration.text(.campaign, "keitaro/1023", "source_id"))
        #expect(own.hasPrefix("keitaro/11-"))
        #expect(migration.text(.campaign, "keitaro/1024", "source_id") == own)
        #expect(migration.text(.campaign, "keitaro/1001", "source_id") == "keitaro/11")
        #expect(migration.text(.source, own, "sub1") == "{zone_of_the_campaign}")
        #expect(migration.text(.source, own, "title") == "PushHub, parameters of parameters of its own")
        #expect(
            migration.text(.source, own, "postback_url")
                == "https://s2s.pushhub.example/postback?visitor={ref_id}&zone={sub1}")
        #expect(migration.objects.count { $0.kind == .source && $0.key.hasPrefix("keitaro/11") } == 2)
    }

    // MARK: Links and money

    @Test func `what a network appends is written into each link once`() throws {
        let migration = try self.migration()
        #expect(
            migration.text(.offer, "keitaro/101", "url")
                == "https://northwind.example/go?o=101&aff_sub={clickid}#top")
        #expect(
            migration.text(.offer, "keitaro/102", "url")
                == "https://northwind.example/go?o=102&aff_sub={clickid}&z={sub1}")
        #expect(
            migration.text(.network, "keitaro/1", "offer_url") == "[insert_offer_url_here]&aff_sub={clickid}")
        let allowed = try sample.deciding { $0.allowsUnknownMacros = true }.migration()
        #expect(
            allowed.text(.offer, "keitaro/109", "url")
                == "https://pine.example/click?o=109&sub1={clickid}&sub2={campaign_name}")
    }

    @Test func `a network's postback is told in RedTrack's words, without its statuses and keys`() throws {
        let migration = try self.migration()
        let network = try #require(migration.networks.first { $0.name == "Northwind Leads" })
        #expect(network.newPostback?.contains("clickid={aff_sub}") == true)
        #expect(network.newPostback?.contains("sum={payout}") == true)
        #expect(network.newPostback?.contains("status") == false)
        #expect(
            network.oldPostback?.hasPrefix("https://go.meadow.example/.../postback?subid={aff_sub}") == true)
        #expect(migration.remarks.contains { $0.contains("gives Keitaro the status of a conversion") })
    }

    @Test func `amounts are copied exactly or not at all, and countries may be names`() throws {
        let migration = try self.migration()
        #expect(migration.text(.offer, "keitaro/101", "payment.amount") == "2.4")
        #expect(migration.value(.offer, "keitaro/101", "country_codes")?.jsonText() == #"["RO","DE"]"#)
        #expect(migration.value(.offer, "keitaro/102", "payment") == nil)
        #expect(migration.text(.offer, "keitaro/103", "payment.amount") == "1.5")
        #expect(migration.value(.offer, "keitaro/106", "payment") == nil)
        #expect(migration.text(.campaign, "keitaro/1001", "cpc") == "0.02")
        #expect(migration.value(.campaign, "keitaro/1033", "cpc") == nil)
        let other = try sample.deciding {
            $0.parameters = ["tracker_currency": "EUR"]
            $0.rates = ["EUR": 2]
        }.migration()
        #expect(other.text(.offer, "keitaro/103", "payment.amount") == "3")
    }

    // MARK: Forms of the export

    @Test func `a page of HTML is no list`() throws {
        let page = sample.with(["campaigns.json": "<!DOCTYPE html><html><body>Keitaro</body></html>\n"])
        #expect(page.failure() == ["the file is a page (HTML) and not JSON"])
    }

    @Test func `a key with few rights leaves lists empty, and what is missing is named`() throws {
        for text in ["[]\n", nil] {
            let migration = try sample.with(["domains.json": text]).migration()
            let campaign = try #require(migration.campaign("countries as a text"))
            #expect(campaign.isMigrated)
            #expect(
                campaign.warnings.contains(
                    "its domain is not in the export; the new link is on RedTrack's own"))
            #expect(migration.value(.campaign, "keitaro/1001", "domain_id") == nil)
            #expect(
                migration.campaigns.count { $0.isMigrated }
                    == (try self.migration()).campaigns.count { $0.isMigrated })
        }
        let offers = try sample.with(["offers.json": "[]\n"]).migration()
        #expect(
            offers.campaign("countries as a text")?.fate
                == "countries as a text: offer \"101\": is not in the export; "
                + "offer \"102\": is not in the export")
    }

    @Test func `streams may be saved one file a campaign`() throws {
        let stream = #"""
            [{"id": 1, "type": "default", "name": "rest", "campaign_id": 1008, "position": 1, "state": "active",
              "schema": "landings", "filters": [], "landings": [], "offers": [{"offer_id": 101, "share": 100, "state": "active"}]}]
            """#
        let migration = try sample.with(["streams.json": nil, "streams/1008.json": stream]).migration()
        #expect(migration.campaign("weights alone")?.fate == "weights alone: 1 streams")
        #expect(
            migration.campaign("offer twice")?.fate
                == "offer twice: its rules and paths are not in the export")
    }

    @Test func `a field that nobody knows is counted as lost, however deep it is`() throws {
        let streams = try sample.text(of: "streams.json")
            .replacing(#""filter_or": "#, with: #""brand_new": 1, "filter_or": "#)
            .replacing(#""mode": "#, with: #""fresh": 1, "mode": "#)
        let paths =
            try sample.with(["streams.json": streams]).migration().lost["campaigns"]?.map(\.path) ?? []
        #expect(paths.count == 2)
        #expect(paths.contains { $0.hasSuffix("filters[].fresh") })
        #expect(paths.contains { $0.hasSuffix("brand_new") })
    }

    @Test func `tokens and the keys in paths reach no output`() throws {
        #expect(try sample.text(of: "campaigns.json").contains("KTSECRET1001"))
        // On one line with the rest, so that an excerpt would show it.
        let minified = try sample.text(of: "campaigns.json").split(separator: "\n").joined()
        for export in [sample, sample.with(["campaigns.json": minified])] {
            var all = ""
            dump(try export.migration(), to: &all)
            #expect(!all.contains("KTSECRET"))
            #expect(!all.contains("3f9b2c1d"))
        }
    }
}
