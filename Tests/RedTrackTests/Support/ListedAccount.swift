import RedTrack
import Synchronization
import TestSupport

/// An account that only lists, with rows of an id and a status, and the bad manners of real servers. Its logs are lists
/// too, newest first.
final class ListedAccount: Sendable {
    /// What goes wrong with lists.
    enum Fault: String, Sendable, CaseIterable {
        case none, enveloped, nullWhenEmpty, cappedPages, ignoredPage, ignoredStatus, ignoredIDs
        case insertedOnce, insertedAlways, shuffled, removedOnce, skipping, emptyOnce, emptyAfterFirst,
            duplicatedRows, strangerUnderStatus
        case webPage, truncated, noJSON, missingID, emptyBody, notAList, wrongType
        case rateLimited, failing, dropped, failingForEver, droppedForEver
    }

    struct Row: Sendable, Hashable {
        var id: String
        var status = 1
    }

    private struct State {
        var rows: [Row]
        /// Ids that were there at some time.
        var ever: Set<String>
        var served = 0
        var generator = SeededGenerator(seed: 7)
    }

    private let fault: Fault
    private let first: Set<String>
    private let state: Mutex<State>

    init(_ rows: [Row], fault: Fault = .none) {
        self.fault = fault
        first = Set(rows.map(\.id))
        state = Mutex(State(rows: rows, ever: first))
    }

    /// The ids that a complete list must hold now.
    var ids: Set<String> { state.withLock { Set($0.rows.map(\.id)) } }

    /// The ids that were there from the first call to the last: every complete list holds them.
    var steadyIDs: Set<String> { ids.intersection(first) }

    /// The ids that were there at some time: no list holds others.
    var everIDs: Set<String> { state.withLock { $0.ever } }

    /// A transport to this account.
    var transport: ScriptedTransport { ScriptedTransport { request, _ in self.answer(request) } }

    private func answer(_ request: TransportRequest) -> ScriptedTransport.Outcome {
        state.withLock { state in
            defer { state.served += 1 }
            let isHit = state.served == 1
            switch fault {
            case .webPage where isHit: return .answer(200, "<!DOCTYPE html><title>Swagger</title>")
            case .truncated where isHit: return .answer(200, "[{\"id\":\"1\",\"tit")
            case .noJSON where isHit: return .answer(200, "all is well")
            case .missingID where isHit: return .answer(200, #"[{"title":"Nobody"}]"#)
            case .emptyOnce where state.served == 0: return .answer(200, "null")
            case .emptyAfterFirst where state.served > 0 && request.parameter("status") == nil:
                return .answer(200, "null")
            case .emptyBody where isHit: return .answer(200, "")
            case .notAList where isHit: return .answer(200, #"{"total":5}"#)
            case .wrongType where isHit: return .answer(200, #"[{"id":"1","title":[1],"created_at":[1]}]"#)
            case .rateLimited where isHit: return .answer(429, headers: ["retry-after": "3"])
            case .failing where isHit, .failingForEver: return .answer(500, "")
            case .dropped where isHit, .droppedForEver: return .failure(.interrupted)
            default: break
            }
            let page = page(request, &state)
            let text = "[" + page.joined(separator: ",") + "]"
            switch fault {
            case .enveloped: return .answer(200, #"{"items":\#(page.isEmpty ? "null" : text),"total":{}}"#)
            case .nullWhenEmpty where page.isEmpty: return .answer(200, "null")
            default: return .answer(200, text)
            }
        }
    }

    private func page(_ request: TransportRequest, _ state: inout State) -> [String] {
        let number = request.parameter("page").flatMap { Int($0) } ?? 1
        var size = request.parameter("per").flatMap { Int($0) } ?? 100
        if number > 1, state.served > 0 {
            switch fault {
            case .insertedOnce where state.served == 1, .insertedAlways:
                state.rows.insert(Row(id: "new\(state.served)"), at: 0)
            case .removedOnce where state.served == 1: state.rows.removeFirst()
            case .shuffled: state.rows.shuffle(using: &state.generator)
            default: break
            }
            state.ever.formUnion(state.rows.map(\.id))
        }
        var rows = state.rows
        if let ids = request.parameter("ids"), fault != .ignoredIDs {
            let asked = Set(ids.split(separator: ",").map(String.init))
            rows = rows.filter { asked.contains($0.id) }
        }
        if fault != .ignoredStatus {
            if let status = request.parameter("status").flatMap({ Int($0) }) {
                let isStranger = fault == .strangerUnderStatus && status == 2
                rows = rows.filter { $0.status == status } + (isStranger ? [Row(id: "stranger")] : [])
            } else {
                rows = rows.filter { $0.status != 3 }
            }
        }
        if fault == .cappedPages { size = min(size, 7) }
        var start = fault == .ignoredPage ? 0 : (number - 1) * size
        if fault == .skipping { start += number - 1 }
        var result = Array(rows.dropFirst(start).prefix(size))
        if fault == .duplicatedRows, let first = rows.first, !result.isEmpty { result.append(first) }
        return result.map { row in
            Self.logs.contains(request.path)
                ? #"{"id":"\#(row.id)","key":"\#(row.id)","created_at":"\#(Self.time(row))"}"#
                : #"{"id":"\#(row.id)","title":"T\#(row.id)","status":\#(row.status)}"#
        }
    }

    private static let logs = ["/tracks", "/conversions", "/transactions"]

    /// The higher the number of an id, the older; what is inserted is newer than all.
    private static func time(_ row: Row) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let isNew = row.id.hasPrefix("new")
        let number = (Int(row.id.drop { !$0.isNumber }) ?? 0) % 3_600
        let second = isNew ? number : 3_599 - number
        return "2018-11-0\(isNew ? 2 : 1)T10:\(padded(second / 60)):\(padded(second % 60))Z"
    }
}
