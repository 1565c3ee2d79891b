import Diagnostics
import Feeds
import Manifests
import RedTrack
import TestSupport
import Testing

@testable import Planning

/// A plan in a file is the plan.
@Suite struct SavedPlanTests {
    static let seeds: [UInt64] = Array(1...12)

    @Test(arguments: seeds) func `a plan that is read back says and sends the same`(seed: UInt64) throws {
        let made = try GeneratedPlan(seed: seed)
        let read = try SavedPlan.read(made.saved.bytes, file: "plan.json")
        #expect(PlanText(read.plan).text == PlanText(made.plan).text, "seed \(seed)")
        #expect(PlanJSON(read.plan).value == PlanJSON(made.plan).value, "seed \(seed)")
        for (old, new) in zip(made.plan.changes, read.plan.changes) {
            let id = { (address: ObjectAddress) in "new \(address)" }
            #expect(old.wireBody(id: id) == new.wireBody(id: id), "seed \(seed), \(old.address)")
            #expect(old.before == new.before && old.isProtected == new.isProtected, "seed \(seed)")
            #expect(old.settledFingerprints == new.settledFingerprints, "seed \(seed)")
            #expect(old.place == new.place && old.fields.map(\.origin) == new.fields.map(\.origin))
            #expect(old.fields.map(\.description) == new.fields.map(\.description), "seed \(seed)")
            #expect(
                old.fields.flatMap(\.values).map(\.type) == new.fields.flatMap(\.values).map(\.type),
                "seed \(seed), \(old.address)")
        }
        #expect(read.plan.changes.count == made.plan.changes.count)
        #expect(read.plan.kept == made.plan.kept && read.plan.moved == made.plan.moved)
        #expect(read.plan.settled == made.plan.settled && read.plan.forgotten == made.plan.forgotten)
        #expect(read.origin == GeneratedPlan.origin)
        #expect(read.text == made.saved.text, "seed \(seed): the same plan gives the same bytes")
    }

    @Test func `the generated plans have changes of every action, refusals, orphans and raw fields`() throws {
        let plans = try Self.seeds.map { try GeneratedPlan(seed: $0).plan }
        for action in Change.Action.allCases {
            #expect(plans.contains { $0.count(action) > 0 }, "\(action)")
        }
        #expect(plans.contains { !$0.orphans.isEmpty } && plans.contains { !$0.refusals.isEmpty })
        #expect(plans.contains { !$0.settled.isEmpty } && plans.contains { !$0.forgotten.isEmpty })
        #expect(plans.contains { !$0.kept.isEmpty } && plans.contains { !$0.moved.isEmpty })
        let values = plans.flatMap(\.changes).flatMap(\.fields).flatMap(\.values)
        #expect(values.contains { $0.path == "x_own" })
        #expect(values.contains { if case .reference? = $0.after { true } else { false } })
        #expect(plans.flatMap(\.changes).contains { !$0.body.pendingReferences.isEmpty })
    }

    @Test(
        arguments: [
            Draft.scalar(.null), .scalar(.number("007")), .scalar(.number("-1.50e+3")),
            .scalar(.number("1.")),
            .scalar(.string("{\"record\":{}}")), .list([]), .record([]), .scalar(.list([])),
            .scalar(.map([])),
            .scalar(.object([("record", .object([("id", .string("x"))]))])),
            .record([DraftMember("record", .list([.scalar(.bool(false)), .reference(.existing(id: ""))]))]),
            .reference(.pending(ObjectAddress(.offer, "a/b/\u{301}c"))),
            .reference(.pending(ObjectAddress(.campaign, "\u{301}"))),
        ])
    func `no value is taken for another one`(draft: Draft) throws {
        let text = draft.saved.jsonText()
        let read = try Draft(saved: SavedReader(try JSONDocument.parse(Array(text.utf8))))
        #expect(read.saved.jsonText() == text)
        let id = { (address: ObjectAddress) in "new \(address)" }
        #expect(read.wireValue(id: id) == draft.wireValue(id: id), "\(text)")
    }

    @Test func `a change stands on one line, so that a version control shows what has become of it`() throws {
        let made = try GeneratedPlan(seed: 3)
        let lines = made.saved.text.split(separator: "\n")
        for change in made.plan.changes {
            let name = Value.string(change.address.description).jsonText()
            let start = "    {\"action\":\"\(change.action.rawValue)\",\"object\":\(name)"
            #expect(lines.count { $0.hasPrefix(start) } >= 1, "\(start)")
        }
        #expect(SavedPlan.starts(made.saved.bytes))
    }

    @Test func `names come along only for the objects that changes mention`() throws {
        let account = try RemovalTests.account()
        let plan = try Fixture.plan(
            [Fixture.file(.campaign, #"{"title":"C","cpc":0.5}"#)],
            account + [Fixture.object(.offer, #"{"id":"o9","title":"Unrelated"}"#)])
        #expect(plan.steps == ["update campaigns/C"])
        #expect(plan.names.table[.offer]?["o9"] == nil)
        #expect(plan.names.table[.offer]?["o"] == "O")
    }

    @Test func `what a plan says of objects that need no change gives way to a newer lock file`() throws {
        let account = [try Fixture.object(.source, #"{"id":"s1","title":"S"}"#)]
        let lock = Fixture.lock((.landing, "gone", "l1"))
        var recovered = lock
        recovered.set(LockFile.Entry(kind: .network, key: "made", id: "n1"))
        let plan = try Fixture.plan([Fixture.file(.source, #"{"title":"S"}"#)], account, lock: recovered)
        let saved = SavedPlan(
            plan, origin: GeneratedPlan.origin, snapshot: try Fixture.snapshot(account), lock: recovered,
            storedLock: lock)
        let read = try SavedPlan.read(saved.bytes, file: "plan.json")
        #expect(plan.settled.map(\.key) == ["S"] && plan.forgotten.map(\.key).contains("gone"))
        #expect(read.plan(over: lock).settled == plan.settled)
        #expect(read.plan(over: lock).forgotten == plan.forgotten)
        #expect(read.lock(over: lock)[.network, "made"]?.id == "n1")

        var newer = lock
        newer.set(LockFile.Entry(kind: .network, key: "made", id: "n2"))
        #expect(read.plan(over: newer).settled.isEmpty && read.plan(over: newer).forgotten.isEmpty)
        #expect(read.lock(over: newer)[.network, "made"]?.id == "n2")
    }

    @Test func `only files that start like saved plans are taken for some`() {
        for text in [#"{"format":"waybill-plan","version":1"#, "\u{FEFF}{\n \"format\" : \"waybill-plan/1\""]
        {
            #expect(SavedPlan.starts(text.utf8), "\(text)")
        }
        for text in ["", "{", #"{"offers":[]}"#, #"{"format":"waybill-run/1"}"#, "waybill-plan", "[]"] {
            #expect(!SavedPlan.starts(text.utf8), "\(text)")
        }
    }
}
