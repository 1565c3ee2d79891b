import Feeds
import Foundation
import Testing

/// Conversions from a file into an account.
@Suite("Uploading conversions")
struct ConversionsUploadTests {
    @Test(
        "A file in either format is uploaded whole, and nothing of it a second time",
        arguments: ["c.csv", "c.json"])
    func twice(name: String) async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<510)
            try project.write(rows, to: name)
            let first = try await project.upload(name)
            #expect(first.status == 0, "\(first.all)")
            #expect(first.out.hasPrefix("Uploaded: 510 conversions, worth "), "\(first.all)")
            #expect(try await project.uploaded() == rows)
            #expect(try await project.posts() == 2)
            try await project.sandbox.clearRequests()
            let second = try await project.upload(name)
            #expect(second.status == 0, "\(second.all)")
            #expect(second.out.contains("Uploaded before, and not sent again: 510."), "\(second.all)")
            #expect(try await project.posts() == 0)
            #expect(try await project.sandbox.requests().map(\.path) == ["/auth"])
            #expect(try await project.uploaded() == rows)
        }
    }

    @Test("Of files that overlap each conversion is uploaded once; another payout is another conversion")
    func overlap() async throws {
        try await UploadProject.run { project in
            try project.write(project.rows(0..<5))
            try project.write(project.rows(3..<8), to: "d.json")
            #expect(try await project.upload().status == 0)
            let second = try await project.upload("d.json")
            #expect(second.status == 0, "\(second.all)")
            #expect(second.out.contains("Uploaded: 3 conversions"), "\(second.all)")
            #expect(second.err.contains("3 conversions of 5"), "\(second.all)")
            #expect(try await project.uploaded() == project.rows(0..<8))
            let other = UploadProject.Row(click: project.clicks[0], payout: "9")
            try project.write([other], to: "e.csv")
            let third = try await project.upload("e.csv")
            #expect(third.status == 0)
            #expect(third.err.contains("with another payout uploaded before"), "\(third.all)")
            #expect(try await project.uploaded() == (project.rows(0..<8) + [other]).sorted())
        }
    }

    @Test("Payouts that are written otherwise are the same")
    func spelling() async throws {
        try await UploadProject.run { project in
            let click = project.clicks[0]
            try project.folder.write("payout;clickid\n1.50;\(click)\n", to: "c.csv")
            try project.folder.write(#"[{"payout": 15e-1, "clickid": "\#(click)"}]"#, to: "d.json")
            #expect(try await project.upload().status == 0)
            #expect(try await project.upload("d.json").out.contains("not sent again: 1."))
            #expect(try await project.uploaded() == [.init(click: click, payout: "1.5")])
        }
    }

    @Test("Several conversions of a click need to be allowed, and then count as often as they stand there")
    func repeats() async throws {
        try await UploadProject.run { project in
            let row = project.rows(0..<1)[0]
            try project.write([row, row, .init(click: row.click, payout: "7")])
            let refused = try await project.upload()
            #expect(refused.status == 65)
            #expect(
                refused.err.contains("c.csv:3:1: error: the click \(row.click) has a conversion already"),
                "\(refused.all)")
            #expect(refused.err.contains("--allow-repeats"))
            #expect(try await project.sandbox.requests().isEmpty)
            for count in [3, 0] {
                let output = try await project.upload("c.csv", ["--allow-repeats"])
                #expect(output.status == 0, "\(output.all)")
                #expect(output.out.contains("Uploaded: \(count) conversions"), "\(output.all)")
            }
            #expect(
                try await project.uploaded() == [row, row, .init(click: row.click, payout: "7")].sorted())
        }
    }

    @Test(
        "What the account refuses goes to a file of its own, which can be corrected and uploaded",
        arguments: ["csv", "json"])
    func rejects(format: String) async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<30)
            var wrong = rows
            for index in [0, 7, 29] {
                wrong[index] = .init(click: "nobody\(index)", payout: rows[index].payout)
            }
            try project.write(wrong, to: "c.\(format)")
            let first = try await project.upload("c.\(format)")
            #expect(first.status == 7, "\(first.all)")
            #expect(first.out.contains("Uploaded: 27 conversions"), "\(first.all)")
            #expect(first.out.contains("Rejected: 3."), "\(first.all)")
            #expect(first.out.contains("c.\(format).rejects.\(format)"), "\(first.all)")
            let text = try project.folder.read("c.\(format).rejects.\(format)")
            #expect(text.contains("clickid cannot be found"))
            if format == "csv" {
                #expect(text.hasPrefix("clickid,payout,reason,line,column\nnobody0,\(rows[0].payout),"))
                #expect(text.contains(",31,1\n"))
            }
            // The same again changes nothing; the file of rejects is the same.
            let again = try await project.upload("c.\(format)")
            #expect(again.status == 7)
            #expect(again.out.contains("not sent again: 27."), "\(again.all)")
            #expect(try project.folder.read("c.\(format).rejects.\(format)") == text)
            #expect(!project.folder.files().contains { $0.hasSuffix(".1") })
            var corrected = text
            for index in [0, 7, 29] {
                corrected = corrected.replacing(
                    "nobody\(index)\(format == "csv" ? "," : "\"")",
                    with: rows[index].click + (format == "csv" ? "," : "\""))
            }
            try project.folder.write(corrected, to: "c.\(format).rejects.\(format)")
            let second = try await project.upload("c.\(format).rejects.\(format)")
            #expect(second.status == 0, "\(second.all)")
            #expect(try await project.uploaded() == rows)
        }
    }

    @Test(
        "An older file of rejects with another content is kept, and that is said; --rejects names another file"
    )
    func oldRejects() async throws {
        try await UploadProject.run { project in
            try project.folder.write("mine\n", to: "c.csv.rejects.csv")
            try project.folder.write("mine too\n", to: "c.csv.rejects.csv.1")
            try project.write([.init(click: "nobody", payout: "1")])
            let output = try await project.upload()
            #expect(output.status == 1, "\(output.all)")
            #expect(
                output.err.contains("the older file of rejects is kept as c.csv.rejects.csv.2"),
                "\(output.all)")
            #expect(try project.folder.read("c.csv.rejects.csv.2") == "mine\n")
            #expect(try project.folder.read("c.csv.rejects.csv.1") == "mine too\n")
            #expect(try project.folder.read("c.csv.rejects.csv").contains("nobody,1,"))
            let other = try await project.upload("c.csv", ["--rejects", "bad.csv"])
            #expect(other.status == 1)
            #expect(try project.folder.read("bad.csv").contains("nobody,1,"))
            let same = try await project.upload("c.csv", ["--rejects", "./c.csv"])
            #expect(same.status == 64, "\(same.all)")
            #expect(try project.folder.read("c.csv") == "clickid,payout\nnobody,1\n")
            let nowhere = try await project.upload("c.csv", ["--rejects", "nowhere/bad.csv"])
            #expect(nowhere.status == 1)
            #expect(nowhere.out.contains("nowhere/bad.csv cannot be written"), "\(nowhere.all)")
            #expect(nowhere.out.contains("c.csv:2:1: nobody: clickid cannot be found"), "\(nowhere.all)")
        }
    }

    @Test("Nothing is sent without a yes, and there is no question when nothing is to be sent")
    func question() async throws {
        try await UploadProject.run { project in
            try project.write(project.rows(0..<2))
            for (input, message) in [("", "there was no answer"), ("y\n", "nothing was uploaded")] {
                let output = try await project.project.waybill("conversions", "upload", "c.csv", input: input)
                #expect(output.status == 1)
                #expect(output.err.contains("2 conversions of 2, worth 2.4"), "\(output.all)")
                #expect(output.err.contains(message), "\(output.all)")
            }
            #expect(try await project.posts() == 0)
            let yes = try await project.project.waybill("conversions", "upload", "c.csv", input: "yes\n")
            #expect(yes.status == 0, "\(yes.all)")
            let again = try await project.project.waybill("conversions", "upload", "c.csv")
            #expect(again.status == 0)
            #expect(!again.err.contains("Only"), "\(again.all)")
            #expect(try await project.uploaded() == project.rows(0..<2))
        }
    }

    @Test("The report for programs counts, and names every conversion that is not uploaded")
    func json() async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<3)
            try project.write(rows + [.init(click: "nobody", payout: "0.10")])
            _ = try await project.upload()
            let output = try await project.upload("c.csv", ["--json"])
            #expect(output.status == 7, "\(output.all)")
            let report = try JSONDocument.parse(Array(output.out.utf8)).value
            #expect(report["format"]?.value.string == "waybill-upload/1")
            #expect(report["conversions"]?.value.number == "4")
            #expect(report["stopped"]?.value == .null)
            #expect(report["rejects_file"]?.value.string == "c.csv.rejects.csv")
            let counts = report["counts"]?.value.members?.map { "\($0.name) \($0.node.value.number ?? "")" }
            #expect(counts == ["accepted 0", "already_uploaded 3", "rejected 1", "unknown 0", "not_sent 0"])
            let open = report["open"]?.value.list?.first?.value
            #expect(open?["clickid"]?.value.string == "nobody")
            #expect(open?["fate"]?.value.string == "rejected")
            #expect(open?["line"]?.value.number == "5")
            #expect(open?["payout"]?.value.number == "0.1")
        }
    }

    @Test("An account in a file of this machine takes uploads too, each once")
    func embedded() async throws {
        let folder = try TemporaryFolder()
        // The separate process makes the account, the commands below open its file themselves.
        let click = try await SandboxProcess.run(["--seed", "demo", "--data", "a.sqlite"], in: folder) {
            sandbox in
            let text = try await sandbox.request("GET", "/tracks?\(UploadProject.days)&per=1").body
            return try JSONDocument.parse(Array(text.utf8)).value.list?.first?.value["id"]?.value.string ?? ""
        }
        try folder.write("clickid,payout\n\(click),123.25\n", to: "c.csv")
        for count in [1, 0] {
            let output = try await WaybillProcess.run(
                ["conversions", "upload", "c.csv", "--yes"], in: folder,
                environment: ["WAYBILL_API_URL": "sandbox:a.sqlite"])
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.contains("Uploaded: \(count) conversion"), "\(output.all)")
            // The account's own file holds its key.
            #expect(KeySearch.find(in: output.all).isEmpty)
            for name in folder.files() where name.hasSuffix(".journal") {
                #expect(KeySearch.find(in: try folder.read(name)).isEmpty)
            }
        }
        let log = try await WaybillProcess.run(
            ["log", "conversions", "--clickid", click, "--from", "2000-01-01", "--csv"], in: folder,
            environment: ["WAYBILL_API_URL": "sandbox:a.sqlite"])
        #expect(log.out.split(separator: "\n").count { $0.contains(",123.25,") } == 1, "\(log.all)")
    }

    @Test("Two accounts have each their own journal: what one has is not left out for the other")
    func accounts() async throws {
        let folder = try TemporaryFolder()
        try folder.write("clickid,payout\nx,1\n", to: "c.csv")
        for name in ["a.sqlite", "b.sqlite"] {
            let output = try await WaybillProcess.run(
                ["conversions", "upload", "c.csv", "--yes"], in: folder,
                environment: ["WAYBILL_API_URL": "sandbox:\(name)"])
            #expect(output.status == 1, "\(output.all)")
            #expect(output.out.contains("Rejected: 1."), "\(output.all)")
        }
    }

    @Test("A journal that is damaged in the middle stops the upload, and names the line; a torn end does not")
    func damage() async throws {
        try await UploadProject.run { project in
            try project.write(project.rows(0..<3))
            #expect(try await project.upload().status == 0)
            let name = try #require(project.folder.files().first { $0.hasSuffix(".journal") })
            let text = try project.folder.read(name)
            try project.folder.write(text + "{\"n\":5,\"rec", to: name)
            try await project.sandbox.clearRequests()
            #expect(try await project.upload().out.contains("not sent again: 3."))
            try project.folder.write(text.replacing("\"accepted\"", with: "\"refused\""), to: name)
            let output = try await project.upload()
            #expect(output.status == 1, "\(output.all)")
            #expect(output.err.contains("\(name):3: the line is not what was written"), "\(output.all)")
            #expect(try await project.posts() == 0)
        }
    }

    @Test("An account where nobody listens ends with 4, a key that is refused with 3; nothing is left behind")
    func noAccount() async throws {
        try await UploadProject.run { project in
            try project.write(project.rows(0..<3))
            let before = project.folder.files()
            let nobody = try await project.upload(environment: ["WAYBILL_API_URL": "http://127.0.0.1:1"])
            #expect(nobody.status == 4, "\(nobody.all)")
            let wrong = try await project.upload(environment: ["WAYBILL_API_KEY": "wrong"])
            #expect(wrong.status == 3, "\(wrong.all)")
            #expect(project.folder.files() == before)
        }
    }

    @Test(
        "What cannot be meant is refused with 64",
        arguments: [
            ([], "<file>"), (["c.txt"], "tells no format"),
            (["c.csv", "--format", "xml"], "'xml' is invalid"),
            (["c.csv", "--patience", "-1"], "--patience"),
            (["c.csv", "--patience", "3601"], "--patience takes"),
        ] as [([String], String)])
    func wrongUsage(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(
            ["conversions", "upload"] + arguments, in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.err.contains(message), "\(output.all)")
        #expect(folder.files().isEmpty)
    }
}
