import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// HTTP/1.1 connections, which may be dropped unserved.
///
/// A server that stops drops the connections that it has accepted and not begun to serve. To NIO one that goes without
/// having been closed is a mistake in the program, which ends the process: here they are closed.
struct ConnectionChannel: ServerChildChannel {
    let http: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
        http.setup(channel: channel, logger: logger).map(Connection.init)
    }

    func handle(value connection: Connection, logger: Logger) async {
        guard let channel = connection.take() else { return }
        await http.handle(value: channel, logger: logger)
    }

    /// An accepted connection.
    final class Connection: ServerChildChannelValue {
        let channel: any Channel
        private let unserved: Mutex<HTTP1Channel.Value?>

        init(_ accepted: HTTP1Channel.Value) {
            channel = accepted.channel
            unserved = Mutex(accepted)
        }

        deinit {
            guard let accepted = take() else { return }
            Task { try? await accepted.executeThenClose { _, _ in } }
        }

        /// Hands the connection over to whoever serves and closes it; `nil` the second time.
        func take() -> HTTP1Channel.Value? {
            unserved.withLock { unserved in
                defer { unserved = nil }
                return unserved
            }
        }
    }
}
