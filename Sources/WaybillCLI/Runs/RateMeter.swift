/// Requests a second, smoothed over the last seconds: a number that a person can read.
struct RateMeter: Sendable {
    private var last: (time: Duration, count: Int)?
    private(set) var rate: Double?

    /// How many seconds a change takes to show for the most part.
    private static let smoothing = 4.0

    /// Takes a look at a counter.
    mutating func note(_ count: Int, at time: Duration) {
        guard let last else {
            self.last = (time, count)
            return
        }
        let elapsed = (time - last.time) / .seconds(1)
        guard elapsed >= 0.5 else { return }
        let now = Double(count - last.count) / elapsed
        let share = min(elapsed / Self.smoothing, 1)
        rate = rate.map { $0 + (now - $0) * share } ?? now
        self.last = (time, count)
    }
}
