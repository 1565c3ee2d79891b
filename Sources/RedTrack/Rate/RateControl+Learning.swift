extension RateControl {
    /// The account is open again: what it let through since it was the last time is its limit.
    mutating func learnFromOpening(_ opening: Grant, _ now: Double) {
        let start = learning.cycleStart ?? opening.moment
        let length = opening.moment - start
        // The call that found it open belongs to the next cycle.
        let count = accepted - 1 - learning.acceptedBefore
        learning.cycleStart = opening.moment
        learning.acceptedBefore = accepted - 1
        guard count > 0, length > 0 else { return }
        if learning.plateau == nil, !learning.wasSpared, count < 20, length < Learning.shortestEpoch {
            // One refusal after a few calls may be anything; a limit shows again at once.
            learning.wasSpared = true
            return
        }
        let limit = measured(count, length, end: opening.moment)
        learning.limit = limit
        // Below a pace that was safe once, others must be using the account too: more distance.
        let isTried = learning.plateau.map { (learning.paceAtRefusal ?? .infinity) > $0 * 1.005 } ?? true
        var safe = limit * min(isTried ? 0.98 : 0.95, policy.share)
        if !learning.isFirst, let pace = learning.paceAtRefusal { safe = min(safe, pace * 0.98) }
        settleHoldingTime(isTried: isTried)
        if let announced = learning.announced { safe = min(safe, announced) }
        learning.isFirst = false
        setPlateau(safe, now)
        if learning.isVague(length), policy.share > 0.9 {
            // The measure is rough: the rest is found by trying, unless others are to have a part of it.
            (learning.holdingTime, learning.step) = (0, Learning.largestStep / 2)
        }
        restart(from: opening.moment)
    }

    /// The limit that a cycle shows, in calls a second.
    private mutating func measured(_ count: Int, _ length: Double, end: Double) -> Double {
        let whole = Learning.usualWindow(length, blur: learning.blur)
        var average = Double(count) / whole
        guard let window = learning.window, let usual = learning.count else {
            learning.window = whole
            learning.count = count
            return average
        }
        if count < 5, policy.share > 0.9, let pace = learning.paceAtRefusal {
            // One more or less makes a large difference: rather step down to the limit than below it.
            average = max(Double(count) / length, min(Double(count + 1) / length, pace * 0.7))
        }
        if length < window * 0.9 {
            // It opens earlier than a window would.
            learning.window = whole
            learning.count = count
            return average
        }
        if length <= window * 1.5 {
            learning.count = count
            return average
        }
        if abs(count - usual) <= max(1, usual / 20) {
            // As many as before, from opening to opening: this is a window, and the first one had begun before us.
            learning.window = whole
            return average
        }
        // Several windows without a refusal: the last one counts.
        var span = window
        var recent = log.count(from: end - span, to: end)
        if recent < 5 {
            span = max(window, Learning.epochCalls / max(learning.paceAtRefusal ?? average, 0.001))
            recent = log.count(from: end - span, to: end)
        }
        guard recent > 0 else { return average }
        let rate = max(Double(recent) / span, average)
        // A bucket lets through for a while what it has saved up; from empty to empty it tells the truth.
        guard span == window, window >= Learning.shortestEpoch else { return min(rate, average * 1.06) }
        learning.count = recent
        return rate
    }

    /// A limit that was just confirmed is tried again later and later; one that has moved soon.
    private mutating func settleHoldingTime(isTried: Bool) {
        let first = policy.share < 1 ? 8 : 2
        guard let plateau = learning.plateau, isTried else {
            learning.holdingTime = first
            return
        }
        let hasMoved = (learning.paceAtRefusal ?? 0) >= plateau * 1.1
        learning.holdingTime = hasMoved ? first / 2 : min(learning.holdingTime * 2, first * 4)
    }

    private mutating func setPlateau(_ safe: Double, _ now: Double) {
        let safe = max(safe, Self.slowestPace)
        learning.plateau = safe
        learning.step = Learning.firstStep
        learning.quiet = 0
        pace = min(safe, policy.fixedPace ?? .infinity)
        startEpoch(now)
    }

    // MARK: Announced limits

    /// Takes the account at its word.
    mutating func heed(_ said: AnnouncedLimit, _ now: Double) {
        if let requests = said.requests {
            let reset = said.reset.map { Learning.usualWindow($0, blur: Learning.wholeSecond) } ?? 0
            let seen = max(learning.announcedWindow ?? 0, reset)
            let window = said.window ?? (seen > 0 ? seen : nil)
            learning.announcedWindow = window
            if let window {
                let limit = Double(requests) / window
                let safe = limit * min(0.98, policy.share)
                if abs(safe - (learning.announced ?? 0)) > safe / 100 {
                    learning.announced = safe
                    learning.limit = limit
                    (learning.window, learning.count) = (window, requests)
                    setPlateau(safe, now)
                }
            }
        }
        if let remaining = said.remaining, let reset = said.reset, reset > 0 {
            // Those under way were counted by the account after this answer.
            let left = Double(max(remaining - inFlight, 0))
            let floor = (learning.announced ?? learning.plateau ?? 1) / 20
            // The account's seconds are rounded up.
            headroom = (max(left / max(reset - 1, 0.5), floor), now + reset)
        }
    }

    // MARK: Growth

    /// Asks for a little more when the account has let everything through for a while, and there was much.
    mutating func grow(_ now: Double) {
        guard let pace, !(learning.isFixed && learning.plateau == nil) else { return }
        guard let start = learning.epochStart else { return startEpoch(now) }
        let length = now - start
        guard length >= epochLength(pace) else { return }
        let calls = Double(sent - learning.sentBefore)
        startEpoch(now)
        // A run that does not use what it may use learns nothing about more.
        guard calls >= 0.7 * pace * length, now >= learning.troubledUntil, refusals == 0 else { return }
        guard let plateau = learning.plateau else {
            self.pace = min(pace + 1, max(policy.ceiling?.perSecond ?? pace + 1, pace))
            return
        }
        learning.quiet += 1
        guard learning.quiet > learning.holdingTime else { return }
        let most = min(learning.announced ?? .infinity, policy.fixedPace ?? .infinity)
        self.pace = max(pace, min(pace + plateau * learning.step, most))
        learning.step = min(learning.step * 2, Learning.largestStep)
        if pace > plateau * 1.5 { learning.plateau = pace }
    }

    private mutating func startEpoch(_ now: Double) {
        learning.epochStart = now
        learning.sentBefore = sent
    }

    private func epochLength(_ pace: Double) -> Double {
        if learning.plateau == nil { return Learning.shortestEpoch * 2 }
        return max(learning.window ?? 0, Learning.epochCalls / pace, Learning.shortestEpoch)
    }

    /// Calls in a second: an hour between two.
    private static let slowestPace = 1.0 / 3_600
}
