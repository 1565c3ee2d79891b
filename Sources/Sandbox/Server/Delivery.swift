import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// An answer and how it reaches the client.
struct Outcome: Sendable {
    enum Way: Sendable, Hashable {
        /// As HTTP wants it.
        case whole
        /// A complete HTTP message whose JSON stops in the middle.
        case truncated
        /// The connection is closed in the middle of the body.
        case brokenOff
        /// The connection is closed without an answer.
        case none
    }

    var answer: Answer
    var delivery = Way.whole

    init(_ answer: Answer, _ delivery: Way = .whole) {
        self.answer = answer
        self.delivery = delivery
    }
}

/// Turns outcomes into responses, some of which never arrive.
enum Delivery {
    static func response(_ outcome: Outcome, on channel: any Channel) -> Response {
        switch outcome.delivery {
        case .whole: return outcome.answer.response
        case .none:
            channel.close(promise: nil)
            return Response(status: .internalServerError)
        case .truncated:
            let (bytes, type) = outcome.answer.content
            return Response(
                status: .init(code: outcome.answer.status), headers: outcome.answer.fields(type: type),
                body: .init(byteBuffer: half(bytes)))
        case .brokenOff:
            let (bytes, type) = outcome.answer.content
            // One byte more than there is, so that also an empty body is seen to be incomplete.
            return Response(
                status: .init(code: outcome.answer.status), headers: outcome.answer.fields(type: type),
                body: .init(contentLength: bytes.readableBytes + 1) { writer in
                    try await writer.write(half(bytes))
                    try await channel.close().get()
                })
        }
    }

    private static func half(_ bytes: ByteBuffer) -> ByteBuffer {
        bytes.getSlice(at: bytes.readerIndex, length: bytes.readableBytes / 2) ?? ByteBuffer()
    }
}
