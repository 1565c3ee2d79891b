import Feeds
import Foundation
import Testing

/// `waybill import`: what becomes of a feed.
@Suite("The import command")
struct ImportTests {
    private typealias Row = FeedProject.Row

    private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return folder
    }

    private static let template = ["shop.yaml": FeedProject.template]

    @Test(
        "Every kind of bad row goes to the rejects; once they are correct they give exactly what is missing")
    func rejects() async throws {
        var rows = (1...9).map { Row($0) }
        rows[1].link = ""
        rows[2].payout = "n/a and more"
        rows[3].payout = "12 %"
        rows[4].countries = "US|Atlantis"
        rows[5].id = "1"
        rows[6].payout = "2.50 EUR"
        rows[7].state = "paused"
        rows[8].id = ""
        try await FeedProject.run(rows) { shop in
            let folder = shop.project.folder
            let wrong = try await shop.project.waybill(
                "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--name", "shop",
                "--project", "team", "--out", "made")
            #expect(wrong.status == 0, "\(wrong.all)")
            #expect(
                wrong.out.hasPrefix(
                    "Feed \"shop\": 9 records read, 1 mapped into 1 offer, 1 skipped, 7 rejected."),
                "\(wrong.all)")
            #expect(wrong.out.contains("1  paused at the shop"))
            let rejected = try folder.read("team/feed.csv.rejects.csv")
            let lines = rejected.split(separator: "\n")
            #expect(
                lines.first == "id,name,link,payout,countries,state,waybill_reason,waybill_place",
                "\(rejected)")
            #expect(lines.count == 8, "\(rejected)")
            for reason in ["Atlantis", "EUR", "12 %", "n/a and more", "url is empty", "key"] {
                #expect(rejected.contains(reason), "\(reason): \(rejected)")
            }

            // As it is, it gives nothing; corrected, what was missing and nothing else.
            let applied = try await shop.waybill("apply", "--yes")
            #expect(applied.out.contains("Applied: 2 created"), "\(applied.all)")
            var fixed = rows
            fixed[1].link = "https://shop.example/go?id=2"
            fixed[2].payout = "1"
            fixed[3].payout = "1"
            fixed[4].countries = "US"
            fixed[5].id = "6"
            fixed[6].payout = "2"
            fixed[8].id = "9"
            var text = "id,name,link,payout,countries,state,waybill_reason,waybill_place\n"
            for index in [1, 2, 3, 4, 5, 6, 8] { text += fixed[index].text + ",why,where\n" }
            try folder.write(text, to: "team/feed.csv.rejects.csv")
            let plan = try await shop.project.waybill(
                "import", "team/feed.csv.rejects.csv", "--template", "shop", "--network", "Shop", "--name",
                "shop", "--project", "team", "--plan", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(
                FeedProject.changes(plan) == [2, 3, 4, 5, 6, 7, 9].map { "create shop/\($0)" },
                "\(plan.all)")
            #expect(FeedProject.kept(plan).isEmpty)
        }
    }

    @Test("A cell of another encoding, a short row and a stray quote are given back as they stand")
    func unreadableRows() async throws {
        let folder = try Self.folder(Self.template)
        var bytes = Array(FeedProject.text([Row(1)]).utf8)
        bytes += Array("2,Caf".utf8) + [0xE9] + Array(",https://shop.example/2,1,US,live\n".utf8)
        bytes += Array("3,short\n4,\"a\"b,https://shop.example/4,1,US,live\n".utf8)
        bytes += Array("5,Good,https://shop.example/5,1,US,live\n".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/feed.csv"))
        let arguments = ["--template", "shop.yaml", "--network", "Shop", "--out", "made"]
        let output = try await WaybillProcess.run(["import", "feed.csv"] + arguments, in: folder)
        #expect(output.status == 0, "\(output.all)")
        #expect(
            output.out.hasPrefix("Feed \"Shop\": 5 records read, 2 mapped into 2 offers, 3 rejected."),
            "\(output.all)")
        let path = folder.path + "/feed.csv.rejects.csv"
        let rejects = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(rejects.contains(0xE9))
        // Until they are correct, they are rejected again.
        let again = try await WaybillProcess.run(
            ["import", "feed.csv.rejects.csv", "--rejects", "again.csv"] + arguments, in: folder)
        #expect(again.out.contains("0 mapped, 3 rejected"), "\(again.all)")
        let fixed = String(decoding: rejects.map { $0 == 0xE9 ? UInt8(ascii: "e") : $0 }, as: UTF8.self)
            .replacing("3,short", with: "3,Long,https://shop.example/3,1,US,live")
            .replacing("\"a\"b", with: "\"ab\"")
        try folder.write(fixed, to: "feed.csv.rejects.csv")
        let complete = try await WaybillProcess.run(
            ["import", "feed.csv.rejects.csv"] + arguments, in: folder)
        #expect(complete.status == 0, "\(complete.all)")
        let made = try folder.read("made/offers.yaml")
        let keys = made.split(separator: "\n").filter { $0.contains("- key:") }
        #expect(keys == ["  - key: Shop/2", "  - key: Shop/3", "  - key: Shop/4"], "\(complete.all)")
    }

    @Test("Files and a plan at once say the same")
    func filesAndPlan() async throws {
        try await FeedProject.run((1...5).map { Row($0) }, files: ["waybill.yaml": "{}"]) { shop in
            let plan = try await shop.project.waybill(
                "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--project", "team",
                "--plan", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(FeedProject.changes(plan).count == 6)
            let written = try await shop.project.waybill(
                "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--project", "team",
                "--out", "made")
            #expect(written.status == 0, "\(written.all)")
            let files = try await shop.project.waybill("plan", "made", "team/networks.yaml", "--json")
            #expect(files.status == 0, "\(files.all)")
            func withoutPlaces(_ text: String) -> [Substring] {
                text.split(separator: "\n").filter { !$0.contains("\"place\"") }
            }
            #expect(withoutPlaces(files.out) == withoutPlaces(plan.out))
        }
    }

    @Test("--prune removes what left this feed, and nothing of another one")
    func pruning() async throws {
        try await FeedProject.run((1...3).map { Row($0) }, files: ["waybill.yaml": "{}"]) { shop in
            for (feed, name) in [("one", "one"), ("two", "two")] {
                let made = try await shop.project.waybill(
                    "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--name", name,
                    "--project", "team", "--out", "team/made/\(feed)")
                #expect(made.status == 0, "\(made.all)")
            }
            let applied = try await shop.project.waybill("apply", "team/made", "team/networks.yaml", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            try shop.write([Row(1), Row(2)])
            let plan = try await shop.project.waybill(
                "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--name", "two",
                "--project", "team", "--plan", "--prune", "--json")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(FeedProject.changes(plan) == ["archive two/3"], "\(plan.all)")
        }
    }

    @Test("Bare links get what the network's offer_url adds, from the account and from files")
    func bareLinks() async throws {
        let template = FeedProject.template.replacing(
            "set_param(link, 'sub1', '{clickid}')", with: "link")
        let network = """
            networks:
              - {title: Shop, url: "https://shop.example", offer_url: "[insert_offer_url_here]&data1={clickid}"}
            """
        let files = ["templates/feeds/shop.yaml": template, "networks.yaml": network]
        try await FeedProject.run([Row(1)], files: files) { shop in
            let first = try await shop.waybill("apply", "--yes")
            #expect(first.status == 0, "\(first.all)")
            let url = "https://shop.example/go?id=1&data1={clickid}"
            #expect(try await shop.project.sandbox.list("/offers").first?["url"]?.value.string == url)
            try await shop.project.expectSettled()

            let made = try await shop.project.waybill(
                "import", "team/feed.csv", "--template", "shop", "--network", "Shop", "--project", "team",
                "--out", "made")
            #expect(try shop.project.folder.read("made/offers.yaml").contains("url: \(url)"), "\(made.all)")

            // Without files that say it, the account does; an import to files cannot know, and says so.
            let folder = shop.project.folder
            try folder.write(FeedProject.text([Row(2)]), to: "elsewhere/feed.csv")
            try folder.write(template, to: "elsewhere/shop.yaml")
            let plan = try await shop.project.waybill(
                "import", "elsewhere/feed.csv", "--template", "elsewhere/shop.yaml", "--network", "Shop",
                "--project", "elsewhere", "--plan")
            #expect(plan.status == 0, "\(plan.all)")
            #expect(plan.out.contains("https://shop.example/go?id=2&data1={clickid}"), "\(plan.all)")
            let bare = try await shop.project.waybill(
                "import", "elsewhere/feed.csv", "--template", "elsewhere/shop.yaml", "--network", "Shop",
                "--project", "elsewhere", "--out", "elsewhere/made")
            #expect(bare.out.contains("1 link without {clickid}"), "\(bare.all)")
        }
    }

    @Test("Lost fields are counted with a place; --strict makes them an error, and nothing is written")
    func losses() async throws {
        let folder = try Self.folder(
            Self.template.merging([
                "feed.csv": "id,name,link,payout,countries,state,note,empty\n"
                    + "1,A,https://shop.example/1,1,US,live,call us,\n2,B,https://shop.example/2,1,US,live,,\n"
            ]) { $1 })
        let arguments = ["import", "feed.csv", "--template", "shop.yaml", "--network", "Shop"]
        let told = try await WaybillProcess.run(arguments, in: folder)
        #expect(told.status == 0, "\(told.all)")
        #expect(told.out.contains("Lost: nothing is made of 1 field."), "\(told.all)")
        #expect(told.out.contains("note       1  \"call us\"  feed.csv:2:"), "\(told.all)")
        #expect(told.err.contains("Nothing was written"), "\(told.all)")
        let strict = try await WaybillProcess.run(arguments + ["--strict", "--out", "made"], in: folder)
        #expect(strict.status == 65, "\(strict.all)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/made/offers.yaml"))
        let json = try await WaybillProcess.run(arguments + ["--json"], in: folder)
        let report = try JSONDocument.parse(Array(json.out.utf8)).value
        #expect(report["format"]?.value.string == "waybill-import/1")
        #expect(report["lost"]?.value.list?.first?.value["field"]?.value.string == "note")
    }

    @Test("A feed that breaks off writes nothing, and leaves what the last import wrote")
    func brokenOff() async throws {
        let folder = try Self.folder(
            Self.template.merging(["feed.csv": FeedProject.text([Row(1)])]) { $1 })
        let arguments = [
            "import", "feed.csv", "--template", "shop.yaml", "--network", "Shop", "--out", "made",
        ]
        _ = try await WaybillProcess.run(arguments, in: folder)
        let before = try folder.read("made/offers.yaml")
        try folder.write(
            FeedProject.text([Row(1), Row(2)]) + "3,\"never closed,https://x", to: "feed.csv")
        let broken = try await WaybillProcess.run(arguments, in: folder)
        #expect(broken.status == 65, "\(broken.all)")
        #expect(broken.err.contains("feed.csv:4:3: error:"), "\(broken.all)")
        #expect(try folder.read("made/offers.yaml") == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/made")
        #expect(names == ["offers.yaml"])
    }

    @Test("What no import of this feed wrote is not overwritten; a feed without offers says so in its file")
    func foreignFiles() async throws {
        let folder = try Self.folder(
            Self.template.merging(["feed.csv": FeedProject.text([]), "made/offers.yaml": "offers: []\n"]) {
                $1
            })
        let arguments = [
            "import", "feed.csv", "--template", "shop.yaml", "--network", "Shop", "--out", "made",
        ]
        let refused = try await WaybillProcess.run(arguments, in: folder)
        #expect(refused.status == 1, "\(refused.all)")
        #expect(refused.err.contains("made/offers.yaml exists"), "\(refused.all)")
        try FileManager.default.removeItem(atPath: folder.path + "/made/offers.yaml")
        let empty = try await WaybillProcess.run(arguments, in: folder)
        #expect(empty.status == 0, "\(empty.all)")
        #expect(try folder.read("made/offers.yaml").hasSuffix("\noffers: []\n"))
    }

    @Test("The preview shows a record beside what becomes of it")
    func preview() async throws {
        var rows = (1...4).map { Row($0) }
        rows[1].state = "paused"
        rows[2].link = ""
        let folder = try Self.folder(Self.template.merging(["feed.csv": FeedProject.text(rows)]) { $1 })
        let output = try await WaybillProcess.run(
            ["import", "feed.csv", "--template", "shop.yaml", "--network", "Shop", "--preview", "3"],
            in: folder, environment: ["COLUMNS": "100"])
        #expect(output.status == 0, "\(output.all)")
        try Golden.expect(output.out, "import-preview.txt")
    }

    @Test("The standard input is a feed as well")
    func standardInput() async throws {
        let folder = try Self.folder(Self.template)
        let output = try await WaybillProcess.run(
            ["import", "-", "--template", "shop.yaml", "--network", "Shop", "--out", "made"], in: folder,
            input: FeedProject.text([Row(7)]))
        #expect(output.status == 0, "\(output.all)")
        #expect(try folder.read("made/offers.yaml").contains("- key: Shop/7\n"))
    }

    @Test(
        "Wrong uses are told at once",
        arguments: [
            (["--out", "x", "--plan"], "choose one of"), (["--prune"], "go with --plan"),
            (["--plan", "--prune", "--part"], "needs all of it"), (["--set", "x"], "--set"),
            (["--set", "network=B"], "network is given twice"), (["--name", "a/b"], "has no /"),
            (["--preview", "0"], "1 or more"), (["--set", "curency=EUR"], "did you mean \"currency\"?"),
            (["--join", "more=a.csv"], "more"), (["--rejects", "feed.csv"], "would be overwritten"),
        ])
    func wrongUses(arguments: [String], expected: String) async throws {
        let folder = try Self.folder(
            Self.template.merging(["feed.csv": FeedProject.text([Row(1)])]) { $1 })
        let output = try await WaybillProcess.run(
            ["import", "feed.csv", "--template", "shop.yaml", "--network", "Shop"] + arguments, in: folder)
        #expect(output.status == 64 || output.status == 65, "\(output.all)")
        #expect(output.err.contains(expected), "\(output.all)")
    }

    @Test("One mistake in all records is told three times and counted")
    func repeatedMistake() async throws {
        try await FeedProject.run((1...50).map { Row($0) }, files: ["networks.yaml": "networks: []"]) {
            shop in
            let plan = try await shop.waybill("plan")
            #expect(plan.status == 65, "\(plan.all)")
            #expect(plan.err.contains("… and 47 more of: no network is called \"Shop\""), "\(plan.all)")
        }
    }
}
