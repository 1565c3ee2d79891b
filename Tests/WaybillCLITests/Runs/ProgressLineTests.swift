import Testing

@testable import WaybillCLI

@Suite("The line that tells how far a run is") struct ProgressLineTests {
    private static let line: ProgressLine = {
        var line = ProgressLine(total: 2_000)
        line.done = 900
        line.inFlight = 3
        line.rate = 47.6
        line.remaining = .seconds(23)
        line.current = ["offers/Red", "offers/Blue", "campaigns/Summer sale of everything that is left"]
        return line
    }()

    @Test(
        "It holds as much as the terminal has room for, the most important first",
        arguments: [
            (
                160,
                "[============>                 ] 900/2000  45 %  48/s  23 s left  3 under way  offers/Red, offers/Blue, campaigns/Summer sale of everything that is left"
            ),
            (
                120,
                "[============>                 ] 900/2000  45 %  48/s  23 s left  3 under way  offers/Red, offers/Blue, \u{2026}"
            ),
            (80, "[========>           ] 900/2000  45 %  48/s  23 s left  3 under way"),
            (40, "900/2000  45 %  48/s  23 s left"), (12, "900/2000"), (1, "900/2000"),
        ])
    func widths(columns: Int, text: String) {
        #expect(Self.line.text(columns: columns) == text)
    }

    @Test("It is never longer than the terminal, however wide its characters are")
    func neverLonger() {
        var line = Self.line
        line.current = [
            "offers/\u{5E7F}\u{544A}\u{6D3B}\u{52A8}", "offers/\u{1F600}\u{1F600}", "offers/\u{1B}[31mred",
        ]
        line.failed = 12
        line.retries = 7
        for columns in 1...200 {
            let text = line.text(columns: columns)
            #expect(DisplayWidth.of(text) <= max(columns - 1, 10), "\(columns): \(text)")
            #expect(!text.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test("A pause says how long, and why, in place of a rate that says nothing then")
    func pause() {
        var line = Self.line
        line.pause = .milliseconds(33_200)
        line.retries = 4
        #expect(
            line.text(columns: 120)
                == "[============>                 ] 900/2000  45 %  paused 34 s: the account asked for it  3 under way  4 sent again"
        )
        #expect(
            line.plainText == "900 of 2000 done (45 %), paused 34 s: the account asked for it, 3 under way")
    }

    @Test("A log has it without a bar, with what went wrong")
    func plain() {
        var line = Self.line
        #expect(
            line.plainText == "900 of 2000 done (45 %), 48 requests a second, 23 s left, 3 under way")
        line.failed = 2
        line.blocked = 5
        line.rate = 4.96
        line.remaining = .seconds(3_725)
        #expect(
            line.plainText
                == "900 of 2000 done (45 %), 5 requests a second, 1 h 2 min left, 3 under way, 2 failed, 5 blocked"
        )
        line.stage = .verifying(checked: 40, of: 895)
        #expect(line.plainText == "read back 40 of 895")
    }

    @Test("The end, the beginning and nothing at all have a bar too")
    func edges() {
        var line = ProgressLine(total: 0)
        #expect(line.text(columns: 80) == "[                    ] 0/0  100 %  0 under way")
        line.total = 3
        line.done = 3
        #expect(line.text(columns: 80) == "[====================] 3/3  100 %  0 under way")
        line.stage = .verifying(checked: 1, of: 3)
        #expect(line.text(columns: 80) == "[=====>              ] reading back 1/3")
    }

    @Test("The rate follows what happens within seconds, and jumps at nothing")
    func rate() {
        var meter = RateMeter()
        meter.note(0, at: .zero)
        #expect(meter.rate == nil)
        meter.note(3, at: .milliseconds(100))
        #expect(meter.rate == nil)
        for second in 1...20 { meter.note(second * 10, at: .seconds(second)) }
        #expect(meter.rate.map { ($0 * 10).rounded() } == 100)
        // It goes still: the rate falls to nothing, not at once.
        meter.note(200, at: .seconds(21))
        #expect((meter.rate ?? 0) > 5 && (meter.rate ?? 0) < 10)
        for second in 22...60 { meter.note(200, at: .seconds(second)) }
        #expect((meter.rate ?? 1) < 0.1)
    }
}
