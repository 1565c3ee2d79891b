import Diagnostics
import TestSupport
import Testing

@testable import Migration

/// Links that have RedTrack's macros, and what is said of the others.
@Suite struct MacroTranslatorTests {
    private static func translator() throws -> MacroTranslator {
        try MacroTranslator(
            MacroTableTests.table(
                """
                {"translate": {"clickid": "clickid", "externalid": "ref_id", "var1": "sub1", "payout": "sum",
                  "var10": "sub10"},
                 "slots": ["keyword", "var:*"], "constants": {"campaign.name": "campaign.title"},
                 "unknown": ["cost", "txid", "date:*"],
                 "modifiers": {"suffix": [":hash", ":raw"], "prefix": ["_"], "drop": [":raw", "_"]}}
                """))
    }

    private static let meadow = MacroContext.Source("Meadow", slots: ["keyword": "sub4", "zone": "sub2"])
    private static let brook = MacroContext.Source("Brook", slots: ["keyword": "sub5"])
    private static let pool = MacroContext.Source("Pool", slots: ["site": "sub4"])
    private static let field = MacroContext.Source("Field", slots: ["site": "sub9"])

    @Test(arguments: [
        ("https://h.example/?a={clickid}&b={externalid}#t", "https://h.example/?a={clickid}&b={ref_id}#t"),
        ("{var1}{var10}{payout}", "{sub1}{sub10}{sum}"),
        ("%7Bvar1%7D %7bvar1%7d %257Bvar1%257D", "%7Bsub1%7D %7bsub1%7d %257Bsub1%257D"),
        (
            "u=https%3A%2F%2Fb.example%2F%3Fc%3D%7Bvar%3Azone%7D",
            "u=https%3A%2F%2Fb.example%2F%3Fc%3D%7Bsub2%7D"
        ),
        ("{keyword}-{var:zone}", "{sub4}-{sub2}"),
        ("{_var1}{var1:raw}", "{sub1}{sub1}"),
        ("{{var1}} {var1 {VAR1} {var1:hash} {cost} {date:Y} {nobody} {sub1}", nil),
        ("no macro at all, ü", nil), ("", nil),
    ])
    func `known macros are renamed where and as they stand`(text: String, expected: String?) throws {
        let result = try Self.translator().translate(text, MacroContext(sources: [Self.meadow]))
        #expect(result.text == expected ?? text)
    }

    @Test func `every macro is told, with its place`() throws {
        let text =
            "ü{clickid}{var1}{var1:raw}{var1:hash}{cost}{nobody}{clickld}{sub3}{{ad}}{campaign.name}%7Bclickid%7D{x"
        let context = MacroContext(constants: ["campaign.title": ["Tea", "Tea"]])
        let result = try Self.translator().translate(text, context)
        #expect(
            result.findings.map { "\($0.position.column) \($0.position.offset) \($0.macro) \($0.fate)" }
                == [
                    "2 2 {clickid} kept",
                    "11 11 {var1} translated(\"sub1\")",
                    "17 17 {var1:raw} bared(\"sub1\", modifier: \":raw\")",
                    "27 27 {var1:hash} modified(\":hash\")",
                    "38 38 {cost} unknown(constant: nil)",
                    "44 44 {nobody} alien(suggestion: nil)",
                    "52 52 {clickld} alien(suggestion: Optional(\"clickid\"))",
                    "61 61 {sub3} awakened",
                    "67 67 {{ad}} adPlatform",
                    "73 73 {campaign.name} unknown(constant: Optional(\"Tea\"))",
                    "88 88 %7Bclickid%7D kept",
                    "101 101 {x unclosed",
                ])
        #expect(result.isBlocked)
        #expect(result.omitted == 0)
    }

    @Test func `a parameter goes to its slot where all sources agree`() throws {
        let translator = try Self.translator()
        func fate(_ sources: MacroContext.Source...) -> MacroFinding.Fate? {
            translator.translate("{keyword}", MacroContext(sources: sources)).findings.first?.fate
        }
        #expect(fate() == .unknown(constant: nil))
        #expect(fate(Self.pool) == .unknown(constant: nil))
        #expect(fate(Self.meadow, Self.meadow) == .translated("sub4"))
        #expect(
            fate(Self.meadow, Self.field) == .translated("sub4"), "its slot is empty, as the parameter was")
        #expect(fate(Self.meadow, Self.pool) == .ambiguous("sub4 at \"Meadow\", none at \"Pool\""))
        #expect(fate(Self.meadow, Self.brook) == .ambiguous("sub4 at \"Meadow\", sub5 at \"Brook\""))
    }

    @Test func `a constant is shown, and written out only on demand and when there is one`() throws {
        let translator = try Self.translator()
        func text(_ values: [String], _ text: String = "{campaign.name}") -> String {
            translator.translate(
                text, MacroContext(constants: ["campaign.title": values], writesConstants: true)
            ).text
        }
        #expect(text(["Tea & more"]) == "Tea%20%26%20more")
        #expect(text(["Tea & more"], "%7Bcampaign.name%7D") == "Tea%2520%2526%2520more")
        #expect(text(["Tea", "Mugs"]) == "{campaign.name}")
        #expect(text([]) == "{campaign.name}")
        let shown = translator.translate(
            "{campaign.name}", MacroContext(constants: ["campaign.title": ["Tea"]]))
        #expect(shown.text == "{campaign.name}")
        #expect(shown.isBlocked)
    }

    @Test func `brackets become braces, encoded as they were, and braces of RedTrack are told`() throws {
        let translator = try MacroTranslator(
            MacroTableTests.table(
                #"{"syntax": "double-brackets", "translate": {"subid": "clickid", "c1": "sub1"}}"#))
        let text = "https://h.example/?a=[[subid]]&b=%5B%5Bc1%5D%5D&c=%5b%5bc1%5d%5d&d={sub1}&e={x}"
        let result = translator.translate(text, MacroContext())
        #expect(result.text == "https://h.example/?a={clickid}&b=%7Bsub1%7D&c=%7bsub1%7d&d={sub1}&e={x}")
        #expect(
            result.findings.map(\.fate) == [
                .translated("clickid"), .translated("sub1"), .translated("sub1"), .awakened,
                .alien(suggestion: nil),
            ])
    }

    @Test func `what is sent unfilled is an error, unless the user allows it`() throws {
        let place = SourcePlace(file: "offers.json")
        let findings = try Self.translator().translate(
            "{clickid}{cost}{var1:hash}{keyword}{nobody}{sub3}{x",
            MacroContext(sources: [Self.meadow, Self.brook])
        ).findings
        func described(_ allowed: Bool) -> [String] {
            findings.compactMap {
                $0.diagnostic(
                    in: "url of offer \"Tea\"", tracker: "Voluum", at: place, allowsUnknown: allowed)
            }.map { "\($0.severity) \($0.id) \($0.message)" }
        }
        #expect(
            described(false) == [
                "error migration.macro-unknown url of offer \"Tea\": {cost} at character 10 "
                    + "is filled by Voluum and not by RedTrack",
                "error migration.macro-unknown url of offer \"Tea\": {var1:hash} at character 16 "
                    + "is filled by Voluum with \":hash\", which RedTrack cannot do",
                "error migration.macro-ambiguous url of offer \"Tea\": {keyword} at character 27 "
                    + "is in different slots of the sources that lead here: sub4 at \"Meadow\", sub5 at \"Brook\"",
                "warning migration.macro-alien url of offer \"Tea\": {nobody} at character 36 "
                    + "is filled by neither tracker and sent as it is",
                "warning migration.macro-awakened url of offer \"Tea\": {sub3} at character 44 "
                    + "was sent as it is by Voluum, and will be filled by RedTrack",
                "warning migration.macro-unclosed url of offer \"Tea\": {x at character 50 is never closed",
            ])
        #expect(described(true).allSatisfy { $0.hasPrefix("warning") })
    }

    @Test func `very many macros make a short list, and a late one that blocks is not missed`() throws {
        let text = String(repeating: "{a}", count: 100_000) + "{cost}"
        let result = try Self.translator().translate(text, MacroContext())
        #expect(result.text == text)
        #expect(result.findings.count == MacroTranslator.findingLimit)
        #expect(result.omitted == 100_001 - MacroTranslator.findingLimit)
        #expect(result.isBlocked)
    }

    /// Links are made of pieces of which it is known what becomes of them, so that the whole is known too.
    @Test(arguments: 1...200)
    func `every byte outside of macros stays`(seed: UInt64) throws {
        let pieces: [(old: String, new: String)] = [
            ("{var1}", "{sub1}"), ("{clickid}", "{clickid}"), ("%7Bexternalid%7D", "%7Bref_id%7D"),
            ("%7bvar10%7d", "%7bsub10%7d"), ("{_payout}", "{sum}"), ("{cost}", "{cost}"),
            ("{{var1}}", "{{var1}}"),
        ]
        // No brace, and none that an encoding could complete.
        let others = [
            "https://h.example/", "?", "&", "#", "=", "ü", "%20", "%", "%2", "%25 ", "}", "\u{0}", "\"", "a",
            "[[c1]]",
            "%7D ", "\u{1F600}", " ", "+", "var1",
        ]
        var generator = SeededGenerator(seed: seed)
        var (old, new) = ("", "")
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            if Bool.random(using: &generator) {
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                // A `%` before an encoded brace would make it one that is encoded twice.
                old += " " + piece.old + " "
                new += " " + piece.new + " "
            } else {
                let other = others[Int.random(in: 0..<others.count, using: &generator)]
                old += other
                new += other
            }
        }
        #expect(try Self.translator().translate(old, MacroContext()).text == new, "seed \(seed)")
    }
}
