import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

@Suite struct LostCreationTests {
    private static let objects = [object(.network, "n"), offer("o", network: "n")]

    @Test func aCreationThatArrivedIsAdopted() async throws {
        let account = MemoryAccount { request, number in
            request.method == .post && number == 1 ? .dropAfter : nil
        }
        let project = try Project()
        let report = try await project.apply(Self.objects, RedTrackClient(account))
        #expect(report.counts == ["adopted": 2])
        #expect(account.titles("/networks") == ["n"])
        #expect(account.titles("/offers") == ["o"])
        #expect(account.writes.count { $0.method == .post } == 2)
        #expect(project.lockFile[.offer, "o"]?.id == report.entries[1].outcome.id)
        #expect(try await project.plan(Self.objects, RedTrackClient(account)).plan.isEmpty)
    }

    @Test func aCreationThatDidNotArriveIsSentAgain() async throws {
        let account = MemoryAccount { request, number in
            request.method == .post && number == 1 ? .dropBefore : nil
        }
        let project = try Project()
        let report = try await project.apply(Self.objects, RedTrackClient(account))
        #expect(report.counts == ["done": 2])
        #expect(account.titles("/offers") == ["o"])
        #expect(account.writes.count { $0.method == .post } == 4)
    }

    @Test func aServerErrorIsLookedIntoAsWell() async throws {
        let account = MemoryAccount { request, number in
            request.method == .post && number == 1 ? .answer(502, "") : nil
        }
        let project = try Project()
        #expect(try await project.apply(Self.objects, RedTrackClient(account)).counts == ["done": 2])
        #expect(account.titles("/networks") == ["n"])
    }

    @Test func itIsNotSentForEver() async throws {
        let account = MemoryAccount { request, _ in request.method == .post ? .dropBefore : nil }
        let project = try Project()
        let report = try await project.apply([object(.network, "n")], RedTrackClient(account))
        #expect(report.counts == ["failed": 1])
        #expect(account.writes.count == 3)
        #expect(
            try RunHistory.read(folder: project.folder).unresolvedCreations(account: "user1").map(\.title)
                == ["n"])
    }

    @Test func twoOfOneTitleNeverAdoptEachOthersObject() async throws {
        // Both have the same title and the same references; the first answer of both gets lost, one of them
        // arrived.
        let account = MemoryAccount { request, number in
            guard request.path == "/landings", request.method == .post else { return nil }
            return number == 1 ? .dropAfter : number == 2 ? .dropBefore : nil
        }
        let project = try Project()
        let objects = [
            object(.landing, "a", [("title", .string("Twin"))]),
            object(.landing, "b", [("title", .string("Twin"))]),
        ]
        let report = try await project.apply(objects, RedTrackClient(account))
        #expect(report.status == .done)
        #expect(account.titles("/landings") == ["Twin", "Twin"])
        let ids = report.entries.compactMap(\.outcome.id)
        #expect(Set(ids).count == 2)
    }

    @Test func anObjectThatWasThereBeforeIsNotAdopted() async throws {
        let account = MemoryAccount { request, number in
            request.path == "/landings" && request.method == .post && number == 1 ? .dropBefore : nil
        }
        let project = try Project()
        let old = account.add(
            "/landings", [("title", .string("Twin")), ("url", .string("https://landing.example/"))])
        var lock = LockFile()
        lock.set(.init(kind: .landing, key: "old", id: old))
        project.lockFile = lock
        let objects = [
            object(.landing, "old", [("title", .string("Twin"))]),
            object(.landing, "new", [("title", .string("Twin"))]),
        ]
        let report = try await project.apply(objects, RedTrackClient(account))
        #expect(report.counts == ["done": 1])
        #expect(report.entries[0].outcome.id != old)
        #expect(account.titles("/landings") == ["Twin", "Twin"])
    }

    @Test func severalCandidatesAreAQuestionForAPerson() async throws {
        let account = Mutex<MemoryAccount?>(nil)
        let memory = MemoryAccount { request, number in
            guard request.path == "/landings", request.method == .post, number == 1 else { return nil }
            // Somebody else makes the same at the same time.
            account.withLock { $0 }?.add("/landings", [("title", .string("l"))])
            return .dropAfter
        }
        account.withLock { $0 = memory }
        defer { account.withLock { $0 = nil } }
        let project = try Project()
        let report = try await project.apply([object(.landing, "l")], RedTrackClient(memory))
        guard case .failed(let message) = report.entries[0].outcome else {
            Issue.record("did not fail")
            return
        }
        #expect(message.contains("id1") && message.contains("id2"))
        #expect(memory.writes.count == 1)
    }

    @Test func aDeletedCampaignOfTheSameTitleIsNotAdopted() async throws {
        let account = MemoryAccount { request, number in
            request.path == "/campaigns" && request.method == .post && number == 1 ? .dropBefore : nil
        }
        let project = try Project()
        _ = try await project.apply(
            [object(.source, "s"), object(.network, "n"), offer("o", network: "n")], RedTrackClient(account))
        let source = try #require(project.lockFile[.source, "s"]?.id)
        let deleted = account.add(
            "/campaigns", [("title", .string("c")), ("source_id", .string(source)), ("status", .number("3"))])
        let objects = [
            object(.source, "s"), object(.network, "n"), offer("o", network: "n"),
            object(.campaign, "c", [("source", .string("s"))]),
        ]
        let report = try await project.apply(objects, RedTrackClient(account))
        #expect(report.counts == ["done": 1])
        #expect(report.entries[0].outcome.id != deleted)
    }
}
