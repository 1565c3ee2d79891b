import Execution
import Feeds
import Foundation
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

/// Runs that were killed at any moment go on to the account of an undisturbed run.
@Suite("Resumed runs") struct ResumeTests {
    /// What the account has before the run.
    private static let earlier = [
        object(.network, "n1"), object(.source, "s"), object(.landing, "old"),
        offer("o1", network: "n1", [("title", .string("Offer"))]), offer("gone", network: "n1"),
        campaign("c0", source: "s", offers: ["o1", "gone"], landing: "old"),
    ]

    /// What the run makes of it: creations that refer to one another, updates, an archived offer, a deletion. Two
    /// landings and two offers have one title each, so that titles alone do not tell them apart.
    private static let wanted = [
        object(.network, "n1", [("url", .string("https://other.example/"))]), object(.network, "n2"),
        object(.source, "s"), object(.landing, "old", state: .absent),
        object(.landing, "a", [("title", .string("Twin"))]),
        object(.landing, "b", [("title", .string("Twin"))]),
        offer("o1", network: "n1", [("title", .string("Offer"))]),
        offer("o2", network: "n2", [("title", .string("Offer"))]),
        object(.offer, "gone", state: .absent),
        campaign("c0", source: "s", offers: ["o1", "o2"], landing: "a"),
        campaign("c", source: "s", offers: ["o1", "o2"], landing: "b"),
    ]

    private static let paths = Kind.allCases.map { "/" + $0.plural }
    private static let clock: @Sendable () -> Moment = { Moment(milliseconds: 1_767_323_045_000) }

    private struct Copy: Sendable {
        let account: MemoryAccount
        let journal: [UInt8]
        let plan: [UInt8]
        let lock: LockFile
    }

    /// What an account holds, with titles in place of ids.
    static func image(_ account: MemoryAccount) -> [String] {
        account.state.withLock { state in
            var names: [String: String] = [:]
            for (path, list) in state.objects {
                for (id, record) in list { names[id] = "<\(path) \(record["title"]?.value.string ?? "")>" }
            }
            return state.objects.flatMap { path, list in
                list.map { object in
                    let members = (object.record.members ?? []).filter {
                        !["id", "created_at", "updated_at"].contains($0.name)
                    }
                    return path
                        + Value.map(members.sorted { $0.name < $1.name }).jsonText()
                        .replacing(/"id[0-9]+"/) { names[String($0.output.dropFirst().dropLast())] ?? "?" }
                }
            }.sorted()
        }
    }

    /// Copies of everything before each request of a run.
    private func moments(parallel: Int, losesAnswers: Bool) async throws -> (
        copies: [Copy], expected: [String], RunID
    ) {
        let project = try Project()
        let copies = Mutex<[Copy]>([])
        let holder = Mutex<MemoryAccount?>(nil)
        let isOn = Mutex(false)
        let account = MemoryAccount(
            fault: { request, number in
                losesAnswers && isOn.withLock { $0 } && request.method != .get && number % 2 == 1
                    ? .dropAfter : nil
            },
            before: { _ in
                let folder = JournalFolder(project: project.folder)
                guard isOn.withLock({ $0 }), let account = holder.withLock({ $0 }),
                    let run = try? folder.runs().last,
                    let journal = try? JournalFile.bytes(of: folder.path(of: run)),
                    let plan = try? JournalFile.bytes(of: folder.planPath(of: run))
                else { return }
                let copy = Copy(account: account.copy(), journal: journal, plan: plan, lock: project.lockFile)
                copies.withLock { $0.append(copy) }
            })
        holder.withLock { $0 = account }
        defer { holder.withLock { $0 = nil } }
        let client = RedTrackClient(account)
        #expect(
            try await project.begin(
                Self.earlier, client, clock: { Moment(milliseconds: Self.clock().milliseconds - 10_000) }
            ).status == .done)
        isOn.withLock { $0 = true }
        let report = try await project.begin(
            Self.wanted, client, ExecutorOptions(parallel: parallel), clock: Self.clock)
        isOn.withLock { $0 = false }
        #expect(report.status == .done)
        let run = try #require(report.run)
        return (
            copies.withLock { $0 }.filter { $0.journal.count > 0 && !$0.plan.isEmpty }, Self.image(account),
            run
        )
    }

    /// A project as it stands after a kill.
    private func project(_ copy: Copy, _ run: RunID, journal: [UInt8]) throws -> Project {
        let project = try Project()
        project.lockFile = copy.lock
        let folder = JournalFolder(project: project.folder)
        try folder.create(run).append(journal)
        try JournalFile(creating: folder.planPath(of: run)).append(copy.plan)
        return project
    }

    @Test(
        "A run that was killed at any request goes on to the same account",
        arguments: [1, 4], [false, true])
    func killed(parallel: Int, losesAnswers: Bool) async throws {
        let (copies, expected, run) = try await moments(parallel: parallel, losesAnswers: losesAnswers)
        #expect(copies.count >= 8)
        for (number, copy) in copies.enumerated() {
            // What was being written when it was killed is torn, or was not begun.
            for torn in ["", #"{"n":99,"record":{"type":"out"#, "\u{0}\u{0}\u{0}"] {
                let project = try project(copy, run, journal: copy.journal + Array(torn.utf8))
                let account = copy.account.copy()
                let client = RedTrackClient(account)
                let report = try await project.resume(client, ExecutorOptions(parallel: parallel))
                #expect(report.status == .done, "request \(number)")
                #expect(Self.image(account) == expected, "request \(number)")
                let journals = JournalFolder(project: project.folder)
                let journal = JournalReading(try JournalFile.bytes(of: journals.path(of: run)))
                #expect(!journal.isTorn && journal.damagedLines.isEmpty, "request \(number)")
                #expect(try RunHistory.read(folder: project.folder).openRun(account: "user1") == nil)
                #expect(throws: JournalError.self) { try JournalFile.bytes(of: journals.planPath(of: run)) }
                #expect(try await project.plan(Self.wanted, client).plan.isEmpty, "request \(number)")
            }
        }
    }

    @Test("A run that is killed again while it goes on, at any request, still ends in the same account")
    func killedAgain() async throws {
        let (copies, expected, run) = try await moments(parallel: 3, losesAnswers: true)
        for (number, copy) in copies.enumerated() where number % 3 == 1 {
            let second = Mutex<[Copy]>([])
            let first = try project(copy, run, journal: copy.journal)
            let holder = Mutex<MemoryAccount?>(nil)
            let account = MemoryAccount(before: { request in
                let folder = JournalFolder(project: first.folder)
                guard request.method != .get, let account = holder.withLock({ $0 }),
                    let journal = try? JournalFile.bytes(of: folder.path(of: run))
                else { return }
                let again = Copy(
                    account: account.copy(), journal: journal, plan: copy.plan, lock: first.lockFile)
                second.withLock { $0.append(again) }
            })
            copy.account.state.withLock { old in
                account.state.withLock {
                    $0.objects = old.objects
                    $0.nextID = old.nextID
                }
            }
            holder.withLock { $0 = account }
            #expect(try await first.resume(RedTrackClient(account)).status == .done)
            holder.withLock { $0 = nil }
            for again in second.withLock({ $0 }) {
                let project = try project(again, run, journal: again.journal)
                let client = RedTrackClient(again.account)
                #expect(try await project.resume(client).status == .done, "request \(number)")
                #expect(Self.image(again.account) == expected, "request \(number)")
                #expect(try await project.plan(Self.wanted, client).plan.isEmpty, "request \(number)")
            }
        }
    }

    @Test("Damage in the middle of a journal is an error, and nothing is sent")
    func damaged() async throws {
        let (copies, _, run) = try await moments(parallel: 1, losesAnswers: false)
        let copy = try #require(copies.last)
        var journal = copy.journal
        journal[journal.count / 2] ^= 1
        let project = try project(copy, run, journal: journal)
        let account = copy.account.copy()
        await #expect(throws: JournalError.self) { try await project.resume(RedTrackClient(account)) }
        #expect(account.writes.isEmpty)
        // The old way is open: what the journal still knows is recognised.
        #expect(try await project.apply(Self.wanted, RedTrackClient(account)).status == .done)
    }

    @Test("A plan that is not the one of the run is refused")
    func otherPlan() async throws {
        let (copies, _, run) = try await moments(parallel: 1, losesAnswers: false)
        let copy = try #require(copies.last)
        let project = try Project()
        let folder = JournalFolder(project: project.folder)
        try folder.create(run).append(copy.journal)
        try JournalFile(creating: folder.planPath(of: run)).append(copy.plan + [UInt8(ascii: " ")])
        await #expect(throws: JournalError.self) { try await project.resume(RedTrackClient(copy.account)) }
    }

    @Test("The plan of a run that was killed before its first record is forgotten by the next one")
    func unbegun() async throws {
        let (copies, _, run) = try await moments(parallel: 1, losesAnswers: false)
        let copy = try #require(copies.first)
        let project = try project(copy, run, journal: [])
        let plan = JournalFolder(project: project.folder).planPath(of: run)
        #expect(FileManager.default.fileExists(atPath: plan))
        #expect(try await project.apply(Self.wanted, RedTrackClient(copy.account.copy())).status == .done)
        #expect(!FileManager.default.fileExists(atPath: plan))
    }
}
