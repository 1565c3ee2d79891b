/// The clock that the client waits by, and the dice for its jitter: parameters, so that tests neither wait nor vary.
public struct TimeSource: Sendable {
    /// The time since some fixed moment; never goes back.
    public var now: @Sendable () -> Duration
    /// Waits; throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws(CancellationError) -> Void
    /// A number from 0 up to, but without, 1.
    public var random: @Sendable () -> Double

    /// A time source of the caller's own.
    public init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws(CancellationError) -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// The machine's monotonic clock, which also runs while the machine sleeps.
    public static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(
            now: { start.duration(to: .now) },
            sleep: { (duration) async throws(CancellationError) in
                do {
                    try await Task.sleep(for: duration)
                } catch {
                    throw CancellationError()
                }
            },
            random: { Double.random(in: 0..<1) })
    }()
}
