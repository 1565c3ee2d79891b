import RedTrack
import Synchronization

/// A transport without a network: a closure answers, and every call is written down.
final class ScriptedTransport: Transport {
    typealias Outcome = Result<TransportResponse, TransportError>

    private let calls = Mutex<[TransportRequest]>([])
    private let answer: @Sendable (TransportRequest, Int) -> Outcome
    private let secret: String

    /// `answer` is given each call and how many came before it.
    init(secret: String = "", _ answer: @escaping @Sendable (TransportRequest, Int) -> Outcome) {
        self.secret = secret
        self.answer = answer
    }

    /// Answers with these one after the other, and with the last for ever.
    convenience init(_ outcomes: Outcome...) {
        self.init { _, index in
            outcomes.isEmpty
                ? .failure(TransportError(.notSent, "no script")) : outcomes[min(index, outcomes.count - 1)]
        }
    }

    /// All calls so far, in order.
    var log: [TransportRequest] { calls.withLock { $0 } }

    /// All calls so far as `METHOD PATH`.
    var lines: [String] { log.map { "\($0.method) \($0.path)" } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let index = calls.withLock { calls in
            calls.append(request)
            return calls.count - 1
        }
        return try answer(request, index).get()
    }

    func redacting(_ text: String) -> String {
        secret.isEmpty ? text : text.replacing(secret, with: "[key]")
    }

    /// A client over this transport that never really waits.
    func client(_ time: ManualTime = ManualTime(), retry: RetryPolicy = .default) -> RedTrackClient {
        RedTrackClient(
            transport: self, retry: retry, budget: RateBudget(time: time.source()), time: time.source())
    }
}

extension Result where Success == TransportResponse, Failure == TransportError {
    static func answer(
        _ status: Int, _ body: String = "", headers: [String: String] = [:]
    ) -> ScriptedTransport.Outcome {
        .success(TransportResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    static func failure(_ code: TransportError.Code) -> ScriptedTransport.Outcome {
        .failure(TransportError(code, "the line is \(code)"))
    }
}

extension TransportRequest {
    /// The value of a query parameter.
    func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The body as text.
    var text: String { String(decoding: body ?? [], as: UTF8.self) }
}
