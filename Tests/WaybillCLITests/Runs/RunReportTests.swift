import Feeds
import Foundation
import Subprocess
import TestSupport
import Testing

/// What a run leaves behind for people and programs: reports, events, the output for programs, the history.
@Suite("What a run reports") struct RunReportTests {
    private static func schema(_ name: String) throws -> JSONSchema {
        JSONSchema(
            try JSONDocument.parse(
                Array(Data(contentsOf: URL(filePath: WaybillProcess.package + "/docs/" + name)))
            ).value)
    }

    private static func document(_ text: String) throws -> Value {
        try JSONDocument.parse(Array(text.utf8)).value
    }

    /// The events of a run: each line holds to the schema of its name.
    private static func events(_ output: WaybillProcess.Output) throws -> [Value] {
        let file = URL(filePath: WaybillProcess.package + "/docs/events.schema.json")
        let whole = try JSONDocument.parse(Array(Data(contentsOf: file))).value
        let names = try #require(whole["$defs"]?.value)
        return try output.err.split(separator: "\n").map { line in
            let event = try document(String(line))
            let name = event["event"]?.value.string ?? ""
            var schema = try #require(names[name]?.value.members, "no event is called \(name)")
            schema.append(Member("$defs", names))
            let faults = JSONSchema(.map(schema)).faults(event)
            #expect(faults.isEmpty, "\(faults) in \(line)")
            return event
        }
    }

    private static func names(_ events: [Value]) -> [String] {
        events.compactMap { $0["event"]?.value.string }
    }

    @Test("A report has a row for each object, the same in JSON, CSV and Markdown")
    func formats() async throws {
        try await TestProject.run { project in
            let output = try await project.waybill(
                "apply", "team", "--yes", "--json", "--report", "run.json", "--report", "run.csv", "--report",
                "run.md")
            #expect(output.status == 0, "\(output.all)")
            let printed = try Self.document(output.out)
            let written = try Self.document(try project.folder.read("run.json"))
            #expect(printed == written)
            let faults = try Self.schema("run.schema.json").faults(written)
            #expect(faults.isEmpty, "\(faults)")
            let changes = try #require(written["changes"]?.value.list).map(\.value)
            #expect(changes.count == 9)
            #expect(written["verification"]?.value["checked"]?.value == .number("9"))
            #expect(written["verification"]?.value["open"]?.value == .number("0"))
            let summer = try #require(changes.first { $0["key"]?.value.string == "Summer" })
            let id = try #require(summer["id"]?.value.string)
            #expect(summer["new_link"]?.value.string == "https://go.example/\(id)")
            #expect(summer["old_link"]?.value == .null)
            #expect(summer["file"]?.value.string == "team/traffic.yaml")
            #expect(summer["line"]?.value == .number("14"))
            #expect(summer["duration_ms"]?.value.number != nil)
            let red = try #require(changes.first { $0["key"]?.value.string == "Red" })
            #expect(red["new_link"]?.value.string == "https://red.example/?c={clickid}")

            let rows = try project.folder.read("run.csv").split(separator: "\n").map(String.init)
            #expect(rows.count == 10)
            #expect(
                rows.first
                    == "action,kind,key,id,title,file,line,column,old_link,new_link,outcome,message,duration_ms"
            )
            #expect(
                rows.contains { $0.hasPrefix("create,campaign,Summer,\(id),Summer,team/traffic.yaml,14,") })
            let markdown = try project.folder.read("run.md").split(separator: "\n").map(String.init)
            #expect(markdown.count { $0.hasPrefix("| create |") } == 9)
            #expect(markdown.first?.hasPrefix("# Run ") == true)
            // Links and places are there to be copied.
            #expect(markdown.contains { $0.contains("| `https://go.example/") }, "\(markdown)")
            #expect(markdown.contains { $0.contains("| `team/traffic.yaml:14:") }, "\(markdown)")
        }
    }

    @Test("The text tells the links of new campaigns, and the old and the new ones when the domain changes")
    func links() async throws {
        try await TestProject.run { project in
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(
                first.out.contains("Tracking links:\n  campaigns/Summer  https://go.example/"), "\(first.all)"
            )
            let traffic = try project.folder.read("team/traffic.yaml")
            let account = try project.folder.read("team/account.yaml")
            try project.folder.write(
                account.replacing("https://go.example", with: "https://new.example"), to: "team/account.yaml")
            try project.folder.write(
                traffic.replacing("cpc: 0.1\n", with: "cpc: 0.3\n"), to: "team/traffic.yaml")
            let second = try await project.waybill("apply", "team", "--yes", "--report", "run.json")
            #expect(second.status == 0, "\(second.all)")
            let line = try #require(
                second.out.split(separator: "\n").first { $0.hasPrefix("  campaigns/Summer") })
            #expect(line.contains("  https://new.example/") && line.contains("(before: https://go.example/"))
            let changes = try Self.document(try project.folder.read("run.json"))["changes"]?.value.list ?? []
            let domain = try #require(changes.map(\.value).first { $0["kind"]?.value.string == "domain" })
            #expect(domain["old_link"]?.value.string == "https://go.example")
            #expect(domain["new_link"]?.value.string == "https://new.example")
        }
    }

    @Test("A cell that a spreadsheet would run is guarded, and a pipe or a line end breaks no table")
    func hostile() async throws {
        let title = "=HYPERLINK(\\\"https://x.example\\\")|`a`"
        try await TestProject.run(
            files: ["account.yaml": "sources:\n  - title: \"\(title)\"\n"]
        ) { project in
            let output = try await project.waybill(
                "apply", "team", "--yes", "--report", "run.csv", "--report", "run.md")
            #expect(output.status == 0, "\(output.all)")
            let csv = try project.folder.read("run.csv")
            #expect(csv.contains(#""'=HYPERLINK(""https://x.example"")|`a`""#), "\(csv)")
            let row = try #require(
                try project.folder.read("run.md").split(separator: "\n").first { $0.hasPrefix("| create") })
            #expect(row.contains(#"\|\`a\`"#), "\(row)")
        }
    }

    @Test("A report that cannot be written, or whose format nobody knows, is said before anything is applied")
    func wrongReport() async throws {
        try await TestProject.run { project in
            let unknown = try await project.waybill("apply", "team", "--yes", "--report", "run.txt")
            #expect(unknown.status == 64, "\(unknown.all)")
            #expect(unknown.err.contains("end it with .json, .csv or .md"))
            let missing = try await project.waybill("apply", "team", "--yes", "--report", "gone/run.csv")
            #expect(missing.status == 1, "\(missing.all)")
            #expect(missing.err.contains("gone/run.csv cannot be written"))
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("The rows of a feed come back with the feed's file and line")
    func feed() async throws {
        try await FeedProject.run([FeedProject.Row(1), FeedProject.Row(2), FeedProject.Row(3)]) { shop in
            let output = try await shop.project.waybill(
                "apply", "team", "--yes", "--report", "run.csv")
            #expect(output.status == 0, "\(output.all)")
            let rows = try shop.project.folder.read("run.csv").split(separator: "\n")
            let offers = rows.filter { $0.hasPrefix("create,offer,shop/") }
            #expect(offers.count == 3, "\(rows)")
            for line in 2...4 { #expect(offers.contains { $0.contains("feed.csv,\(line),1,") }, "\(offers)") }
        }
    }

    @Test("A run that is stopped has its report too")
    func stopped() async throws {
        try await TestProject.runSamples { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "after": 10, "fault": "latency", "ms": 4000"#
            ])
            let output = try await project.waybill("apply", "team", "--yes", "--report", "run.json") { run in
                try await project.waitForWrites(11)
                try run.send(.interrupt)
            }
            #expect(output.status == 130, "\(output.all)")
            let report = try Self.document(try project.folder.read("run.json"))
            #expect(try Self.schema("run.schema.json").faults(report).isEmpty)
            #expect(report["exit_code"]?.value == .number("130"))
            #expect(report["verification"]?.value == .null)
            let outcomes = (report["changes"]?.value.list ?? []).map { $0.value["outcome"]?.value.string }
            #expect(outcomes.contains("done") && outcomes.contains("not-started"))
        }
    }

    @Test("Events are all that is on the error output, each as the schema says, in the order of what happens")
    func events() async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/landings", "fault": "status", "status": 400, "times": 1"#,
                #""method": "POST", "path": "/sources", "fault": "drop_after_commit", "times": 1"#,
                #""method": "POST", "path": "/networks", "fault": "status", "status": 429, "retry_after": 1, "times": 1"#,
            ])
            let output = try await project.waybill("apply", "team", "--yes", "--events", "--json")
            #expect(output.status == 7, "\(output.all)")
            #expect(try Self.schema("run.schema.json").faults(try Self.document(output.out)).isEmpty)
            let events = try Self.events(output)
            let names = Self.names(events)
            for name in [
                "run-started", "change-started", "change-finished", "change-failed", "change-blocked",
                "searching", "request-repeated", "progress", "verifying", "lock-saved", "run-finished",
            ] {
                #expect(names.contains(name), "\(name) is not among \(Set(names).sorted())")
            }
            #expect(names.firstIndex(of: "run-started") ?? 99 < names.firstIndex(of: "change-started") ?? 0)
            #expect(names.last == "run-finished")
            let started = events.filter { $0["event"]?.value.string == "change-started" }.count
            let ended = names.count { $0 == "change-finished" || $0 == "change-failed" }
            #expect(started == ended)
            #expect(events.last?["exit_code"]?.value == .number("7"))
        }
    }

    @Test("Errors and questions are events too, when events are asked for")
    func eventsOfFailures() async throws {
        try await TestProject.run { project in
            let asked = try await project.waybill("apply", "team", "--events", input: "no\n")
            #expect(asked.status == 1, "\(asked.all)")
            let names = Self.names(try Self.events(asked))
            #expect(names.contains("question") && names.last == "message")
            try project.folder.write("sources: [{titel: x}]\n", to: "team/wrong.yaml")
            let wrong = try await project.waybill("apply", "team", "--yes", "--events")
            #expect(wrong.status == 65, "\(wrong.all)")
            #expect(!(try Self.events(wrong)).isEmpty)
        }
    }

    @Test("The schema of events knows the events that there are")
    func eventNames() throws {
        let file = URL(filePath: WaybillProcess.package + "/docs/events.schema.json")
        let schema = try JSONDocument.parse(Array(Data(contentsOf: file))).value
        let declared = schema["properties"]?.value["event"]?.value["enum"]?.value.list?.compactMap(
            \.value.string)
        #expect(declared == (schema["$defs"]?.value.members ?? []).map(\.name).filter { $0 != "count" })
        let text = try String(
            contentsOf: URL(filePath: WaybillProcess.package + "/docs/EVENTS.md"), encoding: .utf8)
        for name in declared ?? [] { #expect(text.contains("`\(name)`"), "docs/EVENTS.md lacks \(name)") }
    }
}
