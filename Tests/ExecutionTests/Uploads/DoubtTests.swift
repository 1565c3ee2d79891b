import Execution
import FoundationEssentials
import RedTrack
import Synchronization
import Testing

/// What the account is asked, and what is made of its answers.
@Suite("Conversions in doubt") struct DoubtTests {
    /// A doubt about a conversion of click `k` and payout 1.5, sent at second 1,800,000,001 or so.
    private func project(_ conversions: [ConversionUpload], fate: ConversionAccount.Fault) async throws
        -> Project
    {
        let project = try Project()
        let account = ConversionAccount { request, _ in
            request.method == .post ? fate : .answer(401, "")
        }
        let report = try await project.upload(conversions, to: account)
        #expect(report.counts["unknown"] == conversions.count)
        return project
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Payouts of click `k` in the log, and their seconds after the upload.
        let log: [(payout: String, after: Int)]
        let fate: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "nothing", log: [], fate: "accepted"),
        Case(name: "it", log: [("1.5", 0)], fate: "already_uploaded"),
        Case(name: "it, by a clock that is behind", log: [("1.500", -200)], fate: "already_uploaded"),
        Case(name: "it, seen a day later", log: [("1.5", 86_400)], fate: "already_uploaded"),
        Case(name: "it twice", log: [("1.5", 0), ("1.5", 5)], fate: "already_uploaded"),
        Case(name: "an older one", log: [("1.5", -3_600)], fate: "unknown"),
        Case(name: "an older one and it", log: [("1.5", -3_600), ("1.5", 1)], fate: "already_uploaded"),
        Case(name: "another payout", log: [("2.5", 0)], fate: "accepted"),
        Case(name: "what may be a rounded one", log: [("1.5004", 0)], fate: "unknown"),
    ]

    @Test("what the log shows decides; what it leaves open is not sent again", arguments: cases)
    func log(_ wrong: Case) async throws {
        let conversion = ConversionUpload("k", "1.5")
        let project = try await project([conversion], fate: .dropBefore)
        let account = ConversionAccount()
        for entry in wrong.log { account.add("k", entry.payout, at: 1_800_000_001 + entry.after) }
        for _ in 1...2 {
            let report = try await project.upload([conversion], to: account)
            let fate = report.fates.first?.name
            #expect(fate == wrong.fate || (wrong.fate == "accepted" && fate == "already_uploaded"))
        }
        #expect(account.posts == (wrong.fate == "accepted" ? 1 : 0))
    }

    @Test(
        "of several that are the same as many are found as the account has; those it surely took are not counted twice"
    )
    func several() async throws {
        let conversion = ConversionUpload("k", "1.5")
        let project = try Project()
        let account = ConversionAccount { request, number in
            guard request.method == .post else { return number < 9 ? .answer(401, "") : nil }
            return number == 0 ? nil : number == 1 ? .dropAfter : nil
        }
        // The first arrives, the second too, but its answer does not; the log cannot be read for a while.
        let first = try await project.upload([conversion, conversion], to: account, batch: 1)
        #expect(first.fates.map(\.name) == ["accepted", "unknown"])
        account.state.withLock { $0.requests = 9 }
        let second = try await project.upload([conversion, conversion, conversion], to: account, batch: 1)
        #expect(second.fates.map(\.name) == ["already_uploaded", "already_uploaded", "accepted"])
        #expect(account.counts == [conversion: 3])
    }

    @Test("what stays in doubt is sent when somebody says so, and then it is known")
    func resend() async throws {
        let conversion = ConversionUpload("k", "1.5")
        let project = try await project([conversion], fate: .dropBefore)
        let account = ConversionAccount()
        account.add("k", "1.5", at: 1_700_000_000)
        #expect(try await project.upload([conversion], to: account).fates.map(\.name) == ["unknown"])
        let options = UploadOptions(sendsUnknown: true)
        #expect(try await project.upload([conversion], to: account, options: options).fates == [.accepted])
        #expect(
            try await project.upload([conversion], to: account, options: options).fates == [.alreadyUploaded])
        #expect(account.posts == 1)
        #expect(account.counts == [conversion: 2])
    }

    @Test("what could not be asked for is not sent, whatever somebody says")
    func resendBlindly() async throws {
        let project = try await project([ConversionUpload("k")], fate: .dropBefore)
        let account = ConversionAccount { request, _ in request.method == .get ? .answer(200, "<html>") : nil
        }
        let report = try await project.upload(
            [ConversionUpload("k")], to: account, options: UploadOptions(sendsUnknown: true))
        #expect(report.fates.map(\.name) == ["unknown"])
        #expect(account.posts == 0)
    }

    @Test(
        "a look that shows nothing is not believed before the second one, when nothing can be under way any more"
    )
    func patience() async throws {
        let conversion = ConversionUpload("k", "1.5")
        let project = try await project([conversion], fate: .dropBefore)
        let account = ConversionAccount()
        // The request arrives late: between the two looks.
        let report = try await project.upload([conversion], to: account) { event in
            if case .waiting(let pause) = event {
                #expect(pause > .seconds(20) && pause <= .seconds(30))
                account.add("k", "1.5")
            }
        }
        #expect(report.fates == [.alreadyUploaded])
        #expect(account.posts == 0)
    }

    @Test("only clicks in doubt are asked for, and only when a file needs them")
    func onlyDoubts() async throws {
        let project = try await project([ConversionUpload("k"), ConversionUpload("l")], fate: .dropAfter)
        let account = ConversionAccount()
        account.add("k", "1")
        account.add("l", "1")
        _ = try await project.upload([ConversionUpload("m")], to: account)
        #expect(account.lookups.isEmpty)
        let report = try await project.upload([ConversionUpload("l"), ConversionUpload("m")], to: account)
        #expect(report.fates == [.alreadyUploaded, .alreadyUploaded])
        #expect(account.lookups == ["l"])
        // It is known from now on.
        _ = try await project.upload([ConversionUpload("l")], to: account)
        #expect(account.lookups == ["l"])
    }

    @Test("an account that shows other clicks than was asked for cannot be relied on")
    func unfiltered() async throws {
        let project = try await project([ConversionUpload("k")], fate: .dropBefore)
        let account = ConversionAccount { request, _ in
            request.method == .get ? .answer(200, #"[{"id":"1","clickid":"other","payout":1}]"#) : nil
        }
        let report = try await project.upload([ConversionUpload("k"), ConversionUpload("l")], to: account)
        #expect(report.fates.map(\.name) == ["unknown", "accepted"])
        #expect(report.fates[0].reason?.contains("other clicks") == true)
    }

    @Test(
        "a log that is empty although the account has conversions proves nothing",
        arguments: ["null", "[]"], [true, false])
    func emptyLog(answer: String, isOnlyFiltered: Bool) async throws {
        let project = try await project([ConversionUpload("k")], fate: .dropAfter)
        let account = ConversionAccount { request, _ in
            guard request.path == "/conversions", request.method == .get else { return nil }
            let isFiltered = request.query.contains { $0.name == "clickid" }
            return isFiltered || !isOnlyFiltered ? .answer(200, answer) : nil
        }
        account.add("k", "1")
        let report = try await project.upload([ConversionUpload("k"), ConversionUpload("l")], to: account)
        #expect(report.fates.map(\.name) == ["unknown", "accepted"])
        #expect(report.fates[0].reason?.contains("the log") == true)
        #expect(account.counts == [ConversionUpload("k"): 1, ConversionUpload("l"): 1])
    }

    @Test("when the account does not answer, nothing is sent")
    func unreachable() async throws {
        let project = try await project([ConversionUpload("k")], fate: .dropBefore)
        let account = ConversionAccount { request, _ in request.method == .get ? .answer(503, "") : nil }
        let error = await #expect(throws: APIError.self) {
            try await project.upload([ConversionUpload("k"), ConversionUpload("l")], to: account)
        }
        #expect(error?.code == .server)
        #expect(account.posts == 0)
    }
}
