import Execution
import FoundationEssentials
import RedTrack
import Synchronization
import TestSupport
import Testing

@Suite("Uploads") struct UploadRunTests {
    private func conversions(_ count: Int, bad: Set<Int> = []) -> [ConversionUpload] {
        (0..<count).map { ConversionUpload(bad.contains($0) ? "bad\($0)" : "k\($0)", "\($0 + 1).5") }
    }

    /// How often an account should have each, in the end.
    private func once(_ conversions: [ConversionUpload]) -> [ConversionUpload: Int] {
        conversions.filter { !$0.clickID.hasPrefix("bad") }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    @Test(
        "a refusal that names its conversions costs one more call, one that does not is narrowed down",
        arguments: [true, false])
    func refusals(namesBadOnes: Bool) async throws {
        let bad: Set<Int> = [0, 5, 6, 19]
        let conversions = conversions(20, bad: bad)
        let account = ConversionAccount(namesBadOnes: namesBadOnes)
        let report = try await Project().upload(conversions, to: account, batch: 20)
        #expect(account.counts == once(conversions))
        for (index, fate) in report.fates.enumerated() {
            #expect(fate == (bad.contains(index) ? .rejected(reason: "no such click") : .accepted))
        }
        #expect(report.stopped == nil)
        if namesBadOnes { #expect(account.posts == 2) }
    }

    @Test("an account that takes a part of what it refuses has no conversion twice")
    func partialRefusals() async throws {
        for fault in [ConversionAccount.Fault.takesBeforeTheFirstBad, .takesTheGoodOnes] {
            let bad: Set<Int> = [3, 8, 9]
            let conversions = conversions(12, bad: bad)
            let account = ConversionAccount { request, _ in request.method == .post ? fault : nil }
            let report = try await Project().upload(conversions, to: account, batch: 12)
            #expect(account.counts == once(conversions), "\(fault)")
            #expect(
                report.fates.indices.filter { report.fates[$0].name == "rejected" } == bad.sorted(),
                "\(fault)")
        }
    }

    @Test("an account that refuses everything without a name is not asked for ever")
    func endlessRefusals() async throws {
        let account = ConversionAccount { request, _ in
            request.method == .post ? .answer(400, #"{"errors":["not today"]}"#) : nil
        }
        let report = try await Project().upload(
            conversions(64), to: account, options: UploadOptions(batchSize: 64, refusals: 5))
        #expect(account.posts == 0)
        #expect(report.counts["accepted"] == 0)
        #expect((report.counts["not_sent"] ?? 0) > 30)
        guard case .failed(let error)? = report.stopped else {
            Issue.record("the upload did not stop")
            return
        }
        #expect(error.messages == ["not today"])
    }

    @Test(
        "what says that the account cannot be worked with stops the upload, and nothing is in doubt",
        arguments: [
            (ConversionAccount.Fault.answer(401, ""), APIError.Code.keyRefused), (.notSent, .unreachable),
            (.answer(302, ""), .unexpectedAnswer), (.answer(405, ""), .unexpectedAnswer),
            (.answer(400, "<html>"), .unexpectedAnswer), (.answer(429, ""), .rateLimited),
        ])
    func stops(fault: ConversionAccount.Fault, code: APIError.Code) async throws {
        let project = try Project()
        let broken = ConversionAccount { request, number in number > 0 ? fault : nil }
        let report = try await project.upload(conversions(9), to: broken)
        #expect(
            report.fates.map(\.name) == Array(repeating: "accepted", count: 3)
                + Array(repeating: "not_sent", count: 6))
        guard case .failed(let error)? = report.stopped else {
            Issue.record("the upload did not stop")
            return
        }
        #expect(error.code == code)
        let account = ConversionAccount(rows: broken.rows)
        let second = try await project.upload(conversions(9), to: account)
        #expect(second.stopped == nil)
        #expect(account.lookups.isEmpty)
        #expect(account.counts == once(conversions(9)))
    }

    @Test("a batch that never arrives is sent three times, then the upload stops and the next one goes on")
    func attempts() async throws {
        let project = try Project()
        let account = ConversionAccount { request, _ in request.method == .post ? .dropBefore : nil }
        let sent = Mutex(0)
        let report = try await project.upload(conversions(5), to: account) { event in
            if case .doubt = event { sent.withLock { $0 += 1 } }
        }
        #expect(sent.withLock { $0 } == 3)
        #expect(report.counts["not_sent"] == 5)
        #expect(report.stopped != nil)
        let healthy = ConversionAccount()
        #expect(try await project.upload(conversions(5), to: healthy).counts["accepted"] == 5)
        #expect(healthy.lookups.isEmpty)
    }

    @Test("a journal that cannot be written lets nothing be sent")
    func journal() async throws {
        let project = try Project()
        let account = ConversionAccount()
        try Data().write(to: URL(filePath: project.folder + "/.waybill"))
        await #expect(throws: JournalError.self) { try await project.upload(conversions(2), to: account) }
        #expect(account.posts == 0)
    }

    @Test("each account has its own past")
    func accounts() async throws {
        let project = try Project()
        for id in ["user1", "user2"] {
            let account = ConversionAccount()
            #expect(
                try await project.upload(conversions(4), to: account, account: id).counts["accepted"] == 4)
        }
        let account = ConversionAccount()
        #expect(
            try await project.upload(conversions(4), to: account, account: "user1").counts["already_uploaded"]
                == 4)
    }

    /// A process that is killed leaves the account and the journals as they are at that moment. Both are copied before
    /// every request, and a new upload goes on from there.
    @Test(
        "killed at any request, the next upload completes the file and nothing is there twice",
        arguments: [false, true])
    func killed(losesAnswers: Bool) async throws {
        let bad: Set<Int> = [4]
        let conversions = conversions(10, bad: bad)
        let project = try Project()
        let moments = Mutex<[(rows: [ConversionAccount.Row], journals: [[UInt8]])]>([])
        let holder = Mutex<ConversionAccount?>(nil)
        defer { holder.withLock { $0 = nil } }
        let account = ConversionAccount(
            fault: { request, _ in losesAnswers && request.method == .post ? .dropAfter : nil },
            before: { _ in
                guard let account = holder.withLock({ $0 }), let names = try? project.uploads else { return }
                let journals = names.compactMap {
                    try? JournalFile.bytes(of: project.folder + "/.waybill/uploads/" + $0)
                }
                moments.withLock { $0.append((account.rows, journals)) }
            })
        holder.withLock { $0 = account }
        _ = try await project.upload(conversions, to: account)
        let all = moments.withLock { $0 }
        #expect(all.count >= 4)
        for (index, moment) in all.enumerated() {
            // Killed before the request is carried out, or after it.
            let later = try Project()
            for (number, journal) in moment.journals.enumerated() {
                let run = try #require(RunID(rawValue: "20260101T00000000\(number)Z-000000"))
                try JournalFolder(project: later.folder, area: .uploads).create(run).append(journal)
            }
            let account = ConversionAccount(rows: moment.rows)
            let report = try await later.upload(conversions, to: account)
            #expect(account.counts == once(conversions), "request \(index)")
            #expect(report.counts["rejected"] == 1, "request \(index)")
            #expect(report.counts["unknown"] == 0, "request \(index)")
        }
    }

    @Test(
        "whatever goes wrong in whatever order, in the end each conversion is there exactly once",
        arguments: 0..<40)
    func anything(seed: UInt64) async throws {
        let generator = Mutex(SeededGenerator(seed: seed))
        func random(_ range: Range<Int>) -> Int { generator.withLock { Int.random(in: range, using: &$0) } }
        let bad = Set((0..<40).filter { _ in random(0..<12) == 0 })
        var conversions = conversions(40, bad: bad)
        // Some clicks convert several times, some of them alike.
        conversions += [conversions[1], conversions[2], conversions[2], ConversionUpload("k3", "99")]
        let project = try Project()
        let rows = Mutex<[ConversionAccount.Row]>([])
        var report: UploadReport?
        var clock = 0
        for round in 0..<14 {
            let isCalm = round > 11
            let account = ConversionAccount(rows: rows.withLock { $0 }, namesBadOnes: random(0..<2) == 0) {
                request, _ in
                if isCalm { return nil }
                let isPost = request.method == .post
                return switch generator.withLock({ Int.random(in: 0..<26, using: &$0) }) {
                case 0: .dropBefore
                case 1: isPost ? .dropAfter : .dropBefore
                case 2: .answer(500, "")
                case 3: isPost ? .answerAfter(502, "") : .answer(502, "")
                case 4: .notSent
                case 5: isPost ? .answerAfter(400, #"{"errors":["no"]}"#) : nil
                case 6: isPost ? .takesBeforeTheFirstBad : nil
                case 7: isPost ? .takesTheGoodOnes : nil
                case 8: .answer(200, "<html>")
                case 9: isPost ? .answerAfter(200, "<html>") : .answer(200, "[{")
                case 10: .answer(401, "")
                default: nil
                }
            }
            account.state.withLock { $0.clock += clock }
            report = try? await project.upload(conversions, to: account, batch: random(1..<20))
            rows.withLock { $0 = account.rows }
            clock += account.state.withLock { $0.requests } + random(0..<2) * 10_000
            if let report, report.stopped == nil, report.counts["unknown"] == 0,
                report.counts["not_sent"] == 0
            {
                break
            }
        }
        let account = ConversionAccount(rows: rows.withLock { $0 })
        let counts = report?.counts ?? [:]
        let isWhole = counts["unknown"] == 0 && counts["not_sent"] == 0
        #expect(isWhole, "\(counts)")
        let expected = once(conversions)
        let wrong = Set(account.counts.keys).union(expected.keys).filter {
            account.counts[$0] != expected[$0]
        }
        .map { "\($0.clickID) \($0.payout): \(account.counts[$0] ?? 0) of \(expected[$0] ?? 0)" }.sorted()
        #expect(wrong.isEmpty)
    }
}
