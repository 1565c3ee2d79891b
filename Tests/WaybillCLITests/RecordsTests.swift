import Feeds
import Testing

/// `waybill records`: what a reader sees of a feed.
@Suite("The records command")
struct RecordsTests {
    private func run(
        _ arguments: [String], files: [String: String] = [:], input: String = ""
    ) async throws -> WaybillProcess.Output {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return try await WaybillProcess.run(["records"] + arguments, in: folder, input: input)
    }

    @Test("Each record is a line of JSON with its place, in all three syntaxes")
    func lines() async throws {
        let csv = try await run(["a.csv"], files: ["a.csv": "id;title\r\n1;\"A \"\"x\"\"\"\r\n2;é\r\n"])
        #expect(csv.status == 0, "\(csv.all)")
        #expect(
            csv.out == """
                {"line":2,"column":1,"offset":10,"record":{"id":"1","title":"A \\"x\\""}}
                {"line":3,"column":1,"offset":23,"record":{"id":"2","title":"é"}}

                """)
        let json = try await run(
            ["a.json", "--records", "data.*"],
            files: ["a.json": "{\"data\": {\"7\": {\"n\": 1.50},\n \"8\": {\"t\": [null]}}}"])
        #expect(json.status == 0, "\(json.all)")
        #expect(
            json.out == """
                {"line":1,"column":16,"offset":15,"key":"7","record":{"n":1.50}}
                {"line":2,"column":7,"offset":34,"key":"8","record":{"t":[null]}}

                """)
        let xml = try await run(
            ["a.xml", "--records", "/r/o", "--list", "t"],
            files: ["a.xml": "<r><o id=\"1\"><t>x</t></o>\n<o><t>y</t><t>&amp;</t></o></r>"])
        #expect(xml.status == 0, "\(xml.all)")
        #expect(
            xml.out == """
                {"line":1,"column":4,"offset":3,"record":{"@id":"1","t":["x"]}}
                {"line":2,"column":1,"offset":26,"record":{"t":["y","&"]}}

                """)
    }

    @Test("What was found out about a table is said, once for files that are alike")
    func dialect() async throws {
        let files = ["a.csv": "id;title\n1;A\n", "b.csv": "id;title\n2;B\n", "c.csv": "id\ttitle\n3\tC\n"]
        let found = try await run(["a.csv", "b.csv", "c.csv", "--count"], files: files)
        #expect(
            found.err == """
                note: a.csv: fields are separated by semicolons, as its first rows show; 2 columns
                note: c.csv: fields are separated by tabs, as its first rows show; 2 columns

                """, "\(found.all)")
        let told = try await run(["a.csv", "--delimiter", ";"], files: files)
        #expect(told.err == "", "\(told.all)")
        let broken = try await run(["-"], input: "a;b\n1\n")
        #expect(broken.err.hasPrefix("note: -: fields are separated by semicolons"), "\(broken.all)")
    }

    @Test("A byte that is no UTF-8 is told with the encoding that reads it")
    func encoding() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("title\nGr".utf8) + [0xF6, 0xDF] + Array("e M\n".utf8), to: "a.csv")
        let bad = try await WaybillProcess.run(["records", "a.csv"], in: folder)
        #expect(bad.status == 65)
        #expect(bad.err.contains("with --encoding windows-1252"), "\(bad.all)")
        let good = try await WaybillProcess.run(
            ["records", "a.csv", "--encoding", "windows-1252"], in: folder)
        #expect(good.out.contains("Größe M"), "\(good.all)")
    }

    @Test("A template says where the records are")
    func template() async throws {
        let template =
            "template: t\nformat: json\nrecords: a.b\nmake: [{kind: network, key: id, fields: {title: id, url: id}}]\n"
        let output = try await run(
            ["a.json", "--template", "t.yaml"],
            files: ["a.json": "{\"a\": {\"b\": [{\"id\": 7}]}}", "t.yaml": template])
        #expect(
            output.out == "{\"line\":1,\"column\":14,\"offset\":13,\"record\":{\"id\":7}}\n", "\(output.all)")
        let twice = try await run(
            ["a.json", "--template", "t.yaml", "--records", "a"], files: ["a.json": "{}", "t.yaml": template])
        #expect(twice.status == 64, "\(twice.all)")
    }

    @Test("The whole document is one record")
    func whole() async throws {
        let csv = try await run(["a.csv", "--records", "@"], files: ["a.csv": "a\n1\n2\n"])
        #expect(
            csv.out == "{\"line\":1,\"column\":1,\"offset\":0,\"record\":[{\"a\":\"1\"},{\"a\":\"2\"}]}\n")
        let json = try await run(["-", "--records", "@"], input: " [1, {\"a\": 2}]")
        #expect(json.out == "{\"line\":1,\"column\":2,\"offset\":1,\"record\":[1,{\"a\":2}]}\n")
        let xml = try await run(["-", "--records", "@"], input: "<a><b/></a>")
        #expect(xml.out == "{\"line\":1,\"column\":1,\"offset\":0,\"record\":{\"a\":{\"b\":\"\"}}}\n")
    }

    @Test(
        "A fault ends with 65 and its place; what stands before it is printed, and what stands behind a bad row too"
    )
    func faults() async throws {
        let row = try await run(["a.csv"], files: ["a.csv": "a,b\n1,2\n3\n4,5\n"])
        #expect(row.status == 65)
        #expect(row.out.split(separator: "\n").count == 2)
        #expect(row.err.contains("a.csv:3:1: error: the row has 1 field, the header has 2"), "\(row.all)")
        let cut = try await run(["-"], input: "[{\"a\":1},{\"a\":")
        #expect(cut.status == 65)
        #expect(cut.out == "{\"line\":1,\"column\":2,\"offset\":1,\"record\":{\"a\":1}}\n")
        #expect(cut.err.contains("-:1:15: error: "), "\(cut.all)")
        let tail = try await run(["-"], input: "<r><o/></r><r/>")
        #expect(tail.status == 65)
        #expect(tail.out.hasPrefix("{\"line\":1,\"column\":4,"))
        let nothing = try await run(["a.json", "--records", "offres"], files: ["a.json": "{\"offers\":[]}"])
        #expect(nothing.status == 65)
        #expect(nothing.err.contains("did you mean \"offers\"?"), "\(nothing.all)")
        let absent = try await run(["none.csv"])
        #expect(absent.status == 65)
        #expect(absent.err.contains("none.csv"), "\(absent.all)")
    }

    @Test("Only counted, only the first ones, from several files, packed ones included")
    func countsAndHeads() async throws {
        let files = ["a.csv": "a\n1\n2\n", "b.csv": "a\n3\n"]
        #expect(try await run(["a.csv", "b.csv", "--count"], files: files).out == "3\n")
        #expect(try await run(["a.csv", "--count", "--json"], files: files).out == "{\"records\":2}\n")
        let head = try await run(["a.csv", "b.csv", "--head", "1"], files: files)
        #expect(
            head.out == "{\"file\":\"a.csv\",\"line\":2,\"column\":1,\"offset\":2,\"record\":{\"a\":\"1\"}}\n"
        )
        // Behind the first records nothing is read: a fault there is not seen.
        let early = try await run(["-", "--head", "1"], input: "[1,]")
        #expect(early.status == 0, "\(early.all)")
        let folder = try TemporaryFolder()
        try folder.write(Self.packed, to: "feed.gz")
        let packed = try await WaybillProcess.run(["records", "feed.gz"], in: folder)
        #expect(packed.out == "{\"line\":1,\"column\":2,\"offset\":1,\"record\":1}\n", "\(packed.all)")
    }

    /// `[1]`, packed by gzip.
    private static let packed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0x8B, 0x36, 0x8C, 0x05, 0, 0xB8, 0x32, 0x2F, 0x4C, 0x03, 0,
        0, 0,
    ]

    @Test("The statistics are a table for people and JSON for programs")
    func statistics() async throws {
        let files = [
            "a.json": """
            [{"id": 1, "title": "A", "pay": [{"amount": "2.5"}], "tags": []},
             {"id": 2, "title": "", "pay": [{"amount": "3"}, {"amount": "2.5"}], "tags": ["x"]}]
            """
        ]
        let table = try await run(["a.json", "--stats"], files: files)
        #expect(table.status == 0)
        try Golden.expect(table.out, "records-stats.txt")
        let json = try await run(["a.json", "--stats", "--json"], files: files)
        let value = try JSONDocument.parse(Array(json.out.utf8)).value
        #expect(value["records"]?.value.number == "2")
        #expect(value["fields"]?.value.list?.count == 7)
    }

    @Test(
        "Limits are told by place",
        arguments: ["--max-depth", "--max-record-bytes", "--max-fields", "--max-records", "--max-values"])
    func limits(option: String) async throws {
        let text = option == "--max-fields" ? "a,b\n1,2\n" : "[[[1]],[[2]]]"
        let output = try await run(["-", option, "1"], input: text)
        #expect(output.status == 65, "\(output.all)")
        #expect(output.err.contains("-:1:") || output.err.contains("-:2:"), "\(output.all)")
        #expect(output.err.contains("\(option) allows more"), "\(output.all)")
        #expect(try await run(["-", option, "0"]).status == 64)
    }

    @Test(
        "Wrong usage says what is wrong",
        arguments: [
            (["a.csv", "--records", "x"], "every row is a record"),
            (["a.json", "--records", "a..b"], "a..b: column 3: "),
            (["a.xml", "--prefix", "g"], "PREFIX=URI"),
            (["a.csv", "--delimiter", "ab"], "--delimiter takes one character"),
            (["a.csv", "--encoding", "utf-9"], "'utf-9' is invalid for '--encoding"),
            ([], "Missing expected argument '<file> ...'"),
            (["a.csv", "--count", "--stats"], "choose --count or --stats"),
        ] as [([String], String)])
    func usage(arguments: [String], message: String) async throws {
        let output = try await run(arguments, files: ["a.csv": "a\n1\n", "a.json": "[]", "a.xml": "<a/>"])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.err.contains(message), "\(output.all)")
    }
}
