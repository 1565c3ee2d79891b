import Feeds
import RedTrack
import Synchronization

/// A small account in memory, as a transport: it does what the API document says, and fails where a test says
/// so.
final class MemoryAccount: Transport {
    /// What goes wrong with one request.
    enum Fault {
        /// The connection breaks; nothing is carried out.
        case dropBefore
        /// The request is carried out; the connection breaks before the answer.
        case dropAfter
        /// Nobody listens.
        case notSent
        /// This answer; nothing is carried out.
        case answer(Int, String)
        /// The new object gets status 0, whatever was sent.
        case zeroStatus
        /// This field keeps the value that it had.
        case keeps(String)
        /// The same, also of a new object, which has none then.
        case forgets(String)
        /// The same, and the answer says that it has been taken.
        case echoes(String)
    }

    /// One request as it arrived.
    struct Entry: Sendable {
        let method: TransportRequest.Method
        let path: String
        let title: String?
        let started: Int
        var ended: Int?
    }

    struct State {
        var objects: [String: [(id: String, record: Value)]] = [:]
        var log: [Entry] = []
        var clock = 0
        var inFlight = 0
        var highestInFlight = 0
        var nextID = 1
        var counts: [String: Int] = [:]
    }

    let state = Mutex(State())
    let createdAt = "2026-01-02T03:04:05.123456789Z"
    private let fault: @Sendable (TransportRequest, _ number: Int) -> Fault?
    private let before: @Sendable (TransportRequest) async -> Void

    /// - Parameters:
    ///   - fault: what goes wrong with a request; the number counts those with its method and path, from 1.
    ///   - before: called before each request is carried out.
    init(
        fault: @escaping @Sendable (TransportRequest, _ number: Int) -> Fault? = { _, _ in nil },
        before: @escaping @Sendable (TransportRequest) async -> Void = { _ in await Task.yield() }
    ) {
        self.before = before
        self.fault = fault
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let title = request.body.flatMap { try? JSONDocument.parse($0) }?.value["title"]?.value.string
        let (index, number) = state.withLock { state in
            state.clock += 1
            state.inFlight += 1
            state.highestInFlight = max(state.highestInFlight, state.inFlight)
            let name = "\(request.method) \(request.path)"
            state.counts[name, default: 0] += 1
            state.log.append(
                Entry(method: request.method, path: request.path, title: title, started: state.clock))
            return (state.log.count - 1, state.counts[name] ?? 0)
        }
        await before(request)
        defer {
            state.withLock { state in
                state.clock += 1
                state.inFlight -= 1
                state.log[index].ended = state.clock
            }
        }
        let fault = fault(request, number)
        switch fault {
        case .dropBefore: throw TransportError(.interrupted, "the connection broke")
        case .notSent: throw TransportError(.notSent, "nobody listens")
        case .answer(let status, let text):
            return TransportResponse(status: status, body: Array(text.utf8))
        case .dropAfter, .zeroStatus, .keeps, .forgets, .echoes, nil: break
        }
        let response = state.withLock { answer(request, fault, &$0) }
        if case .dropAfter = fault { throw TransportError(.interrupted, "the connection broke") }
        return response
    }

    /// Another account that holds the same objects and does what it is told.
    func copy() -> MemoryAccount {
        let copy = MemoryAccount()
        let (objects, nextID) = state.withLock { ($0.objects, $0.nextID) }
        copy.state.withLock { state in
            state.objects = objects
            state.nextID = nextID
        }
        return copy
    }

    /// The titles of the objects under a path, sorted.
    func titles(_ path: String) -> [String] {
        state.withLock { ($0.objects[path] ?? []).map { $0.record["title"]?.value.string ?? "" } }.sorted()
    }

    /// The writes that arrived, in order.
    var writes: [Entry] { state.withLock { $0.log.filter { $0.method != .get } } }

    /// Puts an object there without a request.
    @discardableResult
    func add(_ path: String, _ members: [(String, Value)]) -> String {
        state.withLock { insert(path, .object(members), &$0) }
    }

    private func insert(_ path: String, _ body: Value, _ state: inout State) -> String {
        let id = "id\(state.nextID)"
        state.nextID += 1
        let record = Value.map(
            [Member("id", .string(id))] + (body.members ?? []) + [
                Member("created_at", .string(createdAt)), Member("updated_at", .string(Self.updated(state))),
            ])
        state.objects[path, default: []].append((id, record))
        return id
    }

    /// A time that is another one after each request.
    private static func updated(_ state: State) -> String {
        let digits = String(state.clock)
        return "2026-01-02T03:04:05.\(String(repeating: "0", count: max(9 - digits.count, 0)))\(digits)Z"
    }

    /// Changes an object as somebody else would.
    func edit(_ path: String, _ name: String, _ value: Value) {
        state.withLock { state in
            state.clock += 1
            let updated = Value.string(Self.updated(state))
            for index in (state.objects[path] ?? []).indices {
                guard let old = state.objects[path]?[index].record else { continue }
                state.objects[path]?[index].record = old.setting(name, value)
                    .setting("updated_at", updated)
            }
        }
    }

    private func answer(_ request: TransportRequest, _ fault: Fault?, _ state: inout State)
        -> TransportResponse
    {
        if request.path == "/auth" {
            return Self.json(.object([("id", .string("user1")), ("email", .string("a@b.example"))]))
        }
        let parts = request.path.split(separator: "/").map(String.init)
        let path = "/" + (parts[0] == "source" ? "sources" : parts[0])
        var body = request.body.flatMap { try? JSONDocument.parse($0) }?.value ?? .null
        switch (request.method, parts.count) {
        case (.get, 1):
            let page = request.query.first { $0.name == "page" }?.value
            let status = request.query.first { $0.name == "status" }?.value
            let found = (state.objects[path] ?? []).filter {
                let own = $0.record["status"]?.value.number
                return status.map { $0 == own } ?? (own != "3")
            }
            return Self.json(.array(page == "1" ? found.map(\.record) : []))
        case (.post, 1):
            if case .zeroStatus = fault { body = body.setting("status", .number("0")) }
            var stored = body
            switch fault {
            case .forgets(let name), .echoes(let name):
                stored = .map((body.members ?? []).filter { $0.name != name })
            default: break
            }
            let id = insert(path, stored, &state)
            let record = state.objects[path]?.first { $0.id == id }?.record ?? .null
            return Self.json(Self.echo(record, body, fault), 201)
        case (.put, 2):
            guard let index = state.objects[path]?.firstIndex(where: { $0.id == parts[1] }) else {
                return Self.missing
            }
            for member in body.members ?? [] {
                switch fault {
                case .keeps(let name) where name == member.name, .forgets(let name) where name == member.name,
                    .echoes(let name) where name == member.name:
                    continue
                default: break
                }
                let old = state.objects[path]?[index].record ?? .null
                state.objects[path]?[index].record = old.setting(member.name, member.node.value)
            }
            let changed = (state.objects[path]?[index].record ?? .null)
                .setting("updated_at", .string(Self.updated(state)))
            state.objects[path]?[index].record = changed
            return Self.json(Self.echo(changed, body, fault))
        case (.delete, 2):
            guard let index = state.objects[path]?.firstIndex(where: { $0.id == parts[1] }) else {
                return Self.missing
            }
            state.objects[path]?.remove(at: index)
            return TransportResponse(status: 204)
        default: return TransportResponse(status: 405)
        }
    }

    /// An answer that repeats what was sent, where the fault wants it.
    private static func echo(_ record: Value, _ sent: Value, _ fault: Fault?) -> Value {
        guard case .echoes(let name) = fault, let value = sent[name]?.value else { return record }
        return record.setting(name, value)
    }

    private static let missing = TransportResponse(status: 404, body: Array("{\"error\":\"Not found\"}".utf8))

    private static func json(_ value: Value, _ status: Int = 200) -> TransportResponse {
        TransportResponse(status: status, body: value.jsonBytes())
    }
}

extension Value {
    /// A map with one more member, or another value of it.
    func setting(_ name: String, _ value: Value) -> Value {
        var members = members ?? []
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index].node = Node(value)
        } else {
            members.append(Member(name, value))
        }
        return .map(members)
    }
}
