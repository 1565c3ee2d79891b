import Feeds
import Foundation
import Testing

/// A feed that waybill.yaml lists, from day to day.
@Suite("Feeds of a project")
struct ProjectFeedTests {
    private typealias Row = FeedProject.Row

    @Test(
        "The second plan of the same feed is empty; changed, dropped and added rows are exactly what is planned"
    )
    func days() async throws {
        let rows = (1...12).map { Row($0) }
        try await FeedProject.run(rows) { shop in
            let first = try await shop.waybill("apply", "--yes")
            #expect(first.status == 0, "\(first.all)")
            #expect(first.out.contains("Applied: 13 created"), "\(first.all)")
            try await shop.project.expectSettled()

            var next = rows
            next[0].name = "Offer 1 renamed by the shop"
            next[1].payout = "$3.10"
            next[2].countries = "DE"
            next.removeSubrange(10...)
            next.append(Row(13))
            try shop.write(next)
            let plan = try await shop.waybill("plan", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(
                FeedProject.changes(plan) == [
                    "update shop/1", "create shop/13", "update shop/2", "update shop/3",
                ])
            #expect(FeedProject.kept(plan).keys.sorted() == ["shop/11", "shop/12"])

            let pruned = try await shop.waybill("plan", "--prune", "--json")
            #expect(
                FeedProject.changes(pruned) == [
                    "update shop/1", "create shop/13", "update shop/2", "update shop/3", "archive shop/11",
                    "archive shop/12",
                ])
            let applied = try await shop.waybill("apply", "--prune", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let settled = try await shop.waybill("plan", "--detailed-exitcode")
            #expect(settled.status == 0, "\(settled.all)")

            // What comes back is the same offer again, and live.
            try shop.write(next + [Row(11)])
            let back = try await shop.waybill("apply", "--yes")
            #expect(back.status == 0, "\(back.all)")
            let held = try await shop.project.sandbox.list("/offers")
            let returned = held.filter { $0["title"]?.value.string == "Offer 11" }
            #expect(returned.count == 1)
            #expect(returned.first?["status"]?.value.number == "1")
        }
    }

    @Test("A row that cannot be used stops only itself; what may be that row is not pruned")
    func badRow() async throws {
        try await FeedProject.run((1...4).map { Row($0) }) { shop in
            _ = try await shop.waybill("apply", "--yes")
            var rows = [Row(1), Row(2), Row(3, name: "Better")]
            rows[1].payout = "10%"
            try shop.write(rows)
            let known = try await shop.waybill("plan", "--prune", "--json")
            #expect(FeedProject.changes(known) == ["update shop/3", "archive shop/4"], "\(known.all)")
            #expect(FeedProject.kept(known)["shop/2"] == "its record in the feed cannot be used")
            rows[1].id = ""
            try shop.write(rows)
            let plan = try await shop.waybill("plan", "--prune", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(FeedProject.changes(plan) == ["update shop/3"])
            let kept = FeedProject.kept(plan)
            #expect(kept.keys.contains("shop/4"))
            #expect(kept["shop/4"]?.contains("1 record of its feed could not be used") == true, "\(kept)")
            #expect(plan.err.contains("feed.csv:3:"), "\(plan.all)")
            #expect(plan.err.contains("warning: offer payment.amount"), "\(plan.all)")
        }
    }

    @Test(
        "A feed that cannot be read to its end, is missing, or has a bad template is no plan at all",
        arguments: [
            ("feed.csv", FeedProject.header + "1,\"A,https://shop.example,1,US,live\n", "feed.csv:2:"),
            (
                "waybill.yaml", "feeds: {shop: {files: [feed.csv, none.csv], template: shop, network: Shop}}",
                "none.csv"
            ),
            ("waybill.yaml", "feeds: {shop: {file: feed.csv, template: shp, network: Shop}}", "\"shop\""),
            ("waybill.yaml", "feeds: {shop: {file: feed.csv, template: shop}}", "network must be given"),
            ("waybill.yaml", "feeds: {shop: {file: feed.csv, netwrk: Shop}}", "did you mean \"network\"?"),
            ("templates/feeds/shop.yaml", "template: shop\nformat: csv\nmake: 3\n", "shop.yaml:3:"),
        ])
    func broken(name: String, text: String, expected: String) async throws {
        try await FeedProject.run([Row(1)]) { shop in
            _ = try await shop.waybill("apply", "--yes")
            try shop.project.folder.write(text, to: "team/" + name)
            let plan = try await shop.waybill("plan", "--prune")
            #expect(plan.status == 65, "\(plan.all)")
            #expect(plan.out.isEmpty)
            #expect(plan.err.contains(expected), "\(plan.all)")
        }
    }

    @Test("Files of the project refer to offers of the feed, and validate knows them")
    func references() async throws {
        let campaign = """
            campaigns:
              - title: Both
                source: Push
                domain: ""
                streams:
                  - weight: 100
                    offers: [{offer: shop/1, weight: 50}, {offer: shop/2, weight: 50}]
            sources:
              - title: Push
                ref_id: "{ref}"
            """
        try await FeedProject.run([Row(1), Row(2)], files: ["campaigns.yaml": campaign]) { shop in
            let valid = try await shop.waybill("validate")
            #expect(!valid.err.contains("shop/1"), "\(valid.all)")
            try shop.write([Row(1)])
            let dangling = try await shop.waybill("validate")
            #expect(dangling.status == 65, "\(dangling.all)")
            #expect(dangling.err.contains("shop/2"), "\(dangling.all)")
        }
    }

    @Test("Some files of a project say nothing of what other files mention")
    func partOfAProject() async throws {
        try await FeedProject.run([Row(1), Row(2)]) { shop in
            _ = try await shop.waybill("apply", "--yes")
            let plan = try await shop.project.waybill("plan", "team/networks.yaml")
            #expect(
                plan.out.hasPrefix("No changes: the account matches the files (1 object)."), "\(plan.all)")
            #expect(!plan.out.contains("Orphans"), "\(plan.all)")
        }
    }
}
