import Feeds
import Foundation
import Testing

/// A folder with a template, a network and a feed of offers as CSV, and what the tests do with it.
struct FeedProject {
    let project: TestProject

    /// A template that uses every field of the feed.
    static let template = """
        template: shop
        title: Offers of a shop (CSV)
        format: csv
        parameters:
          currency: {help: the currency of the payouts, default: USD}
        make:
          - kind: offer
            skip:
              - {when: "state == 'paused'", reason: paused at the shop}
            key: id
            fields:
              title: trim(name)
              network: param('network')
              url: set_param(link, 'sub1', '{clickid}')
              payment.amount: money(payout, param('currency'))
              country_codes: country(countries)
        """

    /// A project whose one feed is `feed.csv`.
    static let files = [
        "waybill.yaml": """
        feeds:
          shop: {file: feed.csv, template: shop, network: Shop}
        """,
        "templates/feeds/shop.yaml": template,
        "networks.yaml": """
        networks:
          - {title: Shop, url: "https://shop.example"}
        """,
    ]

    /// A row of the feed.
    struct Row {
        var id: String
        var name: String
        var link: String
        var payout = "$2.50"
        var countries = "US|CA"
        var state = "live"

        init(_ id: Int, name: String? = nil) {
            self.id = "\(id)"
            self.name = name ?? "Offer \(id)"
            link = "https://shop.example/go?id=\(id)"
        }

        var text: String { "\(id),\(name),\(link),\(payout),\(countries),\(state)" }
    }

    static let header = "id,name,link,payout,countries,state\n"

    /// The text of a feed.
    static func text(_ rows: [Row]) -> String { header + rows.map { $0.text + "\n" }.joined() }

    /// Runs `body` with the project, its feed, and an empty account.
    static func run<Result: Sendable>(
        _ rows: [Row], files more: [String: String] = [:], _ body: (FeedProject) async throws -> Result
    ) async throws -> Result {
        let all = files.merging(more) { $1 }.merging(["feed.csv": text(rows)]) { $1 }
        return try await TestProject.run(files: all) { try await body(FeedProject(project: $0)) }
    }

    /// Gives the feed other rows.
    func write(_ rows: [Row]) throws { try project.folder.write(Self.text(rows), to: "team/feed.csv") }

    /// Runs a command in the project's folder's parent.
    func waybill(_ arguments: String..., input: String = "") async throws -> WaybillProcess.Output {
        switch arguments.count {
        case 1: try await project.waybill(arguments[0], "team", input: input)
        case 2: try await project.waybill(arguments[0], "team", arguments[1], input: input)
        default: try await project.waybill(arguments[0], "team", arguments[1], arguments[2], input: input)
        }
    }

    /// The changes of a plan: `action key`, in its order.
    static func changes(_ output: WaybillProcess.Output) -> [String] {
        guard let plan = try? JSONDocument.parse(Array(output.out.utf8)).value else { return ["no plan"] }
        return (plan["changes"]?.value.list ?? []).map { change in
            let action = change.value["action"]?.value.string ?? "?"
            return "\(action) \(change.value["key"]?.value.string ?? "?")"
        }
    }

    /// What a plan says of orphans that stay: key and reason.
    static func kept(_ output: WaybillProcess.Output) -> [String: String] {
        guard let plan = try? JSONDocument.parse(Array(output.out.utf8)).value else { return ["no plan": ""] }
        var kept: [String: String] = [:]
        for orphan in plan["orphans"]?.value.list ?? [] {
            kept[orphan.value["key"]?.value.string ?? "?"] = orphan.value["kept_because"]?.value.string ?? ""
        }
        return kept
    }
}
