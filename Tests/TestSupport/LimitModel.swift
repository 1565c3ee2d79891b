/// How a server counts calls against its limit: times are seconds.
package struct LimitModel: Sendable {
    /// What a server counts in.
    package enum Way: String, CaseIterable, Sendable {
        /// Windows that begin with the first call after the last one's end.
        case window
        /// Windows by the clock.
        case clock
        /// The calls of the last so many seconds.
        case sliding
        /// A bucket that fills evenly and holds as many calls as a window.
        case bucket
    }

    /// The way in which it counts.
    package let way: Way
    /// The calls of a window.
    package let requests: Int
    /// The seconds of a window.
    package let window: Double
    private let offset: Double

    private var start = -Double.infinity
    private var used = 0
    private var moments: [Double] = []
    private var first = 0
    private var level: Double
    private var last = 0.0

    /// A limit of which nothing is used; `offset` says where windows by the clock begin.
    package init(_ way: Way, _ requests: Int, per window: Double, offset: Double = 0) {
        self.way = way
        self.requests = requests
        self.window = window
        self.offset = offset
        level = Double(requests)
    }

    /// Counts a call.
    /// - Returns: `nil` when it is let through, else the seconds until one will be.
    package mutating func take(_ now: Double) -> Double? {
        switch way {
        case .window, .clock:
            if now - start >= window {
                start = way == .window ? now : ((now - offset) / window).rounded(.down) * window + offset
                used = 0
            }
            guard used < requests else { return start + window - now }
            used += 1
        case .sliding:
            while first < moments.count, moments[first] <= now - window { first += 1 }
            guard moments.count - first < requests else { return moments[first] + window - now }
            moments.append(now)
        case .bucket:
            level = min(level + (now - last) * Double(requests) / window, Double(requests))
            last = now
            guard level >= 1 else { return (1 - level) * window / Double(requests) }
            level -= 1
        }
        return nil
    }

    /// The calls that are left, and the seconds until there are more: what a server would announce.
    package mutating func standing(_ now: Double) -> (remaining: Int, reset: Double) {
        switch way {
        case .window, .clock: (requests - used, max(start + window - now, 0))
        case .sliding:
            (
                requests - (moments.count - first),
                first < moments.count ? max(moments[first] + window - now, 0) : 0
            )
        case .bucket: (Int(level), (Double(requests) - level) * window / Double(requests))
        }
    }
}
