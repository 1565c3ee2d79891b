import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

@Suite("Reading back what a run has touched") struct VerificationTests {
    private static let verifying = ExecutorOptions(parallel: 4, verifies: true)

    private static func objects(cap: String) -> [ManifestObject] {
        [object(.network, "n"), offer("o", network: "n", [("cap", .number(cap))])]
    }

    /// A fault of the first so many requests that write under a path.
    private static func fault(
        _ method: TransportRequest.Method, _ path: String, times: Int, _ fault: MemoryAccount.Fault
    ) -> @Sendable (TransportRequest, Int) -> MemoryAccount.Fault? {
        { request, number in
            request.method == method && request.path.hasPrefix(path) && number <= times ? fault : nil
        }
    }

    @Test("What the account does as it is told leaves no finding, and every object is looked at")
    func quiet() async throws {
        let account = MemoryAccount()
        let report = try await Project().apply(
            Self.objects(cap: "5"), RedTrackClient(account), Self.verifying)
        let verification = try #require(report.verification)
        #expect(verification.checked == 2)
        #expect(verification.findings.isEmpty && verification.unread.isEmpty && !verification.isOpen)
    }

    @Test("Without being asked nothing is read back")
    func notAsked() async throws {
        let report = try await Project().apply(Self.objects(cap: "5"), RedTrackClient(MemoryAccount()))
        #expect(report.verification == nil)
    }

    @Test(
        "A value that a new object did not get is sent once more, whether the answer shows it or hides it",
        arguments: [true, false])
    func repairsCreation(hides: Bool) async throws {
        let account = MemoryAccount(
            fault: Self.fault(.post, "/offers", times: 1, hides ? .echoes("cap") : .forgets("cap")))
        let project = try Project()
        let client = RedTrackClient(account)
        let report = try await project.apply(Self.objects(cap: "5"), client, Self.verifying)
        let finding = try #require(report.verification?.findings.first)
        #expect(finding.cause == .ignored && finding.isRepaired && finding.path == "cap")
        #expect(finding.wanted == "5" && finding.address == ObjectAddress(.offer, "o"))
        #expect(report.verification?.isOpen == false)
        #expect(account.writes.map(\.method) == [.post, .post, .put])
        #expect(try await project.plan(Self.objects(cap: "5"), client).plan.isEmpty)
        // What was sent once more is in the journal, and is no change of its own.
        #expect(try project.journalText.contains(#""type":"repair""#))
        #expect(try project.journalText.contains(#""type":"repair-outcome","change":1,"result":"done""#))
        let run = try #require(RunHistory.read(folder: project.folder).runs.first)
        #expect(run.intents.count == 2 && run.doneCount == 2 && run.damagedLines.isEmpty)
    }

    @Test(
        "A value that an update did not change is sent once more; what is kept again is reported, and not sent a third time",
        arguments: [1, 9])
    func repairsUpdate(times: Int) async throws {
        let account = MemoryAccount(fault: Self.fault(.put, "/offers", times: times, .keeps("cap")))
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply(Self.objects(cap: "5"), client, Self.verifying)
        let report = try await project.apply(Self.objects(cap: "7"), client, Self.verifying)
        let finding = try #require(report.verification?.findings.first)
        #expect(finding.cause == .ignored && finding.wanted == "7" && finding.found == "5")
        #expect(finding.isRepaired == (times == 1))
        #expect(report.verification?.isOpen == (times != 1))
        #expect(report.status == .done)
        #expect(account.writes.count { $0.method == .put } == 2)
    }

    @Test("A cleared value that does not clear is a finding of its own")
    func notCleared() async throws {
        let account = MemoryAccount(fault: Self.fault(.put, "/offers", times: 9, .keeps("country_codes")))
        let client = RedTrackClient(account)
        let project = try Project()
        func objects(_ codes: [Value]) -> [ManifestObject] {
            [object(.network, "n"), offer("o", network: "n", [("country_codes", .array(codes))])]
        }
        _ = try await project.apply(objects([.string("DE")]), client)
        let report = try await project.apply(objects([]), client, Self.verifying)
        let finding = try #require(report.verification?.findings.first)
        #expect(finding.cause == .notCleared && finding.isOpen)
        #expect(finding.found == #"["DE"]"#)
    }

    /// Does something just before the first list that is read after so many requests that write.
    private static func account(
        after writes: Int,
        fault: @escaping @Sendable (TransportRequest, Int) -> MemoryAccount.Fault? = { _, _ in nil },
        _ act: @escaping @Sendable (MemoryAccount) -> Void
    ) -> MemoryAccount {
        let held = Mutex<MemoryAccount?>(nil)
        let hasActed = Mutex(false)
        let account = MemoryAccount(fault: fault) { request in
            guard request.method == .get, let account = held.withLock({ $0 }),
                account.writes.count(where: { $0.ended != nil }) >= writes
            else { return }
            let isFirst = hasActed.withLock { acted in
                defer { acted = true }
                return !acted
            }
            if isFirst { act(account) }
        }
        held.withLock { $0 = account }
        return account
    }

    @Test("What somebody else has changed since the answer is never overwritten")
    func othersAtWork() async throws {
        let account = Self.account(after: 2, fault: Self.fault(.post, "/offers", times: 1, .forgets("cap"))) {
            $0.edit("/offers", "title", .string("Mine"))
        }
        let report = try await Project().apply(
            Self.objects(cap: "5"), RedTrackClient(account), Self.verifying)
        let findings = try #require(report.verification?.findings)
        #expect(findings.map(\.path) == ["cap", "title"])
        #expect(findings.map(\.cause) == [.ignored, .changed])
        #expect(findings.allSatisfy { !$0.isRepaired })
        #expect(account.writes.allSatisfy { $0.method == .post })
    }

    @Test("A value that was not sent and is another one now is told, and no failure")
    func notSent() async throws {
        let account = Self.account(after: 3) {
            $0.edit("/offers", "postback_url", .string("https://x.example"))
        }
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply(Self.objects(cap: "5"), client)
        account.edit("/offers", "postback_url", .string("https://a.example"))
        let report = try await project.apply(Self.objects(cap: "7"), client, Self.verifying)
        let finding = try #require(report.verification?.findings.first)
        #expect(finding.cause == .notSent && finding.path == "postback_url")
        #expect(finding.wanted == #""https://a.example""# && finding.found == #""https://x.example""#)
        #expect(report.verification?.isOpen == false)
    }

    @Test("The link of a domain is reported and never sent twice")
    func domain() async throws {
        let account = MemoryAccount(fault: Self.fault(.put, "/domains", times: 1, .keeps("url")))
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.domain, "d", [("url", .string("https://a.example"))])], client)
        let report = try await project.apply(
            [object(.domain, "d", [("url", .string("https://b.example"))])], client, Self.verifying)
        let finding = try #require(report.verification?.findings.first)
        #expect(finding.path == "url" && finding.isOpen)
        #expect(account.writes.count { $0.method == .put } == 1)
    }

    @Test("An object that has vanished, and a second one of the same name, are found")
    func goneAndDouble() async throws {
        let account = Self.account(after: 2) { account in
            account.state.withLock { $0.objects["/offers"] = [] }
            account.add("/networks", [("title", .string("n"))])
        }
        let report = try await Project().apply(
            Self.objects(cap: "5"), RedTrackClient(account), Self.verifying)
        let findings = try #require(report.verification?.findings)
        #expect(findings.map(\.cause) == [.duplicate, .gone])
        #expect(findings.map(\.isOpen) == [false, true])
        #expect(findings.first?.found == "id3")
    }

    @Test("An object that was deleted and is still there is found")
    func stillThere() async throws {
        let account = MemoryAccount(fault: Self.fault(.delete, "/landings", times: 1, .answer(204, "")))
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.landing, "l")], client)
        let report = try await project.apply(
            [object(.landing, "l", state: .absent)], client, Self.verifying)
        #expect(report.verification?.findings.map(\.cause) == [.stillThere])
        #expect(report.verification?.isOpen == true)
    }

    @Test("A reading that fails says so, and what was done stays done")
    func unreadable() async throws {
        let isBroken = Mutex(false)
        let account = MemoryAccount(fault: { request, _ in
            request.method == .get && request.path == "/offers" && isBroken.withLock { $0 }
                ? .answer(500, #"{"errors":["broken"]}"#) : nil
        })
        let report = try await Project().apply(
            Self.objects(cap: "5"), RedTrackClient(account), Self.verifying
        ) { event in
            if case .verifying = event.kind { isBroken.withLock { $0 = true } }
        }
        let verification = try #require(report.verification)
        #expect(verification.unread.count == 1)
        #expect(verification.unread.first?.hasPrefix("offers could not be read back: ") == true)
        #expect(!verification.isOpen && report.status == .done && report.stopped == nil)
        #expect(verification.checked == 1)
    }

    @Test("The links of campaigns are read back, since the answers to creations have none")
    func links() async throws {
        let account = Self.account(after: 4) {
            $0.edit("/campaigns", "trackback_url", .string("https://go.example/1"))
        }
        let objects = [
            object(.network, "n"), object(.source, "s"), offer("o", network: "n"),
            campaign("c", source: "s", offers: ["o"]),
        ]
        let report = try await Project().apply(objects, RedTrackClient(account), Self.verifying)
        #expect(report.verification?.findings == [])
        #expect(report.verification?.links.values.sorted() == ["https://go.example/1"])
    }

    @Test("The events tell how far the reading is, and what it finds")
    func events() async throws {
        let account = MemoryAccount(fault: Self.fault(.post, "/offers", times: 1, .forgets("cap")))
        let told = Mutex<[String]>([])
        _ = try await Project().apply(
            Self.objects(cap: "5"), RedTrackClient(account), Self.verifying
        ) { event in
            told.withLock { told in
                switch event.kind {
                case .verifying(let checked, let whole): told.append("\(checked)/\(whole)")
                case .repairing(let change, let fields): told.append("\(change.address) \(fields)")
                case .found(let finding): told.append(finding.cause.rawValue)
                default: break
                }
            }
        }
        let all = told.withLock { $0 }
        #expect(all.first == "0/2" && all.contains("2/2"))
        #expect(all.suffix(1) == ["ignored"])
        #expect(all.contains(#"offers/o ["cap"]"#))
    }
}
