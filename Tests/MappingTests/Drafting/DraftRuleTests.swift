import Feeds
import Testing

@testable import Mapping

@Suite("What drafts do about what feeds hold")
struct DraftRuleTests {
    /// A draft of records in JSON.
    private func draft(_ records: String...) throws -> (
        draft: TemplateDraft, template: Template, run: Templates.Run
    ) {
        let text = "[" + records.joined(separator: ",") + "]"
        let drafted = try Drafted(text, .json(JSONRecordOptions()))
        let template = try drafted.template()
        return (drafted.draft, template, try Drafted.run(template, Array(text.utf8)))
    }

    private static func record(_ id: Int, _ more: String) -> String {
        "{\"id\": \(id), \"name\": \"n\(id)\", \"url\": \"https://x.example/\(id)\", \(more)}"
    }

    @Test("a share of a price and an amount of 0 are no payouts")
    func shares() throws {
        let result = try draft(
            Self.record(1, #""payout": "$2.50""#), Self.record(2, #""payout": "7.5%""#),
            Self.record(3, #""payout": "0""#),
            Self.record(4, #""other": 1"#))
        let hasAmount = result.run.json.map { $0.contains("amount") }
        #expect(hasAmount == [true, false, false, false], "\(result.draft.text)")
        #expect(result.run.json.first?.contains("\"amount\":2.5") == true)
    }

    @Test("amounts in a currency that a field names as another one are left out, and counted")
    func currencies() throws {
        let result = try draft(
            Self.record(1, #""payout": 2, "currency": "EUR""#),
            Self.record(2, #""payout": 3, "currency": "EUR""#),
            Self.record(3, #""payout": 3, "currency": "USD""#))
        #expect(result.run.objects.map(\.key) == ["1", "2"])
        #expect(result.run.summary.skipped == ["paid in another currency": 1])
        #expect(result.template.parameters.first { $0.name == "currency" }?.defaultValue == "EUR")
    }

    @Test("amounts whose own signs name several currencies wait for a decision")
    func mixedCurrencies() throws {
        let result = try draft(Self.record(1, #""payout": "2 EUR""#), Self.record(2, #""payout": "$3""#))
        #expect(result.draft.found["payment.amount"] == nil)
        #expect(result.draft.text.contains("# decide: amounts in EUR, USD"))
        #expect(result.draft.text.contains("# payment.amount: money(payout, param('currency'))"))
        #expect(result.run.objects.count == 2)
    }

    @Test("a word that is no country keeps countries out of force, and is named")
    func unknownCountry() throws {
        let result = try draft(
            Self.record(1, #""countries": "US""#), Self.record(2, #""countries": "Atlantis""#))
        #expect(result.draft.found["country_codes"] == nil)
        #expect(result.draft.text.contains("# country_codes: country(countries)"))
        #expect(result.draft.text.contains("Atlantis"))
        #expect(result.run.objects.count == 2)
    }

    @Test("the few records whose country or amount is none are left out by name, and the rest is mapped")
    func exceptions() throws {
        let records = (1...8).map { id in
            Self.record(
                id,
                "\"countries\": \"\(id == 3 ? "Atlantis's" : "US")\", \"payout\": \"\(id == 5 ? "free" : "2.50")\""
            )
        }
        let text = "[" + records.joined(separator: ",") + "]"
        let drafted = try Drafted(text, .json(JSONRecordOptions()))
        let run = try Drafted.run(try drafted.template(), Array(text.utf8))
        #expect(run.problems.isEmpty)
        #expect(run.objects.map(\.key) == ["1", "2", "4", "6", "7", "8"], "\(drafted.draft.text)")
        #expect(
            run.summary.skipped == ["a country that is none": 1, "no amount in the account's currency": 1])
        #expect(drafted.draft.found["country_codes"] == "country(countries)")
        #expect(drafted.draft.found["payment.amount"] == "money(payout, param('currency'))")
    }

    @Test("countries where an offer must not run are not taken for those where it may")
    func excludedCountries() throws {
        let result = try draft(
            Self.record(1, #""country_block": "US", "targeting": {"exclude": {"countries": ["DE"]}}"#),
            Self.record(2, #""country_block": "GB", "targeting": {"exclude": {"countries": ["AT"]}}"#))
        #expect(result.draft.found["country_codes"] == nil)
    }

    @Test("a status that nobody decided leaves its records out, and only those")
    func undecided() throws {
        let result = try draft(
            Self.record(1, #""status": "Active""#), Self.record(2, #""status": "Apply to run""#),
            Self.record(3, #""status": "PAUSED""#))
        #expect(result.run.objects.map(\.key) == ["1", "3"])
        #expect(result.draft.text.contains("# decide: apply to run: active"))
        #expect(result.run.summary.skipped == ["the table does not decide its status": 1])
    }

    @Test("where no value of a status is clear, nothing is left out")
    func unclear() throws {
        let result = try draft(Self.record(1, #""status": 3"#), Self.record(2, #""status": 4"#))
        #expect(result.run.objects.count == 2)
        #expect(result.draft.text.contains("# decide: \"3\": active"))
        #expect(result.draft.text.contains("# status: lookup('status', status)"))
    }

    @Test("a condition that would leave out every record stands as a comment")
    func everythingSkipped() throws {
        let result = try draft(
            Self.record(1, #""approval_status": "pending""#), Self.record(2, #""approval_status": "pending""#)
        )
        #expect(result.run.objects.count == 2)
        #expect(result.draft.text.contains("# - when: \"!contains(['approved'], approval_status)\""))
    }

    @Test("records without a link are left out, and counted")
    func noLink() throws {
        let result = try draft(
            Self.record(1, #""x": 1"#), #"{"id": 2, "name": "b", "url": ""}"#, #"{"id": 3, "name": "c"}"#)
        #expect(result.run.objects.map(\.key) == ["1"])
        #expect(result.run.summary.skipped == ["no url": 2])
    }

    @Test("a feed without links makes nothing before somebody gives one")
    func noLinks() throws {
        let text = #"[{"id": "a b", "name": "x"}]"#
        let drafted = try Drafted(text, .json(JSONRecordOptions()))
        let template = try drafted.template()
        let run = try Templates.run(template, text)
        #expect(run.objects.isEmpty)
        #expect(run.problems.isEmpty)
        #expect(run.summary.skipped.count == 1)
        let given = try Templates.run(
            template, text, parameters: ["network": "N", "link": "https://x.example/?o={id}&s={clickid}"])
        #expect(given.json.first?.contains("https://x.example/?o=a%20b&s={clickid}") == true)
    }

    @Test("records that share an id become one offer")
    func duplicates() throws {
        let result = try draft(
            Self.record(1, #""x": 1"#), Self.record(1, #""x": 2"#), Self.record(2, #""x": 3"#))
        #expect(result.run.objects.map(\.key) == ["1", "2"])
        #expect(result.draft.found["key"] == "to_string(id)")
    }

    @Test("records that nothing but their name in a map tells apart are told by that")
    func keys() throws {
        let text =
            #"{"x1": {"name": "a", "url": "https://x.example/1"}, "x2": {"name": "a", "url": "https://x.example/1"}}"#
        let drafted = try Drafted(text, .json(JSONRecordOptions(records: [try JSONRecordPath("*")])))
        let run = try Drafted.run(try drafted.template(), Array(text.utf8))
        #expect(run.objects.map(\.key) == ["x1", "x2"])
    }

    @Test("HTML in titles is read as text, and escaped ampersands of links are undone")
    func html() throws {
        let result = try draft(
            #"{"id": 1, "title": "Tea &amp; <b>Co</b>", "link": "https://x.example/?a=1&amp;b=2"}"#)
        #expect(result.draft.found["title"] == "text(title)")
        #expect(result.run.json.first?.contains("https://x.example/?a=1&b=2&sub1={clickid}") == true)
        #expect(result.run.json.first?.contains("Tea & Co") == true)
    }

    @Test("a very wide feed is drafted like any other")
    func wide() throws {
        func members(_ count: Int) -> String {
            (0..<count).map { "\"field \($0)\": \"v\($0)\"" }.joined(separator: ",")
        }
        let result = try draft(Self.record(1, members(150)), Self.record(2, members(150)))
        #expect(result.draft.found["key"] == "to_string(id)")
        #expect(result.run.objects.count == 2)
        // Statistics take so many names together, so that nothing is found; nor is anything rejected.
        let wide = try draft(Self.record(1, members(5_000)), Self.record(2, members(5_000)))
        #expect(wide.run.problems.isEmpty)
    }

    @Test("other places of the records are named")
    func alternatives() throws {
        var sample = FeedSample()
        sample.add(try Record(.object([("id", .number("1"))])))
        let draft = TemplateDraft(
            name: "t", feed: "f", sample: sample, format: try DraftShapes.json("a"),
            alternatives: RecordPathFinder.candidates(
                in: ChunkSource(Array(#"{"a": [{"x": 1, "y": 2}], "b": [{"x": 1, "y": 2}]}"#.utf8), size: 99),
                syntax: .json))
        #expect(draft.text.contains("# The records may also be at: b (1)"))
    }
}
