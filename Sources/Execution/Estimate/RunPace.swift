import RedTrack

/// The arithmetic of ``RunClock``: pure, its times are seconds.
struct RunPace: Sendable {
    private struct Sample {
        let moment: Double
        let sent: Int
    }

    private let verification: Int
    private let parallel: Int
    private let sentBefore: Int
    private var samples: [Sample]
    /// The requests that had been sent when the last change was made; from then on they read back.
    private var sentWithChanges: Int?
    private var turnedAway = 0
    /// Until when what was sent says nothing about the pace: it had to pause.
    private var disturbedUntil = -Double.infinity

    init(verification: Int, parallel: Int, sent: Int, now: Double) {
        self.verification = verification
        self.parallel = max(parallel, 1)
        sentBefore = sent
        samples = [Sample(moment: now, sent: sent)]
    }

    mutating func forecast(_ counts: RunCounts, _ rate: RateState, _ now: Double) -> RunForecast {
        look(rate, now)
        let ended = counts.done + counts.failed
        var requests = Double(counts.remaining)
        if ended >= 20 {
            let used = Double(rate.sent - sentBefore - rate.turnedAway - rate.inFlight)
            requests *= min(max(used / Double(ended), 1), 10)
        }
        var reads = verification
        if counts.remaining == 0 {
            let sent = sentWithChanges ?? rate.sent
            sentWithChanges = sent
            reads = max(reads - (rate.sent - sent), 0)
        }
        let left = Int(requests.rounded()) + reads
        let waiting = max(left - rate.inFlight, 0)
        var forecast = RunForecast(
            perSecond: measured(now) ?? 0, requestsLeft: left, pauseLeft: rate.pauseLeft,
            turnedAway: rate.turnedAway, limitPerSecond: rate.limitPerSecond)
        if left == 0 {
            forecast.remaining = .zero
        } else if let speed = speed(rate, now) {
            forecast.remaining = rate.pauseLeft + .seconds(Double(waiting) / speed)
        }
        return forecast
    }

    /// The requests in a second from now on.
    private func speed(_ rate: RateState, _ now: Double) -> Double? {
        let measured = now > disturbedUntil ? measured(now) : nil
        // What is above the known limit only tries for more.
        let allowed = rate.perSecond.map { min($0, rate.limitPerSecond ?? $0) }
        guard let allowed else {
            return measured ?? rate.answerTime.map { Double(parallel) / max($0.inSeconds, 0.000_1) }
        }
        // A few requests more or less in the sample are no reason to doubt what the budget allows.
        guard let measured, allowed * span(now) >= 30, measured < allowed * 0.85 else { return allowed }
        return measured
    }

    private mutating func look(_ rate: RateState, _ now: Double) {
        if rate.turnedAway > turnedAway {
            turnedAway = rate.turnedAway
            samples = [Sample(moment: now, sent: rate.sent)]
        }
        if rate.pauseLeft > .zero {
            disturbedUntil = now + rate.pauseLeft.inSeconds
            samples = [Sample(moment: disturbedUntil, sent: rate.sent)]
            return
        }
        if let last = samples.last, now - last.moment >= 0.2 {
            samples.append(Sample(moment: now, sent: rate.sent))
        }
        samples.removeAll { $0.moment < now - Self.memory }
        if samples.isEmpty { samples = [Sample(moment: now, sent: rate.sent)] }
    }

    private func span(_ now: Double) -> Double { samples.first.map { max(now - $0.moment, 0) } ?? 0 }

    /// The requests in a second lately; `nil` while too little time has passed.
    private func measured(_ now: Double) -> Double? {
        guard let first = samples.first, let last = samples.last, last.moment - first.moment >= 1,
            last.sent > first.sent
        else { return nil }
        return Double(last.sent - first.sent) / (last.moment - first.moment)
    }

    /// How many seconds back one looks.
    private static let memory = 15.0
}
