import Dispatch
package import Feeds
import Synchronization

/// The write-ahead log of one run: its records become durable in the order in which they were submitted.
///
/// Many records share one write and one fsync: what arrives while the disk is busy goes with the next one. When one of
/// them is durable, all that were submitted before it are.
package final class Journal: Sendable {
    /// Told once, when a record is durable (`nil`) or is not sure to be there.
    package typealias Listener = @Sendable (JournalError?) -> Void

    private struct State {
        var nextNumber = 1
        var bytes: [UInt8] = []
        var listeners: [Listener] = []
        var isWriting = false
        var failure: JournalError?

        var isEmpty: Bool { bytes.isEmpty && listeners.isEmpty }
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
        try await waiting { submit(content: content, durable: $0) }
    }

    /// Puts a record behind all that were submitted before it, and returns at once.
    /// - Parameters:
    ///   - record: what to write.
    ///   - durable: told on the journal's own thread, or at once when the journal cannot be written any more;
    ///     without it, the record's fate is that of the ones that follow it, and of ``flush()``.
    package func submit(_ record: JournalRecord, durable: Listener? = nil) {
        submit(content: record.value, durable: durable)
    }

    /// Returns when all that was submitted before is durable.
    /// - Throws: ``JournalError`` when any of it is not sure to be there.
    package func flush() async throws(JournalError) {
        try await waiting { submit(content: nil, durable: $0) }
    }

    private func waiting(_ submit: (@escaping Listener) -> Void) async throws(JournalError) {
        let failure: JournalError? = await withCheckedContinuation { waiter in
            submit { waiter.resume(returning: $0) }
        }
        if let failure { throw failure }
    }

    private func submit(content: Value?, durable: Listener?) {
        let (failure, starts) = state.withLock { state -> (JournalError?, Bool) in
            if let failure = state.failure { return (failure, false) }
            if let content {
                state.bytes += JournalLine.bytes(number: state.nextNumber, content: content)
                state.nextNumber += 1
            }
            if let durable { state.listeners.append(durable) }
            defer { state.isWriting = true }
            return (nil, !state.isWriting)
        }
        if let failure { durable?(failure) }
        if starts { queue.async { self.write() } }
    }

    /// Writes until nothing is waiting.
    private func write() {
        while true {
            let batch = state.withLock { state -> (bytes: [UInt8], listeners: [Listener])? in
                if state.isEmpty {
                    state.isWriting = false
                    return nil
                }
                let batch = (state.bytes, state.listeners)
                state.bytes = []
                state.listeners = []
                return batch
            }
            guard let batch else { return }
            var failure = state.withLock { $0.failure }
            if failure == nil, !batch.bytes.isEmpty {
                do {
                    try log.append(batch.bytes)
                } catch {
                    failure = error
                    state.withLock { $0.failure = error }
                }
            }
            for listener in batch.listeners { listener(failure) }
        }
    }
}
