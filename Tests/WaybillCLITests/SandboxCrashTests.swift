import AsyncHTTPClient
import Feeds
import NIOCore
import NIOHTTP1
import Subprocess
import Synchronization
import SystemPackage
import Testing

/// Sandboxes that are ended from outside while clients write.
@Suite("Sandboxes ended under load", .timeLimit(.minutes(5)))
struct SandboxCrashTests {
    /// The seed is an argument, so that a failure names it.
    @Test(
        "After kill -9 at random moments every answered write is there, whole",
        arguments: [UInt64.random(in: 0..<1_000_000)])
    func killed(seed: UInt64) async throws {
        let folder = try TemporaryFolder()
        var generator = SplitMix(state: seed)
        var load: Load?
        let start = ContinuousClock.now
        for round in 0..<14 {
            // Ten rounds at least, and more while there is time.
            if round >= 10, ContinuousClock.now - start > .seconds(15) { break }
            // Some are killed as soon as they listen, which may be while they recover from the round before.
            let answers = round % 4 == 3 ? 0 : Int.random(in: 1...100, using: &generator)
            let yields = Int.random(in: 0...400, using: &generator)
            let status = try await Self.process(in: folder) { sandbox, end in
                var current = try await Load.resumed(load, sandbox, using: &generator)
                try await current.expectFound(by: sandbox, "seed \(seed), before round \(round)")
                try await current.write(to: sandbox, until: answers) {
                    for _ in 0..<yields { await Task.yield() }
                    _ = try await end(.kill)
                }
                load = current
            }
            #expect(status == 128 + 9, "seed \(seed), round \(round)")
        }
        _ = try await Self.process(in: folder) { sandbox, end in
            try await load?.expectFound(by: sandbox, "seed \(seed), at the end")
            _ = try await end(.terminate)
        }
        let answered = try #require(load?.answered)
        #expect(answered > 100, "seed \(seed)")
    }

    /// Others may share the machine: of all the fastest counts, and a wait for clients would be in all of them.
    @Test("SIGTERM stops a sandbox within a second, with requests under way, and loses no answered write")
    func terminated() async throws {
        let folder = try TemporaryFolder()
        var generator = SplitMix(state: 1)
        var load: Load?
        var fastest = Duration.seconds(60)
        // The first answers come while other clients are still connecting.
        for answers in [1, 20, 2, 30, 4, 1] {
            let status = try await Self.process(in: folder) { sandbox, end in
                var current = try await Load.resumed(load, sandbox, using: &generator)
                try await current.expectFound(by: sandbox, "after SIGTERM")
                try await sandbox.setFaults([#""path": "/networks", "fault": "latency", "ms": 600000"#])
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { _ = try? await sandbox.request("GET", "/networks") } }
                    for _ in 0..<4 { group.addTask { await Self.connect(to: sandbox) } }
                    try await sandbox.waitForRequests(4) { $0.path == "/networks" }
                    try await current.write(to: sandbox, until: answers) {
                        fastest = min(fastest, try await end(.terminate))
                    }
                    group.cancelAll()
                }
                load = current
            }
            #expect(status == 0)
        }
        #expect(fastest < .seconds(1))
        _ = try await Self.process(in: folder) { sandbox, end in
            try await load?.expectFound(by: sandbox, "at the end")
            _ = try await end(.kill)
        }
    }

    /// Connects again and again, until the sandbox has gone: some connections are accepted and never served.
    private static func connect(to sandbox: SandboxProcess) async {
        var request = HTTPClientRequest(url: "\(sandbox.url)/_sandbox/faults")
        request.headers.add(name: "Connection", value: "close")
        while !Task.isCancelled, (try? await HTTPClient.shared.execute(request, timeout: .seconds(60))) != nil
        {}
    }

    /// Runs a sandbox on one data file. `body` ends it by a signal; it learns how long that took.
    /// - Returns: the exit code.
    private static func process(
        in folder: TemporaryFolder,
        _ body: (SandboxProcess, (Signal) async throws -> Duration) async throws -> Void
    ) async throws -> Int32 {
        let result = try await Subprocess.run(
            .path(WaybillProcess.path),
            arguments: ["sandbox", "--api-key", KeySearch.key, "--data", "account.sqlite"],
            environment: WaybillProcess.environment([:]), workingDirectory: FilePath(folder.path),
            input: .none, output: .sequence, error: .discarded
        ) { execution in
            defer { try? execution.send(signal: .kill) }
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let line = try await lines.next() ?? ""
            let url = line.split(separator: "\n").first?.split(separator: " ").last ?? ""
            guard url.hasPrefix("http://") else { throw SandboxProcess.Failure(message: line) }
            try await body(SandboxProcess(url: String(url))) { signal in
                let start = ContinuousClock.now
                try execution.send(signal: signal)
                // Its output ends when the process does.
                while try await lines.next() != nil {}
                return ContinuousClock.now - start
            }
        }
        return WaybillProcess.code(result.terminationStatus)
    }
}

/// Several clients that write at the same time, and what they know of the account.
private struct Load: Sendable {
    private var writers: [Writer]
    /// The objects that all campaigns and offers refer to.
    private let base: Set<String>

    /// How many writes were answered.
    var answered: Int { writers.map(\.answered).reduce(0, +) }

    /// A load that goes on, or a new one.
    static func resumed(
        _ load: Load?, _ sandbox: SandboxProcess, using generator: inout SplitMix
    ) async throws -> Load {
        if let load { return load }
        return try await Load(sandbox, using: &generator)
    }

    /// Creates what the writers refer to.
    private init(_ sandbox: SandboxProcess, using generator: inout SplitMix) async throws {
        func make(_ plural: String, _ body: String) async throws -> String {
            let answer = try await sandbox.request("POST", "/\(plural)", body: body)
            return try #require(Writer.id(answer.body), "\(answer)")
        }
        let network = try await make("networks", #"{"title": "base", "url": "u"}"#)
        let source = try await make("sources", #"{"title": "base"}"#)
        let landing = try await make("landings", #"{"title": "base", "url": "u"}"#)
        let offer = try await make(
            "offers", #"{"title": "base", "url": "u", "program_id": "\#(network)"}"#)
        base = [network, source, landing, offer]
        writers = (0..<8).map { number in
            Writer(
                number: number, generator: SplitMix(state: generator.next()), network: network,
                source: source,
                landing: landing, offer: offer)
        }
    }

    /// Writes until so many writes were answered; then `end` ends the sandbox, while requests are under way.
    mutating func write(to sandbox: SandboxProcess, until count: Int, _ end: () async throws -> Void)
        async throws
    {
        let (moments, moment) = AsyncStream.makeStream(of: Void.self)
        let countdown = Countdown(count, moment)
        try await withThrowingTaskGroup(of: Writer.self) { group in
            for writer in writers {
                group.addTask {
                    var writer = writer
                    await writer.run(sandbox, countdown)
                    moment.finish()
                    return writer
                }
            }
            for await _ in moments {}
            try await end()
            group.cancelAll()
            writers = try await group.reduce(into: []) { $0.append($1) }
        }
        let refused = writers.flatMap(\.refused)
        #expect(refused.isEmpty)
    }

    /// Expects the account to hold what was answered, and of what was not all or nothing.
    mutating func expectFound(by sandbox: SandboxProcess, _ comment: Comment) async throws {
        var found: [String: String] = [:]
        for plural in ["landings", "offers", "campaigns"] {
            for object in try await sandbox.list("/\(plural)") {
                found[object["id"]?.value.string ?? ""] = object["title"]?.value.string
            }
        }
        var known = base
        var wrong: [String] = []
        for index in writers.indices {
            wrong += writers[index].settle(found)
            known.formUnion(writers[index].titles.keys)
        }
        #expect(wrong.isEmpty, comment)
        #expect(found.keys.filter { !known.contains($0) }.isEmpty, comment)
        let check = try await sandbox.request("GET", "/_sandbox/check").body
        #expect(check == #"{"integrity":[],"foreign_keys":[],"torn":[],"dangling":[]}"#, comment)
    }
}

/// Ends a stream when so many writes were answered.
private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let moment: AsyncStream<Void>.Continuation

    init(_ count: Int, _ moment: AsyncStream<Void>.Continuation) {
        left = Mutex(count)
        self.moment = moment
        if count == 0 { moment.finish() }
    }

    func count() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { moment.finish() }
    }
}

/// One client: it changes only the objects that it made, one after the other.
private struct Writer: Sendable {
    /// One write, and what it makes of its object.
    private struct Write: Sendable {
        let method: String
        let path: String
        let body: String?
        /// `nil` before the object is made.
        let id: String?
        /// `nil` when the object is deleted.
        let title: String?
    }

    let number: Int
    var generator: SplitMix
    let network, source, landing, offer: String
    /// The objects that are there, with the titles of the last writes that were answered.
    private(set) var titles: [String: String] = [:]
    private(set) var answered = 0
    /// Answers that were no success.
    private(set) var refused: [String] = []
    private var plurals: [String: String] = [:]
    private var open: Write?
    private var count = 0

    init(number: Int, generator: SplitMix, network: String, source: String, landing: String, offer: String) {
        self.number = number
        self.generator = generator
        (self.network, self.source, self.landing, self.offer) = (network, source, landing, offer)
    }

    static func id(_ text: String) -> String? {
        (try? JSONDocument.parse(Array(text.utf8)).value)?["id"]?.value.string
    }

    /// Writes until the sandbox has gone.
    mutating func run(_ sandbox: SandboxProcess, _ countdown: Countdown) async {
        while !Task.isCancelled {
            let write = next()
            open = write
            guard
                let answer = try? await sandbox.request(write.method, write.path, body: write.body)
            else { return }
            open = nil
            guard (200...204).contains(answer.status), let id = write.id ?? Self.id(answer.body) else {
                refused.append("\(write.method) \(write.path): \(answer)")
                return
            }
            titles[id] = write.title
            if write.id == nil { plurals[id] = String(write.path.dropFirst()) }
            answered += 1
            countdown.count()
        }
    }

    /// Looks up what became of the write that was not answered.
    /// - Returns: what is not as it was answered.
    mutating func settle(_ found: [String: String]) -> [String] {
        if let open, let id = open.id {
            if found[id] == open.title { titles[id] = open.title }
        } else if let open, let made = found.first(where: { $0.value == open.title }) {
            titles[made.key] = made.value
            plurals[made.key] = String(open.path.dropFirst())
        }
        open = nil
        return titles.filter { found[$0.key] != $0.value }.map { id, title in
            "\(plurals[id] ?? "") \(id) should be \(title) and is \(found[id] ?? "not there")"
        }
    }

    private mutating func next() -> Write {
        count += 1
        let title = "writer \(number), write \(count)"
        let mine = titles.keys.sorted().randomElement(using: &generator)
        let draw = Int.random(in: 0..<10, using: &generator)
        guard draw >= 4, let id = mine, let plural = plurals[id] else {
            let plural = ["landings", "landings", "offers", "campaigns"][draw % 4]
            return Write(
                method: "POST", path: "/\(plural)", body: body(plural, title), id: nil, title: title)
        }
        if draw == 4, plural != "offers" {
            return Write(method: "DELETE", path: "/\(plural)/\(id)", body: nil, id: id, title: nil)
        }
        return Write(
            method: "PUT", path: "/\(plural)/\(id)", body: body(plural, title), id: id, title: title)
    }

    /// A body with references and tags that change with every write: their rows are written in the same transaction.
    private mutating func body(_ plural: String, _ title: String) -> String {
        switch plural {
        case "offers":
            return
                #"{"title": "\#(title)", "url": "u", "program_id": "\#(network)", "country_codes": ["\#(country)"]}"#
        case "campaigns":
            let landings = Bool.random(using: &generator) ? #"{"id": "\#(landing)", "weight": 1}"# : ""
            return """
                {"title": "\(title)", "source_id": "\(source)", "tags": ["\(title)", "\(country)"], "streams": [
                  {"weight": 1, "offers": [{"id": "\(offer)", "weight": 1}], "landings": [\(landings)]}]}
                """
        default: return #"{"title": "\#(title)", "url": "\#(title)"}"#
        }
    }

    private var country: String {
        mutating get { ["DE", "FR", "GB", "PL"].randomElement(using: &generator) ?? "DE" }
    }
}

/// Random numbers that repeat with the seed.
private struct SplitMix: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
