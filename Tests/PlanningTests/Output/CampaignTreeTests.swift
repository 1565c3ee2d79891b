import Feeds
import RedTrack
import Testing

@testable import Planning

@Suite("The tree of a campaign") struct CampaignTreeTests {
    private func tree(_ key: String) throws -> CampaignTree {
        let plan = try PlanScene.funnel.plan
        let change = try #require(plan.changes.first { $0.address.key == key })
        return try #require(plan.tree(of: change))
    }

    @Test func `streams, landing pages and offers are matched, and what changes is marked`() throws {
        let tree = try tree("Autumn in Europe")
        #expect(tree.source == Sided("Social", "Native Ads"))
        #expect(tree.domain == Sided("Main", "Main"))
        #expect(tree.streams.map(\.mark) == [.changed, .changed, .removed])
        #expect(tree.streams.map(\.title) == ["Stream 1", "Stream 2", "Stream 3"])
        let first = tree.streams[0]
        #expect(first.share.map(\.percent) == Sided("20 %", "45.5 %"))
        #expect(first.filters == [Sided("country is AT or DE", "country is AT or CH or DE")])
        #expect(first.landings.map(\.name) == ["Quiz", "Story"])
        #expect(first.offers.map(\.name) == ["Red Bushido", "Blue Ronin", "New Kensei", "Green Shogun"])
        #expect(first.offers.map(\.mark) == [.changed, .changed, .added, .removed])
    }

    @Test func `what a file does not speak of stays in the tree`() throws {
        let tree = try tree("Winter")
        #expect(tree.source == Sided("Social", "Social"))
        #expect(tree.domain == Sided(nil, "Main"))
        #expect(tree.streams.map(\.mark) == [.changed, .added])
        #expect(tree.streams[1].cost == Sided(nil, "0.05"))
        #expect(
            tree.streams[1].filters == [Sided(nil, "country is FR"), Sided(nil, "device type is not mobile")])
    }

    @Test func `other kinds have no tree, and a removed campaign has one side`() throws {
        let plan = try PlanScene.removals.plan
        let trees = plan.changes.map { plan.tree(of: $0) }
        #expect(trees.compactMap(\.self).count == 1)
        let tree = try #require(trees.first ?? nil)
        #expect(tree.entryMark == .removed && tree.streams.map(\.mark) == [.removed])
    }

    @Test func `a tree of many streams shows the ones that change`() {
        func stream(_ number: Int, _ weight: Int) -> CampaignTree.Stream {
            CampaignTree.Stream(
                number: Sided(number),
                share: Sided(WeightShare(weight: 1, total: 20), WeightShare(weight: weight, total: 20)),
                cost: Sided(nil), filters: [], landings: [], offers: [])
        }
        let tree = CampaignTree(
            title: "C", source: Sided("S"), domain: Sided(nil),
            streams: (1...20).map { stream($0, $0 == 7 ? 2 : 1) })
        #expect(tree.focused().streams.map(\.number) == [Sided(7)])
        #expect(tree.focused().omission == "19 more streams stay as they are")
    }

    @Test(arguments: [
        (1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 1, "100 %"), (0, 5, "0 %"), (1, 100_000, "< 0.1 %"),
        (99_999, 100_000, "> 99.9 %"), (1, 8, "12.5 %"), (1, 2000, "0.1 %"), (1, 2001, "< 0.1 %"),
        (Int.max, Int.max, "100 %"), (-4, 4, "0 %"),
        (0, 0, "0 %"),
        (1, Int.max, "< 0.1 %"),
    ])
    func `shares are exact to a tenth of a percent`(_ weight: Int, _ total: Int, _ percent: String) {
        #expect(WeightShare(weight: weight, total: total).percent == percent)
    }

    @Test func `weights that overflow or are none are still shares`() {
        let shares = WeightShare.of([Int.max, Int.max, nil, -1])
        #expect(shares.map(\.total) == [Int.max, Int.max, Int.max, Int.max])
        #expect(shares.map(\.weight) == [Int.max, Int.max, 0, 0])
    }

    @Test(arguments: [
        (#"{"country":{"iso":["US","DE"],"active":true}}"#, ["country is DE or US"]),
        (#"{"country":{"iso":["US"]}}"#, ["country is US (inactive)"]),
        (#"{"os":{"titles":["iOS"],"active":true,"exclude":true}}"#, ["os is not iOS"]),
        (#"{"subs":{"items":{"sub1":"a","sub3":"b"},"active":true}}"#, ["sub1 is a and sub3 is b"]),
        (#"{"connection_type":{"id":"wifi","active":true}}"#, ["connection type is wifi"]),
        (#"{"ip":{"items":[],"active":true}}"#, ["ip is one of no values"]),
        (#"{"ip":{"items":[],"active":false},"isp":{}}"#, []),
    ])
    func `filters are said in words`(_ filters: String, _ expected: [String]) throws {
        let draft = Draft(wire: try Fixture.value(filters), type: StreamFilters.fieldType)
        #expect(FilterWords.sentences(draft).map(\.text) == expected)
    }
}
