import Synchronization

/// Counts requests by key in windows that start with the first request after the last window's end.
final class RateLimiter: Sendable {
    private struct Window {
        var start: ContinuousClock.Instant
        var used = 0
    }

    private let limit: RateLimit
    private let windows = Mutex<[String: Window]>([:])

    init(_ limit: RateLimit) {
        self.limit = limit
    }

    /// Takes one request out of the allowance of `key`.
    /// - Returns: `nil` when it is allowed, else the whole seconds until it will be, at least 1.
    func take(_ key: String, now: ContinuousClock.Instant) -> Int? {
        windows.withLock { windows in
            var window = windows[key] ?? Window(start: now)
            if now - window.start >= limit.window { window = Window(start: now) }
            defer { windows[key] = window }
            guard window.used >= limit.requests else {
                window.used += 1
                return nil
            }
            let left = limit.window - (now - window.start)
            let parts = left.components
            return max(1, Int(parts.seconds) + (parts.attoseconds > 0 ? 1 : 0))
        }
    }
}
