import Diagnostics
import FoundationEssentials
import Manifests
import Migration
import RedTrack
import Testing

/// Prosper202's campaigns are offers, its trackers campaigns, and its rotators their rules.
@Suite struct Prosper202Tests {
    private static let sample = Result { try TrackerSample.migration("prosper202") }

    /// The same with everything that a user may decide.
    private static let decided = Result {
        var options = MigrationOptions()
        options.allowsSyntheticOffers = true
        options.allowsUnknownMacros = true
        options.rates = ["EUR": 1.5]
        options.parameters = ["tracking_domain": "https://trk.example"]
        return try TrackerSample.migration("prosper202", options: options)
    }

    private static let fates: [(id: String, fate: String)] = [
        ("1", "1 streams, equivalent, 1 click class checked"),
        ("2", "1 streams, equivalent, 1 click class checked"),
        ("3", "1 streams, equivalent, 1 click class checked"),
        ("4", "5 streams, equivalent, 12 click classes checked"),
        ("5", "5 streams, equivalent, 12 click classes checked"),
        ("6", "2 streams, equivalent, 2 click classes checked"),
        ("7", "3 streams, equivalent, 6 click classes checked"),
        ("8", "2 streams, equivalent, 2 click classes checked"),
        ("9", "3 streams, equivalent, 4 click classes checked"),
        ("10", "7 streams, equivalent, 16 click classes checked"),
        ("11", "2 streams, equivalent, 4 click classes checked"),
        ("12", "campaign › rule 2 \"all 0\": has no path in use: where its clicks should go is not said"),
        ("13", "2 streams, equivalent, 2 click classes checked"),
        (
            "14",
            "campaign: leads to the address https://shop.example/sale?sid=[[subid]] instead of an "
                + "offer"
        ),
        ("15", "campaign › rule 1 \"Bavaria\" › condition region: RedTrack has no filter on region"),
        ("16", "3 streams, equivalent, 6 click classes checked"),
        ("17", "2 streams, equivalent, 2 click classes checked"),
        (
            "18",
            "campaign › rule 1 \"bots\" › condition device: asks for bot, for which no spelling of "
                + "RedTrack is known"
        ),
        (
            "19",
            "campaign › rule 1 \"Windows\" › condition platform: asks for Windows, for which no "
                + "spelling of RedTrack is known"
        ),
        (
            "20",
            "campaign › rule 1 \"not US\" › condition country: excludes nothing that Prosper202 "
                + "knows, and so takes everyone there"
        ),
        (
            "21",
            "campaign: its rotator is saved without rules: the list has none, save GET /rotators/ID "
                + "for each as rotators/ID.json in its place"
        ),
        ("22", "2 streams, equivalent, 2 click classes checked"),
        (
            "23",
            "campaign › rule 1 \"language\" › condition language: is of a kind that is not known; "
                + "campaign › rule 2 \"contains\" › condition isp: asks in a way that is not known"
        ),
        ("24", "1 streams, equivalent, 2 click classes checked"),
        ("25", "campaign: its rotator is not in the export"),
        ("26", "1 streams, equivalent, 1 click class checked"),
        (
            "27",
            "campaign › url of offer \"Spoons\": [[cpc2]] at character 51 is filled by Prosper202 "
                + "and not by RedTrack"
        ),
        ("28", "1 streams, equivalent, 1 click class checked"),
        (
            "29",
            "campaign › default › path 1 \"page\": leads to a page that is not in the export, or "
                + "that belongs to no campaign"
        ),
        (
            "30",
            "campaign › default › path 1 \"page\": leads to a page that is not in the export, or "
                + "that belongs to no campaign; campaign › landing \"77\": is not in the export"
        ),
        ("31", "campaign: it has no campaign, no page and no rotator, and leads nowhere"),
        ("32", "campaign › source \"9\": is not in the export"),
        ("33", "campaign › offer \"8\": is not in the export"),
        ("34", "1 streams, equivalent, 1 click class checked"),
    ]

    @Test func `each tracker is proven or refused with its location`() throws {
        let migration = try Self.sample.get()
        #expect(migration.campaigns.map(\.id) == Self.fates.map(\.id))
        for (id, fate) in Self.fates { #expect(migration.fate(id) == fate, "tracker \(id)") }
        let words = migration.campaigns[11].findings.first { $0.severity == .error }
        #expect(words?.place?.file.hasSuffix("prosper202/rotators/19.json") == true)
    }

    @Test func `nothing of the export is lost without a word`() throws {
        let migration = try Self.sample.get()
        #expect(migration.lost.isEmpty)
        #expect(migration.unreached.isEmpty)
    }

    @Test func `a rotator that two trackers share is moved to both`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("4") == [
                "3; country AT,DE; device_type Mobile,Tablet → 1:1",
                "2; country AT,DE; device_type Mobile,Tablet → 10:1 then 1:1",
                "1; country AT,DE; device_type not Mobile,Tablet → 2:1", "1; country not AT,DE,IN → 2:1",
                "1; country IN → 3:1 3-2:1 3-4:1",
            ])
        #expect(migration.streams("5") == migration.streams("4"))
        #expect(
            migration.fields(.campaign, "prosper202/5").contains(
                #"cpc 0.1, source_id "prosper202/2", redirect_type 1"#))
    }

    // MARK: Rules as the redirector matches them

    @Test func `a bare code matches nobody there, and is left out with a warning`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("6") == ["1; country US → 2:1", "1; country not US → 3:1 3-2:1 3-4:1"])
        let warnings = migration.warnings("6")
        #expect(warnings.count == 2)
        #expect(
            warnings.first?.hasPrefix(
                "campaign › rule 1 \"bare code\": \"US\" matches nobody in Prosper202 either") == true)
        // Excluding nobody is everyone; that is never made of a list that fell empty.
        #expect(migration.streams("20") == [])
    }

    @Test func `ALL is everyone, even with is not`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("7") == [
                "1; device_type Desktop → 1:1", "1; browser Chrome,Firefox; device_type not Desktop → 2:1",
                "1; browser not Chrome,Firefox; device_type not Desktop → 3:1 3-2:1 3-4:1",
            ])
    }

    @Test func `a rule without criteria takes everyone, and what follows is never reached`() throws {
        #expect(try Self.sample.get().streams("8") == ["1 → 2:1", "1 → 1:1"])
    }

    @Test func `a page as the default leads to the campaign of the page`() throws {
        let streams = try Self.sample.get().streams("9")
        #expect(streams.first == "1; browser not Chrome Mobile; os Android → 2:1")
        #expect(streams.dropFirst().allSatisfy { $0.hasSuffix("→ 10:1 then 1:1") } && streams.count == 3)
    }

    @Test func `a comma parts a city in two that match nobody, and other cities keep their country`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("10") == [
                "1; city Paris; country FR → 1:1", "1; city Springfield; country US → 1:1",
                "1; city Berlin; country not DE → 2:1", "1; city Paris; country not FR → 2:1",
                "1; city Springfield; country not US → 2:1", "1; city not Berlin,Paris,Springfield → 2:1",
                "1; city Berlin; country DE → 3:1 3-2:1 3-4:1",
            ])
        #expect(migration.warnings("10").map { $0.contains("\"Washington\"") } == [true, false])
        #expect(migration.warnings("10").map { $0.contains("\" D.C.(US)\"") } == [false, true])
    }

    @Test func `without any weight the next rule is tried, and one redirect alone needs none`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("11") == [
                "1; country AT,DE,FR → 2:1", "1; country not AT,DE,FR → 3:1 3-2:1 3-4:1",
            ])
        #expect(migration.warnings("11").contains { $0.contains("rule \"all 0\" is left out") })
    }

    @Test func `the campaign comes before the URL, the URL before the page`() throws {
        let migration = try Self.sample.get()
        #expect(
            migration.streams("13") == [
                "1; device_type Mobile → 2:1", "1; device_type not Mobile → 3:1 3-2:1 3-4:1",
            ])
        let streams = try Self.decided.get().streams("14")
        #expect(streams.first == "1; device_type Mobile → link https://shop.example/sale?sid=[[subid]]:1")
        #expect(migration.warnings("22").count == 1)
    }

    // MARK: Objects

    @Test func `tokens of any case are translated, and those that RedTrack does not fill stand in the way`()
        throws
    {
        let migration = try Self.sample.get()
        #expect(
            migration.fields(.offer, "prosper202/2")
                == #"title "Mugs", program_id "prosper202/2", "#
                + #"url "https://pine.example/click?o=2&sid={clickid}&src={sub1}&g={ref_id}", payment {"amount":1.25}"#
        )
        #expect(
            migration.fields(.landing, "prosper202/10")
                == #"title "Quiz", url "https://pages.example/quiz?from={sub2}""#)
        #expect(try Self.decided.get().fate("27").hasPrefix("1 streams"))
    }

    @Test func `amounts in another currency are not copied without a rate`() throws {
        #expect(try !Self.sample.get().fields(.offer, "prosper202/4").contains("payment"))
        #expect(try Self.decided.get().fields(.offer, "prosper202/4").hasSuffix(#"payment {"amount":4.5}"#))
    }

    @Test func `old links name the host where it is given`() throws {
        let links = try Self.decided.get().campaigns.prefix(4).map(\.oldLink)
        #expect(
            links == [
                "https://trk.example/tracking202/redirect/dl.php?t202id=88372901",
                "https://pages.example/quiz?from=[[c2]]&t202id=88372902",
                "https://trk.example/tracking202/redirect/dl.php?t202id=88372903",
                "https://trk.example/tracking202/redirect/rtr.php?t202id=88372904",
            ])
    }
}
