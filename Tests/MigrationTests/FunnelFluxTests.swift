import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Testing

/// FunnelFlux's funnels are graphs, of which those without loops and with one page a way are moved.
@Suite struct FunnelFluxTests {
    private static let sample = Result { try TrackerSample.migration("funnelflux") }

    private static let fates: [(id: String, fate: String)] = [
        ("9007199254740993@71", "2 streams, equivalent, 1 click class checked"),
        ("102@71", "campaign › node 3 \"story\" is a page behind a page; a stream has one"),
        ("103@71", "5 streams, equivalent, 10 click classes checked"),
        ("104@71", "2 streams, equivalent, 2 click classes checked"),
        ("105@71", "campaign › node 2 \"quiz\" is left by action 2; a stream has a page with one way on"),
        (
            "106@71",
            "campaign › rule 1 \"working hours (node 2)\" › condition Time: Time of Day: counts or "
                + "looks at the clock, which no filter does"
        ),
        ("107@71", "campaign › node 2 \"VIP\" is of kind visitorTag, which streams cannot imitate"),
        (
            "108@71",
            "campaign › node 2 \"split\" is of kind phpCode, which streams cannot imitate"
        ),
        ("109@71", "campaign › node 2 \"rotator\" is on a way that leads back to it: 2 → 3 → 2"),
        (
            "110@71",
            "campaign › node 3 \"not India\" asks a condition behind a page; filters look at the "
                + "click alone"
        ),
        ("111@71", "1 streams, equivalent, 1 click class checked"),
        (
            "112@71",
            "campaign › rule 1 \"from Meadow (node 2)\" › condition Traffic Source: depends on the "
                + "traffic source, of which the funnel has several: migrate them one by one"
        ),
        (
            "112@72",
            "campaign › rule 1 \"from Meadow (node 2)\" › condition Traffic Source: depends on the "
                + "traffic source, of which the funnel has several: migrate them one by one"
        ),
        ("113@71", "2 streams, equivalent, 2 click classes checked"),
        (
            "114@71",
            "campaign › rule 1 \"neither (node 2)\" › condition Location: Country: excludes several "
                + "values, of which FunnelFlux does not say whether one or all must differ"
        ),
        (
            "115@71",
            "campaign › rule 1 \"German (node 2)\" › condition Device: Browser Language: RedTrack "
                + "has no filter on language"
        ),
        (
            "116@71",
            "campaign › rule 1 \"nowhere (node 2)\" › condition Location: Country: names a country "
                + "that is none"
        ),
        (
            "119@none",
            "campaign: nothing says which traffic sources send clicks into it; name them with --set "
                + "sources=ID,ID"
        ),
        (
            "120@71",
            "campaign: it is saved without its nodes; save the answer of the call that finds one "
                + "funnel by its id"
        ),
        ("121@71", "1 streams, equivalent, 1 click class checked"),
        ("121@72", "1 streams, equivalent, 1 click class checked"),
        ("122@71", "campaign › node 2 \"gone\" asks condition 99, which is not in the export"),
        ("123@71", "campaign › node 2 \"offer\" adds parameters of its own to the address of its page"),
        (
            "124@71",
            "campaign › url of offer \"spoons\": {visitor} at character 40 is filled by FunnelFlux "
                + "and not by RedTrack"
        ),
        (
            "125@71",
            "campaign: leads to the address https://shop.example/?k={hit} instead of an offer; "
                + "campaign: leads to the address https://www.example/about instead of an offer"
        ),
    ]

    @Test func `each funnel is proven or refused with the id of the node`() throws {
        let migration = try Self.sample.get()
        #expect(migration.campaigns.map(\.id) == Self.fates.map(\.id))
        for (id, fate) in Self.fates { #expect(migration.fate(id) == fate, "funnel \(id)") }
        #expect(migration.skipped.map(\.id) == ["117@71", "118@71"])
        #expect(migration.lost.isEmpty)
    }

    @Test func `weights and ids of 64 bits keep every digit`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("9007199254740993@71") == ["1 → 9007199254740993:1 then 51:1", "3 → 52:1"])
        #expect(
            migration.objects.filter { $0.kind == .landing }.map(\.key) == [
                "funnelflux/9007199254740993", "funnelflux/42",
            ])
    }

    @Test func `conditions of several terms become boxes, the side no their complement`() throws {
        #expect(
            try Self.sample.get().streams("103@71") == [
                "1; country AT,DE; device_type Mobile → 42:1 then 51:333 52:667",
                "1; country CH → 42:1 then 51:333 52:667", "1; country AT,DE; device_type not Mobile → 52:1",
                "1; country not AT,CH,DE,IN → 52:1", "1; country IN → 53:1",
            ])
    }

    @Test func `what depends on the source is decided where there is one`() throws {
        let migration = try Self.sample.get()
        #expect(migration.streams("111@71") == ["1 → 51:1"])
        #expect(migration.streams("113@71") == ["1; sub2 vip → 51:1", "1; sub2 not vip → 52:1"])
        var options = MigrationOptions()
        options.parameters = ["sources": "72"]
        let other = try TrackerSample.migration("funnelflux", options: options)
        #expect(other.streams("111@72") == ["1 → 52:1"])
        #expect(other.streams("119@72") == ["1 → 51:1"])
    }

    @Test func `an address becomes an offer only where the user wants that`() throws {
        let refused = try #require(try Self.sample.get().campaigns.first { $0.id == "125@71" })
        #expect(refused.findings.filter { $0.severity == .error }.allSatisfy { $0.place?.position != nil })
        var options = MigrationOptions()
        options.allowsSyntheticOffers = true
        let migration = try TrackerSample.migration("funnelflux", options: options)
        #expect(migration.fate("125@71") == "2 streams, equivalent, 1 click class checked")
        #expect(
            migration.streams("125@71") == [
                "1 → 42:1 then link https://shop.example/?k={hit}:1", "1 → link https://www.example/about:1",
            ])
        let offers = migration.objects.filter { $0.kind == .offer && $0.key.hasPrefix("funnelflux/link-") }
        #expect(offers.map(\.title) == ["shop", "www.example/about"])
        #expect(
            offers.map { $0.field("url")?.node.value.string } == [
                "https://shop.example/?k={clickid}", "https://www.example/about",
            ])
        #expect(offers.allSatisfy { $0.field("program_id")?.node.value.string == "funnelflux/none" })
    }

    @Test func `a cost that the funnel has for a source comes before all others`() throws {
        let migration = try Self.sample.get()
        #expect(migration.fields(.campaign, "funnelflux/121@71").contains("cpc 0.05"))
        #expect(!migration.fields(.campaign, "funnelflux/121@72").contains("cpc"))
        var options = MigrationOptions()
        options.parameters = ["sources": "71"]
        let other = try TrackerSample.migration("funnelflux", options: options)
        #expect(other.fields(.campaign, "funnelflux/119@71").contains("cpc 0.02"))
    }

    @Test func `the click id is added once, and named parameters move to their slots`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.fields(.offer, "funnelflux/51").contains(
                #"url "https://northwind.example/c?o=1&s1={clickid}#top""#))
        #expect(
            migration.fields(.offer, "funnelflux/52").contains(
                #"url "https://pine.example/c?o=2&k={sub2}&sid={clickid}""#))
        #expect(
            migration.fields(.source, "funnelflux/71").contains(
                #"postback_url "https://meadow.example/pb?id={sub1}", sub1 "[ZONE]""#))
    }
}
