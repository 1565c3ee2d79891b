import HeapModule

/// Which intent is journalled next, and which request leaves next. A pure state machine over places in the plan.
///
/// A change is ready, then its intent is on its way to the disk, then it is durable, then its request is on the wire,
/// then it has ended. Only what is on the wire counts against the width. The next intents become durable meanwhile, so
/// that no place on the wire waits for the disk; they are few, since each of them is a question to be answered when
/// the process is killed.
package struct RunQueue: Sendable {
    /// The requests that may be on the wire at the same time.
    package let width: Int
    /// How many more requests may be put together and wait for a place on the wire.
    package let atGate: Int
    /// The changes that are ready and those that wait for them.
    package var schedule: Schedule
    /// How many intents are on their way to the disk.
    package private(set) var writing = 0
    /// How many requests are on the wire, or at the gate before it.
    package private(set) var inFlight = 0

    private var durable = Heap<Schedule.Ready>()
    /// The chains of those that are neither ready nor on the wire.
    private var waitingChains: [Int: Int32] = [:]

    /// A queue in which nothing has begun.
    package init(_ schedule: Schedule, width: Int, atGate: Int = 0) {
        self.schedule = schedule
        self.width = max(width, 1)
        self.atGate = max(atGate, 0)
    }

    /// Whether something is under way that will come back.
    package var isBusy: Bool { writing > 0 || inFlight > 0 }

    /// How many intents are in the journal, or on their way there, whose requests have not left.
    package var ahead: Int { waitingChains.count + max(inFlight - width, 0) }

    /// Takes the change whose intent is journalled next; `nil` when there is none, or enough are ahead. It has to be
    /// given to ``wrote(_:)`` when it is durable, or to ``leaveOut(_:)``.
    ///
    /// As many as may be on the wire are ahead, and the same again of those that have more work behind them than all
    /// others that wait: they overtake.
    package mutating func prepare() -> Int? {
        guard let next = schedule.peek(), mayPrepare(next), let index = schedule.next() else { return nil }
        begin(index)
        return index
    }

    private func mayPrepare(_ next: Schedule.Ready) -> Bool {
        if ahead < width { return true }
        // What is at the gate comes before it in any case.
        return ahead < 2 * width && next.chain > waitingChains.values.max() ?? 1
    }

    /// The same for a change that ``prepare()`` gave before and that was put aside.
    package mutating func begin(_ index: Int) {
        writing += 1
        waitingChains[index] = schedule.rank(index).chain
    }

    /// A change that ``prepare()`` gave is not journalled, now or at all.
    package mutating func leaveOut(_ index: Int) {
        writing -= 1
        waitingChains[index] = nil
    }

    /// The intent of a change is durable.
    package mutating func wrote(_ index: Int) {
        writing -= 1
        durable.insert(schedule.rank(index))
    }

    /// Takes the change whose request leaves next; `nil` when there is no room on the wire, or nothing is durable.
    package mutating func send() -> Int? {
        guard inFlight < width + atGate, let next = durable.popMax() else { return nil }
        inFlight += 1
        waitingChains[Int(next.index)] = nil
        return Int(next.index)
    }

    /// A request has come to its end.
    package mutating func received() { inFlight -= 1 }

    /// Takes a change whose intent is durable and whose request will not leave; `nil` when there is none.
    package mutating func withdraw() -> Int? {
        guard let next = durable.popMax() else { return nil }
        waitingChains[Int(next.index)] = nil
        return Int(next.index)
    }
}
