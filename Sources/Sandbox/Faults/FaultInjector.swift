import Feeds
import HTTPTypes

/// Lets the faults that act on one request act: before it is carried out, or on its answer.
struct FaultInjector: Sendable {
    let faults: [FaultEffect]

    /// Lets the faults act around `work`, which carries the request out; `call` is what the request asks for, when
    /// it is a call of the document.
    func outcome(
        account: AccountStore, user: User, _ work: () async throws -> Answer, call: () -> Call?
    ) async throws -> Outcome {
        if faults.isEmpty { return Outcome(try await work()) }
        for effect in faults {
            if case .latency(let milliseconds) = effect {
                try await Task.sleep(for: .milliseconds(milliseconds))
            }
        }
        for effect in faults {
            if let instead = instead(effect) { return instead }
            if effect == .vanish { try await vanish(account, user, call()) }
        }
        var answer = try await work()
        var delivery = Outcome.Way.whole
        for effect in faults {
            switch effect {
            case .statusAfterCommit(let status): answer = .errors(status, ["Internal server error"])
            case .dropAfterCommit: delivery = .none
            case .dropDuring: delivery = .brokenOff
            case .truncatedBody: delivery = .truncated
            case .nullList: if Self.list(answer) != nil { answer.body = .json(.null) }
            case .envelopedList:
                if let list = Self.list(answer) {
                    let total = Value.number(String(list.list?.count ?? 0))
                    answer.body = .json(.object([("items", list), ("total", total)]))
                }
            default: break
            }
        }
        return Outcome(answer, delivery)
    }

    private func instead(_ effect: FaultEffect) -> Outcome? {
        switch effect {
        case .status(429, let retryAfter): Outcome(SandboxResponder.tooMany(retryAfter: retryAfter))
        case .status(let status, let retryAfter):
            Outcome(Self.status(status, retryAfter: retryAfter))
        case .dropBefore: Outcome(.errors(500, []), .none)
        case .html: Outcome(Answer(status: 200, body: .html(Self.page)))
        case .notFoundAfterCreate: Outcome(.errors(404, ["Not found"]))
        case .forbidden: Outcome(.errors(403, Refusal.foreign.messages))
        case .cnameRefused: Outcome(.errors(400, ["we can't check your CNAME record"]))
        default: nil
        }
    }

    private static func status(_ status: Int, retryAfter: Int?) -> Answer {
        var answer = Answer.errors(status, ["Status \(status) on purpose"])
        if let retryAfter { answer.headers.append((.retryAfter, String(retryAfter))) }
        return answer
    }

    private func vanish(_ account: AccountStore, _ user: User, _ call: Call?) async throws {
        switch call {
        case .list(let kind), .create(let kind): try await account.vanish(kind, id: nil, user: user)
        case .update(let kind, let id), .delete(let kind, let id):
            try await account.vanish(kind, id: id, user: user)
        default: break
        }
    }

    /// The list that an answer carries; `nil` when it carries something else.
    private static func list(_ answer: Answer) -> Value? {
        switch answer.body {
        case .json(let value) where value.list != nil: value
        case .text(let bytes) where bytes.first == UInt8(ascii: "["): try? RequestBody.value(bytes)
        default: nil
        }
    }

    private static let page = """
        <!DOCTYPE html><html><head><title>API</title></head><body><h1>API</h1></body></html>
        """
}
