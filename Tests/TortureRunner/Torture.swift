import Execution
import Foundation
import Manifests
import Planning
import RedTrack
import RedTrackHTTP
import Sandbox

/// Kills runs at every point, lets them go on, and compares the account with that of an undisturbed run.
struct Torture {
    let size: Int
    let parallel: Int
    let seed: UInt64
    private let home: String
    private let base: String
    private let baseLock: String
    private let expected: AccountPicture
    /// How many points a run has that nothing disturbs.
    let points: Int

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes the account that all runs begin with, and the one that they must end in.
    init(size: Int, parallel: Int, seed: UInt64) async throws {
        self.size = size
        self.parallel = parallel
        self.seed = seed
        let home = FileManager.default.temporaryDirectory.path + "/waybill-torture-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        self.home = home
        base = home + "/base.sqlite"
        baseLock = home + "/base.lock"
        let lockPath = baseLock
        let scene = Scene(size: size)
        try await Self.serve(base, .none) { _, client, _ in
            let work = Work(
                folder: home, size: size, parallel: 8, patience: .zero, trap: KillSwitch(point: -1))
            let (plan, lock, _) = try await work.plan(client, scene.earlier, LockFile(), RunHistory())
            let report = try await Executor(
                client: client, folder: home, options: ExecutorOptions(parallel: 8), time: Work.time
            ).run(plan, lock: lock, saveLock: { try $0.save(to: lockPath) })
            guard report.status == .done else { throw Failure(description: "the account cannot be made") }
        }
        try FileManager.default.removeItem(atPath: home + "/.waybill")
        let place = home + "/undisturbed"
        try Self.copy(base, baseLock, to: place)
        let child = try await Self.serve(place + "/account.sqlite", .none) { sandbox, client, _ in
            let child = try await Child.run(
                place, sandbox, size: size, parallel: parallel, point: -1, patience: .zero)
            return (child, AccountPicture(try await AccountReader(client: client).snapshot()))
        }
        guard child.0.status == 0, let points = child.0.points else {
            throw Failure(description: "the undisturbed run fails: \(child.0)")
        }
        expected = child.1
        self.points = points
        try FileManager.default.removeItem(atPath: place)
    }

    /// Takes all files away.
    func clean() { try? FileManager.default.removeItem(atPath: home) }

    /// How one kill went.
    struct Outcome: Sendable {
        var kills = 0
        var resumes = 0
        /// What is wrong; `nil` when all is as it must be.
        var fault: String?
    }

    /// Kills a run at a point, lets it go on until it is done, and looks at what has become of the account.
    func strike(point: Int, _ fault: NamedFault, again: [Int]) async throws -> Outcome {
        let place = home + "/\(point)-\(fault.name.filter(\.isLetter))"
        try Self.copy(base, baseLock, to: place)
        let schedule = FaultSchedule(rules: fault.rules, seed: seed &+ UInt64(point))
        let outcome = try await Self.serve(place + "/account.sqlite", schedule) {
            sandbox, client, transport in
            var outcome = Outcome()
            var outputs: [String] = []
            var isDone = false
            for (round, point) in ([point] + again + [-1, -1, -1]).enumerated() where !isDone {
                // The faults end at some time; before that a run may end with failures again and again.
                if round == again.count + 2 { try await Self.endFaults(transport) }
                let child = try await Child.run(
                    place, sandbox, size: size, parallel: parallel, point: point, patience: fault.patience)
                outputs.append("\(child)")
                if child.status == -9 { outcome.kills += 1 }
                if round > 0 { outcome.resumes += 1 }
                isDone = child.status == 0
            }
            try await Self.endFaults(transport)
            let complaint = isDone ? try await complaint(place, client) : "the run is not done in the end"
            outcome.fault = complaint.map { $0 + "\n" + outputs.joined(separator: "\n") + "\nsee \(place)" }
            return outcome
        }
        if outcome.fault == nil { try FileManager.default.removeItem(atPath: place) }
        return outcome
    }

    /// What is wrong with an account and a folder after the run; `nil` when nothing is.
    private func complaint(_ place: String, _ client: RedTrackClient) async throws -> String? {
        let picture = AccountPicture(try await AccountReader(client: client).snapshot())
        if picture != expected { return "the account differs:\n" + picture.difference(from: expected) }
        let journals = JournalFolder(project: place)
        for run in try journals.runs() {
            let reading = JournalReading(try JournalFile.bytes(of: journals.path(of: run)))
            // A run that was killed before it began has nothing but a torn line.
            if !reading.damagedLines.isEmpty || reading.isTorn && !reading.records.isEmpty {
                return "journal \(run) is damaged"
            }
        }
        let history = try RunHistory.read(folder: place)
        let lock = try LockFile.load(place + "/waybill.lock") ?? LockFile()
        let work = Work(folder: place, size: size, parallel: 1, patience: .zero, trap: KillSwitch(point: -1))
        let (plan, recovered, _) = try await work.plan(client, Scene(size: size).wanted, lock, history)
        if !plan.isEmpty {
            return "the next plan is not empty: "
                + plan.changes.prefix(3).map { "\($0.action) \($0.address)" }.joined(separator: ", ")
        }
        return recovered == lock ? nil : "the lock file does not know all"
    }

    private static func endFaults(_ transport: HTTPTransport) async throws {
        let answer = try await transport.send(
            TransportRequest(.put, "/_sandbox/faults", body: Array(#"{"rules": []}"#.utf8)))
        guard answer.status < 300 else {
            throw Failure(description: "the faults do not end: \(answer.status)")
        }
    }

    private static func copy(_ base: String, _ lock: String, to place: String) throws {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        // The last commits are in the file beside it.
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: base + suffix) {
            try FileManager.default.copyItem(
                atPath: base + suffix, toPath: place + "/account.sqlite" + suffix)
        }
        try FileManager.default.copyItem(atPath: lock, toPath: place + "/waybill.lock")
    }

    private static func serve<Result: Sendable>(
        _ file: String, _ faults: FaultSchedule,
        _ body: @escaping @Sendable (RunningSandbox, RedTrackClient, HTTPTransport) async throws -> Result
    ) async throws -> Result {
        try await SandboxServer(SandboxConfiguration(dataFile: file, faults: faults)).run { sandbox in
            guard let key = APIKey(sandbox.apiKey) else { throw Failure(description: "the key is damaged") }
            return try await withHTTPTransport(baseURL: sandbox.baseURL, key: key) { transport in
                let client = RedTrackClient(
                    transport: transport, budget: RateBudget(time: Work.time), time: Work.time)
                return try await body(sandbox, client, transport)
            }
        }
    }
}
