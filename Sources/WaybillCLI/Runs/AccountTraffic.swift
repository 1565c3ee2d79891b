import RedTrack
import Synchronization

/// What goes over a connection: how many requests, and which of them are sent again.
final class AccountTraffic: Sendable {
    private let sent = Atomic(0)
    private let listener: Mutex<(@Sendable (RetryNotice) -> Void)?> = Mutex(nil)
    private let terminal: Terminal?

    /// Says what is repeated where nobody else tells it; nowhere without a terminal.
    init(_ terminal: Terminal? = nil) { self.terminal = terminal }

    /// The requests so far, those that were sent again included.
    var requests: Int { sent.load(ordering: .relaxed) }

    /// One more leaves.
    func count() { sent.add(1, ordering: .relaxed) }

    /// A request will be sent again. Said in a line, unless somebody else tells it.
    func tell(_ notice: RetryNotice) {
        if let listener = listener.withLock({ $0 }) { listener(notice) } else { terminal?.say("\(notice)") }
    }

    /// Tells somebody else, until `nil` is given.
    func hand(to listener: (@Sendable (RetryNotice) -> Void)?) { self.listener.withLock { $0 = listener } }
}

/// A transport that counts.
struct MeteredTransport: Transport {
    private let base: any Transport
    private let traffic: AccountTraffic

    init(_ base: any Transport, _ traffic: AccountTraffic) {
        self.base = base
        self.traffic = traffic
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        traffic.count()
        return try await base.send(request)
    }

    func redacting(_ text: String) -> String { base.redacting(text) }
}
