import Hummingbird
import NIOCore

/// What a request brings along: its connection, so that a fault can drop it.
struct SandboxContext: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}
