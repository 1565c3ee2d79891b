import Feeds
import Foundation
import Testing

@Suite("The history of a project") struct HistoryTests {
    private static func document(_ output: WaybillProcess.Output) throws -> Value {
        try JSONDocument.parse(Array(output.out.utf8)).value
    }

    @Test("Runs are listed, the newest first; one is shown with what it replaced; no account is asked")
    func runs() async throws {
        try await TestProject.run { project in
            let none = try await project.waybill("history", "--project", "team")
            #expect(none.status == 0 && none.out.isEmpty, "\(none.all)")
            #expect(none.err.contains("nothing has been applied"))
            try await project.sandbox.setFaults([
                #""method": "POST", "path": "/campaigns", "fault": "status", "status": 422, "times": 1"#
            ])
            #expect(try await project.waybill("apply", "team", "--yes").status == 7)
            let traffic = try project.folder.read("team/traffic.yaml")
            try project.folder.write(
                traffic.replacing("amount: 2.5", with: "amount: 3.75"), to: "team/traffic.yaml")
            #expect(try await project.waybill("apply", "team", "--yes").status == 0)
            try await project.sandbox.clearRequests()

            let list = try await project.waybill("history", "--project", "team")
            let lines = list.out.split(separator: "\n").map(String.init)
            #expect(lines.count == 3, "\(list.all)")
            #expect(lines[1].contains("  done ") && lines[1].contains("1 create, 1 update"), "\(list.all)")
            #expect(
                lines[2].contains("  partly (superseded)  ") && lines[2].contains("9 create"), "\(list.all)")

            let programs = try Self.document(
                try await project.waybill("history", "--project", "team", "--json"))
            let runs = try #require(programs["runs"]?.value.list).map(\.value)
            #expect(runs.map { $0["status"]?.value.string } == ["done", "partly"])
            #expect(runs.map { $0["done"]?.value.number } == ["2", "8"])
            #expect(runs.map { $0["failed"]?.value.number } == ["0", "1"])
            let last = try #require(runs[0]["run"]?.value.string)

            for name in ["latest", last, String(last.prefix(last.count - 1))] {
                let shown = try await project.waybill("history", name, "--project", "team")
                #expect(shown.status == 0, "\(shown.all)")
                #expect(shown.out.hasPrefix("Run \(last): done\n"), "\(shown.all)")
                #expect(shown.out.contains("    ~ payment.amount: 2.5 -> 3.75\n"), "\(shown.all)")
                #expect(shown.out.contains("done: update offers/Red  "), "\(shown.all)")
            }
            let details = try Self.document(
                try await project.waybill("history", "latest", "--project", "team", "--json"))
            let changes = try #require(details["changes"]?.value.list).map(\.value)
            #expect(changes.count == 2)
            let values = changes.compactMap { $0["values"]?.value.list }.flatMap(\.self).map(\.value)
            #expect(values.map { $0["before"]?.value.string } == ["2.5"])

            let first = try #require(runs[1]["run"]?.value.string)
            let partly = try await project.waybill("history", first, "--project", "team")
            #expect(partly.out.contains("failed: create campaigns/"), "\(partly.all)")
            #expect(partly.out.contains("POST /campaigns"), "\(partly.all)")
            #expect(try await project.sandbox.requests().isEmpty)
        }
    }

    @Test("A name that no run has, or several, is refused with what there is")
    func names() async throws {
        try await TestProject.run(files: ["account.yaml": "sources: [{title: A}]\n"]) { project in
            let none = try await project.waybill("history", "latest", "--project", "team")
            #expect(none.status == 64 && none.err.contains("nothing has been applied"), "\(none.all)")
            _ = try await project.waybill("apply", "team", "--yes")
            try project.folder.write("sources: [{title: A}, {title: B}]\n", to: "team/account.yaml")
            _ = try await project.waybill("apply", "team", "--yes")
            let several = try await project.waybill("history", "2", "--project", "team")
            #expect(
                several.status == 64 && several.err.contains("2 runs start with"), "\(several.all)")
            let unknown = try await project.waybill("history", "x", "--project", "team")
            #expect(unknown.status == 64 && unknown.err.contains("there is no run \"x\""), "\(unknown.all)")
        }
    }

    @Test("A journal that was cut short or damaged is shown as far as it is whole, and the damage is said")
    func damaged() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("apply", "team", "--yes")
            let name = try #require(project.folder.files().first { $0.hasSuffix(".journal") })
            let text = try project.folder.read(name)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
            try project.folder.write(lines.dropLast(3).joined(separator: "\n") + "\n{\"n\":", to: name)
            let cut = try await project.waybill("history", "--project", "team")
            #expect(cut.status == 0 && cut.out.contains("  unfinished "), "\(cut.all)")
            lines[4] = lines[4].replacing(#""at":"#, with: #""aT":"#)
            try project.folder.write(lines.joined(separator: "\n") + "\n", to: name)
            for arguments in [["history"], ["history", "latest"]] {
                let output = try await WaybillProcess.run(
                    arguments + ["--project", "team"], in: project.folder)
                #expect(output.status == 0, "\(output.all)")
                #expect(output.out.contains("is damaged: line 5 cannot be read"), "\(output.all)")
            }
        }
    }
}
