import Feeds
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The paths under `/_sandbox`, which are no part of the API: the log of requests, the faults, more users, clicks,
/// and a check of the data file.
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
                let timezone = try Self.timezone(try await sent(request, orEmpty: true))
                let user = try await responder.account.addUser(timezone: timezone)
                return json(201, UserDocument.value(user, try responder.account.standing(user)))
            case (.get, "check"):
                return json(200, try responder.account.check().value)
            case (.post, "clicks"):
                let clicks = try ClickRequest(try await sent(request))
                let conversions = try await responder.account.generate(clicks)
                return json(
                    201,
                    .object([
                        ("clicks", .number(String(clicks.count))),
                        ("conversions", .number(String(conversions))),
                    ]))
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

    private func sent(_ request: Request, orEmpty: Bool = false) async throws -> Value {
        let bytes = Array(try await request.body.collect(upTo: RequestBody.limit).readableBytesView)
        return orEmpty && bytes.isEmpty ? .object([]) : try RequestBody.sent(bytes)
    }

    /// The zone that the body for a new user may name, `{"zone": "Europe/Berlin"}`.
    private static func timezone(_ sent: Value) throws -> Timezone {
        let zone = sent.text("zone")
        guard !zone.isEmpty else { return .utc }
        guard let timezone = Timezone.named(zone) else {
            throw Refusal(400, ["zone value is invalid: it should be a zone of GET /timezones"])
        }
        return timezone
    }
}
