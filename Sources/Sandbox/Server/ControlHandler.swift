import Feeds
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The paths under `/_sandbox`, which are no part of the API: the log of requests, the faults, more users.
/// They need no key, are not logged and never fail on purpose.
struct ControlHandler: Sendable {
    let responder: SandboxResponder

    func answer(_ request: Request, _ path: [Substring]) async throws -> Answer {
        do {
            switch (request.method, path.dropFirst().joined(separator: "/")) {
            case (.get, "requests"):
                return json(200, .array(responder.log.entries.map(\.value)))
            case (.delete, "requests"):
                responder.log.clear()
                return Answer(status: 204, body: .empty)
            case (.get, "faults"):
                return json(200, responder.faults.schedule.value)
            case (.put, "faults"):
                responder.faults.replace(try FaultSchedule(try await sent(request)))
                return json(200, responder.faults.schedule.value)
            case (.delete, "faults"):
                responder.faults.replace(.none)
                return Answer(status: 204, body: .empty)
            case (.post, "users"):
                return json(201, UserDocument.value(try await responder.account.addUser()))
            default:
                return .errors(404, ["Not found"])
            }
        } catch let refusal as Refusal {
            return .errors(refusal.status, refusal.messages)
        } catch let error as FaultSchedule.ReadingError {
            return .errors(400, error.problems)
        } catch is NIOTooManyBytesError {
            return .errors(413, ["Request body is too large"])
        }
    }

    private func json(_ status: Int, _ value: Value) -> Answer { Answer(status: status, body: .json(value)) }

    private func sent(_ request: Request) async throws -> Value {
        try RequestBody.sent(Array(try await request.body.collect(upTo: RequestBody.limit).readableBytesView))
    }
}
