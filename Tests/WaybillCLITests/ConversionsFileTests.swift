import Testing

/// Files of conversions that are wrong: everything that is wrong is said, and the account is not even asked.
@Suite("Files of conversions that are wrong")
struct ConversionsFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let bytes: [UInt8]
        /// What the error output holds, in this order.
        let says: [String]
        var testDescription: String { name }

        init(_ name: String, csv text: String, says: [String]) {
            self.init(name, "c.csv", Array(text.utf8), says: says)
        }

        init(_ name: String, json text: String, says: [String]) {
            self.init(name, "c.json", Array(text.utf8), says: says)
        }

        init(_ name: String, _ file: String, _ bytes: [UInt8], says: [String]) {
            self.name = name
            self.file = file
            self.bytes = bytes
            self.says = says
        }
    }

    static let cases: [Case] = [
        Case(
            "nothing", csv: "",
            says: ["c.csv: error: the file is empty", "clickid,payout", "1 error; nothing was changed"]),
        Case("nothing but a byte order mark", csv: "\u{FEFF}", says: ["the file is empty"]),
        Case("nothing, as JSON", json: " \n", says: ["c.json: error: the file is empty"]),
        Case(
            "a NUL byte", csv: "clickid,payout\na,1\n\0,2\n",
            says: ["c.csv:3:1: error: a NUL byte is no text"]),
        Case(
            "no text", "c.csv", Array("clickid,payout\na".utf8) + [0xFF, 0x2C, 0x31],
            says: ["c.csv:2:2: error: "]),
        Case(
            "no such column", csv: "ClickID,payuot\na,1\n",
            says: [
                "c.csv:1:1: error: there is no column \"ClickID\"", "did you mean \"clickid\"?", "c.csv:1:9:",
                "did you mean \"payout\"?", "2 errors",
            ]),
        Case(
            "a column is missing", csv: "clickid\na\n",
            says: ["c.csv:1:1: error: the column payout is missing"]),
        Case(
            "a column twice", csv: "clickid,payout,clickid\na,1,b\n",
            says: ["c.csv:1:16: error: two columns are named \"clickid\""]),
        Case(
            "one row too short and one too long", csv: "clickid,payout\na\nb,1,2\nc,x\n",
            says: [
                "c.csv:2:1: error: the row has 1 field", "c.csv:3:5: error: the row has 3 fields",
                "c.csv:4:3: error: \"x\" is no payout", "3 errors",
            ]),
        Case(
            "payouts that are none",
            csv: "clickid,payout\na,$1\nb,\"1,5\"\nc,\nd,-1\ne,1e3\nf,1.\ng, 1\nh,12345678901234567890\n",
            says: [
                "c.csv:2:3: error: \"$1\" is no payout", "c.csv:3:3: error: \"1,5\"",
                "c.csv:4:3: error: the payout is missing", "c.csv:5:3: error: the payout -1 is below zero",
                "c.csv:6:3:", "c.csv:7:3:", "c.csv:8:3:",
                "c.csv:9:3: error: the payout 12345678901234567890 has more digits", "8 errors",
            ]),
        Case(
            "clicks that are none", csv: "clickid,payout\n,1\na b,1\n\"a\nb\",1\n",
            says: [
                "c.csv:2:1: error: the click id is missing", "c.csv:3:1: error: the click id holds blanks",
                "c.csv:4:1: error: the click id holds blanks",
            ]),
        Case(
            "a click twice", csv: "clickid,payout\na,1\nb,1\na,2\na,1\n",
            says: [
                "c.csv:4:1: error: the click a has a conversion already, on line 2", "--allow-repeats",
                "c.csv:5:1:",
            ]),
        Case(
            "an open quote", csv: "clickid,payout\n\"a,1\n",
            says: ["c.csv:2:1: error: the input ends inside the quoted field"]),
        Case(
            "JSON that is no list", json: #"{"clickid": "a", "payout": 1}"#,
            says: ["c.json:1:1: error: expected a list of conversions, found a map"]),
        Case(
            "JSON with all kinds of faults",
            json:
                #"[{"clickid": 7, "payout": "1"}, 3, {"click": "a", "payout": 1}, {"clickid": "a"}, {"clickid": null, "payout": 1e400}]"#,
            says: [
                "c.json:1:14: error: expected the click id as a string, found a number",
                "c.json:1:27: error: expected the payout as a number, found a string",
                "c.json:1:33: error: expected a conversion, found a number",
                "c.json:1:37: error: there is no member \"click\"", "did you mean \"clickid\"?",
                "the member payout is missing", "found null", "has more digits", "7 errors",
            ]),
        Case("JSON that breaks off", json: #"[{"clickid": "a", "payout": 1"#, says: ["c.json:1:"]),
    ]

    @Test(
        "Everything that is wrong is said with its place, the exit code is 65, and nobody is asked",
        arguments: cases)
    func wrong(_ wrong: Case) async throws {
        let folder = try TemporaryFolder()
        try folder.write(wrong.bytes, to: wrong.file)
        // Nobody listens there: a command that asked would end with 4.
        let output = try await WaybillProcess.run(
            ["conversions", "upload", wrong.file, "--yes"], in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 65, "\(output.all)")
        #expect(output.out.isEmpty)
        var rest = output.err[...]
        for text in wrong.says {
            guard let range = rest.firstRange(of: text) else {
                Issue.record("\(text) is not there, or not in its turn:\n\(output.err)")
                continue
            }
            rest = rest[range.upperBound...]
        }
        #expect(folder.files() == [wrong.file])
    }

    @Test("A file that cannot be read ends with 65", arguments: ["nowhere.csv", "."])
    func unreadable(name: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(
            ["conversions", "upload", name, "--yes", "--format", "csv"], in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 65, "\(output.all)")
        #expect(output.err.contains("cannot read \(name)"), "\(output.all)")
    }

    @Test(
        "A file without conversions is no mistake, and nobody is asked",
        arguments: [("c.csv", "clickid,payout\n"), ("c.csv", "\u{FEFF}payout,clickid"), ("c.json", "[]")])
    func empty(name: String, text: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: name)
        let output = try await WaybillProcess.run(
            ["conversions", "upload", name, "--json"], in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 0, "\(output.all)")
        #expect(output.err.contains("the file holds no conversions"))
        #expect(output.out.contains("\"conversions\": 0"), "\(output.all)")
        #expect(folder.files() == [name])
    }
}
