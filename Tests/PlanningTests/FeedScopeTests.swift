import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct FeedScopeTests {
    private static func account() throws -> [Snapshot.Object] {
        let network = try Fixture.object(
            .network,
            #"{"id":"n","title":"N","url":"https://n.example","offer_url":"[insert_offer_url_here]&data1={clickid}"}"#
        )
        let offers = try ["a/1", "a/2", "ab/1", "mine"].map { key in
            try Fixture.object(
                .offer,
                #"{"id":"\#(key)","title":"\#(key)","url":"https://o.example","program_id":"n","status":1}"#)
        }
        return [network] + offers
    }

    private static var lock: LockFile {
        Fixture.lock(
            (.network, "N", "n"), (.offer, "a/1", "a/1"), (.offer, "a/2", "a/2"), (.offer, "ab/1", "ab/1"),
            (.offer, "mine", "mine"))
    }

    @Test func `what is gone from a feed is looked for among the objects of that feed alone`() throws {
        let plan = try Fixture.plan(
            [Fixture.file(.offer, #"{"key":"a/1","title":"a/1"}"#)], Self.account(), lock: Self.lock,
            options: PlanOptions(prune: true, scope: .keys(startingWith: ["a/"])))
        #expect(plan.steps == ["archive offers/a/2"])
        #expect(plan.unmanaged.isEmpty)
        #expect(plan.orphans.map(\.address.key) == ["a/2"])
    }

    @Test func `without a scope nothing is gone`() throws {
        let plan = try Fixture.plan(
            [], Self.account(), lock: Self.lock,
            options: PlanOptions(prune: true, scope: .keys(startingWith: [])))
        #expect(plan.isEmpty)
        #expect(plan.orphans.isEmpty)
    }

    @Test func `what nobody knows to be gone stays, with the reason`() throws {
        let plan = try Fixture.plan(
            [
                Fixture.file(.network, #"{"title":"N"}"#),
                Fixture.file(.offer, #"{"key":"mine","title":"mine"}"#),
            ],
            Self.account(), lock: Self.lock,
            options: PlanOptions(prune: true, uncertain: ["a/": "who knows"]))
        #expect(plan.steps == ["archive offers/ab/1"])
        #expect(plan.refusals.isEmpty)
        #expect(
            plan.orphans.filter { $0.keptBecause == "who knows" }.map(\.address.key) == ["a/1", "a/2"])
    }

    @Test(arguments: [
        ("https://o.example/x", "https://o.example/x?data1={clickid}"),
        ("https://o.example/x?a=1#f", "https://o.example/x?a=1&data1={clickid}#f"),
        ("https://o.example/x?data1=", "https://o.example/x?data1={clickid}"),
        ("https://o.example/x?s={clickid}", "https://o.example/x?s={clickid}"),
    ])
    func `bare links of feeds get what the network adds`(link: String, expected: String) throws {
        func url(_ key: String, feedKeys: [String]) throws -> Value? {
            let offer = #"{"key":"\#(key)","title":"new","network":"N","url":"\#(link)"}"#
            let plan = try Fixture.plan(
                [Fixture.file(.offer, offer)], Self.account(), lock: Self.lock,
                options: PlanOptions(feedKeys: feedKeys))
            return plan.changes.first { $0.action == .create }?.wireBody { _ in nil }?["url"]?.value
        }
        #expect(try url("a/9", feedKeys: ["a/"]) == .string(expected))
        // What a person wrote is not touched.
        #expect(try url("b/9", feedKeys: ["a/"]) == .string(link))
        #expect(try url("a/9", feedKeys: []) == .string(link))
    }
}
