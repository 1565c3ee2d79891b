import Diagnostics
import Feeds
import FoundationEssentials
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// The sample of Binom, with the traps of its exports.
@Suite struct BinomTests {
    private let sample = SampleExport("binom")
    // Most tests ask the same migration.
    private static let plain = Result { try SampleExport("binom").migration() }

    private func migration() throws -> Migration { try Self.plain.get() }

    // What a campaign that is refused is told, by its location.
    private static let fates = [
        "two to one: 2 streams",
        "UK mobile: 8 streams",
        "shared rotation: 3 streams",
        "shared rotation again: 3 streams",
        "disabled criterion: rule 1 \"Austria\" › condition device_type: is switched off, and whether "
            + "Binom then passes it or never meets it is not known",
        "Åland: 2 streams",
        "Atlantis: rule 1 \"islands\" › condition country: lists \"Atlantis\", which is no country that "
            + "RedTrack knows",
        "chain one: leads to campaign \"chain two\"",
        "chain two: leads to campaign \"chain one\"",
        "chain to a plain one: leads to campaign \"two to one\"",
        "token 14: rule 1 \"creative\" › condition token_14: asks for a token above 10; RedTrack has ten "
            + "parameters",
        "t14 in a link: url of offer \"Kettle, with a token that has no slot\": {t14} at character 50 is "
            + "filled by Binom and not by RedTrack",
        "direct link: leads to the address https://shop.meadow.example/x?c={clickid} instead of an offer",
        "every field: 7 streams",
        "connection: rule 1 \"mobile data\" › condition connection: needs to know what RedTrack calls "
            + "these types: give connection_cellular and the like",
        "language first: rule 1 \"german\" › condition language: asks for the language, for which "
            + "RedTrack's API of 2018 has no filter",
        "language of a disabled rule: 1 streams",
        "no filters: 24 obstacles",
        "smart paths: 2 streams",
        "fixed on path: 2 streams",
        "appended to offers: 1 streams",
        "our source: 2 streams",
        "another source: 2 streams",
        "not exact: rule 1 \"vip\" › condition token_3: looks for parts of texts; filters compare whole "
            + "ones",
        "empty allowed: rule 1 \"vip\" › condition token_3: also takes clicks without any value, which "
            + "filters cannot say",
        "two values of a token: rule 1 \"zones\" › condition token_1: clicks part by sub1 in a way that "
            + "streams cannot say: a filter holds one value, so that \"none of these\" has no form",
        "two values of a token, nothing behind: 2 streams",
        "Android 10: rule 1 \"old\" › condition os_and_version: lists \"Android 10\"; RedTrack filters "
            + "systems without their versions, but for Windows",
        "hosted page: landing \"Hosted quiz\": is hosted by Binom and has no address of its own; host it "
            + "elsewhere and give Binom its address",
        "hosted page, list without a type: landing \"Hosted, list without a type\": is hosted by Binom "
            + "and has no address of its own; host it elsewhere and give Binom its address",
        "euro: 1 streams",
        "unknown offer: offer \"99\": is not in the export",
        "rotation that is gone: its rules and paths are not in the export",
        "strange distribution: rules are chosen by \"FIX_ON_MOON\", which streams cannot imitate",
        "bots: rule 1 \"bots\" › condition bot: needs the id of a list of bots in RedTrack: give bot_list",
        "deleted offer in a path: 1 streams",
        "path with nothing in use: 1 streams",
        "weight of nothing, offer twice: 1 streams",
        "two destinations at once: default › path 1 \"main\": has an offer with several destinations at "
            + "once",
        "what only Binom fills: url of offer \"Bowls, with what only Binom fills\": {campaign_name} at "
            + "character 62 is filled by Binom and not by RedTrack; url of offer \"Bowls, with what only "
            + "Binom fills\": {clickcost} at character 81 is filled by Binom and not by RedTrack",
        "empty list of countries: rule 1 \"none\" › condition country: lists no value",
        "network that is gone: offer \"Of a network that is gone\" › network \"3\": is left out: deleted in "
            + "Binom",
        "source that is gone: source \"9\": is left out: deleted in Binom",
        "unknown country of an offer: offer \"Country that nobody knows\": is for a country that nobody "
            + "knows; without it the offer would be for all",
        "range of addresses: rule 1 \"office\" › condition ip: cannot test \"198.51.100.0/24\": ranges "
            + "of addresses have no documented form in a filter",
        "same titles: 1 streams",
        "status in the source's postback: postback_url of source \"Status Reports\": {cnv_status} at "
            + "character 61 is filled by Binom and not by RedTrack",
        "operator nobody knows: rule 1 \"like\" › condition country: has the operator \"like\", which "
            + "nobody knows",
    ]

    @Test func `each campaign is proven or refused with its location`() throws {
        let migration = try self.migration()
        #expect(migration.fates == Self.fates)
        #expect(migration.lost.isEmpty)
        #expect(migration.skipped.contains { $0.name == "deleted campaign" })
        #expect(migration.unreached.contains { $0.name == "Trays, not in use" })
        let places = migration.campaigns.flatMap(\.findings).map(\.place)
        #expect(places.allSatisfy { $0?.position != nil })
    }

    // MARK: Weights, rules and criteria

    @Test func `weights are a ratio, and what is off is left out and said`() throws {
        let campaign = try #require(try migration().campaign("two to one"))
        #expect(campaign.streams.map(\.weight) == [2, 1])
        #expect(campaign.streams.map { $0.offers.map(\.id) } == [["11"], ["13"]])
        #expect(campaign.warnings.contains { $0.contains("\"12\": is not in use") })
        let repeated = try #require(try migration().campaign("weight of nothing, offer twice"))
        #expect(repeated.streams.map { $0.offers.map { "\($0.id): \($0.weight)" } } == [["11: 1", "13: 1"]])
        let asleep = try #require(try migration().campaign("path with nothing in use"))
        #expect(asleep.streams.map { $0.offers.map(\.id) } == [["11"]])
    }

    @Test func `countries go by their names, and an unknown one never widens a rule`() throws {
        let migration = try self.migration()
        #expect(migration.campaign("UK mobile")?.filters.first == "country GB; device_type Mobile")
        #expect(Set(migration.campaign("Åland")?.filters ?? []) == ["country AX,CI", "country not AX,CI"])
        #expect(migration.campaign("Atlantis")?.streams.isEmpty == true)
        #expect(migration.campaign("empty list of countries")?.streams.isEmpty == true)
    }

    @Test func `a shared rotation becomes part of each campaign`() throws {
        let migration = try self.migration()
        let filters = migration.campaign("shared rotation")?.filters
        #expect(filters == migration.campaign("shared rotation again")?.filters)
        #expect(filters?.contains("country GB; device_type Mobile") == true)
        let streams = migration.value(.campaign, "binom/104", "streams")?.list
        #expect(streams?.count == 3)
    }

    @Test func `a criterion on the traffic source is decided now`() throws {
        let migration = try self.migration()
        let ours = try #require(migration.campaign("our source"))
        let theirs = try #require(migration.campaign("another source"))
        #expect(Set(ours.filters) == ["country AT", "country not AT"])
        #expect(Set(theirs.filters) == ["country AT", "country not AT"])
        #expect(theirs.warnings.contains { $0.contains("marks its clicks as bots") })
    }

    @Test func `two values of a token part only where nothing needs the rest`() throws {
        let migration = try self.migration()
        #expect(
            Set(migration.campaign("two values of a token, nothing behind")?.filters ?? []) == [
                "sub1 a", "sub1 b",
            ])
        #expect(migration.campaign("two values of a token")?.streams.isEmpty == true)
    }

    @Test func `what RedTrack calls connections and bots is asked, not guessed`() throws {
        let migration = try sample.deciding {
            $0.parameters = ["connection_cellular": "mobile", "bot_list": "list-1"]
        }.migration()
        #expect(
            migration.campaign("connection")?.filters == [
                "connection_type mobile", "connection_type not mobile",
            ])
        #expect(migration.campaign("bots")?.filters == ["bots list-1", "bots not list-1"])
    }

    // MARK: Destinations

    @Test func `a campaign that leads to another waits for its link, and a circle is named`() throws {
        let chained = sample.deciding { $0.followsCampaigns = true }
        let migration = try chained.migration()
        #expect(migration.campaign("chain one")?.fate.contains("and from there back to itself") == true)
        #expect(migration.campaign("chain two")?.fate.contains("and from there back to itself") == true)
        #expect(
            migration.campaign("chain to a plain one")?.fate.contains("whose new link is not known yet")
                == true)
        let second = try chained.deciding { $0.links = ["binom/101": "https://go.redtrack.example/5"] }
            .migration()
        let campaign = try #require(second.campaign("chain to a plain one"))
        #expect(campaign.fate == "chain to a plain one: 1 streams")
        #expect(campaign.streams.flatMap(\.offers).map(\.weight) == [1, 1])
        #expect(
            second.objects.contains {
                $0.field("url")?.node.value == .string("https://go.redtrack.example/5")
            })
    }

    @Test func `an address becomes an offer only where the user wants that`() throws {
        let migration = try sample.deciding { $0.allowsSyntheticOffers = true }.migration()
        #expect(migration.campaign("direct link")?.fate == "direct link: 2 streams")
        #expect(
            migration.objects.contains {
                $0.kind == .offer
                    && $0.field("url")?.node.value == .string("https://shop.meadow.example/x?c={clickid}")
            })
    }

    // MARK: Links and money

    @Test func `macros become those of RedTrack, and a token without a slot is refused where a link uses it`()
        throws
    {
        let migration = try self.migration()
        #expect(
            migration.text(.offer, "binom/11", "url")
                == "https://northwind.example/go?o=11&s2={clickid}&zone={sub1}#top")
        #expect(
            migration.text(.offer, "binom/12", "url")
                == "https://northwind.example/go?o=12&s2={clickid}&k=%7Bsub3%7D")
        #expect(
            migration.text(.landing, "binom/4", "url")
                == "https://pages.meadow.example/wheel/{sub1}?country={country}")
        #expect(
            migration.text(.source, "binom/4", "postback_url")
                == "https://s2s.pushmeadow.example/postback?visitor_id={ref_id}&zone={sub1}")
        #expect(migration.text(.source, "binom/4", "ref_id") == "${SUBID}")
        #expect(migration.text(.source, "binom/4", "sub3") == "{keyword}")
        let allowed = try sample.deciding { $0.allowsUnknownMacros = true }.migration()
        #expect(allowed.campaign("t14 in a link")?.fate == "t14 in a link: 1 streams")
        #expect(allowed.text(.offer, "binom/15", "url")?.hasSuffix("&c={t14}") == true)
        #expect(allowed.campaign("token 14")?.streams.isEmpty == true)
    }

    @Test func `what a campaign appends goes into copies of its offers`() throws {
        let migration = try self.migration()
        let urls = migration.objects.filter { $0.kind == .offer && $0.key.hasPrefix("binom/21") }
            .map { "\($0.key) \($0.field("url")?.node.value.string ?? "")" }
        #expect(
            urls.sorted() == [
                "binom/21 https://northwind.example/go?o=21&s2={clickid}",
                "binom/21@121 https://northwind.example/go?o=21&s2={clickid}&utm={sub1}",
            ])
    }

    @Test func `the network's template is no second click id, and one that is missing is said`() throws {
        let migration = try self.migration()
        #expect(
            migration.text(.network, "binom/1", "offer_url") == "[insert_offer_url_here]?s2={clickid}")
        #expect(
            migration.text(.offer, "binom/13", "url")
                == "https://pine.example/click?o=13&aff_sub={clickid}&src={sub1}")
        #expect(migration.remarks.contains { $0.hasPrefix("offer \"Jars\": its link has no {clickid}") })
        let network = try #require(migration.networks.first { $0.name == "Northwind Leads" })
        #expect(network.newPostback?.contains("clickid=#s2#") == true)
        #expect(network.newPostback?.contains("sum=#price#") == true)
    }

    @Test func `amounts are copied exactly or not at all, and caps are listed`() throws {
        let migration = try self.migration()
        #expect(migration.text(.offer, "binom/11", "payment.amount") == "2.5")
        #expect(migration.value(.offer, "binom/12", "payment") == nil)
        #expect(migration.value(.offer, "binom/16", "payment") == nil)
        #expect(migration.text(.campaign, "binom/101", "cpc") == "0.0007")
        #expect(migration.value(.campaign, "binom/120", "cpc") == nil)
        #expect(
            migration.remarks.contains {
                $0.hasPrefix("offer \"Jars\": its cap of 50 conversions (every 86400 seconds)")
            })
        #expect(!migration.remarks.contains { $0.contains("\"Tea\": its cap") })
        let rated = try sample.deciding { $0.rates = ["EUR": 2] }.migration()
        #expect(rated.text(.offer, "binom/16", "payment.amount") == "6")
        #expect(migration.value(.offer, "binom/12", "country_codes")?.list?.isEmpty == true)
        #expect(migration.value(.offer, "binom/11", "country_codes")?.jsonText() == #"["DE"]"#)
    }

    @Test func `what changes for visitors and numbers is said`() throws {
        let migration = try self.migration()
        #expect(migration.campaign("smart paths")?.warnings.contains { $0.contains("SMART") } == true)
        let fixed = try #require(migration.campaign("fixed on path"))
        for word in [
            "(distributionType FIX)", "two refreshes", "(postbackPercent)", "(payoutPercent)",
            "loss of traffic", "CPM",
        ] {
            #expect(fixed.warnings.contains { $0.contains(word) }, "\(word)")
        }
        #expect(migration.text(.campaign, "binom/120", "redirect_type") == "2")
        #expect(migration.campaign("our source")?.warnings == [])
    }

    // MARK: Forms of the export

    @Test func `an offer without an id in it goes by the name of its file`() throws {
        let bare = #"""
            {"offer": {"name": "Tea", "url": "https://northwind.example/?c={clickid}", "countryCode": "DE",
              "affiliateNetworkId": 1, "payout": {"money": {"amount": 2.5, "currency": "USD"}, "isAuto": false},
              "conversionCaps": []}}
            """#
        let migration = try sample.with([
            "offers-1.json": nil, "offers-2.json": nil, "offers/11.json": bare, "offers/12.json": bare,
        ]).migration()
        #expect(
            migration.campaign("smart paths")?.fate
                == "smart paths: offer \"13\": is not in the export")
        #expect(migration.campaign("two to one")?.fate.contains("offer \"13\"") == true)
        #expect(
            migration.campaign("language of a disabled rule")?.fate
                == "language of a disabled rule: 1 streams")
        #expect(migration.text(.offer, "binom/12", "title") == "Tea (12)")
    }

    @Test func `a field that nobody knows is counted as lost, however deep it is`() throws {
        let campaigns = try sample.text(of: "campaigns.json")
        let rotations = try sample.text(of: "rotations.json")
        let export = sample.with([
            "campaigns.json": campaigns.replacing(
                #""exactMatch": true"#, with: #""exactMatch": true, "brand_new": 1"#),
            "rotations.json": rotations.replacing(
                #""markAsBot": false"#, with: #""markAsBot": false, "fresh": 1"#),
        ])
        let paths = try export.migration().lost["campaigns"]?.map(\.path) ?? []
        #expect(paths.count == 2)
        #expect(paths.contains { $0.hasSuffix("rules[].criteria[].brand_new") })
        #expect(paths.contains { $0.hasSuffix("rules[].fresh") })
    }

    @Test func `the keys of links reach no output`() throws {
        let migration = try self.migration()
        var all = ""
        dump(migration, to: &all)
        #expect(!all.contains("c6dfeb0"))
        #expect(
            migration.campaign("two to one")?.oldLink?.hasPrefix("https://trk.meadow.example/click?key=")
                == true)
    }
}
