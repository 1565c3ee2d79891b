import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// What a plan makes of fields that were edited on one side or on both since the last apply.
@Suite struct ConflictTests {
    /// A network whose fields were last applied as `applied` says.
    private func plan(
        file: String, account: String, applied: String = #"{"skype":"old","url":"u"}"#, takes: [Take] = []
    ) throws -> Plan {
        let record = try Fixture.value(applied)
        var fingerprints: [String: String] = [:]
        for field in Kind.network.fields where record[field.name] != nil {
            fingerprints[field.name] = Fingerprint.of(field, in: record)
        }
        var lock = LockFile()
        lock.set(LockFile.Entry(kind: .network, key: "N", id: "n", fingerprints: fingerprints))
        var options = PlanOptions()
        options.takes = takes
        return try Fixture.plan(
            [Fixture.file(.network, "{\"title\":\"N\",\(file)}")],
            [Fixture.object(.network, "{\"id\":\"n\",\"title\":\"N\",\(account)}")], lock: lock,
            options: options)
    }

    @Test func `a field that both sides edited is refused, with both values and what can be done`() throws {
        let plan = try plan(file: #""skype":"mine","url":"u""#, account: #""skype":"theirs","url":"u""#)
        #expect(plan.refusals.map(\.address?.description) == ["networks/N"])
        #expect(
            plan.refusals.first?.reason
                == "edited in the file and in the account since the last apply: `skype` (file: \"mine\", account:"
                + " \"theirs\"); write what is meant into the file, or say `--take file` or `--take account`")
        #expect(plan.steps == ["update networks/N"], "what the file would do is still shown")
    }

    @Test func `taking the file's side updates as if nobody had edited the account`() throws {
        let plan = try plan(
            file: #""skype":"mine","url":"u""#, account: #""skype":"theirs","url":"u""#, takes: [Take(.file)])
        #expect(plan.refusals.isEmpty)
        #expect(plan.body() == .object([("skype", .string("mine"))]))
    }

    @Test func `taking the account's side leaves the field out and says how it gets into the file`() throws {
        let plan = try plan(
            file: #""skype":"mine","url":"new""#, account: #""skype":"theirs","url":"u""#,
            takes: [Take(.account)])
        #expect(plan.refusals.isEmpty)
        #expect(
            plan.body() == .object([("url", .string("new"))]), "what the file alone edited still goes out")
        #expect(plan.changes.first?.settledFingerprints["skype"] == nil, "it is still not what the file says")
        #expect(plan.kept.map { "\($0.address).\($0.field)" } == ["networks/N.skype"])
        #expect(plan.notes.contains { $0.contains("networks/N") && $0.contains("waybill drift --accept") })
    }

    @Test func `a plan that only keeps things is no false "matches the files"`() throws {
        let plan = try plan(
            file: #""skype":"mine","url":"u""#, account: #""skype":"theirs","url":"u""#,
            takes: [Take(.account)])
        #expect(plan.isEmpty)
        #expect(plan.unchanged.isEmpty)
        #expect(!PlanText(plan).text.contains("matches the files"))
    }

    @Test(arguments: ["file", "account"])
    func `a side can be taken for one object alone, and that goes before what is said of all`(side: String)
        throws
    {
        let own = try #require(Take("\(side):networks/N"))
        let other: Take = side == "file" ? Take(.account) : Take(.file)
        let plan = try plan(
            file: #""skype":"mine""#, account: #""skype":"theirs""#, takes: [own, other])
        #expect(plan.isEmpty == (side == "account"))
    }

    @Test func `a side taken for an object that no file has is an error with a suggestion`() throws {
        let take = try #require(Take("file:networks/M"))
        #expect(throws: DiagnosticsError.self) {
            do {
                _ = try plan(file: #""skype":"a""#, account: #""skype":"b""#, takes: [take])
            } catch let error as DiagnosticsError {
                #expect(error.diagnostics.map(\.id) == ["plan.unknown-take"])
                #expect(error.diagnostics.first?.help == "did you mean \"networks/N\"?")
                throw error
            }
        }
    }

    @Test func `an edit of the account that the plan undoes needs somebody's eyes`() throws {
        let plan = try plan(file: #""skype":"old","url":"u""#, account: #""skype":"theirs","url":"u""#)
        #expect(plan.refusals.isEmpty)
        #expect(plan.changes.first?.warnings == ["undoes what was edited in the account: `skype`"])
        let kept = try self.plan(
            file: #""skype":"old","url":"u""#, account: #""skype":"theirs","url":"u""#,
            takes: [Take(.account)])
        #expect(kept.isEmpty)
        #expect(kept.kept.count == 1)
    }

    @Test func `fields that nobody applied are no conflict`() throws {
        let plan = try plan(file: #""skype":"mine""#, account: #""skype":"theirs""#, applied: "{}")
        #expect(plan.refusals.isEmpty)
        #expect(plan.changes.first?.fields.map(\.origin) == [.unknown])
    }

    @Test func `the same edit on both sides is settled`() throws {
        let plan = try plan(file: #""skype":"new","url":"u""#, account: #""skype":"new","url":"u""#)
        #expect(plan.isEmpty)
        #expect(plan.refusals.isEmpty)
    }

    @Test func `removing what was edited in the account says so`() throws {
        let record = try Fixture.value(#"{"url":"https://l.example.com"}"#)
        let url = try #require(Kind.landing.fields.first { $0.name == "url" })
        var lock = LockFile()
        lock.set(
            LockFile.Entry(
                kind: .landing, key: "L", id: "l", fingerprints: ["url": Fingerprint.of(url, in: record)]))
        let object = try Fixture.object(.landing, #"{"id":"l","title":"L","url":"https://new.example.com"}"#)
        let plan = try Fixture.plan([], [object], lock: lock, options: PlanOptions(prune: true))
        #expect(
            plan.changes.first?.warnings == [
                "it is deleted", "it was edited in the account since the last apply: `url`",
            ])
    }

    @Test(arguments: ["", "both", "file:", "account:things/X", "account:offers/", "file:offers"])
    func `a side that says nothing is none`(text: String) {
        #expect(Take(text) == nil)
    }
}
