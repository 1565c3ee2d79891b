import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

/// A process that is killed leaves the account and the journal as they are at that moment. Both are copied
/// before every request of a run, and a new run goes on from there.
@Suite struct KillTests {
    /// Two landings and two offers of one title each: by titles alone they cannot be told apart.
    private static let objects = [
        object(.network, "n1"), object(.network, "n2"), object(.source, "s"),
        object(.landing, "a", [("title", .string("Twin"))]),
        object(.landing, "b", [("title", .string("Twin"))]),
        offer("o1", network: "n1", [("title", .string("Offer"))]),
        offer("o2", network: "n2", [("title", .string("Offer"))]),
        campaign("c", source: "s", offers: ["o1", "o2"]),
    ]

    private struct Copy: Sendable {
        let account: MemoryAccount
        let journal: [UInt8]
    }

    private static let paths = Kind.allCases.map { "/" + $0.plural }

    @Test(arguments: [1, 4], [false, true])
    func killedAtAnyRequestTheNextRunEndsInTheSameAccount(parallel: Int, losesAnswers: Bool) async throws {
        let moments = Mutex<[Copy]>([])
        let holder = Mutex<MemoryAccount?>(nil)
        let project = try Project()
        let account = MemoryAccount(
            fault: { request, number in
                losesAnswers && request.method == .post && number % 2 == 1 ? .dropAfter : nil
            },
            before: { _ in
                let folder = JournalFolder(project: project.folder)
                guard let run = try? folder.runs().first, let account = holder.withLock({ $0 }),
                    let journal = try? JournalFile.bytes(of: folder.path(of: run))
                else { return }
                moments.withLock { $0.append(Copy(account: account.copy(), journal: journal)) }
            })
        holder.withLock { $0 = account }
        defer { holder.withLock { $0 = nil } }
        let report = try await project.apply(
            Self.objects, RedTrackClient(account), ExecutorOptions(parallel: parallel),
            clock: { Moment(milliseconds: 1_767_323_045_000) })
        #expect(report.status == .done)
        let expected = Self.paths.map(account.titles)
        let all = moments.withLock { $0 }
        #expect(all.count >= Self.objects.count)
        for (index, moment) in all.enumerated() {
            let later = try Project()
            let run = try #require(RunID(rawValue: "20260101T000000000Z-000000"))
            try JournalFolder(project: later.folder).create(run).append(moment.journal)
            let client = RedTrackClient(moment.account)
            let report = try await later.apply(Self.objects, client)
            #expect(report.status == .done, "request \(index)")
            #expect(Self.paths.map(moment.account.titles) == expected, "request \(index)")
            #expect(try await later.plan(Self.objects, client).plan.isEmpty, "request \(index)")
        }
    }
}
