import Execution
import Foundation
import Manifests
import Planning
import RedTrack
import RedTrackHTTP
import Sandbox

/// A plan that is applied to a copy of the account, by the same means as to the account itself.
struct Rehearsal: Sendable {
    /// The plan, and the account that it was made for: nothing of that is changed.
    let session: PlanSession
    /// The account as it is, as a whole.
    let snapshot: Snapshot
    /// Whether the plan came from a file, so that there are no files to plan again with.
    let isSaved: Bool
    let sandbox: SandboxConfiguration
    /// How many changes may be under way at the same time.
    let parallel: Int
    /// How fast requests are sent.
    let rate: RatePolicy

    /// What came of it.
    struct Outcome: Sendable {
        let report: RunReport
        let before: Snapshot
        let after: Snapshot
        /// What is not as the plan wants it.
        let rest: RehearsalRest
        let requests: CountingTransport.Counts
        /// How long the run took, without the readings around it.
        let duration: Duration
    }

    /// Copies the account, applies the plan, reads the copy again and compares.
    func perform(_ terminal: Terminal) async throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.path + "/waybill-rehearsal-\(UUID().uuidString)"
        // Its journal and its lock file are nobody's business afterwards.
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await SandboxServer(sandbox).run { running in
            guard let key = APIKey(running.apiKey) else {
                throw CommandFailure(.failure, "the copy of the account has no usable key")
            }
            return try await withHTTPTransport(
                baseURL: running.baseURL, key: key, maximumInFlight: max(parallel, 8)
            ) { transport in
                try await rehearse(CountingTransport(transport), folder, terminal)
            }
        }
    }

    @inline(never)
    private func rehearse(
        _ transport: CountingTransport, _ folder: String, _ terminal: Terminal
    ) async throws -> Outcome {
        let time = Interruption.current?.waits.time ?? .system
        let traffic = AccountTraffic(terminal)
        let client = RedTrackClient(
            transport: MeteredTransport(transport, traffic), budget: RateBudget(rate, time: time), time: time,
            notice: { traffic.tell($0) })
        let copy = PlanSession(
            plan: session.plan, planner: session.planner,
            connection: AccountConnection(
                client: client, name: session.connection.name,
                trustsEmptyLists: session.connection.trustsEmptyLists, traffic: traffic),
            workspace: Workspace(standIn: folder), lock: session.lock, storedLock: session.storedLock,
            lockPath: folder + "/waybill.lock", policies: session.policies, snapshot: snapshot,
            readAt: session.readAt)
        terminal.say("rehearsing on a copy: what follows does not happen to the account itself")
        let start = ContinuousClock.now
        // Who interrupts a rehearsal has nothing to finish.
        let report = try await Interruption.$current.withValue(nil) {
            try await ApplyRun(
                session: copy, parallel: parallel, terminal: terminal, keepsPlan: false
            ).report {
                executor, listener in
                try await executor.run(
                    copy.plan, lock: copy.lock, storedLock: copy.storedLock, saveLock: { _ in },
                    events: listener)
            }
        }
        let duration = start.duration(to: .now)
        let requests = transport.counts
        let after = try await AccountReader(client: client).snapshot()
        return Outcome(
            report: report, before: snapshot, after: after,
            rest: try RehearsalRest(session, snapshot, after, report, isSaved: isSaved), requests: requests,
            duration: duration)
    }
}

/// What a rehearsal has not brought about.
struct RehearsalRest: Sendable {
    /// What a second plan of the same files would do; `nil` when there are no files to plan with.
    let plan: Plan?
    /// The changes that the account does not show, where there are no files.
    let missing: [Change]

    /// Whether the account is as the plan wants it.
    var isEmpty: Bool { plan.map { $0.isEmpty && $0.refusals.isEmpty } ?? missing.isEmpty }

    /// Compares.
    init(
        _ session: PlanSession, _ before: Snapshot, _ after: Snapshot, _ report: RunReport, isSaved: Bool
    ) throws {
        if isSaved {
            plan = nil
            let basis = PlanBasis(session.plan, snapshot: before, lock: session.lock)
            let findings = StaleCheck(session.plan, basis, account: after, lock: session.lock).findings()
            let made = Set(findings.filter(\.isApplied).flatMap(\.changes))
            missing = session.plan.changes.enumerated().filter { !made.contains($0.offset) }.map(\.element)
        } else {
            plan = try session.planner.again(lock: report.lock, snapshot: after).plan()
            missing = []
        }
    }
}

extension Workspace {
    /// A folder that stands in for that of a project, whose own is not to be touched.
    fileprivate init(standIn folder: String) {
        self.folder = folder
        paths = [folder]
        project = nil
        account = nil
        isWhole = true
    }
}
