import Dispatch
package import Feeds
import Synchronization

/// The write-ahead log of one run: a record is durable before ``append(_:)`` returns.
///
/// Many writers share one write and one fsync: what arrives while the disk is busy goes with the next one.
package final class Journal: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Void, JournalError>, Never>

    private struct State {
        var nextNumber = 1
        var bytes: [UInt8] = []
        var waiters: [Waiter] = []
        var isWriting = false
        var failure: JournalError?
    }

    private let log: any DurableLog
    private let state = Mutex(State())
    /// A thread of its own: fsync blocks, and Swift's own threads are few.
    private let queue = DispatchQueue(label: "waybill.journal")

    /// A journal whose first record has this number: one without records, or one that goes on.
    package init(log: any DurableLog, nextNumber: Int = 1) {
        self.log = log
        state.withLock { $0.nextNumber = nextNumber }
    }

    /// Adds a record and returns when it is durable. Records of one task keep their order.
    /// - Throws: ``JournalError`` when it is not sure to be there; all later records fail too, since what
    ///   follows a hole cannot be trusted.
    package func append(_ record: JournalRecord) async throws(JournalError) {
        try await append(content: record.value)
    }

    /// The same for a record of any kind of journal.
    package func append(content: Value) async throws(JournalError) {
        let result: Result<Void, JournalError> = await withCheckedContinuation { waiter in
            let (failure, starts) = state.withLock { state -> (JournalError?, Bool) in
                if let failure = state.failure { return (failure, false) }
                state.bytes += JournalLine.bytes(number: state.nextNumber, content: content)
                state.nextNumber += 1
                state.waiters.append(waiter)
                defer { state.isWriting = true }
                return (nil, !state.isWriting)
            }
            if let failure { waiter.resume(returning: .failure(failure)) }
            if starts { queue.async { self.write() } }
        }
        try result.get()
    }

    /// Writes until nothing is waiting.
    private func write() {
        while true {
            let (bytes, waiters) = state.withLock { state -> ([UInt8], [Waiter]) in
                let batch = (state.bytes, state.waiters)
                state.bytes = []
                state.waiters = []
                if batch.1.isEmpty { state.isWriting = false }
                return batch
            }
            if waiters.isEmpty { return }
            var failure = state.withLock { $0.failure }
            if failure == nil {
                do {
                    try log.append(bytes)
                } catch {
                    failure = error
                    state.withLock { $0.failure = error }
                }
            }
            let result: Result<Void, JournalError> = failure.map { .failure($0) } ?? .success(())
            for waiter in waiters { waiter.resume(returning: result) }
        }
    }
}
