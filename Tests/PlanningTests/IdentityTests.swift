import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct IdentityTests {
    private func landing(_ id: String, _ title: String, url: String = "https://l.example.com") throws
        -> Snapshot.Object
    {
        try Fixture.object(.landing, "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"url\":\"\(url)\"}")
    }

    @Test func `an id in the file goes before the lock file, and the lock file before the title`() throws {
        let account = [try landing("1", "A"), try landing("2", "B"), try landing("3", "C")]
        let files = [
            try Fixture.file(.landing, #"{"key":"k","id":"1","title":"C2"}"#),
            try Fixture.file(.landing, #"{"key":"l","title":"C"}"#),
        ]
        let plan = try Fixture.plan(
            files, account, lock: Fixture.lock((.landing, "k", "3"), (.landing, "l", "2")))
        #expect(plan.changes.map(\.id) == ["1", "2"])
    }

    @Test func `ids are claimed before names, whatever the order of the files`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let files = [
            try Fixture.file(.landing, #"{"key":"by name","title":"B","url":"https://l.example.com"}"#),
            try Fixture.file(.landing, #"{"key":"by id","id":"2","title":"B"}"#),
        ]
        #expect(try Fixture.plan(files, account).steps == ["create landings/by name"])
        #expect(try Fixture.plan(files.reversed(), account).steps == ["create landings/by name"])
    }

    @Test func `swapped titles are two updates`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let files = [
            try Fixture.file(.landing, #"{"key":"x","title":"B"}"#),
            try Fixture.file(.landing, #"{"key":"y","title":"A"}"#),
        ]
        let plan = try Fixture.plan(
            files, account, lock: Fixture.lock((.landing, "x", "1"), (.landing, "y", "2")))
        #expect(plan.steps == ["update landings/x", "update landings/y"])
        #expect(plan.changes.map(\.id) == ["1", "2"])
        #expect(plan.paths == ["title", "title"])
    }

    @Test func `two objects of the account with the title are an error that lists both ids`() throws {
        let found = try Fixture.faults(
            [Fixture.file(.landing, #"{"title":"A"}"#)], [landing("1", "A"), landing("2", "A")])
        #expect(found.map(\.id) == ["plan.ambiguous"])
        #expect(found.first?.message.contains("1, 2") == true)
    }

    @Test func `two objects of the files with the title of one are an error at both`() throws {
        let files = [
            try Fixture.file(.landing, #"{"key":"x","title":"A"}"#),
            try Fixture.file(.landing, #"{"key":"y","title":"A"}"#),
        ]
        let found = try Fixture.faults(files, [landing("7", "A")])
        #expect(found.map(\.id) == ["plan.ambiguous", "plan.ambiguous"])
        #expect(found.allSatisfy { $0.message.contains("(7)") && $0.help?.contains("id: 7") == true })
    }

    @Test func `two objects of the files with one id are an error`() throws {
        let files = [
            try Fixture.file(.landing, #"{"key":"x","id":"1","title":"A"}"#),
            try Fixture.file(.landing, #"{"key":"y","title":"B"}"#),
        ]
        let found = try Fixture.faults(files, [landing("1", "A")], lock: Fixture.lock((.landing, "y", "1")))
        #expect(found.map(\.id) == ["plan.same-object"])
    }

    @Test func `an unknown id is an error, unless the object shall be absent`() throws {
        #expect(
            try Fixture.faults([Fixture.file(.landing, #"{"id":"9","title":"A"}"#)]).map(\.id) == [
                "plan.unknown-id"
            ])
        #expect(
            try Fixture.plan([Fixture.file(.landing, #"{"id":"9","title":"A","state":"absent"}"#)]).isEmpty)
    }

    @Test func `an id of the lock file that the account lost gives way to the title, else the object is new`()
        throws
    {
        let file = try Fixture.file(.landing, #"{"title":"A","url":"https://l.example.com"}"#)
        let lock = Fixture.lock((.landing, "A", "gone"))
        #expect(try Fixture.plan([file], [landing("1", "A")], lock: lock).isEmpty)
        let plan = try Fixture.plan([file], lock: lock)
        #expect(plan.steps == ["create landings/A"])
        #expect(plan.changes.first?.reasons.first?.contains("gone") == true)
    }

    @Test func `a new title of a key that the lock file knows is an update`() throws {
        let file = try Fixture.file(.landing, #"{"key":"x","title":"New"}"#)
        let plan = try Fixture.plan([file], [landing("1", "Old")], lock: Fixture.lock((.landing, "x", "1")))
        #expect(plan.steps == ["update landings/x"])
    }

    @Test func `a new title of an object without a key is an update when all else is the same`() throws {
        let file = try Fixture.file(.landing, #"{"title":"New","url":"https://l.example.com"}"#)
        let lock = Fixture.lock((.landing, "Old", "1"))
        let plan = try Fixture.plan(
            [file], [landing("1", "Old")], lock: lock, options: PlanOptions(prune: true))
        #expect(plan.steps == ["update landings/New"])
        #expect(plan.paths == ["title"])
        #expect(plan.forgotten.map(\.key) == ["Old"])
        let twins = [try landing("1", "Old"), try landing("2", "Older")]
        let both = Fixture.lock((.landing, "Old", "1"), (.landing, "Older", "2"))
        #expect(try Fixture.plan([file], twins, lock: both).steps == ["create landings/New"])
        let other = try Fixture.file(.landing, #"{"title":"New","url":"https://other.example.com"}"#)
        #expect(try Fixture.plan([other], [landing("1", "Old")], lock: lock).steps == ["create landings/New"])
    }

    @Test func `a new key of the same title keeps the object, and what was last applied`() throws {
        var lock = LockFile()
        let before = try landing("1", "A")
        let url = try #require(Kind.landing.fields.first { $0.name == "url" })
        lock.set(
            LockFile.Entry(
                kind: .landing, key: "old", id: "1",
                fingerprints: ["url": Fingerprint.of(url, in: before.record)]))
        let file = try Fixture.file(.landing, #"{"key":"new","title":"A","url":"https://new.example.com"}"#)
        let plan = try Fixture.plan([file], [before], lock: lock)
        #expect(plan.steps == ["update landings/new"])
        #expect(plan.changes.first?.fields.first?.origin == .file)
        #expect(plan.orphans.isEmpty)
    }

    @Test func `a deleted campaign counts as absent`() throws {
        let gone = try Fixture.object(.campaign, #"{"id":"1","title":"C","source_id":"s","status":3}"#)
        let source = try Fixture.object(.source, #"{"id":"s","title":"S"}"#)
        let plan = try Fixture.plan(
            [Fixture.file(.campaign, #"{"title":"C","source":"S"}"#)], [gone, source])
        #expect(plan.steps == ["create campaigns/C"])
    }

    @Test func `an archived offer comes back by its title, and is left alone by its id`() throws {
        let network = try Fixture.object(.network, #"{"id":"n","title":"N","url":"https://n.example.com"}"#)
        let offer = try Fixture.object(
            .offer, #"{"id":"1","title":"O","program_id":"n","url":"https://o.example.com","status":2}"#)
        let file = try Fixture.file(.offer, #"{"title":"O","url":"https://o.example.com","network":"N"}"#)
        let back = try Fixture.plan([file], [network, offer])
        #expect(back.steps == ["update offers/O"])
        #expect(back.body() == .object([("status", .number("1"))]))
        let alone = try Fixture.plan([file], [network, offer], lock: Fixture.lock((.offer, "O", "1")))
        #expect(alone.isEmpty)
        #expect(alone.notes.count == 1)
        let active = try Fixture.object(
            .offer, #"{"id":"2","title":"O","program_id":"n","url":"https://o.example.com","status":1}"#)
        #expect(
            try Fixture.plan([file], [network, offer, active]).isEmpty,
            "the active one goes before the archived one")
    }

    @Test func `a paused campaign that is found by its title stays paused`() throws {
        let source = try Fixture.object(.source, #"{"id":"s","title":"S"}"#)
        let paused = try Fixture.object(.campaign, #"{"id":"1","title":"C","source_id":"s","status":2}"#)
        #expect(
            try Fixture.plan([Fixture.file(.campaign, #"{"title":"C","source":"S"}"#)], [source, paused])
                .isEmpty)
    }

    @Test(arguments: ["https://Go.Example.com/", "HTTPS://go.example.com", "https://go.example.com"])
    func `a domain is found by its URL`(url: String) throws {
        let domain = try Fixture.object(.domain, #"{"id":"1","title":"D","url":"https://go.example.com"}"#)
        let file = try Fixture.file(.domain, "{\"title\":\"Other\",\"url\":\"\(url)\"}")
        #expect(try Fixture.plan([file], [domain]).count(.create) == 0)
        #expect(
            try Fixture.plan([Fixture.file(.domain, #"{"title":"D"}"#)], [domain]).isEmpty,
            "or by title alone")
    }

    @Test func `the lock file of another account is refused`() throws {
        var lock = LockFile(account: "someone else")
        lock.set(LockFile.Entry(kind: .landing, key: "A", id: "1"))
        #expect(try Fixture.faults([], lock: lock).map(\.id) == ["plan.foreign-lock"])
    }
}
