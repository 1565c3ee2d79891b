import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// `moved:` in `waybill.yaml`: what the lock file knows under an old key is meant by a new one.
@Suite struct MoveTests {
    private func landing(_ id: String, _ title: String) throws -> Snapshot.Object {
        try Fixture.object(
            .landing, "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"url\":\"https://\(id).example.com\"}")
    }

    private func file(_ key: String, url: String? = nil) throws -> ManifestObject {
        try Fixture.file(.landing, "{\"title\":\"\(key)\"\(url.map { ",\"url\":\"\($0)\"" } ?? "")}")
    }

    private func move(_ from: String, _ to: String, id: String? = nil, line: Int = 1) -> Project.Move {
        let place = SourcePlace(
            file: "waybill.yaml", position: SourcePosition(line: line, column: 11, offset: 0))
        return Project.Move(
            kind: .landing, from: Placed(from, at: place), to: Placed(to, at: place),
            id: id.map { Placed($0, at: place) })
    }

    private func options(_ moves: [Project.Move], prune: Bool = true) -> PlanOptions {
        var options = PlanOptions(prune: prune)
        options.moves = moves
        return options
    }

    private func faults(
        _ files: [ManifestObject], _ account: [Snapshot.Object], _ lock: LockFile, _ moves: [Project.Move]
    ) throws -> [Diagnostic] {
        do {
            _ = try Fixture.plan(files, account, lock: lock, options: options(moves))
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        }
    }

    @Test func `a moved object is updated, never removed and created`() throws {
        let lock = Fixture.lock((.landing, "A", "1"))
        let account = [try landing("1", "A")]
        let new = [try file("B", url: "https://other.example.com")]
        #expect(
            try Fixture.plan(new, account, lock: lock, options: options([])).steps == [
                "create landings/B", "delete landings/A",
            ], "this is what the move is there for")
        let plan = try Fixture.plan(new, account, lock: lock, options: options([move("A", "B")]))
        #expect(plan.steps == ["update landings/B"])
        #expect(plan.changes.first?.id == "1")
        #expect(plan.moved.map { "\($0.from) \($0.to) \($0.id)" } == ["landings/A landings/B 1"])
        #expect(plan.notes == ["landings/A is landings/B now (id 1)"])
    }

    @Test func `a move that was made is said to be superfluous once, and does nothing`() throws {
        let lock = Fixture.lock((.landing, "B", "1"))
        let plan = try Fixture.plan(
            [file("B")], [landing("1", "B")], lock: lock, options: options([move("A", "B"), move("X", "Y")]))
        #expect(plan.isEmpty)
        #expect(plan.moved.isEmpty)
        #expect(
            plan.notes == [
                "`moved:` entries that find nothing under the old key any more may be removed: landings/A,"
                    + " landings/X"
            ])
    }

    @Test func `moves are followed from key to key, wherever an object stands`() throws {
        let moves = [move("A", "B"), move("B", "C", line: 2)]
        for old in ["A", "B", "C"] {
            let plan = try Fixture.plan(
                [file("C")], [landing("1", old)], lock: Fixture.lock((.landing, old, "1")),
                options: options(moves))
            #expect(plan.count(.create) == 0 && plan.count(.delete) == 0, "from \(old)")
            #expect(plan.changes.allSatisfy { $0.id == "1" })
        }
    }

    @Test func `a pattern moves all keys that fit, and the narrower one goes first`() throws {
        var lock = LockFile()
        var account: [Snapshot.Object] = []
        var files: [ManifestObject] = []
        for number in 1...5 {
            lock.set(LockFile.Entry(kind: .landing, key: "feed-a/\(number)", id: "\(number)"))
            account.append(try landing("\(number)", "L\(number)"))
            let feed = number == 5 ? "special" : "feed-b"
            files.append(
                try Fixture.file(.landing, "{\"key\":\"\(feed)/\(number)\",\"title\":\"L\(number)\"}"))
        }
        let moves = [move("feed-a/*", "feed-b/*"), move("feed-a/5", "special/5", line: 2)]
        let plan = try Fixture.plan(files, account, lock: lock, options: options(moves))
        #expect(plan.isEmpty)
        #expect(plan.moved.count == 5)
        #expect(
            plan.notes == [
                "4 objects moved from landings/feed-a/* to landings/feed-b/*",
                "landings/feed-a/5 is landings/special/5 now (id 5)",
            ])
        #expect(plan.settled.map(\.key) == ["feed-b/1", "feed-b/2", "feed-b/3", "feed-b/4", "special/5"])
    }

    @Test func `what was last applied is known under the new key`() throws {
        let url = try #require(Kind.landing.fields.first { $0.name == "url" })
        let account = try landing("1", "A")
        var lock = LockFile()
        lock.set(
            LockFile.Entry(
                kind: .landing, key: "A", id: "1", isProtected: true,
                fingerprints: ["url": Fingerprint.of(url, in: account.record)]))
        let plan = try Fixture.plan(
            [file("B", url: "https://new.example.com")], [account], lock: lock,
            options: options([move("A", "B")]))
        #expect(plan.changes.first?.fields.first { $0.description.name == "url" }?.origin == .file)
        let gone = try Fixture.plan([], [account], lock: lock, options: options([move("A", "B")]))
        #expect(gone.refusals.map(\.address?.description) == ["landings/B"], "and it is still protected")
    }

    @Test func `two moves to one key are an error at the place of the move`() throws {
        let found = try faults(
            [file("C")], [landing("1", "A"), landing("2", "B")],
            Fixture.lock((.landing, "A", "1"), (.landing, "B", "2")),
            [move("A", "C"), move("B", "C", line: 2)])
        #expect(found.map(\.id) == ["plan.move-conflict"])
        #expect(found.first?.place?.description == "waybill.yaml:2:11")
        #expect(
            found.first?.message == "landings/B (id 2) moves to landings/C, and so does landings/A (id 1)")
    }

    @Test func `a move to a key that the lock file knows as another object is an error`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let found = try faults(
            [file("B")], account, Fixture.lock((.landing, "A", "1"), (.landing, "B", "2")), [move("A", "B")])
        #expect(found.map(\.id) == ["plan.move-conflict"])
        #expect(found.first?.message.contains("as another object, 2") == true)
        let twice = Fixture.lock((.landing, "A", "1"), (.landing, "B", "1"))
        let plan = try Fixture.plan(
            [file("B")], [landing("1", "B")], lock: twice, options: options([move("A", "B")]))
        #expect(plan.isEmpty, "a merge of lock files may leave both keys of one object")
        #expect(plan.forgotten.map(\.description) == ["landings/A"])
    }

    @Test func `a moved object that the files still write is an error, unless the move names an id`() throws {
        let account = [try landing("1", "A")]
        let lock = Fixture.lock((.landing, "A", "1"))
        let files = [try file("A", url: "https://new.example.com"), try file("B")]
        let found = try faults(files, account, lock, [move("A", "B")])
        #expect(found.map(\.id) == ["plan.move-still-written"])
        #expect(found.first?.help?.contains("`id: 1`") == true)
        let plan = try Fixture.plan(
            files, account, lock: lock, options: options([move("A", "B", id: "1")]))
        #expect(plan.steps == ["create landings/A", "update landings/B"])
    }

    @Test func `moves in a circle are one error that tells which ids to write`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let lock = Fixture.lock((.landing, "A", "1"), (.landing, "B", "2"))
        let files = [try file("A"), try file("B")]
        let found = try faults(files, account, lock, [move("A", "B"), move("B", "A", line: 2)])
        #expect(found.map(\.id) == ["plan.move-circle"])
        #expect(
            found.first?.help
                == "say which object moves: write `id: 1` at landings/A and `id: 2` at landings/B")
    }

    @Test func `a swap by ids is made once, however often it is planned`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let lock = Fixture.lock((.landing, "A", "1"), (.landing, "B", "2"))
        let moves = [move("A", "B", id: "1"), move("B", "A", id: "2")]
        let files = [
            try file("A", url: "https://2.example.com"), try file("B", url: "https://1.example.com"),
        ]
        let plan = try Fixture.plan(files, account, lock: lock, options: options(moves))
        #expect(plan.steps == ["update landings/A", "update landings/B"])
        #expect(plan.paths == ["title", "title"], "the links stay where they are")
        #expect(plan.changes.map(\.id) == ["2", "1"])
        let after = Fixture.lock((.landing, "A", "2"), (.landing, "B", "1"))
        let renamed = [
            try Fixture.object(.landing, #"{"id":"1","title":"B","url":"https://1.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"2","title":"A","url":"https://2.example.com"}"#),
        ]
        #expect(try Fixture.plan(files, renamed, lock: after, options: options(moves)).isEmpty)
    }

    @Test(arguments: [true, false])
    func `two titles that are swapped without a move are never removed and created`(hasLock: Bool) throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let lock = hasLock ? Fixture.lock((.landing, "A", "1"), (.landing, "B", "2")) : LockFile()
        let files = [
            try file("A", url: "https://2.example.com"), try file("B", url: "https://1.example.com"),
        ]
        let plan = try Fixture.plan(files, account, lock: lock, options: options([]))
        #expect(plan.steps == ["update landings/A", "update landings/B"])
        #expect(plan.changes.map(\.id) == ["1", "2"], "a title without a key is the name of the object")
        #expect(plan.paths == ["url", "url"])
        for (change, other) in zip(plan.changes, ["landings/B", "landings/A"]) {
            #expect(
                change.warnings.contains { $0.hasPrefix("it exchanges all but its title with \(other)") },
                "that the titles were swapped is another reading: \(change.warnings)")
        }
        let one = try Fixture.plan([files[0]], account, lock: lock)
        #expect(one.changes.first?.warnings.count == 1, "a single change of the URL is nothing but that")
    }

    @Test func `titles that moved on by one are new titles of the same objects`() throws {
        let account = [try landing("1", "A"), try landing("2", "B"), try landing("3", "C")]
        let lock = Fixture.lock((.landing, "A", "1"), (.landing, "B", "2"), (.landing, "C", "3"))
        let files = [
            try file("B", url: "https://1.example.com"), try file("C", url: "https://2.example.com"),
            try file("D", url: "https://3.example.com"),
        ]
        let plan = try Fixture.plan(files, account, lock: lock, options: options([]))
        #expect(plan.steps == ["update landings/B", "update landings/C", "update landings/D"])
        #expect(plan.changes.map(\.id) == ["1", "2", "3"])
        #expect(plan.paths == ["title", "title", "title"])
        #expect(plan.forgotten.map(\.key) == ["A"])
    }

    @Test func `titles that moved on are not guessed when something else changed too`() throws {
        let account = [try landing("1", "A"), try landing("2", "B")]
        let lock = Fixture.lock((.landing, "A", "1"), (.landing, "B", "2"))
        let files = [
            try file("B", url: "https://1.example.com"), try file("C", url: "https://other.example.com"),
        ]
        let plan = try Fixture.plan(files, account, lock: lock)
        #expect(plan.steps == ["update landings/B", "create landings/C"])
        #expect(plan.changes.first?.id == "2")
    }
}
