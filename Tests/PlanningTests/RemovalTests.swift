import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct RemovalTests {
    /// One object of each kind, each referred to by the next ones.
    static func account() throws -> [Snapshot.Object] {
        [
            try Fixture.object(.network, #"{"id":"n","title":"N","url":"https://n.example.com"}"#),
            try Fixture.object(.source, #"{"id":"s","title":"S"}"#),
            try Fixture.object(.domain, #"{"id":"d","title":"D","url":"https://d.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"l","title":"L","url":"https://l.example.com"}"#),
            try Fixture.object(
                .offer, #"{"id":"o","title":"O","url":"https://o.example.com","program_id":"n","status":1}"#),
            try Fixture.object(
                .campaign,
                #"{"id":"c","title":"C","source_id":"s","domain_id":"d","status":1,"streams":[{"weight":1,"offers":[{"id":"o","weight":1}],"landings":[{"id":"l","weight":1}]}]}"#
            ),
        ]
    }

    static var lock: LockFile {
        Fixture.lock(
            (.network, "N", "n"), (.source, "S", "s"), (.domain, "D", "d"), (.landing, "L", "l"),
            (.offer, "O", "o"),
            (.campaign, "C", "c"))
    }

    @Test func `orphans are reported, and stay without prune`() throws {
        let plan = try Fixture.plan([], Self.account(), lock: Self.lock)
        #expect(plan.isEmpty)
        #expect(plan.refusals.isEmpty)
        #expect(
            plan.orphans.map(\.address.description) == [
                "networks/N", "sources/S", "domains/D", "landings/L", "offers/O", "campaigns/C",
            ])
    }

    @Test func `of an orphan that something else refers to it is not said that prune removes it`() throws {
        let chain = try Fixture.plan([], Self.account(), lock: Self.lock)
        #expect(
            chain.orphans.filter { $0.keptBecause != nil }.map(\.address.description) == ["networks/N"],
            "all others go together")
        #expect(
            chain.orphans.first?.keptBecause?.hasSuffix("can only archive, refer to it: offer \"O\" (o)")
                == true)
        let some = try Fixture.plan(
            [], Self.account(), lock: Fixture.lock((.offer, "O", "o"), (.landing, "L", "l")))
        #expect(
            some.orphans.map(\.keptBecause) == [
                "still referred to by campaign \"C\" (c)", "still referred to by campaign \"C\" (c)",
            ])
        #expect(!PlanText(some).text.contains("--prune"))
    }

    @Test func `a chain is removed campaigns first, and a network stays while an archived offer needs it`()
        throws
    {
        let plan = try Fixture.plan([], Self.account(), lock: Self.lock, options: PlanOptions(prune: true))
        #expect(
            plan.steps == [
                "delete campaigns/C", "archive offers/O", "delete landings/L", "delete domains/D",
                "delete sources/S",
            ])
        #expect(plan.changes.dropFirst(1).first?.dependsOn.map(\.description) == ["campaigns/C"])
        #expect(plan.changes.dropFirst(4).first?.dependsOn.map(\.description) == ["campaigns/C"])
        #expect(plan.changes.dropFirst(1).first?.wireBody { _ in nil } == .object([("status", .number("2"))]))
        #expect(plan.refusals.isEmpty)
        #expect(plan.orphans.first { $0.address.kind == .network }?.keptBecause?.contains("archived") == true)
    }

    @Test func `an object that stays referred to is refused with the referrers named`() throws {
        let plan = try Fixture.plan(
            [Fixture.file(.source, #"{"title":"S","state":"absent"}"#)], Self.account())
        #expect(plan.isEmpty)
        #expect(plan.refusals.first?.address?.description == "sources/S")
        #expect(plan.refusals.first?.reason.contains("campaign \"C\" (c)") == true)
    }

    @Test func `a network that only archived offers need is refused with what can be done`() throws {
        let files = [
            try Fixture.file(.network, #"{"title":"N","state":"absent"}"#),
            try Fixture.file(.offer, #"{"title":"O","state":"absent"}"#),
            try Fixture.file(.campaign, #"{"title":"C","state":"absent"}"#),
        ]
        let plan = try Fixture.plan(files, Self.account())
        #expect(plan.refusals.count == 1)
        #expect(plan.refusals.first?.reason.contains("give them another network") == true)
    }

    @Test func `a referrer that stops referring in the same plan goes first`() throws {
        let files = [
            try Fixture.file(.landing, #"{"title":"L","state":"absent"}"#),
            try Fixture.file(
                .campaign, #"{"title":"C","streams":[{"weight":1,"offers":[{"offer":"O","weight":1}]}]}"#),
        ]
        let plan = try Fixture.plan(files, Self.account())
        #expect(plan.steps == ["update campaigns/C", "delete landings/L"])
        #expect(plan.changes.dropFirst(1).first?.dependsOn.map(\.description) == ["campaigns/C"])
    }

    @Test func `an object that a new one refers to is refused`() throws {
        let extra = try Fixture.object(.landing, #"{"id":"l2","title":"L2","url":"https://l.example.com"}"#)
        let files = [
            try Fixture.file(.landing, #"{"title":"L2","state":"absent"}"#),
            try Fixture.file(
                .campaign,
                #"{"title":"New","source":"S","streams":[{"weight":1,"landings":[{"landing":"L2","weight":1}]}]}"#
            ),
        ]
        #expect(
            try Fixture.plan(files, Self.account() + [extra]).refusals.first?.reason.contains("\"New\"")
                == true)
    }

    @Test func `protection holds in the file, in the lock file, and under another key`() throws {
        let account = [try Fixture.object(.landing, #"{"id":"l","title":"L","url":"https://l.example.com"}"#)]
        let file = try Fixture.file(.landing, #"{"title":"L","state":"absent","protect":true}"#)
        #expect(try Fixture.plan([file], account).refusals.count == 1)
        let plain = try Fixture.file(.landing, #"{"title":"L","state":"absent"}"#)
        let known = Fixture.lock((.landing, "L", "l"), protected: ["L"])
        #expect(try Fixture.plan([plain], account, lock: known).refusals.count == 1)
        let other = Fixture.lock((.landing, "other key", "l"), protected: ["other key"])
        #expect(try Fixture.plan([plain], account, lock: other).refusals.count == 1)
        let pruned = try Fixture.plan([], account, lock: known, options: PlanOptions(prune: true))
        #expect(pruned.refusals.count == 1)
        #expect(pruned.isEmpty)
    }

    @Test func `an archived offer is gone already`() throws {
        let account =
            try Self.account().filter { $0.kind == .network } + [
                Fixture.object(
                    .offer,
                    #"{"id":"o","title":"O","url":"https://o.example.com","program_id":"n","status":2}"#)
            ]
        let plan = try Fixture.plan(
            [Fixture.file(.offer, #"{"title":"O","state":"absent"}"#)], account,
            lock: Fixture.lock((.offer, "O", "o")))
        #expect(plan.isEmpty)
        #expect(plan.forgotten.map(\.description) == ["offers/O"])
    }

    @Test func `unmanaged objects are counted, and go only when asked for, each under a name of its own`()
        throws
    {
        let account = [
            try Fixture.object(.landing, #"{"id":"1","title":"L","url":"https://l.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"2","title":"L","url":"https://l.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"3","title":"mine","url":"https://l.example.com"}"#),
        ]
        let file = try Fixture.file(.landing, #"{"key":"L","id":"3","title":"mine"}"#)
        let counted = try Fixture.plan([file], account, options: PlanOptions(prune: true))
        #expect(counted.isEmpty)
        #expect(counted.unmanaged == [.landing: 2])
        let plan = try Fixture.plan([file], account, options: PlanOptions(pruneUnmanaged: true))
        #expect(plan.steps == ["delete landings/L (1)", "delete landings/L (2)"])
    }

    @Test func `two keys of one object in the lock file are removed once`() throws {
        let account = [try Fixture.object(.landing, #"{"id":"1","title":"L","url":"https://l.example.com"}"#)]
        let lock = Fixture.lock((.landing, "a", "1"), (.landing, "b", "1"))
        #expect(
            try Fixture.plan([], account, lock: lock, options: PlanOptions(prune: true)).steps == [
                "delete landings/a"
            ])
    }

    @Test(
        arguments: [(nil, 5, true), (nil, 6, false), ("6", 6, true), ("2%", 3, false), ("50%", 20, true)]
            as [(String?, Int, Bool)])
    func `more removals of a kind than allowed are refused`(limit: String?, count: Int, allowed: Bool) throws
    {
        let account = try (0..<40).map {
            try Fixture.object(
                .landing, "{\"id\":\"\($0)\",\"title\":\"L\($0)\",\"url\":\"https://l.example.com\"}")
        }
        let files = try (0..<count).map {
            try Fixture.file(.landing, "{\"title\":\"L\($0)\",\"state\":\"absent\"}")
        }
        let options = PlanOptions(removalLimit: try limit.map { try #require(RemovalLimit($0)) } ?? .default)
        let plan = try Fixture.plan(files, account, options: options)
        #expect(plan.refusals.isEmpty == allowed)
        if !allowed { #expect(plan.refusals.first?.reason.contains("--max-delete \(count)") == true) }
    }

    @Test(arguments: ["", "x", "-1", "101%", "1.5", "%"]) func `a limit that says nothing is none`(
        text: String
    ) {
        #expect(RemovalLimit(text) == nil)
    }
}
