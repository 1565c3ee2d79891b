import Execution
import Planning
import Synchronization
import Testing

@testable import RedTrack
@testable import WaybillCLI

/// How a run is told, by a clock that tests turn.
@Suite("How a run goes on") struct RunProgressTests {
    /// What was said and drawn, and the time.
    private final class Stage: Sendable {
        let lines = Mutex<[String]>([])
        let drawn = Mutex<[String]>([])
        let now = Mutex(Duration.zero)
        let requests = Mutex(0)
        let pause = Mutex(Duration.zero)

        func progress(total: Int, isTerminal: Bool) -> RunProgress {
            let draw: @Sendable (String) -> Void = { [self] text in drawn.withLock { $0.append(text) } }
            return RunProgress(
                RunTalk(
                    say: { [self] text in lines.withLock { $0.append(text) } }, draw: isTerminal ? draw : nil),
                total: total, requests: { [self] in requests.withLock { $0 } },
                pauseLeft: { [self] in pause.withLock { $0 } },
                time: TimeSource(
                    now: { [self] in now.withLock { $0 } }, sleep: { (_) async throws(CancellationError) in },
                    random: { 0 }))
        }

        /// Turns the clock by tenths of a second.
        func turn(_ tenths: Int, requestsEach: Int = 0, _ progress: RunProgress) {
            for _ in 0..<tenths {
                now.withLock { $0 += .milliseconds(100) }
                requests.withLock { $0 += requestsEach }
                progress.tick()
            }
        }

        var said: [String] { lines.withLock { $0 } }
        var lastDrawn: String? { drawn.withLock { $0.last } }
    }

    private static func event(_ kind: RunEvent.Kind, total: Int, done: Int) -> RunEvent {
        var counts = RunCounts(total: total)
        counts.done = done
        return RunEvent(kind: kind, counts: counts)
    }

    private static func notice(throttled: Bool) -> RetryNotice {
        RetryNotice(
            method: .post, path: "/offers",
            error: APIError(.rateLimited, .post, "/offers", messages: ["Slow down"], nextStep: "Wait"),
            delay: .seconds(34), isThrottled: throttled)
    }

    @Test("A log of many changes has a line every five seconds; on a terminal it is redrawn instead")
    func log() {
        for isTerminal in [false, true] {
            let stage = Stage()
            let progress = stage.progress(total: 1_000, isTerminal: isTerminal)
            progress.show(Self.event(.verifying(checked: 0, of: 0), total: 1_000, done: 0))
            stage.turn(1, progress)
            #expect(stage.said.isEmpty)
            stage.turn(120, requestsEach: 2, progress)
            if isTerminal {
                #expect(stage.said.isEmpty)
                #expect(stage.drawn.withLock { $0.count } == 121)
            } else {
                #expect(stage.said.count == 2)
            }
        }
    }

    @Test(
        "What is repeated has a line; what is throttled has one at most every five seconds, and none beside a bar"
    )
    func notices() {
        let stage = Stage()
        let log = stage.progress(total: 1_000, isTerminal: false)
        for _ in 0..<20 { log.show(Self.notice(throttled: true)) }
        #expect(stage.said == ["POST /offers: Slow down; trying again in 34 s"])
        log.show(Self.notice(throttled: false))
        #expect(stage.said.count == 2)

        let other = Stage()
        let bar = other.progress(total: 1_000, isTerminal: true)
        other.pause.withLock { $0 = .seconds(34) }
        for _ in 0..<20 { bar.show(Self.notice(throttled: true)) }
        other.turn(1, bar)
        #expect(other.said.isEmpty)
        #expect(
            other.lastDrawn
                == "[                    ] 0/1000  0 %  paused 34 s: the account asked for it"
        )
        #expect(other.lastDrawn?.count ?? 0 < 80)
    }

    @Test("Nothing is drawn after the end")
    func end() {
        let stage = Stage()
        let progress = stage.progress(total: 10, isTerminal: true)
        stage.turn(3, progress)
        progress.end()
        stage.turn(3, progress)
        #expect(stage.drawn.withLock { $0.count } == 3)
    }
}
