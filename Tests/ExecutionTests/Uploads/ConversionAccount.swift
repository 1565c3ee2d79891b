import Execution
import Feeds
import FoundationEssentials
import RedTrack
import Synchronization

/// An account in memory that takes conversions, as a transport. It knows the clicks whose id does not begin with `bad`.
final class ConversionAccount: Transport {
    /// What goes wrong with one request.
    enum Fault: Sendable {
        /// The connection breaks; nothing is carried out.
        case dropBefore
        /// The request is carried out; the connection breaks before the answer.
        case dropAfter
        /// Nobody listens.
        case notSent
        /// This answer; nothing is carried out.
        case answer(Int, String)
        /// The request is carried out, then this answer.
        case answerAfter(Int, String)
        /// What stands before the first unknown click is taken, then it is refused without a name.
        case takesBeforeTheFirstBad
        /// All known clicks are taken, and the others complained about in an answer of success.
        case takesTheGoodOnes
    }

    struct Row: Sendable, Hashable {
        let id: Int
        let click: String
        let payout: String
        let at: Int
    }

    struct State {
        var rows: [Row] = []
        var clock = 1_800_000_000
        var posts = 0
        var lookups: [String] = []
        var requests = 0
    }

    let state = Mutex(State())
    /// Whether a refusal says which conversions it means.
    private let namesBadOnes: Bool
    private let fault: @Sendable (TransportRequest, _ number: Int) -> Fault?
    private let before: @Sendable (TransportRequest) -> Void

    /// `fault` is given each request and how many came before it; `before` is called before each is carried out.
    init(
        rows: [Row] = [], namesBadOnes: Bool = true,
        fault: @escaping @Sendable (TransportRequest, _ number: Int) -> Fault? = { _, _ in nil },
        before: @escaping @Sendable (TransportRequest) -> Void = { _ in }
    ) {
        self.namesBadOnes = namesBadOnes
        self.fault = fault
        self.before = before
        state.withLock { $0.rows = rows }
    }

    /// The time of the account; each request takes a second.
    var now: Moment { Moment(milliseconds: state.withLock { $0.clock } * 1_000) }

    var rows: [Row] { state.withLock { $0.rows } }
    var posts: Int { state.withLock { $0.posts } }
    var lookups: [String] { state.withLock { $0.lookups } }

    /// How often each conversion is there.
    var counts: [ConversionUpload: Int] {
        rows.reduce(into: [:]) { counts, row in
            let payout = DecimalLiteral(row.payout)?.decimal ?? -1
            counts[ConversionUpload(clickID: row.click, payout: payout), default: 0] += 1
        }
    }

    /// Puts a conversion there without a request.
    func add(_ click: String, _ payout: String, at seconds: Int? = nil) {
        state.withLock { state in
            state.rows.append(
                Row(id: state.rows.count, click: click, payout: payout, at: seconds ?? state.clock))
        }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        await Task.yield()
        before(request)
        let number = state.withLock { state -> Int in
            state.clock += 1
            state.requests += 1
            return state.requests - 1
        }
        let fault = fault(request, number)
        switch fault {
        case .dropBefore: throw TransportError(.interrupted, "the connection broke")
        case .notSent: throw TransportError(.notSent, "nobody listens")
        case .answer(let status, let text): return Self.text(status, text)
        default: break
        }
        let answer = state.withLock { self.answer(request, fault, &$0) }
        if case .dropAfter = fault { throw TransportError(.interrupted, "the connection broke") }
        if case .answerAfter(let status, let text) = fault { return Self.text(status, text) }
        return answer
    }

    private func answer(_ request: TransportRequest, _ fault: Fault?, _ state: inout State)
        -> TransportResponse
    {
        if request.path == "/report" {
            return Self.text(200, #"[{"date":"2026-01-01","conversions":\#(state.rows.count)}]"#)
        }
        guard request.path == "/conversions" else { return Self.text(404, "") }
        if request.method == .post { return post(request, fault, &state) }
        let click = request.query.first { $0.name == "clickid" }?.value
        let page = request.query.first { $0.name == "page" }?.value
        if page == "1", let click { state.lookups.append(click) }
        let found = state.rows.filter { $0.click == click ?? $0.click }.map { row in
            Value.object([
                ("id", .string("c\(row.id)")), ("clickid", .string(row.click)),
                ("payout", .number(row.payout)),
                ("created_at", .string(Moment(milliseconds: row.at * 1_000).description)),
            ])
        }
        return Self.text(200, Value.array(page == "1" ? found : []).jsonText())
    }

    private func post(_ request: TransportRequest, _ fault: Fault?, _ state: inout State) -> TransportResponse
    {
        state.posts += 1
        let sent = request.body.flatMap { try? JSONDocument.parse($0) }?.value.list?.map(\.value) ?? []
        func take(_ values: some Sequence<Value>) {
            for value in values {
                state.rows.append(
                    Row(
                        id: state.rows.count, click: value["clickid"]?.value.string ?? "",
                        payout: value["payout"]?.value.number ?? "", at: state.clock))
            }
        }
        func isBad(_ value: Value) -> Bool { value["clickid"]?.value.string?.hasPrefix("bad") == true }
        let bad = sent.indices.filter { isBad(sent[$0]) }
        let names = bad.map { "\"[\($0)]: no such click\"" }
        switch fault {
        case .takesBeforeTheFirstBad where !bad.isEmpty:
            take(sent.prefix { !isBad($0) })
            return Self.text(400, #"{"errors":["no such click"]}"#)
        case .takesTheGoodOnes where !bad.isEmpty:
            take(sent.filter { !isBad($0) })
            return Self.text(200, #"{"errors":[\#(names.joined(separator: ","))]}"#)
        default: break
        }
        guard bad.isEmpty else {
            return Self.text(
                400, #"{"errors":[\#(namesBadOnes ? names.joined(separator: ",") : #""no such click""#)]}"#)
        }
        take(sent)
        return Self.text(201, "")
    }

    private static func text(_ status: Int, _ text: String) -> TransportResponse {
        TransportResponse(status: status, body: Array(text.utf8))
    }
}

extension ConversionUpload {
    init(_ click: String, _ payout: String = "1") {
        self.init(clickID: click, payout: DecimalLiteral(payout)?.decimal ?? -1)
    }
}

extension Project {
    /// Prepares and uploads, as the command does.
    func upload(
        _ conversions: [ConversionUpload], to account: ConversionAccount, batch: Int = 3,
        account id: String = "user1",
        options: UploadOptions? = nil, events: @escaping @Sendable (UploadEvent) -> Void = { _ in }
    ) async throws -> UploadReport {
        let client = RedTrackClient(
            transport: account, retry: RetryPolicy(attempts: 2, throttles: 2),
            budget: RateBudget(time: .instant), time: .instant)
        let uploader = ConversionUploader(
            client: client, folder: folder, options: options ?? UploadOptions(batchSize: batch),
            time: .instant,
            clock: { account.now })
        return await uploader.run(
            try await uploader.prepare(conversions, file: "c.csv", account: id, events: events),
            events: events)
    }

    /// The names of the journals of uploads, the oldest first.
    var uploads: [String] {
        get throws {
            let folder = folder + "/.waybill/uploads"
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "lock" }
                .sorted()
        }
    }
}
