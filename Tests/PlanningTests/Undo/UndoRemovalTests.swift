import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// Objects that a run created go again, objects that it removed come back.
@Suite struct UndoRemovalTests {
    private static let landing = #"{"id":"l","title":"L","url":"https://l.example","x_unknown":1}"#

    private static func campaign(_ landings: String) -> String {
        #"""
        {"id":"c","title":"C","source_id":"s","status":1,"trackback_url":"https://t.example/c",
        "streams":[{"weight":1,"cost":0,"offers":[],"landings":[\#(landings)],"id":"stream-1"}]}
        """#
    }

    private static let first = #"{"id":"l","weight":3,"title":"read from l"}"#

    /// A run that deleted a landing page and took it out of a campaign.
    private static func unlinked() throws -> UndoScene {
        var scene = UndoScene()
        try scene.has(.source, #"{"id":"s","title":"S"}"#)
        try scene.has(.campaign, campaign(""))
        try scene.made(.delete, .landing, "L", "l", before: landing)
        try scene.made(
            .update, .campaign, "C", "c",
            body: #"{"streams":[{"weight":1,"cost":0,"offers":[],"landings":[],"id":"stream-1"}]}"#,
            before: campaign(first))
        return scene
    }

    @Test func `a deleted object is made again, and what referred to it refers to the new one`() throws {
        let plan = try Self.unlinked().plan()
        #expect(plan.steps == ["create landings/L", "update campaigns/C"])
        #expect(plan.body(0) == (try Fixture.value(#"{"title":"L","url":"https://l.example"}"#)))
        let streams = plan.body(1)?["streams"]?.value.list?.first?.value
        #expect(streams?["landings"]?.value.list?.first?.value["id"]?.value == .string("new-L"))
        #expect(streams?["id"]?.value == .string("stream-1"), "undocumented fields are carried along")
        #expect(plan.changes[1].dependsOn == [ObjectAddress(.landing, "L")])
        #expect(
            plan.notes.contains(
                "landings/L is made again without fields that the API document does not know: `x_unknown`"))
        #expect(plan.changes[0].warnings.contains { $0.hasPrefix("it is made anew, under another id") })
    }

    @Test func `a campaign that is made again says which link it had`() throws {
        var scene = UndoScene()
        try scene.has(.source, #"{"id":"s","title":"S"}"#)
        try scene.made(.delete, .campaign, "C", "c", before: Self.campaign(""))
        let plan = try scene.plan()
        #expect(plan.steps == ["create campaigns/C"])
        #expect(
            plan.changes[0].warnings == [
                "it is made anew, under another id, and its statistics do not come back; its tracking link changes"
                    + " (it was https://t.example/c), and running ads must be updated"
            ])
    }

    @Test func `what stays away takes along what refers to it`() throws {
        var scene = try Self.unlinked()
        scene.options.excluded = [try AddressPattern("landings")]
        let plan = try scene.plan()
        #expect(plan.isEmpty)
        #expect(
            plan.leftovers == [
                "not undone: campaigns/C: `streams` referred to the landing \"L\" (l), which the account no longer has",
                "not undone: landings/L: it is left out",
            ])
    }

    @Test func `an object that came back under its key since is referred to, and not made twice`() throws {
        var scene = try Self.unlinked()
        try scene.has(.landing, #"{"id":"l2","title":"L","url":"https://l.example"}"#)
        scene.lock = Fixture.lock((.landing, "L", "l2"))
        let plan = try scene.plan()
        #expect(plan.steps == ["update campaigns/C"])
        let landings = plan.body()?["streams"]?.value.list?.first?.value["landings"]?.value
        #expect(landings?.list?.first?.value["id"]?.value == .string("l2"))
    }

    @Test func `one of the same name that somebody made since is a question`() throws {
        var scene = try Self.unlinked()
        try scene.has(
            .landing, #"{"id":"x","title":"L","url":"https://l.example","created_at":"2026-05-01T12:00:01Z"}"#
        )
        let refused = try scene.plan()
        #expect(
            refused.reasons == [
                "landings/L: somebody has made one of the same name since: x; say `--take before` to make it again all the"
                    + " same, or `--take account` to leave it"
            ])
        scene.options.takes = [UndoTake(.before)]
        #expect(try scene.plan().steps == ["create landings/L", "update campaigns/C"])
        scene.account[2] = try Fixture.object(
            .landing, #"{"id":"x","title":"L","url":"u","created_at":"2026-05-01T11:59:59Z"}"#)
        scene.options.takes = []
        #expect(try scene.plan().steps.first == "create landings/L", "a twin of before is none")
    }

    @Test func `one of the same name that the run itself made goes, and is no question`() throws {
        var scene = try Self.unlinked()
        try scene.has(
            .landing,
            #"{"id":"x","title":"L","url":"https://l.example","created_at":"2026-05-01T12:00:01Z"}"#)
        try scene.made(.create, .landing, "new key", "x", body: #"{"title":"L","url":"https://l.example"}"#)
        let plan = try scene.plan()
        #expect(plan.reasons == [])
        #expect(plan.steps == ["create landings/L", "update campaigns/C", "delete landings/new key"])
    }

    /// A run that created a network and an offer of it.
    private static func created() throws -> UndoScene {
        var scene = UndoScene()
        try scene.has(.network, #"{"id":"n","title":"N","url":"https://n.example"}"#)
        try scene.has(.offer, #"{"id":"o","title":"O","program_id":"n","url":"u","status":1,"cap":5}"#)
        try scene.made(.create, .network, "N", "n", body: #"{"title":"N","url":"https://n.example"}"#)
        try scene.made(
            .create, .offer, "O", "o", body: #"{"title":"O","program_id":"n","url":"u","status":1,"cap":4}"#)
        return scene
    }

    @Test func `a created offer is archived, and with it stays its network`() throws {
        let plan = try Self.created().plan()
        #expect(plan.steps == ["archive offers/O"])
        #expect(
            plan.changes[0].warnings == [
                "it is archived, since RedTrack's API cannot delete offers",
                "it has been changed since it was created: `cap`",
            ])
        #expect(
            plan.leftovers == [
                "not undone: networks/N: offers, which RedTrack's API can archive but not delete, refer to it: offer"
                    + " \"O\" (o)"
            ])
        #expect(plan.refusals.isEmpty)
    }

    @Test func `what something refers to by now is refused with the referrers`() throws {
        var scene = UndoScene()
        try scene.has(.source, #"{"id":"s","title":"S"}"#)
        try scene.has(.campaign, #"{"id":"c","title":"C","source_id":"s"}"#)
        try scene.made(.create, .source, "S", "s", body: #"{"title":"S"}"#)
        let plan = try scene.plan()
        #expect(plan.isEmpty)
        #expect(
            plan.reasons == [
                "sources/S: still referred to by campaign \"C\" (c); change or remove that first, or leave this out with"
                    + " `--exclude`"
            ])
        scene.options.excluded = [try AddressPattern("sources/S")]
        #expect(try scene.plan().refusals.isEmpty)
    }

    @Test func `referrers that the run created go first`() throws {
        var scene = UndoScene()
        try scene.has(.source, #"{"id":"s","title":"S"}"#)
        try scene.has(.campaign, #"{"id":"c","title":"C","source_id":"s"}"#)
        try scene.made(.create, .source, "S", "s", body: #"{"title":"S"}"#)
        try scene.made(.create, .campaign, "C", "c", body: #"{"title":"C","source_id":"s"}"#)
        let plan = try scene.plan()
        #expect(plan.steps == ["delete campaigns/C", "delete sources/S"])
        #expect(plan.changes[1].dependsOn == [ObjectAddress(.campaign, "C")])
        #expect(plan.leftovers.isEmpty)
    }

    @Test func `protected objects and too many removals are refused`() throws {
        var scene = UndoScene()
        for number in 1...7 {
            try scene.has(.landing, #"{"id":"l\#(number)","title":"L\#(number)","url":"u"}"#)
            try scene.made(
                .create, .landing, "L\(number)", "l\(number)", body: "{}", protected: number == 7)
        }
        let plan = try scene.plan()
        #expect(
            plan.reasons == [
                "landings/L7: it is protected; apply once without `protect: true`, or leave it out with `--exclude`",
                "6 of 7 landings would be removed, more than the 5 that are allowed; if that is meant, say"
                    + " `--max-delete 6`",
            ])
        scene.options.removalLimit = try #require(RemovalLimit("6"))
        #expect(try scene.plan().refusals.count == 1)
    }

    @Test func `what went of its own is not removed twice`() throws {
        var scene = try Self.created()
        scene.account = [
            try Fixture.object(.offer, #"{"id":"o","title":"O","program_id":"n","url":"u","status":2}"#)
        ]
        let plan = try scene.plan()
        #expect(plan.isEmpty && plan.refusals.isEmpty && plan.leftovers.isEmpty)
        #expect(plan.unchanged == [.network: 1, .offer: 1])
    }
}
