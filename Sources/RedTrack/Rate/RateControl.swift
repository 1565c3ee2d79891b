/// Decides when the next call may be sent: pure, its times are seconds of some clock that never goes back.
///
/// Calls go one after the other at a pace, `nil` for as fast as they come. When the account turns one away, all pause
/// together; afterwards a single call tries whether the account is open again, before the others follow. What the pace
/// should be is learned from that: see `RateControl+Learning.swift`.
struct RateControl: Sendable {
    /// A call that was let go.
    struct Grant: Sendable, Hashable {
        /// Its number among all calls, from 1.
        let number: Int
        /// When it was let go.
        let moment: Double
    }

    /// What to do with a call that asks.
    enum Turn: Sendable, Hashable {
        /// It may be sent now.
        case go(Grant)
        /// It stands in line under this number, and asks again after some seconds.
        case wait(Int, Double)
    }

    let policy: RatePolicy

    /// Calls in a second; `nil` is no limit.
    var pace: Double?
    /// What is left of an announced allowance, spread over the time for which it has to last.
    var headroom: (pace: Double, until: Double)?
    /// When the next call may go at this pace.
    private var nextSlot = -Double.infinity
    /// Until when nothing may be sent.
    private(set) var pausedUntil = -Double.infinity
    /// Those who wait, the first in line first.
    private var line: [Int] = []
    private var tickets = 0

    /// The calls that were let go.
    private(set) var sent = 0
    /// The calls that came to an end, in whatever way.
    private(set) var ended = 0
    /// The calls that the account carried out or refused for what they say: all but those that it turned away.
    private(set) var accepted = 0
    /// The calls that it turned away.
    private(set) var turnedAway = 0

    /// The seconds that answers took lately.
    private(set) var answerTime: Double?

    /// The refusals in a row, with nothing let through between them; those that were under way together count once.
    private(set) var refusals = 0
    /// When the first of these came.
    private(set) var refusedSince: Double?
    /// When the last of these came.
    private var lastRefusal = -Double.infinity
    /// The call that tries whether the account is open again.
    private var scout: Grant?

    /// What was learned, and from what.
    var learning = Learning()
    var log = AcceptedLog()

    init(_ policy: RatePolicy) {
        self.policy = policy
        pace = policy.fixedPace ?? policy.start?.perSecond
        learning.isFixed = policy.limit != nil
    }

    // MARK: The line

    /// A call wants to be sent.
    mutating func enter(_ now: Double) -> Turn {
        if line.isEmpty, isOpen(now) { return .go(take(now)) }
        tickets += 1
        line.append(tickets)
        return .wait(tickets, wait(line.count - 1, now))
    }

    /// A call in line asks again.
    mutating func again(_ ticket: Int, _ now: Double) -> Turn {
        guard let place = line.firstIndex(of: ticket) else { return enter(now) }
        // Whoever is awake takes the slot: the order of the line is kept by how long each sleeps.
        guard isOpen(now) else { return .wait(ticket, wait(place, now)) }
        line.remove(at: place)
        return .go(take(now))
    }

    /// A call in line has given up.
    mutating func leave(_ ticket: Int) { line.removeAll { $0 == ticket } }

    private func isOpen(_ now: Double) -> Bool {
        now >= pausedUntil - Self.blur && now >= nextSlot - Self.blur && !isScouted(now)
    }

    /// Whether the answer to the call that tries the account has to be waited for.
    private func isScouted(_ now: Double) -> Bool {
        guard let scout else { return false }
        return now - scout.moment < Self.longestScouting
    }

    private mutating func take(_ now: Double) -> Grant {
        sent += 1
        let grant = Grant(number: sent, moment: now)
        advance(now)
        if refusals > 0 { scout = grant }
        if learning.cycleStart == nil { learning.cycleStart = now }
        return grant
    }

    /// Moves the slot behind a call.
    private mutating func advance(_ now: Double) {
        guard let pace else {
            if let headroom, now < headroom.until { nextSlot = min(now + 1 / headroom.pace, headroom.until) }
            return
        }
        let slot = max(nextSlot, now - credit(1 / pace)) + 1 / pace
        guard let headroom, now < headroom.until, headroom.pace < pace else {
            nextSlot = slot
            return
        }
        // A scarce rest has to last until there is more, but no longer.
        nextSlot = max(slot, min(now + 1 / headroom.pace, headroom.until))
    }

    /// The pace is new: the next call waits its time, counted from the last one.
    mutating func restart(from moment: Double) {
        if let pace { nextSlot = max(nextSlot, moment + 1 / pace) }
    }

    /// How long the one at a place of the line sleeps: to its slot, if nothing changes, but not long beyond a pause,
    /// since the pace may rise.
    private func wait(_ place: Int, _ now: Double) -> Double {
        let pause = max(pausedUntil - now, 0)
        if isScouted(now) { return max(pause, Self.scoutingInterval) }
        let slot = max(nextSlot - now, pause) + Double(place) * (interval(now) ?? 0)
        return max(min(slot, pause + Self.longestSleep), Self.blur)
    }

    /// The seconds from one call to the next.
    func interval(_ now: Double) -> Double? { effectivePace(now).map { 1 / $0 } }

    /// The calls in a second right now.
    func effectivePace(_ now: Double) -> Double? {
        guard let headroom, now < headroom.until else { return pace }
        return min(pace ?? .infinity, headroom.pace)
    }

    /// How far the slots may lag behind the clock before they are lost: sleeps end late, and that must cost nothing. At
    /// the start the calls of the first moment may go together.
    private func credit(_ interval: Double) -> Double {
        let lag = min((policy.limit?.period.inSeconds ?? learning.window ?? 1) / 100, 0.05)
        guard learning.plateau == nil, !learning.isFixed, let start = policy.start else { return lag }
        return max(lag, Double(start.requests - 1) * interval)
    }

    // MARK: Answers

    /// A call ended without having been turned away.
    /// - Parameters:
    ///   - grant: the call.
    ///   - now: when.
    ///   - isCounted: whether the account has seen it.
    ///   - isTrouble: whether it shows that the account has no room for more: a server error, a lost connection.
    ///   - announced: what the answer says of the limit.
    mutating func settle(
        _ grant: Grant, _ now: Double, isCounted: Bool = true, isTrouble: Bool = false,
        announced: AnnouncedLimit? = nil
    ) {
        end(grant)
        if isTrouble { learning.troubledUntil = now + Learning.shortestEpoch * 2 }
        guard isCounted else { return }
        accepted += 1
        let took = max(now - grant.moment, 0)
        answerTime = (answerTime ?? took) * 0.9 + took * 0.1
        if refusals > 0, grant.moment >= lastRefusal {
            refusals = 0
            refusedSince = nil
            learnFromOpening(grant, now)
        }
        log.append(grant.moment)
        if let announced { heed(announced, now) }
        grow(now)
    }

    /// The account turned a call away.
    /// - Parameters:
    ///   - grant: the call.
    ///   - now: when.
    ///   - asked: the seconds that the account wants to be left alone.
    ///   - announced: what the answer says of the limit.
    ///   - backoff: the wait after so many refusals in a row.
    /// - Returns: the seconds of the pause, and whether it is new: not that of a call that was under way at the same time.
    mutating func refuse(
        _ grant: Grant, _ now: Double, asked: Double?, announced: AnnouncedLimit? = nil,
        backoff: (Int) -> Double
    ) -> (pause: Double, isNew: Bool) {
        end(grant)
        turnedAway += 1
        let isNew = grant.moment >= lastRefusal
        if isNew {
            if refusals == 0 { learning.noteRefusal(now, pace: pace) }
            refusals += 1
            refusedSince = refusedSince ?? now
            lastRefusal = now
        }
        // An account that says "now" and means it never is asked less and less often all the same.
        let floor = asked == nil || refusals > 1 ? backoff(max(refusals, 1)) : 0
        let pause = max(asked ?? 0, isNew ? floor : 0)
        learning.notePause(pause, isAsked: asked != nil)
        if let announced { heed(announced, now) }
        hold(until: now + pause)
        return (max(pausedUntil - now, 0), isNew)
    }

    /// Lets nothing through until a moment.
    mutating func hold(until end: Double) {
        pausedUntil = max(pausedUntil, end)
        // The line starts anew at the end of the pause.
        nextSlot = max(nextSlot, end)
    }

    private mutating func end(_ grant: Grant) {
        ended += 1
        if scout == grant { scout = nil }
    }

    /// What the first refusal tells, before the account has opened again.
    var shownLimit: Double? {
        guard refusals > 0, accepted > 0, let start = learning.cycleStart, pausedUntil > start else {
            return nil
        }
        return Double(accepted) / (pausedUntil - start)
    }

    /// The calls that are under way.
    var inFlight: Int { max(sent - ended, 0) }

    /// Differences below this are noise of the clock's arithmetic.
    private static let blur = 1e-6
    /// How long one waits at most before looking again, beyond a pause.
    private static let longestSleep = 1.0
    /// How often those in line look whether the account has answered the call that tries it.
    private static let scoutingInterval = 0.05
    /// After this time another call tries the account.
    private static let longestScouting = 5.0
}
