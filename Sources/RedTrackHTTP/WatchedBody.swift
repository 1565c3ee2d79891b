import NIOCore
import Synchronization

/// A request body that knows whether anybody has asked for it.
///
/// It is asked for when a connection stands and the head is being sent, not before. A call whose body was never asked for
/// surely was not carried out, whatever the error says.
struct WatchedBody: AsyncSequence, Sendable {
    final class Watch: Sendable {
        private let isAsked = Mutex(false)

        /// Whether the body was asked for.
        var wasAsked: Bool { isAsked.withLock { $0 } }

        func ask() { isAsked.withLock { $0 = true } }
    }

    let bytes: [UInt8]
    let watch: Watch

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes, watch: watch) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var bytes: [UInt8]?
        fileprivate let watch: Watch

        init(bytes: [UInt8], watch: Watch) {
            self.bytes = bytes
            self.watch = watch
        }

        mutating func next() async throws -> ByteBuffer? {
            watch.ask()
            defer { bytes = nil }
            return bytes.map { ByteBuffer(bytes: $0) }
        }
    }
}
