import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// What a later run knows of a run that was killed: its journal holds all lines up to some point.
@Suite struct RecoveryTests {
    /// When the account in memory makes its objects.
    private static let start = Moment(milliseconds: 1_767_323_045_000)

    private static func history(
        _ records: [JournalRecord], account: String = "user1", run: String = "r1"
    ) throws -> RunHistory {
        let start = JournalRecord.started(
            .init(run: run, account: account, tool: "", at: Self.start, changes: [:]))
        return RunHistory(runs: [
            RecordedRun(id: try #require(RunID(rawValue: run)), records: [start] + records)
        ])
    }

    private static func creation(_ change: Int, _ key: String, title: String, at: Moment = start)
        -> JournalRecord
    {
        .intent(
            .init(
                change: change, address: ObjectAddress(.landing, key), action: .create, id: nil, title: title,
                isProtected: true,
                body: .object([("title", .string(title)), ("url", .string("https://l.example/"))]),
                before: nil, at: at))
    }

    private static func outcome(_ change: Int, _ result: JournalRecord.Outcome.Result, _ id: String?)
        -> JournalRecord
    {
        .outcome(.init(change: change, result: result, id: id, message: nil, at: start))
    }

    private static func snapshot(
        _ landings: [(title: String, url: String)]
    ) async throws -> (snapshot: Snapshot, ids: [String]) {
        let account = MemoryAccount()
        let ids = landings.map {
            account.add("/landings", [("title", .string($0.title)), ("url", .string($0.url))])
        }
        return (try await AccountReader(client: RedTrackClient(account)).snapshot(), ids)
    }

    @Test func aCreationWithAnOutcomeIsKnownAndMergingAgainChangesNothing() async throws {
        let (snapshot, ids) = try await Self.snapshot([("L", "https://l.example/")])
        let history = try Self.history([Self.creation(0, "k", title: "L"), Self.outcome(0, .done, ids[0])])
        let once = LockFile().merging(history, snapshot: snapshot)
        #expect(once.lock[.landing, "k"]?.id == ids[0])
        #expect(once.lock[.landing, "k"]?.isProtected == true)
        #expect(once.lock[.landing, "k"]?.fingerprints.keys.sorted() == ["title", "url"])
        let twice = once.lock.merging(history, snapshot: snapshot)
        #expect(twice.lock == once.lock)
        #expect(twice.recovered.isEmpty)
    }

    @Test func whatTheAccountNoLongerHasIsNotAdded() async throws {
        let (snapshot, _) = try await Self.snapshot([])
        let history = try Self.history([Self.creation(0, "k", title: "L"), Self.outcome(0, .done, "id7")])
        #expect(LockFile().merging(history, snapshot: snapshot).lock.entries.isEmpty)
    }

    @Test func anotherAccountsRunsDoNotCount() async throws {
        let (snapshot, ids) = try await Self.snapshot([("L", "https://l.example/")])
        let history = try Self.history(
            [Self.creation(0, "k", title: "L"), Self.outcome(0, .done, ids[0])], account: "other")
        #expect(LockFile().merging(history, snapshot: snapshot).lock.entries.isEmpty)
    }

    @Test(arguments: [JournalRecord.Outcome.Result?.none, .unknown])
    func aCreationWithoutAnOutcomeIsFoundByItsTitle(result: JournalRecord.Outcome.Result?) async throws {
        let (snapshot, ids) = try await Self.snapshot([
            ("L", "https://l.example/"), ("Other", "https://l.example/"),
        ])
        var records = [Self.creation(0, "k", title: "L")]
        if let result { records.append(Self.outcome(0, result, nil)) }
        let recovery = LockFile().merging(try Self.history(records), snapshot: snapshot)
        #expect(recovery.lock[.landing, "k"]?.id == ids[0])
    }

    @Test func aCreationThatFailedForSureIsNotLookedFor() async throws {
        let (snapshot, _) = try await Self.snapshot([("L", "https://l.example/")])
        let history = try Self.history([Self.creation(0, "k", title: "L"), Self.outcome(0, .failed, nil)])
        #expect(LockFile().merging(history, snapshot: snapshot).lock.entries.isEmpty)
    }

    @Test(arguments: [(-7_200, false), (-3_000, true), (0, true), (240, true), (3_600, false)])
    func onlyWhatWasMadeDuringTheRunIsTheLostOne(seconds: Int, isFound: Bool) async throws {
        let (snapshot, _) = try await Self.snapshot([("L", "https://l.example/")])
        let sent = Moment(milliseconds: Self.start.milliseconds + seconds * 1_000)
        let intent = Self.creation(0, "k", title: "L", at: sent)
        guard case .intent(let body) = intent else { return }
        let run = JournalRecord.started(.init(run: "r1", account: "user1", tool: "", at: sent, changes: [:]))
        let history = RunHistory(
            runs: [RecordedRun(id: try #require(RunID(rawValue: "r1")), records: [run, .intent(body)])])
        #expect(LockFile().merging(history, snapshot: snapshot).lock.entries.isEmpty != isFound)
    }

    @Test func theObjectOfAnotherKeyIsNotTheLostOne() async throws {
        let (snapshot, ids) = try await Self.snapshot([("L", "https://l.example/")])
        let history = try Self.history([Self.creation(0, "k", title: "L")])
        var lock = LockFile()
        lock.set(.init(kind: .landing, key: "other", id: ids[0]))
        #expect(lock.merging(history, snapshot: snapshot).lock == lock)
    }

    @Test func severalThatDifferAreLeftToThePlanner() async throws {
        let (snapshot, ids) = try await Self.snapshot([
            ("L", "https://a.example/"), ("L", "https://b.example/"),
        ])
        let recovery = LockFile().merging(
            try Self.history([Self.creation(0, "k", title: "L")]), snapshot: snapshot)
        #expect(recovery.lock.entries.isEmpty)
        #expect(recovery.ambiguous.map(\.ids) == [ids])
    }

    @Test func twinsAreToldApartByNothingAndThatIsEnough() async throws {
        let (snapshot, ids) = try await Self.snapshot([
            ("L", "https://l.example/"), ("L", "https://l.example/"),
        ])
        let history = try Self.history([Self.creation(0, "a", title: "L"), Self.creation(1, "b", title: "L")])
        let recovery = LockFile().merging(history, snapshot: snapshot)
        #expect(Set(recovery.lock.entries.map(\.id)) == Set(ids))
        let one = LockFile().merging(
            try Self.history([Self.creation(0, "a", title: "L")]), snapshot: snapshot)
        #expect(one.lock.entries.isEmpty)
    }

    @Test func whatALaterRunRemovedIsNotBroughtBack() throws {
        let removal = JournalRecord.intent(
            .init(
                change: 0, address: ObjectAddress(.landing, "k"), action: .delete, id: "id1", title: "L",
                isProtected: false, body: .null, before: .object([]), at: Self.start))
        let first = try Self.history([Self.creation(0, "k", title: "L"), Self.outcome(0, .done, "id1")]).runs
        #expect(RunHistory(runs: first).recoveredCreations(account: "user1").map(\.id) == ["id1"])
        let second = try Self.history([removal, Self.outcome(0, .done, "id1")], run: "r2").runs
        #expect(RunHistory(runs: first + second).recoveredCreations(account: "user1").isEmpty)
    }

    @Test func aRunThatSavedItsLockFileHasNothingToRecover() throws {
        let history = try Self.history([
            Self.creation(0, "k", title: "L"), Self.outcome(0, .done, "id1"), .lockSaved,
            .finished(status: "done", at: Self.start),
        ])
        #expect(history.recoveredCreations(account: "user1").isEmpty)
    }
}
