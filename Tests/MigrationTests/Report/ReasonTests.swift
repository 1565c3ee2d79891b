import Diagnostics
import Testing

@testable import Migration

/// What of many findings is one thing to decide.
@Suite("The reasons of findings") struct ReasonTests {
    @Test(
        arguments: [
            (
                #"rule 1 "german" › condition language: has no filter"#,
                #"rule 12 "a: b › c" › condition language: has no filter"#,
                "condition language: has no filter"
            ),
            (
                #"default › path 2 "q" › offer "12": is not in the export"#,
                #"offer "x": is not in the export"#,
                "offer: is not in the export"
            ),
            (
                #"url of offer "desks": {cost} at character 53 is filled by Voluum and not by RedTrack"#,
                #"url of offer "beds": {cost} at character 7 is filled by Voluum and not by RedTrack"#,
                "url of offer: {cost} is filled by Voluum and not by RedTrack"
            ),
            (
                "leads to the address https://a.example/x?y=1 instead of an offer",
                "leads to the address https://b.example instead of an offer",
                "leads to the address … instead of an offer"
            ),
            (
                #"offer "Tea": its payout of 1.25 EUR is not in USD: no amount is written"#,
                #"offer "Mug": its payout of 3 EUR is not in USD: no amount is written"#,
                "offer: its payout of … EUR is not in USD: no amount is written"
            ),
            (
                #"rule 3: redirects by "js", for which streams have no counterpart (see 4.2)"#,
                #"rule 3: redirects by "curl", for which streams have no counterpart (see 4.2)"#,
                #"rule: redirects by "…", for which streams have no counterpart (see 4.2)"#
            ),
            ("has no path in use", "has no path in use", "has no path in use"),
        ])
    func `names and values that differ are left out`(left: String, right: String, text: String) {
        var reason = FindingReason(left)
        let other = FindingReason(right)
        #expect(reason.key == other.key)
        reason.merge(other)
        #expect(reason.text == text)
    }

    @Test(
        arguments: [
            (
                #"rule 1 "a" › condition language: has no filter"#,
                #"rule 1 "a" › condition region: has no filter"#
            ),
            ("https://a.example", "https://b.example"), (#""a""#, #""b""#),
            (#"offer "a": is broken"#, #"landing "a": is broken"#),
            (#"url of offer "a": {cost} is unknown"#, #"url of offer "a": {bid} is unknown"#),
        ])
    func `what is something else to decide stays apart`(left: String, right: String) {
        #expect(FindingReason(left).key != FindingReason(right).key)
    }

    @Test(arguments: ReportScene.hostileNames + ["", "\"", "\": ", "7\" tablet", " ", ": ", "›", "1 › 2: 3"])
    func `no name hides what is said`(name: String) {
        var reason = FindingReason("offer \"\(name)\": is hosted by the tracker")
        reason.merge(FindingReason(name))
        #expect(reason.text.hasSuffix("is hosted by the tracker"))
    }

    @Test func `reasons of most campaigns come first, each with its count and two examples`() throws {
        var report = try ReportScene.shop.report
        func campaign(_ number: Int, _ condition: String, at line: Int) -> MigrationReport.Campaign {
            let name = "Campaign \(number)"
            let message =
                "campaign \"\(name)\" › rule \(number) \"r\" › condition \(condition): has no filter"
            return MigrationReport.Campaign(
                name, key: "k/\(number)", id: "\(number)",
                findings: [
                    Diagnostic(
                        .error, "routing.unsupported-condition", message, at: ReportScene.place(line),
                        help: "leave out the rule")
                ], isMoved: false)
        }
        report.campaigns =
            (0..<80).map { campaign($0, "region", at: $0 + 1) }
            + (80..<200).map { campaign($0, "language", at: $0 + 1) }
        let groups = MigrationSummary(report).decisions
        #expect(groups.map(\.subject) == ["120 campaigns", "80 campaigns", "1 offer"])
        #expect(
            groups.map(\.text) == [
                "condition language: has no filter", "condition region: has no filter",
                #""free" is no amount of money"#,
            ])
        #expect(groups[0].examples.map(\.name) == ["Campaign 80", "Campaign 81"])
        #expect(groups[0].examples.map { $0.finding.place?.position?.line } == [81, 82])
        let text = MigrationText(report).reasons
        #expect(
            text.contains(
                """
                Needs a decision:
                  120 campaigns: condition language: has no filter
                      leave out the rule
                      - "Campaign 80", export/campaigns.json:81:5
                      - "Campaign 81", export/campaigns.json:82:5
                  80 campaigns: condition region: has no filter
                """))
        #expect(MigrationText(report).findings.split(separator: "\n").count == 201)
    }

    @Test func `what one campaign has several times counts it once`() throws {
        var report = try ReportScene.nothing.report
        let finding = { (rule: Int) in
            Diagnostic(.warning, "x.y", "campaign \"C\" › rule \(rule): draws by chance", at: nil)
        }
        report.campaigns = [
            .init("C", key: "k/1", id: "1", findings: [finding(1), finding(2)], isMoved: true)
        ]
        let group = try #require(MigrationSummary(report).warnings.first)
        #expect(group.subject == "1 campaign, 2 times")
        #expect(group.examples.count == 1)
    }

    @Test(arguments: [40, 80, 120]) func `no line is wider than the terminal, and no word is lost`(
        _ columns: Int
    )
        throws
    {
        let report = try ReportScene.shop.report
        let text = MigrationText(report, columns: columns)
        let whole = MigrationText(report)
        for (narrow, wide) in [(text.reasons, whole.reasons), (text.text, whole.text)] {
            let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
            #expect(words(narrow) == words(wide))
            for line in narrow.split(separator: "\n") where line.count > columns {
                #expect(line.split(separator: " ").count <= 2, "\(line)")
            }
        }
    }
}
