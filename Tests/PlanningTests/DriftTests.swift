import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// What the account changed since the last apply, told from the lock file's fingerprints.
@Suite struct DriftTests {
    private static let applied =
        #"{"title":"O","url":"https://o.example.com","program_id":"n","status":1,"payment":{"amount":2.5},"cap":10}"#

    private func network() throws -> Snapshot.Object {
        try Fixture.object(.network, #"{"id":"n","title":"N","url":"https://n.example.com"}"#)
    }

    private func lock(_ record: String = applied, id: String = "o") throws -> LockFile {
        let record = try Fixture.value(record)
        var fingerprints: [String: String] = [:]
        for field in Kind.offer.fields where field.isWritable && record[field.name] != nil {
            fingerprints[field.name] = Fingerprint.of(field, in: record)
        }
        var lock = LockFile()
        lock.set(LockFile.Entry(kind: .offer, key: "O", id: id, fingerprints: fingerprints))
        return lock
    }

    private func drift(
        file: String = #""payment":{"amount":2.5},"cap":10"#,
        account: String? = #""status":1,"payment":{"amount":2.5},"cap":10"#, lock: LockFile? = nil,
        others: [Snapshot.Object] = []
    ) throws -> Drift {
        let offer = try account.map {
            try Fixture.object(
                .offer,
                "{\"id\":\"o\",\"title\":\"O\",\"url\":\"https://o.example.com\",\"program_id\":\"n\",\($0)}")
        }
        let files = [
            try Fixture.file(
                .offer,
                "{\"title\":\"O\",\"url\":\"https://o.example.com\",\"network\":\"N\",\(file)}")
        ]
        return try Planner(
            manifest: Manifest(objects: files), lock: lock ?? self.lock(),
            snapshot: Fixture.snapshot([network()] + (offer.map { [$0] } ?? []) + others)
        ).drift()
    }

    @Test func `an account that is as it was left has no drift`() throws {
        let drift = try drift()
        #expect(drift.isEmpty)
        #expect(
            DriftText(drift).text.hasPrefix("No drift: the account is as it was last applied (1 object)."))
        #expect(drift.unmanaged == [.network: 1])
    }

    @Test func `what the account changed is reported with both values`() throws {
        let drift = try drift(account: #""status":1,"payment":{"amount":3},"cap":10"#)
        #expect(drift.objects.map(\.address.description) == ["offers/O"])
        #expect(drift.objects.first?.fields.map(\.origin) == [.account])
        let text = DriftText(drift).text
        #expect(text.hasPrefix("Drift since the last apply: 1 object changed.\n"))
        #expect(text.contains("~ offers/O  (id o, offers.yaml:1:3)\n    ~ payment.amount: 2.5 -> 3\n"))
        let change = DriftJSON(drift).value["objects"]?.value.list?.first?.value["changes"]?.value.list?.first
        #expect(
            try change?.value
                == Fixture.value(
                    #"{"path":"payment.amount","conflict":false,"account":3,"file":2.5}"#))
    }

    @Test func `what the file alone changed is no drift`() throws {
        #expect(try drift(file: #""payment":{"amount":4},"cap":10"#).isEmpty)
    }

    @Test func `what both changed is drift, and says so`() throws {
        let drift = try drift(
            file: #""payment":{"amount":4},"cap":10"#,
            account: #""status":1,"payment":{"amount":3},"cap":10"#)
        #expect(drift.objects.first?.fields.map(\.origin) == [.both])
        #expect(
            DriftText(drift).text.contains("payment.amount: account 3, file 4  (the file was edited as well)")
        )
    }

    @Test func `what nobody applied is counted, and is no drift`() throws {
        let drift = try drift(
            file: #""cap":10,"postback_url":"https://p.example.com""#,
            account: #""status":1,"payment":{"amount":9},"cap":10"#)
        #expect(drift.isEmpty, "the file has no payment any more, and the postback was never applied")
        #expect(drift.undecided == 1)
        #expect(DriftText(drift).text.contains("1 field more differs and was never applied"))
    }

    @Test func `an offer that was archived in the account is drift although no file says a status`() throws {
        let drift = try drift(account: #""status":2,"payment":{"amount":2.5},"cap":10"#)
        #expect(drift.objects.first?.fields.map(\.description.name) == ["status"])
        #expect(DriftText(drift).text.contains("+ status: archived"))
    }

    @Test func `an object that the account lost is reported, with what a plan would take for it`() throws {
        let gone = try drift(account: nil)
        #expect(gone.objects.isEmpty)
        #expect(gone.lost.map(\.id) == ["o"])
        #expect(DriftText(gone).text.contains("offers/O  (id o, offers.yaml:1:3): a plan creates it again"))
        let other = try drift(lock: lock(id: "older"))
        #expect(other.lost.map(\.replacement) == ["o"])
    }

    @Test func `no title can move the cursor or make up a line`() throws {
        let title = "\\u001b[31mred\\n~ offers/Fake"
        let file = try Fixture.file(.landing, "{\"key\":\"\(title)\",\"id\":\"1\",\"url\":\"https://a/\"}")
        let record = try Fixture.value(#"{"url":"https://a/"}"#)
        let url = try #require(Kind.landing.fields.first { $0.name == "url" })
        var lock = LockFile()
        lock.set(
            LockFile.Entry(
                kind: .landing, key: file.key, id: "1", fingerprints: ["url": Fingerprint.of(url, in: record)]
            ))
        let drift = try Planner(
            manifest: Manifest(objects: [file]), lock: lock,
            snapshot: Fixture.snapshot([
                Fixture.object(
                    .landing, "{\"id\":\"1\",\"title\":\"\(title)\",\"url\":\"https://b/\(title)\"}")
            ])
        ).drift()
        let text = DriftText(drift).text
        #expect(text.contains("landings/<U+001B>[31mred"))
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("~ offers") })
    }
}
