import Feeds
import Testing

/// What an account tells beside its objects: indices, logs, the report.
@Suite("Indices, logs and the report")
struct AccountRecordsTests {
    private static let allDays = ["--from", "2000-01-01", "--to", "2999-12-31"]

    private static func json(_ text: String) throws -> Value {
        try JSONDocument.parse(Array(text.utf8)).value
    }

    private static func table(_ text: String) throws -> [[String: String]] {
        let table = try CSVDocument.parse(Array(text.utf8), options: CSVOptions(delimiter: .comma))
        return table.rows.map { row in
            Dictionary(
                zip(table.header.map(\.text), row.fields.map(\.text)), uniquingKeysWith: { first, _ in first }
            )
        }
    }

    @Test("Every index is printed whole as a table, as CSV and as JSON")
    func indices() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            for (name, path) in [
                ("countries", "/countries"), ("cities", "/cities"), ("browsers", "/browsers"), ("os", "/os"),
                ("devices", "/devices"), ("isp", "/isp"), ("timezones", "/timezones"), ("plans", "/plans"),
                ("tags", "/tags/campaigns"),
            ] {
                let answer = try Self.json(try await project.sandbox.request("GET", path).body)
                let count = answer.list?.count ?? 0
                #expect(count > 0, "\(name)")
                let table = try await project.waybill("index", name)
                #expect(table.status == 0, "\(table.all)")
                #expect(table.out.split(separator: "\n").count == count + 1, "\(name)")
                #expect(table.err.isEmpty, "\(table.all)")
                let csv = try await project.waybill("index", name, "--csv")
                #expect(try Self.table(csv.out).count == count, "\(name)")
                let json = try Self.json(try await project.waybill("index", name, "--json").out)
                #expect(json["format"]?.value.string == "waybill-index/1")
                #expect(json["index"]?.value.string == name)
                #expect(json["entries"]?.value.list?.count == count, "\(name)")
            }
        }
    }

    @Test("An index is asked for a part: cities and providers by name, tags by whose they are")
    func partsOfIndices() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            let city = try await project.waybill("index", "cities", "--name", "Berlin", "--csv")
            let cities = try Self.table(city.out)
            #expect(!cities.isEmpty)
            #expect(cities.allSatisfy { $0["slug"]?.contains("berlin") == true })
            #expect(cities.contains { $0["name"] == "Berlin" && $0["iso"] == "DE" })
            let none = try await project.waybill("index", "cities", "--name", "Atlantis")
            #expect(none.status == 0)
            #expect(none.out.isEmpty && none.err.contains("no such entries"), "\(none.all)")
            let header = try await project.waybill("index", "cities", "--name", "Atlantis", "--csv")
            #expect(header.out == "id,name,iso,slug,region,lat,lon\n", "\(header.all)")
            let providers = try Self.table(try await project.waybill("index", "isp", "--csv").out)
            let two = Array(Set(providers.compactMap { $0["isp"] }).sorted().prefix(2))
            try #require(two.count == 2)
            let found = try await project.waybill("index", "isp", "--name", two[0], "--name", two[1], "--csv")
            #expect(
                Set(try Self.table(found.out).compactMap { $0["isp"] }).isSuperset(of: two), "\(found.all)")
            #expect(try Self.table(found.out).count < providers.count)
            let tags = try Self.table(
                try await project.waybill("index", "tags", "--of", "offers", "--csv").out)
            let known = try Self.json(try await project.sandbox.request("GET", "/tags/offers").body)
            #expect(tags.compactMap { $0["tag"] } == known.list?.compactMap(\.value.string))
        }
    }

    @Test("The report adds up to the same clicks whatever the rows stand for, and obeys its filters")
    func report() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            func clicks(_ arguments: [String]) async throws -> Int {
                let output = try await WaybillProcess.run(
                    ["report", "--csv"] + Self.allDays + arguments, in: project.folder,
                    environment: project.sandbox.environment)
                #expect(output.status == 0, "\(output.all)")
                KeySearch.expectAbsent(output, project.folder)
                return try Self.table(output.out).compactMap { $0["clicks"].flatMap { Int($0) } }.reduce(0, +)
            }
            let all = try await clicks([])
            #expect(all > 0)
            for group in ["country", "offer", "os", "sub1", "day_of_week"] {
                #expect(try await clicks(["--group", group]) == all, "\(group)")
            }
            var parts = 0
            for campaign in try await project.sandbox.list("/campaigns") {
                parts += try await clicks(["--campaign", try #require(campaign["id"]?.value.string)])
            }
            #expect(parts == all)
            #expect(try await clicks(["--campaign", "000000000000000000000000"]) == 0)
            let countries = try Self.json(
                try await project.waybill(
                    "report", "--group", "country", "--from", "2000-01-01", "--to", "2999-12-31", "--json"
                ).out)
            #expect(countries["format"]?.value.string == "waybill-report/1")
            #expect(countries["group"]?.value.string == "country")
            let first = try #require(countries["rows"]?.value.list?.first?.value)
            let code = try #require(first["country"]?.value.string)
            let part = try await clicks(["--country", code])
            #expect(first["clicks"]?.value.number == "\(part)")
            #expect(part < all)
        }
    }

    @Test("A log is printed to its end, page after page, each record once")
    func logs() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            for (log, id) in [("tracks", "id"), ("conversions", "id"), ("transactions", "key")] {
                try await project.sandbox.clearRequests()
                let csv = try await WaybillProcess.run(
                    ["log", log, "--csv"] + Self.allDays, in: project.folder,
                    environment: project.sandbox.environment)
                #expect(csv.status == 0, "\(csv.err)")
                let ids = try Self.table(csv.out).compactMap { $0[id] }
                #expect(!ids.isEmpty && Set(ids).count == ids.count, "\(log)")
                if log == "tracks" {
                    #expect(ids.count > 2000)
                    #expect(try await project.sandbox.requests().count { $0.path == "/tracks" } > 3)
                }
                let lines = try await WaybillProcess.run(
                    ["log", log, "--json"] + Self.allDays, in: project.folder,
                    environment: project.sandbox.environment
                ).out.split(separator: "\n")
                #expect(try lines.compactMap { try Self.json(String($0))[id]?.value.string } == ids, "\(log)")
                let table = try await WaybillProcess.run(
                    ["log", log] + Self.allDays, in: project.folder, environment: project.sandbox.environment)
                #expect(table.out.split(separator: "\n").count == ids.count + 1, "\(log)")
                #expect(table.out.hasPrefix("created_at"))
                #expect(!table.out.contains("\u{1B}"))
            }
        }
    }

    @Test("A log obeys its filters")
    func logFilters() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            let days = ("2000-01-01", "2999-12-31")
            let all = try Self.table(
                try await project.waybill("log", "conversions", "--from", days.0, "--to", days.1, "--csv").out
            )
            let one = try #require(all.first)
            for (option, column) in [("--clickid", "clickid"), ("--country", "country")] {
                let value = try #require(one[column])
                let some = try Self.table(
                    try await project.waybill(
                        "log", "conversions", "--from", days.0, "--to", days.1, "--csv", option, value
                    ).out)
                #expect(some == all.filter { $0[column] == value }, "\(option)")
            }
            for kind in ["offer", "campaign"] {
                let title = try #require(one[kind])
                let object = try await project.sandbox.list("/\(kind)s").first {
                    $0["title"]?.value.string == title
                }
                let id = try #require(object?["id"]?.value.string)
                let some = try Self.table(
                    try await project.waybill(
                        "log", "conversions", "--from", days.0, "--to", days.1, "--csv", "--\(kind)", id
                    ).out)
                #expect(some == all.filter { $0[kind] == title }, "\(kind)")
            }
            let declined = try await project.waybill("log", "transactions", "--status", "declined", "--csv")
            #expect(try Self.table(declined.out).map { $0["status"] } == ["declined"], "\(declined.all)")
            let none = try await project.waybill(
                "log", "tracks", "--from", "2001-01-01", "--to", "2001-01-02")
            #expect(none.status == 0 && none.out.isEmpty, "\(none.all)")
            #expect(none.err.contains("no such records"))
        }
    }

    @Test("A log that breaks off says that what it printed is not all, and does not end with 0")
    func brokenLog() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            try await project.sandbox.setFaults([
                #""path": "/tracks", "after": 1, "fault": "status", "status": 401"#
            ])
            let output = try await project.waybill(
                "log", "tracks", "--from", "2000-01-01", "--to", "2999-12-31", "--json")
            #expect(output.status == 3, "\(output.err)")
            let count = output.out.split(separator: "\n").count
            #expect(count > 0)
            #expect(output.err.contains("only \(count) records were printed"), "\(output.err)")
        }
    }

    @Test("Columns line up by what a terminal shows, not by the count of characters")
    func alignment() async throws {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            let offer = try #require(try await project.sandbox.list("/offers").first?["id"]?.value.string)
            let renamed = try await project.sandbox.request(
                "PUT", "/offers/\(offer)", body: #"{"title":"日本語"}"#)
            #expect(renamed.status == 200, "\(renamed.body)")
            let output = try await project.waybill(
                "report", "--group", "offer", "--from", "2000-01-01", "--to", "2999-12-31")
            let lines = output.out.split(separator: "\n")
            #expect(lines.count > 2 && output.out.contains("日本語"), "\(output.all)")
            // The last column holds numbers, which stand at the right: all lines end in the same place.
            let widths = lines.map { $0.count + $0.count { "日本語".contains($0) } }
            #expect(Set(widths).count == 1, "\(output.all)")
        }
    }

    @Test("No text of the account moves the cursor")
    func controlCharacters() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0)
            let offer = try #require(try await project.sandbox.list("/offers").first?["id"]?.value.string)
            let body = #"{"tags":["a\u001b[31m"]}"#
            let changed = try await project.sandbox.request("PUT", "/offers/\(offer)", body: body)
            #expect(changed.status == 200, "\(changed.body)")
            let output = try await project.waybill("index", "tags", "--of", "offers")
            #expect(output.out.contains("a<U+001B>[31m"), "\(output.all)")
            #expect(!output.out.contains("\u{1B}"))
        }
    }

    @Test(
        "What cannot be asked for is refused with 64, before the account is asked",
        arguments: [
            (["index"], "index"), (["index", "planets"], "planets"),
            (["index", "os", "--name", "x"], "--name is for cities and isp"),
            (["index", "os", "--of", "offers"], "--of is for tags"),
            (["index", "os", "--csv", "--json"], "choose --csv or --json"),
            (["report", "--group", "planet"], "'planet' is invalid"),
            (["report", "--from", "2018-02-30"], "2018-02-30"),
            (["report", "--from", "2018-02-02", "--to", "2018-02-01"], "--from is a later day"),
            (["report", "--sub", "sub11=x"], "sub11=x"),
            (["report", "--sub", "sub1=x", "--sub", "sub1=y"], "twice"),
            (["log", "tracks", "--from", "yesterday"], "yesterday"),
        ] as [([String], String)])
    func wrongUsage(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(
            arguments, in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.out.isEmpty)
        #expect(output.err.contains(message), "\(output.all)")
    }
}
