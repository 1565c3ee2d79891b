import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// What brings an account back to where it was before a run.
@Suite struct UndoPlannerTests {
    private static let network = #"{"id":"n","title":"N","url":"https://n.example"}"#

    private static func offer(_ fields: String) -> String {
        #"{"id":"o","title":"O","program_id":"n","url":"https://o.example",\#(fields)}"#
    }

    /// A run that set the cap of an offer to 7, which was 5.
    static func capped(now: String) throws -> UndoScene {
        var scene = UndoScene()
        try scene.has(.network, network)
        try scene.has(.offer, offer(#""status":1,"cap":\#(now)"#))
        try scene.made(
            .update, .offer, "O", "o", body: #"{"cap":7}"#, before: offer(#""status":1,"cap":5"#))
        return scene
    }

    @Test func `a field goes back to what it was`() throws {
        let plan = try Self.capped(now: "7").plan()
        #expect(plan.steps == ["update offers/O"])
        #expect(plan.body() == (try Fixture.value(#"{"cap":5}"#)))
        #expect(plan.changes[0].reasons == ["run R1 changed it"])
        #expect(plan.changes[0].warnings == ["the cap changes"])
        #expect(plan.undoes == "R1")
        #expect(
            PlanText(plan).headline == "Undo of run R1: 0 to create, 1 to update, 0 to remove; 0 unchanged.")
    }

    @Test func `what is as it was needs nothing`() throws {
        let plan = try Self.capped(now: "5").plan()
        #expect(plan.isEmpty && plan.refusals.isEmpty)
        #expect(
            PlanText(plan).headline
                == "Nothing to undo: what run R1 did is gone from the account, as far as it can be.")
    }

    @Test func `a field that somebody changed since is refused with both values`() throws {
        let plan = try Self.capped(now: "9").plan()
        #expect(plan.isEmpty)
        #expect(
            plan.reasons == [
                "offers/O: changed since the run: `cap` (before the run: 5, account: 9); say `--take before` or"
                    + " `--take account`, or leave the object out with `--exclude`"
            ])
    }

    @Test(arguments: ["before", "before:offers/O"])
    func `taking the side before the run undoes what was edited since, and says so`(take: String) throws {
        var scene = try Self.capped(now: "9")
        scene.options.takes = [try #require(UndoTake(take))]
        let plan = try scene.plan()
        #expect(plan.body() == (try Fixture.value(#"{"cap":5}"#)))
        #expect(
            plan.changes[0].warnings == ["undoes what was edited in the account: `cap`", "the cap changes"])
    }

    @Test func `taking the account's side keeps what was edited since`() throws {
        var scene = try Self.capped(now: "9")
        scene.options.takes = [UndoTake(.account)]
        let plan = try scene.plan()
        #expect(plan.isEmpty && plan.refusals.isEmpty)
        #expect(
            plan.leftovers == [
                "not undone: offers/O: `cap` was changed since, and keeps what the account has"
            ])
    }

    @Test func `an object that is left out stays as it is`() throws {
        var scene = try Self.capped(now: "9")
        scene.options.excluded = [try AddressPattern("offers/*")]
        let plan = try scene.plan()
        #expect(plan.isEmpty && plan.refusals.isEmpty)
        #expect(plan.leftovers == ["not undone: offers/O: it is left out"])
    }

    @Test func `a side taken for an object that the run did not touch is an error`() throws {
        var scene = try Self.capped(now: "7")
        scene.options.takes = [UndoTake(.before, of: ObjectAddress(.offer, "P"))]
        let error = #expect(throws: DiagnosticsError.self) { try scene.plan() }
        #expect(error?.diagnostics.map(\.id.description) == ["undo.unknown-take"])
    }

    @Test(arguments: [
        (#""cap":7"#, #""cap":0"#, #"{"cap":0}"#),
        (#""country_codes":["DE"]"#, #""country_codes":null"#, #"{"country_codes":[]}"#),
        (#""cap_alert":true"#, #""cap_alert":false"#, #"{"cap_alert":false}"#),
        (#""payment":{"amount":3}"#, #""payment":{"amount":0}"#, #"{"payment":{}}"#),
        (#""postback_url":"https://p.example""#, #""postback_url":"""#, #"{"postback_url":""}"#),
        (
            #""targeting":{"cities":["Oslo"],"isp":["A"]}"#, #""targeting":{"isp":["B"]}"#,
            #"{"targeting":{"isp":["B"],"cities":[]}}"#
        ),
    ])
    func `a field that held nothing is cleared by the zero of its type`(
        sent: String, before: String, request: String
    ) throws {
        var scene = UndoScene()
        try scene.has(.network, Self.network)
        try scene.has(.offer, Self.offer(sent))
        try scene.made(.update, .offer, "O", "o", body: "{\(sent)}", before: Self.offer(before))
        #expect(try scene.plan().body() == (try Fixture.value(request)))
    }

    @Test func `an archived offer gets its former status`() throws {
        for (status, warning) in [(1, nil), (0, "its status was 0, which cannot be sent: it becomes active")]
        {
            var scene = UndoScene()
            try scene.has(.network, Self.network)
            try scene.has(.offer, Self.offer(#""status":2"#))
            try scene.made(
                .archive, .offer, "O", "o", body: #"{"status":2}"#,
                before: Self.offer(#""status":\#(status)"#))
            let plan = try scene.plan()
            #expect(plan.body() == (try Fixture.value(#"{"status":1}"#)))
            #expect(plan.changes[0].warnings == ["the status changes"] + [warning].compactMap(\.self))
        }
    }

    @Test func `an object that has gone since cannot get its fields back`() throws {
        var scene = try Self.capped(now: "7")
        scene.account.removeLast()
        let plan = try scene.plan()
        #expect(plan.isEmpty)
        #expect(plan.leftovers == ["not undone: offers/O: the account no longer has it (o)"])
    }

    @Test func `an object is called by the key that it has now`() throws {
        var scene = try Self.capped(now: "7")
        scene.lock = Fixture.lock((.offer, "new key", "o"))
        #expect(try scene.plan().steps == ["update offers/new key"])
    }

    @Test func `an undo can be saved and read back`() throws {
        let scene = try Self.capped(now: "7")
        let plan = try scene.plan()
        let saved = SavedPlan(
            plan,
            origin: SavedPlan.Origin(
                tool: "1", created: "2026-05-02T00:00:00Z", project: ".", account: nil, address: "x"),
            snapshot: try Fixture.snapshot(scene.account), lock: scene.lock, storedLock: scene.lock)
        let read = try SavedPlan.read(saved.bytes, file: "undo.plan")
        #expect(read.plan.undoes == "R1")
        #expect(PlanJSON(read.plan).value == PlanJSON(plan).value)
        #expect(PlanJSON(plan).value["undoes"]?.value == .string("R1"))
        #expect(read.bytes == saved.bytes)
    }
}
