import Execution
import Foundation
import RedTrack
import Synchronization

/// Kills its own process at one of the moments at which that could do harm: before a request leaves, after the account
/// has answered, before and after what the journal is told is durable, in the middle of its writing, before and after
/// the lock file is saved.
final class KillSwitch: Sendable {
    /// The moment at which it acts, counted from 0; none when it is negative.
    private let point: Int
    private let passed = Mutex(0)

    init(point: Int) { self.point = point }

    /// How many moments there were.
    var count: Int { passed.withLock { $0 } }

    /// One moment; returns unless it is the one.
    func pass() {
        if isHere() { Self.die() }
    }

    /// Whether this moment is the one.
    func isHere() -> Bool {
        passed.withLock { passed in
            defer { passed += 1 }
            return passed == point
        }
    }

    static func die() -> Never {
        kill(getpid(), SIGKILL)
        while true { pause() }
    }
}

/// A transport whose process may be killed around each request that writes.
struct KillingTransport: Transport {
    let base: any Transport
    let trap: KillSwitch

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        if request.method == .get { return try await base.send(request) }
        trap.pass()
        let answer = try await base.send(request)
        trap.pass()
        return answer
    }

    func redacting(_ text: String) -> String { base.redacting(text) }
}

/// A journal's file whose process may be killed around each write, and within it: then only a part of it is there.
struct KillingLog: DurableLog {
    let base: any DurableLog
    let trap: KillSwitch

    func append(_ bytes: [UInt8]) throws(JournalError) {
        trap.pass()
        if trap.isHere() {
            try base.append(Array(bytes.prefix(bytes.count * 2 / 3)))
            KillSwitch.die()
        }
        try base.append(bytes)
        trap.pass()
    }
}
