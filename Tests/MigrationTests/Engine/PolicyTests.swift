import Diagnostics
import Feeds
import Foundation
import Manifests
import Migration
import RedTrack
import Testing

/// What happens where the two trackers differ, and what the user may decide.
@Suite struct PolicyTests {
    private static func offer(_ more: String) -> String {
        #"[{"id": 11, "name": "A", "network": 7, "url": "https://net.example/?o=1", \#(more)}]"#
    }

    private static func migration(
        offer more: String, _ options: MigrationOptions = MigrationOptions()
    ) throws -> Migration {
        try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#), offers: offer(more), options)
    }

    @Test(
        arguments: [
            (#""payout": 1.25, "currency": "usd""#, "1.25", nil),
            (#""payout": "0.0007""#, "0.0007", nil),
            (#""payout": 0"#, nil, "migration.no-amount"),
            (#""payout": 5, "auto": true"#, nil, "migration.automatic"),
            (#""payout": 5, "currency": "EUR""#, nil, "migration.currency"),
            (#""cap": 50"#, nil, "migration.cap"),
            (#""odd": true"#, nil, "migration.remark"),
        ] as [(String, String?, String?)])
    func `amounts are those of the account's currency, or none`(
        fields: String, amount: String?, warning: String?
    ) throws {
        let migration = try Self.migration(offer: fields)
        #expect(migration.errors() == [])
        #expect(migration.json("small/11", "payment") == amount.map { #"{"amount":\#($0)}"# })
        let ids = migration.findings.map(\.id).filter { $0 != "migration.website" }
        #expect(ids == [warning].compactMap { $0 })
    }

    @Test func `a rate makes one currency another, exactly`() throws {
        var options = MigrationOptions()
        options.rates = ["EUR": try #require(Decimal(string: "1.1"))]
        let migration = try Self.migration(offer: #""payout": 0.07, "currency": "EUR""#, options)
        #expect(migration.json("small/11", "payment") == #"{"amount":0.077}"#)
        #expect(migration.options.map { "\($0.name) \($0.value)" } == ["--exchange-rate EUR=1.1"])
    }

    @Test(
        arguments: [
            (#"{"model": "CPC", "amount": 0.04}"#, "0.04", nil),
            (#"{"model": "CPC", "amount": 0}"#, nil, nil),
            (#"{"model": "CPM", "amount": 2}"#, nil, "migration.cost-model"),
            (#"{"model": "CPC", "automatic": true}"#, nil, "migration.automatic"),
            (#"{"model": "NOT_TRACKED"}"#, nil, nil),
        ] as [(String, String?, String?)])
    func `a cost is one per click, or none`(cost: String, cpc: String?, warning: String?) throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            campaigns: #"[{"id": 1, "name": "C", "source": 5, "cost": \#(cost)}]"#)
        #expect(migration.errors() == [])
        #expect(migration.json("small/1", "cpc") == cpc)
        #expect(migration.campaigns[0].findings.map(\.id) == [warning].compactMap { $0 })
    }

    @Test func `the website of a network is given, known, or that of its first offer`() throws {
        var given = MigrationOptions()
        given.networkURLs = ["N": "https://given.example"]
        #expect(
            try Self.migration(offer: #""x": 1"#, given).json("small/7", "url") == #""https://given.example""#
        )
        #expect(try Self.migration(offer: #""x": 1"#).json("small/7", "url") == #""https://net.example""#)
        let known = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            networks: #"[{"id": 7, "name": "N", "site": "https://known.example"}]"#)
        #expect(known.json("small/7", "url") == #""https://known.example""#)
        let unknown = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            offers: #"[{"id": 11, "name": "A", "network": 7, "url": "https://{var:kw}/"}]"#)
        #expect(
            unknown.errors() == [
                #"campaign "C" › offer "A" › network "N": RedTrack demands a website, and none is known"#
            ])
    }

    @Test(arguments: [
        #""network": null"#, #""network": 0"#, #""network": "00000000-0000-0000-0000-000000000000""#,
    ])
    func `an offer of no network gets one that stands for none`(network: String) throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            offers: #"[{"id": 11, "name": "A", "url": "https://net.example/?o=1", \#(network)}]"#)
        #expect(migration.errors() == [])
        #expect(migration.object("small/none")?.title == "No network (Small)")
        #expect(migration.json("small/11", "program_id") == #""small/none""#)
        #expect(migration.findings.map(\.id).sorted() == ["migration.no-network", "migration.website"])
    }

    @Test func `a direct link is refused, or becomes an offer when that is wanted`() throws {
        let streams = SmallTracker.stream(
            #"[{"url": "https://direct.example/buy?x=1&key=SECRET", "weight": 3}, {"id": 11}]"#)
        let refused = try SmallTracker.migration(streams: streams)
        #expect(
            refused.errors() == [
                #"campaign "C": leads to the address https://direct.example/buy?x=1&key=*** instead of an offer"#
            ])
        var options = MigrationOptions()
        options.allowsSyntheticOffers = true
        let migration = try SmallTracker.migration(streams: streams, options)
        #expect(migration.errors() == [])
        let offer = try #require(migration.objects.first { $0.title == "direct.example/buy" })
        #expect(offer.key.hasPrefix("small/link-"))
        #expect(offer.field("program_id")?.node.value == .string("small/none"))
        #expect(migration.options.map(\.name) == ["--allow-synthetic-offers"])
    }

    @Test func `a campaign as a destination waits for its new link, and circles are found`() throws {
        let campaigns = #"[{"id": 1, "name": "C", "source": 5}, {"id": 2, "name": "D", "source": 5}]"#
        func streams(_ second: String) -> String {
            """
            [{"campaign": 1, "default": true, "offers": [{"campaign": 2}]},
             {"campaign": 2, "default": true, "offers": [\(second)]}]
            """
        }
        let refused = try SmallTracker.migration(streams: streams(#"{"id": 11}"#), campaigns: campaigns)
        #expect(refused.errors() == [#"campaign "C": leads to campaign "D""#])
        var options = MigrationOptions()
        options.followsCampaigns = true
        let waiting = try SmallTracker.migration(
            streams: streams(#"{"id": 11}"#), campaigns: campaigns, options)
        #expect(
            waiting.errors() == [#"campaign "C": leads to campaign "D", whose new link is not known yet"#])
        #expect(waiting.campaigns.map(\.isMigrated) == [false, true])
        options.links = ["small/2": "https://new.example/d"]
        let moved = try SmallTracker.migration(
            streams: streams(#"{"id": 11}"#), campaigns: campaigns, options)
        #expect(moved.campaigns.map(\.isMigrated) == [true, true])
        #expect(moved.json("small/campaign-2", "url") == #""https://new.example/d""#)
        let circle = try SmallTracker.migration(
            streams: streams(#"{"campaign": 1}"#), campaigns: campaigns, options)
        #expect(
            circle.errors() + circle.errors(1) == [
                #"campaign "C": leads to campaign "D", and from there back to itself"#,
                #"campaign "D": leads to campaign "C", and from there back to itself"#,
            ])
    }

    @Test
    func `macros are translated where the tracker fills them, and what a network wants is appended once`()
        throws
    {
        let networks = #"[{"id": 7, "name": "N", "param": "s1={click}"}]"#
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#),
            offers:
                #"[{"id": 11, "name": "A", "network": 7, "url": "https://net.example/?o=1&k={var:kw}#x"}]"#,
            networks: networks,
            others: [
                "sources.json":
                    #"[{"id": 5, "name": "S", "placeholder": "{click}", "slots": [{"name": "kw", "slot": "sub2"}]}]"#
            ])
        #expect(migration.json("small/11", "url") == #""https://net.example/?o=1&k={sub2}&s1={clickid}#x""#)
        #expect(migration.json("small/5", "sub1") == #""{click}""#)
        let unknown = #"[{"id": 11, "name": "A", "network": 7, "url": "https://net.example/?c={cost}"}]"#
        let refused = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#), offers: unknown)
        #expect(refused.errors().count == 1)
        #expect(refused.errors()[0].contains("{cost}"))
        var options = MigrationOptions()
        options.allowsUnknownMacros = true
        let allowed = try SmallTracker.migration(
            streams: SmallTracker.stream(#"[{"id": 11}]"#), offers: unknown, options)
        #expect(allowed.errors() == [])
        #expect(allowed.json("small/11", "url") == #""https://net.example/?c={cost}""#)
    }

    @Test func `campaigns that append differently get copies of their offers`() throws {
        let campaigns = """
            [{"id": 1, "name": "C", "source": 5, "append": "?u=1"}, {"id": 2, "name": "D", "source": 5},
             {"id": 4, "name": "E", "source": 5, "append": "?u=1"}]
            """
        let streams = """
            [{"campaign": 1, "default": true, "offers": [{"id": 11}]}, {"campaign": 2, "default": true, "offers": [{"id": 11}]},
             {"campaign": 4, "default": true, "offers": [{"id": 11}]}]
            """
        let migration = try SmallTracker.migration(streams: streams, campaigns: campaigns)
        #expect(migration.campaigns.map(\.isMigrated) == [true, true, true])
        let offers = migration.objects.filter { $0.kind == .offer }
        #expect(offers.map(\.key) == ["small/11@1", "small/11"])
        #expect(
            offers.map { $0.field("url")?.node.value } == [
                .string("https://net.example/?o=1&u=1"), .string("https://net.example/?o=1"),
            ])
        #expect(migration.json("small/4", "streams")?.contains("small/11@1") == true)
    }

    @Test func `names that are links with keys are told without them`() throws {
        let link = "https://trk.example/?token=SECRET"
        let migration = try SmallTracker.migration(
            streams: #"[{"campaign": 1, "name": "\#(link)", "default": true, "offers": [{"id": 11}]}]"#,
            campaigns: #"[{"id": 1, "name": "\#(link)", "source": 5}]"#,
            offers: #"[{"id": 11, "name": "\#(link)", "network": 7, "url": "https://net.example/"}]"#,
            networks: #"[{"id": 7, "name": "\#(link)"}]"#)
        #expect(migration.campaigns.map(\.isMigrated) == [true])
        let report = MigrationReport(migration)
        let steps = try CutoverCSV.bytes(report.cutover.steps(links: [:]))
        for text in [
            MigrationHTML(report).text, MigrationMarkdown(report).text, MigrationText(report).reasons,
            MigrationText(report).text, MigrationJSON(report).value.jsonText(),
            String(decoding: steps, as: UTF8.self),
        ] { #expect(!text.contains("SECRET")) }
    }

    @Test(
        arguments: [
            #"[{"campaign": 1, "name": "token=SECRET", "enabled": true, "weight": "key=SECRET", "offers": [{"id": 11}]}]"#,
            #"[{"campaign": 1, "name": "a", "enabled": true, "offers": [{"id": 11}], "conditions": [{"label": "x", "unsupported": "is \"token=SECRET\""}]}]"#,
        ])
    func `values that messages quote are told without keys`(streams: String) throws {
        let migration = try SmallTracker.migration(streams: streams)
        #expect(migration.campaigns.map(\.isMigrated) == [false])
        let report = MigrationReport(migration)
        for text in [
            MigrationHTML(report).text, MigrationMarkdown(report).text, MigrationText(report).reasons,
            MigrationText(report).findings, MigrationJSON(report).value.jsonText(),
        ] { #expect(!text.contains("SECRET")) }
    }

    @Test func `a campaign whose name is a map is called by its id`() throws {
        let migration = try SmallTracker.migration(
            streams: "[]", campaigns: #"[{"id": 1, "name": {"token": "SECRET"}, "source": 5}]"#)
        #expect(migration.campaigns.map(\.name) == ["1"])
        #expect(!MigrationJSON(MigrationReport(migration)).value.jsonText().contains("SECRET"))
        let bracket = try SmallTracker.migration(
            streams: "[]", campaigns: #"[{"id": 1, "name": "[DE] push", "source": [5]}]"#)
        #expect(bracket.campaigns.map(\.name) == ["[DE] push"])
    }

    @Test func `an address for a network that there is not is told`() throws {
        var options = MigrationOptions()
        options.networkURLs = ["N": "https://n.example", "Nn": "https://n.example"]
        let migration = try SmallTracker.migration(streams: SmallTracker.stream(#"[{"id": 11}]"#), options)
        let unknown = migration.findings.filter { $0.id == "migration.unknown-network" }
        #expect(unknown.map(\.message) == [#"--network-url names "Nn", and no network is called so"#])
        #expect(unknown.first?.help == #"did you mean "N"?"#)
    }

    @Test func `secrets of the export reach nothing that is told`() throws {
        let migration = try SmallTracker.migration(
            streams: SmallTracker.stream(
                #"[{"id": 11}, {"url": "https://u:SECRET@direct.example/?key=SECRET"}]"#),
            campaigns:
                #"[{"id": 1, "name": "C", "source": 5, "token": "SECRET", "link": "https://trk.example/?key=SECRET&x=1"}]"#
        )
        var told =
            migration.campaigns.flatMap { $0.findings.map(\.description) }
            + migration.findings.map(\.description)
        told += migration.campaigns.compactMap(\.oldLink) + migration.networks.compactMap(\.oldPostback)
        told += migration.lost.values.flatMap { $0.map(\.path) } + migration.objects.map { "\($0)" }
        #expect(!told.contains { $0.contains("SECRET") })
        // The rules lead to an address, whose text is all that it is known by.
        let report = MigrationReport(migration)
        #expect(MigrationHTML(report).text.contains("key=***"))
        for text in [
            MigrationHTML(report).text, MigrationMarkdown(report).text, MigrationText(report).reasons,
            MigrationText(report).findings, MigrationText(report).text,
            MigrationJSON(report).value.jsonText(),
        ] { #expect(!text.contains("SECRET")) }
        #expect(migration.campaigns[0].oldLink == "https://trk.example/?key=***&x=1")
        #expect(migration.networks.first?.oldPostback == "https://old.example/p?key=***")
        #expect(
            migration.networks.first?.newPostback == "https://YOUR-REDTRACK-DOMAIN/postback?clickid={{DATA1}}"
        )
        #expect(migration.lost["campaigns"] == nil)
    }
}
