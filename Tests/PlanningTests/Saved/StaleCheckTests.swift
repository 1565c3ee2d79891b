import Diagnostics
import Feeds
import Manifests
import RedTrack
import TestSupport
import Testing

@testable import Planning

/// A plan holds as long as what it rests on has not moved, and says exactly what has.
@Suite struct StaleCheckTests {
    /// A plan, and what has become of the account since.
    private struct Scene {
        let plan: Plan
        let basis: PlanBasis
        var lock: LockFile
        var account: [Snapshot.Object]

        init(
            _ files: [ManifestObject], _ account: [Snapshot.Object], lock: LockFile = LockFile(),
            options: PlanOptions = PlanOptions()
        ) throws {
            plan = try Fixture.plan(files, account, lock: lock, options: options)
            basis = PlanBasis(plan, snapshot: try Fixture.snapshot(account), lock: lock)
            self.lock = lock
            self.account = account
        }

        mutating func change(_ kind: Kind, _ id: String, _ json: String) throws {
            let index = try #require(account.firstIndex { $0.kind == kind && $0.id == id })
            let merged = PlanPropertyTests.merge(try Fixture.value(json), into: account[index].record)
            account[index] = try Fixture.object(kind, merged)
        }

        mutating func remove(_ kind: Kind, _ id: String) {
            account.removeAll { $0.kind == kind && $0.id == id }
        }

        /// What has moved, as far as what has to be read again shows it.
        func findings() throws -> [StaleFinding] {
            let reach = PlanReach(plan, basis)
            let read = account.filter { object in
                reach.lists.contains(object.kind) || reach.ids[object.kind]?.contains(object.id) == true
            }
            return StaleCheck(plan, basis, account: try Fixture.snapshot(read), lock: lock).findings()
        }

        var moved: [String] {
            get throws { try findings().map { "\($0.object): \($0.cause.name) stops \($0.changes)" } }
        }
    }

    private static func account() throws -> [Snapshot.Object] {
        [
            try Fixture.object(.network, #"{"id":"n1","title":"N"}"#),
            try Fixture.object(.source, #"{"id":"s1","title":"S"}"#),
            try Fixture.object(
                .offer,
                #"{"id":"o1","title":"O","url":"https://o.example","program_id":"n1","status":1,"stat":{"clicks":5}}"#
            ),
            try Fixture.object(
                .offer, #"{"id":"o2","title":"P","url":"https://p.example","program_id":"n1","status":1}"#),
            try Fixture.object(
                .campaign,
                #"{"id":"c1","title":"C","source_id":"s1","status":1,"streams":[{"weight":1,"x_new":{"a":1},"offers":[{"id":"o1","weight":1}]}]}"#
            ),
        ]
    }

    private static func scene() throws -> Scene {
        try Scene(
            [
                Fixture.file(.offer, #"{"title":"O","url":"https://new.example"}"#),
                Fixture.file(
                    .campaign,
                    #"{"title":"C","streams":[{"weight":1,"offers":[{"offer":"O","weight":1},{"offer":"P","weight":3},{"offer":"New","weight":1}]}]}"#
                ),
                Fixture.file(.offer, #"{"title":"New","url":"https://n.example","network":"N"}"#),
            ], account())
    }

    @Test func `nothing has moved, nothing is found`() throws {
        let scene = try Self.scene()
        #expect(scene.plan.steps == ["create offers/New", "update offers/O", "update campaigns/C"])
        #expect(try scene.moved == [])
        #expect(scene.basis.count > 3)
    }

    @Test func `what the account does by itself moves nothing`() throws {
        var scene = try Self.scene()
        try scene.change(
            .offer, "o1",
            #"{"stat":{"clicks":9},"updated_at":"2026-05-05T00:00:00Z","x_top":1,"payment":null,"country_codes":[]}"#
        )
        try scene.change(.campaign, "c1", #"{"status":1.0,"domain_id":""}"#)
        #expect(try scene.moved == [])
    }

    @Test func `a field that somebody changed stops the change of its object, with both values`() throws {
        var scene = try Self.scene()
        try scene.change(.offer, "o1", #"{"payment":{"amount":3}}"#)
        let findings = try scene.findings()
        #expect(findings.map(\.object) == [ObjectAddress(.offer, "O")])
        #expect(findings.map(\.changes) == [[1]])
        let text = StaleText(findings, scene.plan, isSkipping: false).text
        #expect(text.contains("offers/O  (id o1): it was changed in the account"), "\(text)")
        #expect(text.contains("payment.amount: (nothing) when planned, now 3"), "\(text)")
        #expect(text.contains("stops: update offers/O\n"), "\(text)")
    }

    @Test func `an unknown field that would be sent along counts`() throws {
        var scene = try Self.scene()
        try scene.change(
            .campaign, "c1", #"{"streams":[{"weight":1,"x_new":{"a":2},"offers":[{"id":"o1","weight":1}]}]}"#)
        #expect(try scene.moved == ["campaigns/C: changed stops [2]"])
        let text = StaleText(try scene.findings(), scene.plan, isSkipping: true).text
        #expect(text.contains("something in it that Waybill has no name for"), "\(text)")
        #expect(text.contains("left out: update campaigns/C"), "\(text)")
    }

    @Test func `an object that has gone stops its change, and those that refer to it`() throws {
        var scene = try Self.scene()
        scene.remove(.offer, "o1")
        #expect(try scene.moved == ["offers/O: gone stops [1]", "offers/O: reference-gone stops [2]"])
        scene = try Self.scene()
        scene.remove(.network, "n1")
        #expect(try scene.moved == ["networks/N: reference-gone stops [0]"])
        let text = StaleText(try scene.findings(), scene.plan, isSkipping: false).text
        #expect(
            text.contains("stops: create offers/New; update campaigns/C, which waits for it"), "\(text)")
    }

    @Test func `an object that is referred to may change, but not its name and not its status`() throws {
        var scene = try Self.scene()
        try scene.change(.offer, "o2", #"{"url":"https://elsewhere.example","payment":{"amount":9}}"#)
        #expect(try scene.moved == [])
        try scene.change(.offer, "o2", #"{"status":2}"#)
        #expect(try scene.moved == ["offers/P: reference-changed stops [2]"])
        scene = try Self.scene()
        try scene.change(.offer, "o2", #"{"title":"Q"}"#)
        let text = StaleText(try scene.findings(), scene.plan, isSkipping: false).text
        #expect(text.contains("title: \"P\" when planned, now \"Q\""), "\(text)")
    }

    @Test func `a name that was free must still be`() throws {
        var scene = try Self.scene()
        scene.account.append(
            try Fixture.object(.offer, #"{"id":"o7","title":"New","url":"https://other.example"}"#))
        #expect(try scene.moved == ["offers/New: taken stops [0]"])
        scene.account[scene.account.count - 1] = try Fixture.object(
            .offer,
            #"{"id":"o7","title":"New","url":"https://n.example","program_id":"n1","status":1,"stat":{}}"#)
        #expect(try scene.moved == ["offers/New: applied stops [0]"])
    }

    @Test func `what was made already is left out, and what waited for it goes on with its id`() throws {
        var scene = try Self.scene()
        scene.account.append(
            try Fixture.object(
                .offer,
                #"{"id":"o7","title":"New","url":"https://n.example","program_id":"n1","status":1}"#))
        try scene.change(.offer, "o1", #"{"payment":{"amount":3}}"#)
        let rest = StaleRest(scene.plan, try scene.findings())
        #expect(rest.plan.steps == ["update campaigns/C"])
        #expect((rest.made, rest.leftOut) == (1, 1))
        #expect(rest.plan.changes.first?.dependsOn == [])
        let body = rest.plan.changes.first?.wireBody { _ in nil }
        #expect(body?.jsonText().contains(#""id":"o7""#) == true)
        #expect(rest.plan.names.name(.offer, .existing(id: "o7")) == "New")

        scene.remove(.offer, "o7")
        scene.remove(.network, "n1")
        let nothing = StaleRest(scene.plan, try scene.findings())
        #expect(nothing.plan.isEmpty)
        #expect((nothing.made, nothing.leftOut) == (0, 3))
    }

    @Test func `objects that had the name before, and were spoken for, do not count`() throws {
        let account = [
            try Fixture.object(.landing, #"{"id":"l1","title":"Twin","url":"https://a.example"}"#)
        ]
        let lock = Fixture.lock((.landing, "one", "l1"))
        var scene = try Scene(
            [
                Fixture.file(.landing, #"{"key":"one","title":"Twin","url":"https://a.example"}"#),
                Fixture.file(.landing, #"{"key":"two","title":"Twin","url":"https://b.example"}"#),
            ], account, lock: lock)
        #expect(scene.plan.steps == ["create landings/two"])
        #expect(try scene.moved == [])
        scene.account.append(
            try Fixture.object(.landing, #"{"id":"l2","title":"Twin","url":"https://c.example"}"#))
        #expect(try scene.moved == ["landings/two: taken stops [0]"])
    }

    @Test func `a domain is known by its URL, and an object that was lost may not be back`() throws {
        var scene = try Scene(
            [
                Fixture.file(.domain, #"{"title":"D","url":"https://go.example.com"}"#),
                Fixture.file(.source, #"{"key":"k","title":"S2"}"#),
            ], [Fixture.object(.source, #"{"id":"s1","title":"S"}"#)],
            lock: Fixture.lock((.source, "k", "s9")))
        #expect(try scene.moved == [])
        scene.account.append(
            try Fixture.object(.domain, #"{"id":"d1","title":"x","url":"HTTPS://GO.example.com/"}"#))
        scene.account.append(try Fixture.object(.source, #"{"id":"s9","title":"Renamed"}"#))
        #expect(
            try scene.moved == ["sources/k: reappeared stops [0]", "domains/D: taken stops [1]"])
    }

    @Test func `a removal is off when something refers to the object now`() throws {
        let account = [
            try Fixture.object(.source, #"{"id":"s1","title":"S"}"#),
            try Fixture.object(.landing, #"{"id":"l1","title":"L"}"#),
        ]
        var scene = try Scene([Fixture.file(.landing, #"{"title":"L","state":"absent"}"#)], account)
        #expect(scene.plan.steps == ["delete landings/L"])
        #expect(try scene.moved == [])
        scene.account.append(
            try Fixture.object(
                .campaign,
                #"{"id":"c9","title":"Fresh","source_id":"s1","streams":[{"landings":[{"id":"l1","weight":1}]}]}"#
            ))
        #expect(try scene.moved == ["landings/L: referred stops [0]"])
        #expect(
            StaleText(try scene.findings(), scene.plan, isSkipping: false).text.contains(
                "is in use now: campaign \"Fresh\" (c9)"))
        scene = try Scene([Fixture.file(.landing, #"{"title":"L","state":"absent"}"#)], account)
        scene.remove(.landing, "l1")
        #expect(try scene.moved == ["landings/L: applied stops [0]"])
    }

    @Test func `a change that was made already says so`() throws {
        var scene = try Self.scene()
        try scene.change(.offer, "o1", #"{"url":"https://new.example"}"#)
        #expect(try scene.moved == ["offers/O: applied stops [1]"])
    }

    @Test func `the lock file's lines about what is touched must be as they were`() throws {
        var scene = try Self.scene()
        scene.lock.set(LockFile.Entry(kind: .offer, key: "P", id: "o2"))
        #expect(try scene.moved == [])
        scene.lock.set(LockFile.Entry(kind: .offer, key: "O", id: "o1", fingerprints: ["url": "ff"]))
        #expect(try scene.moved == ["offers/O: lock stops [1]"])
    }

    @Test func `of an object that is moving, the line under its old key must be as it was`() throws {
        var options = PlanOptions()
        let place = SourcePlace(file: "waybill.yaml")
        options.moves = [
            Project.Move(kind: .source, from: Placed("A", at: place), to: Placed("B", at: place), id: nil)
        ]
        let account = [try Fixture.object(.source, #"{"id":"s1","title":"A"}"#)]
        var scene = try Scene(
            [Fixture.file(.source, #"{"title":"B"}"#)], account, lock: Fixture.lock((.source, "A", "s1")),
            options: options)
        #expect(scene.plan.steps == ["update sources/B"] && scene.plan.moved.count == 1)
        #expect(try scene.moved == [])
        scene.lock.set(LockFile.Entry(kind: .source, key: "A", id: "s1", isProtected: true))
        #expect(try scene.moved == ["sources/B: lock stops [0]"])
    }

    @Test func `a list that has become short is no proof that a name is free`() throws {
        let account = try (1...8).map { try Fixture.object(.source, #"{"id":"s\#($0)","title":"S\#($0)"}"#) }
        let scene = try Scene([Fixture.file(.source, #"{"title":"New"}"#)], account)
        #expect(scene.basis.doubtfulList(in: try Fixture.snapshot(Array(account.dropLast(5)))) == nil)
        #expect(scene.basis.doubtfulList(in: try Fixture.snapshot(Array(account.dropLast(6))))?.now == 2)
        let small = try Scene([Fixture.file(.source, #"{"title":"New"}"#)], Array(account.prefix(1)))
        #expect(small.basis.doubtfulList(in: try Fixture.snapshot([]))?.before == 1)
    }

    @Test(arguments: SavedPlanTests.seeds)
    func `of any account, one change of one object is found exactly when the plan rests on it`(seed: UInt64)
        throws
    {
        let made = try GeneratedPlan(seed: seed)
        let saved = try SavedPlan.read(made.saved.bytes, file: "plan.json")
        let all = Kind.allCases.flatMap { made.snapshot.objects[$0] ?? [] }
        func moved(_ objects: [Snapshot.Object]) throws -> [StaleFinding] {
            StaleCheck(
                saved.plan, saved.basis, account: try Fixture.snapshot(objects),
                lock: saved.lock(over: made.lock)
            ).findings()
        }
        #expect(try moved(all).map(\.object) == [], "seed \(seed)")
        for (index, object) in all.enumerated() {
            var others = all
            let changed = PlanPropertyTests.merge(
                .object([("title", .string(object.title + " moved"))]), into: object.record)
            others[index] = try Fixture.object(object.kind, changed)
            let findings = try moved(others)
            let isChanged = saved.plan.changes.contains {
                $0.address.kind == object.kind && $0.id == object.id
            }
            let isReferred = saved.plan.changes.contains { change in
                change.sentReferences.contains { $0.kind == object.kind && $0.id == object.id }
            }
            #expect(
                findings.contains { $0.id == object.id } == (isChanged || isReferred),
                "seed \(seed): \(object.kind) \(object.id)")
            #expect(findings.allSatisfy { $0.id == object.id }, "seed \(seed): \(object.kind) \(object.id)")
        }
    }
}
