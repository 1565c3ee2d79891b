import RedTrack
import Testing

@Suite struct RetryNoticeTests {
    @Test(
        "waits are told in as many digits as matter to people",
        arguments: [
            (Duration.zero, "at once"), (.milliseconds(-5), "at once"), (.milliseconds(3), "in 0.1 s"),
            (.nanoseconds(312_345_678), "in 0.3 s"), (.milliseconds(949), "in 0.9 s"),
            (.milliseconds(951), "in 1 s"), (.milliseconds(2_000), "in 2 s"),
            (.milliseconds(1_520), "in 1.5 s"),
            (.milliseconds(9_960), "in 10 s"), (.milliseconds(12_400), "in 12 s"), (.seconds(59), "in 59 s"),
            (.milliseconds(59_600), "in 1 min"), (.seconds(60), "in 1 min"), (.seconds(75), "in 1 min 15 s"),
            (.seconds(120), "in 2 min"), (.seconds(745), "in 12 min"),
            (.seconds(Int64.max), "in 14400 min"),
        ])
    func waits(delay: Duration, expected: String) async {
        let notices = Recorder<RetryNotice>()
        let time = ManualTime()
        let client = RedTrackClient(
            transport: ScriptedTransport(.answer(503)),
            retry: RetryPolicy(attempts: 2, firstDelay: .seconds(1)),
            budget: RateBudget(time: time.source()), time: time.source()
        ) { notices.append($0) }
        _ = try? await client.account()
        guard var notice = notices.values.first else {
            Issue.record("no notice")
            return
        }
        #expect("\(notice)".hasSuffix("(status 503); trying again in 1 s"))
        notice.delay = delay
        #expect("\(notice)" == "GET /auth: the server failed (status 503); trying again \(expected)")
    }
}
