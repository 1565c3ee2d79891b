import TestSupport

@testable import RedTrack

/// A run against a server with a limit, in time that only exists in the computer: some workers send one call after the
/// other, as the control lets them.
struct RateSimulation {
    /// What the server says of its limit.
    enum Telling: String, CaseIterable {
        case nothing
        /// `Retry-After` in whole seconds, with what it turns away.
        case retryAfter
        /// `RateLimit-Limit`, `-Remaining` and `-Reset` with every answer, and `Retry-After`.
        case headers
    }

    /// One call that came to an end.
    struct Answer {
        let sent: Double
        let moment: Double
        let isTurnedAway: Bool
    }

    var policy: RatePolicy = .unthrottled
    var model: LimitModel
    var telling: Telling = .retryAfter
    var workers = 8
    /// Seconds from a call to its answer, and how much more by chance.
    var latency = 0.02
    var jitter = 0.02
    /// The calls in a second of somebody else, from one moment up to another.
    var others: [(from: Double, to: Double, perSecond: Double)] = []
    var seed: UInt64 = 1

    /// From a moment on the server has another limit.
    var change: (at: Double, model: LimitModel)?

    private(set) var answers: [Answer] = []
    private(set) var othersThrough: [Double] = []
    /// Told after each answer.
    var observer: ((RateControl, Double) -> Void)?

    init(_ model: LimitModel) { self.model = model }

    private enum Event {
        case asks(Int?)
        case arrives(RateControl.Grant)
        case answered(RateControl.Grant, retryAfter: Double?, isTurnedAway: Bool, AnnouncedLimit?)
        case other(Int)
        case changes
    }

    /// Runs for some seconds, or until so many calls were let through.
    /// - Returns: the control as it is then.
    @discardableResult
    mutating func run(seconds: Double, calls: Int = .max) -> RateControl {
        var control = RateControl(policy)
        var dice = SeededGenerator(seed: seed)
        var queue = EventQueue<Event>()
        for worker in 0..<workers { queue.add(Double(worker) * 1e-5, .asks(nil)) }
        for index in others.indices { queue.add(others[index].from, .other(index)) }
        if let change { queue.add(change.at, .changes) }
        var through = 0
        func act(_ turn: RateControl.Turn, _ now: Double) {
            switch turn {
            case .go(let grant): queue.add(now + latency / 2 + flight(), .arrives(grant))
            // Sleeps end a little late.
            case .wait(let ticket, let seconds):
                queue.add(now + seconds + Double.random(in: 0...0.002, using: &dice), .asks(ticket))
            }
        }
        func flight() -> Double { Double.random(in: 0...max(jitter, 1e-9), using: &dice) / 2 }
        while let (now, event) = queue.next(), now < seconds, through < calls {
            switch event {
            case .asks(nil): act(control.enter(now), now)
            case .asks(let ticket?): act(control.again(ticket, now), now)
            case .arrives(let grant):
                let wait = model.take(now)
                queue.add(
                    now + latency / 2 + flight(),
                    .answered(
                        grant,
                        retryAfter: telling == .nothing ? nil : wait.map { max(($0 - 1e-6).rounded(.up), 1) },
                        isTurnedAway: wait != nil, announced(now)))
            case .answered(let grant, let retryAfter, let isTurnedAway, let announced):
                answers.append(Answer(sent: grant.moment, moment: now, isTurnedAway: isTurnedAway))
                if isTurnedAway {
                    _ = control.refuse(grant, now, asked: retryAfter, announced: announced) {
                        RetryPolicy.default.delay(
                            afterFailure: $0, random: Double.random(in: 0..<1, using: &dice)
                        )
                        .inSeconds
                    }
                } else {
                    through += 1
                    control.settle(grant, now, announced: announced)
                }
                observer?(control, now)
                act(control.enter(now), now)
            case .changes: if let change { model = change.model }
            case .other(let index):
                let other = others[index]
                if model.take(now) == nil { othersThrough.append(now) }
                let pause = Double.random(in: 0..<2, using: &dice) / other.perSecond
                if now + pause < other.to { queue.add(now + pause, .other(index)) }
            }
        }
        return control
    }

    private mutating func announced(_ now: Double) -> AnnouncedLimit? {
        guard telling == .headers else { return nil }
        let (remaining, reset) = model.standing(now)
        return AnnouncedLimit([
            "ratelimit-limit": String(model.requests), "ratelimit-remaining": String(remaining),
            "ratelimit-reset": String(Int((reset - 1e-6).rounded(.up))),
        ])
    }

    // MARK: What came out

    func through(from start: Double, to end: Double) -> Int {
        answers.count { !$0.isTurnedAway && $0.moment >= start && $0.moment < end }
    }

    func turnedAway(from start: Double, to end: Double) -> Int {
        answers.count { $0.isTurnedAway && $0.moment >= start && $0.moment < end }
    }

    /// The part of the calls that was turned away.
    func refusedShare(from start: Double, to end: Double) -> Double {
        let refused = turnedAway(from: start, to: end)
        return Double(refused) / Double(max(refused + through(from: start, to: end), 1))
    }

    /// The longest time in which nothing was let through.
    var longestWait: Double {
        let moments = answers.filter { !$0.isTurnedAway }.map(\.moment)
        return zip(moments, moments.dropFirst()).map { $1 - $0 }.max() ?? .infinity
    }

    /// The part of the limit that was used.
    func use(from start: Double, to end: Double) -> Double {
        Double(through(from: start, to: end)) / ((end - start) * Double(model.requests) / model.window)
    }
}

/// What happens next: a heap of moments.
struct EventQueue<Event> {
    private var heap: [(moment: Double, order: Int, event: Event)] = []
    private var order = 0

    mutating func add(_ moment: Double, _ event: Event) {
        heap.append((moment, order, event))
        order += 1
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func next() -> (Double, Event)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2]
                where child < heap.count && isBefore(child, least) {
                    least = child
                }
                if least == parent { break }
                heap.swapAt(parent, least)
                parent = least
            }
        }
        return (first.moment, first.event)
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (heap[one].moment, heap[one].order) < (heap[other].moment, heap[other].order)
    }
}
