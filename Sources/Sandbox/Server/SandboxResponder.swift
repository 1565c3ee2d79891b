import Feeds
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Answers requests: control paths first, then key, rate limit, faults, and the calls of the document.
struct SandboxResponder: HTTPResponder {
    let account: AccountStore
    let log = RequestLog()
    let faults: FaultEngine
    private let calls: CallHandler
    private let limiter: RateLimiter?
    private let delay: TimeAmount?

    init(account: AccountStore, configuration: SandboxConfiguration) {
        self.account = account
        faults = FaultEngine(configuration.faults)
        calls = CallHandler(account: account, faults: faults)
        limiter = configuration.rate.map(RateLimiter.init)
        delay = configuration.latency > .zero ? TimeAmount(configuration.latency) : nil
    }

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        let arrival = NIODeadline.now()
        let path = request.uri.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if path.first == "_sandbox" {
            return try await ControlHandler(responder: self).answer(request, path).response
        }
        let body: [UInt8]
        var outcome: Outcome
        do {
            body = try await Self.body(of: request)
        } catch is NIOTooManyBytesError {
            return logged(
                request, size: RequestBody.limit, Outcome(.errors(413, ["Request body is too large"]))
            )
            .answer.response
        }
        let number = log.arrived(entry(request, size: body.count))
        if let delay {
            try await Latency.wait(until: arrival + delay, on: context.channel.eventLoop)
        }
        do {
            outcome = try await self.outcome(request, path, body)
        } catch let refusal as Refusal {
            outcome = Outcome(.errors(refusal.status, refusal.messages))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            outcome = Outcome(.errors(500, ["The data file of the sandbox failed: \(error)"]))
        }
        if outcome.answer.status == 405 {
            outcome.answer.headers.append((.allow, Call.methods(path).joined(separator: ", ")))
        }
        if outcome.delivery != .none { log.answered(number, status: outcome.answer.status) }
        let response = Delivery.response(outcome, on: context.channel)
        // Nothing but the head may follow a HEAD, or the client takes the body for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func outcome(_ request: Request, _ path: [Substring], _ body: [UInt8]) async throws -> Outcome {
        let query = QueryParameters(request.uri.query.map { $0[...] })
        let user = try user(of: request, path, query, body)
        if let seconds = limiter?.take(user.apiKey, now: .now) {
            return Outcome(Self.tooMany(retryAfter: seconds))
        }
        let method = request.method.rawValue
        let active = faults.active(method: method, path: path)
        return try await FaultInjector(faults: active).outcome(account: account, user: user) {
            let call = try Call(method: method, path: path)
            return try await calls.answer(call, query, body, user: user, faults: active)
        } call: {
            try? Call(method: method, path: path)
        }
    }

    /// Who asks: everywhere the owner of the key in the query, at a login whoever the body names.
    private func user(
        of request: Request, _ path: [Substring], _ query: QueryParameters, _ body: [UInt8]
    ) throws -> User {
        if request.method == .post, path == ["auth"] {
            let form = try FormFields(body, contentType: request.headers[.contentType])
            guard let login = form["login"], let password = form["password"],
                let user = account.user(login: login, password: password)
            else { throw Refusal(401, ["Login or password is invalid"]) }
            return user
        }
        guard let key = query["api_key"], !key.isEmpty else { throw Refusal(401, ["API key is required"]) }
        guard let user = account.user(key: key) else { throw Refusal(401, ["API key is invalid"]) }
        return user
    }

    /// The answer to a request beyond the rate limit.
    static func tooMany(retryAfter seconds: Int?) -> Answer {
        var answer = Answer.errors(429, ["Too many requests"])
        if let seconds {
            answer.headers.append((.retryAfter, String(seconds)))
            if let reset = HTTPField.Name.rateLimitReset { answer.headers.append((reset, String(seconds))) }
        }
        return answer
    }

    private static func body(of request: Request) async throws -> [UInt8] {
        if request.method == .get || request.method == .head { return [] }
        return Array(try await request.body.collect(upTo: RequestBody.limit).readableBytesView)
    }

    private func entry(_ request: Request, size: Int) -> RequestLog.Entry {
        RequestLog.Entry(
            time: Timestamp.now(), method: request.method.rawValue, path: request.uri.path,
            query: QueryParameters.withoutKey(request.uri.query.map { $0[...] }), bodySize: size, status: nil)
    }

    private func logged(_ request: Request, size: Int, _ outcome: Outcome) -> Outcome {
        let number = log.arrived(entry(request, size: size))
        log.answered(number, status: outcome.answer.status)
        return outcome
    }
}
