import Feeds
import Synchronization

/// What arrived, kept in memory: the last 100,000 requests, without keys.
final class RequestLog: Sendable {
    struct Entry: Sendable {
        /// When it arrived; text only once somebody looks.
        let time: (seconds: Int, nanoseconds: Int)
        let method: String
        let path: String
        let query: String
        let bodySize: Int
        /// The status of the answer; `nil` while there is none, and when the connection was dropped instead.
        var status: Int?
    }

    private struct Ring {
        var entries: [Entry] = []
        /// The number of the first request that is kept when nothing was overwritten; grows with every clearing.
        var first = 0
        var next = 0
    }

    private let capacity: Int
    private let ring = Mutex(Ring())

    init(capacity: Int = 100_000) {
        self.capacity = capacity
    }

    /// Records an arrival.
    /// - Returns: its number, for ``answered(_:status:)``.
    func arrived(_ entry: Entry) -> Int {
        ring.withLock { ring in
            let number = ring.next
            let index = (number - ring.first) % capacity
            if index < ring.entries.count { ring.entries[index] = entry } else { ring.entries.append(entry) }
            ring.next += 1
            return number
        }
    }

    func answered(_ number: Int, status: Int) {
        ring.withLock { ring in
            guard number >= ring.first, ring.next - number <= capacity else { return }
            ring.entries[(number - ring.first) % capacity].status = status
        }
    }

    func clear() {
        ring.withLock { ring in
            ring.entries.removeAll(keepingCapacity: true)
            ring.first = ring.next
        }
    }

    /// The requests that are kept, oldest first.
    var entries: [Entry] {
        ring.withLock { ring in
            let start = ring.entries.count < capacity ? 0 : (ring.next - ring.first) % capacity
            return Array(ring.entries[start...] + ring.entries[..<start])
        }
    }
}

extension RequestLog.Entry {
    var value: Value {
        .object([
            ("time", .string(Timestamp.text(time))), ("method", .string(method)), ("path", .string(path)),
            ("query", .string(query)), ("body_size", .number(String(bodySize))),
            ("status", status.map { .number(String($0)) } ?? .null),
        ])
    }
}
