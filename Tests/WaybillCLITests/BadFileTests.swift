import Foundation
import Testing

/// Files that cannot be right: a message with the place and the next step, and nothing else happens.
@Suite("Files that are wrong")
struct BadFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let files: [(String, [UInt8])]
        let folders: [String]
        let links: [(String, String)]
        let path: String
        let expected: [String]

        init(
            _ name: String, _ files: [(String, String)] = [], bytes: [(String, [UInt8])] = [],
            folders: [String] = [], links: [(String, String)] = [], path: String = "team",
            expected: [String]
        ) {
            self.name = name
            self.files = files.map { ($0, Array($1.utf8)) } + bytes
            self.folders = folders
            self.links = links
            self.path = path
            self.expected = expected
        }

        var testDescription: String { name }
    }

    static let network = "networks:\n  - {title: N, url: https://n.example}\n"

    static let cases: [Case] = [
        Case(
            "a missing folder", path: "nowhere",
            expected: ["nowhere: error: cannot read nowhere: No such file or directory", "help: "]),
        Case(
            "a link that leads nowhere", [("team/a.yaml", network)], links: [("team/x.yaml", "gone.yaml")],
            expected: ["team/x.yaml: error: cannot read team/x.yaml", "help: "]),
        Case(
            "a folder that is called like a file", folders: ["team/x.yaml"], path: "team/x.yaml",
            expected: ["team/x.yaml: error: the folder holds no manifest", "help: manifests end in .yaml"]),
        Case(
            "an empty folder", folders: ["team"],
            expected: ["team: error: the folder holds no manifest", "help: manifests end in .yaml"]),
        Case(
            "an empty YAML file", [("team/a.yaml", network), ("team/b.yaml", "# nothing\n")],
            expected: ["team/b.yaml", "error: the file says nothing", "help: remove it"]),
        Case(
            "an empty JSON file", [("team/a.json", "")],
            expected: ["team/a.json", "error: the file says nothing", "help: "]),
        Case(
            "an empty XML file", [("team/a.xml", "")],
            expected: ["team/a.xml", "error: the file says nothing", "help: "]),
        Case("an empty CSV file", [("team/offers.csv", "")], expected: ["team/offers.csv", "error: "]),
        Case(
            "a CSV file whose name tells no kind", [("team/rows.csv", "title\nA\n")],
            expected: ["team/rows.csv: error: the name of a CSV file", "help: name it offers.csv"]),
        Case(
            "UTF-16 without a mark",
            bytes: [("team/a.yaml", network.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })],
            expected: ["team/a.yaml:1:2: error: ", "U+0000", "help: "]),
        Case(
            "a byte of Latin-1",
            bytes: [("team/a.yaml", Array("networks:\n  - title: Caf".utf8) + [0xE9, 10])],
            expected: ["team/a.yaml:2:15: error: byte 0xE9", "help: save the file as UTF-8"]),
        Case(
            "a kind that does not exist", [("team/a.yaml", "netwrks:\n  - title: A\n")],
            expected: [
                "team/a.yaml:1:1: error: there is no kind `netwrks`", "help: did you mean \"networks\"?",
            ]),
        Case(
            "a field that does not exist", [("team/a.yaml", "networks:\n  - title: A\n    titel: B\n")],
            expected: [
                "team/a.yaml:3:5: error: a network has no field `titel`", "    titel: B", "    ^~~~~",
                "help: did you mean \"title\"?",
            ]),
        Case(
            "a key twice in a mapping", [("team/a.yaml", "networks:\n  - title: A\n    title: B\n")],
            expected: [
                "team/a.yaml:3:5: error: the key `title` stands twice",
                "help: the first one is at line 2, column 5",
            ]),
        Case(
            "an object twice, in two files",
            [("team/a.yaml", network), ("team/b.json", #"{"networks": [{"title": "N"}]}"#)],
            expected: [
                "team/b.json:1:15: error: there are two networks named \"N\"",
                "help: the first one is at team/a.yaml:2:5",
            ]),
        Case(
            "an alias inside of its own anchor",
            [("team/a.yaml", "networks:\n  - &n\n    title: A\n    url: *n\n")],
            expected: ["team/a.yaml:4:10: error: ", "help: "]),
        Case(
            "weights of 0 and -1",
            [
                (
                    "team/a.yaml",
                    "campaigns:\n  - title: C\n    streams: [{weight: 0, offers: [{offer: O, weight: -1}]}]\n"
                )
            ],
            expected: [
                "team/a.yaml:3:24: error: `streams.weight` is at least 1, found 0", "help: write 1 or more",
                "team/a.yaml:3:55: error: `streams.offers.weight` is at least 1, found -1",
            ]),
        Case(
            "a country that ISO 3166 does not know",
            [("team/a.yaml", "offers:\n  - title: O\n    country_codes: [DE, UK]\n")],
            expected: ["team/a.yaml:3:25: error: there is no country \"UK\"", "help: did you mean \"GB\"?"]),
        Case(
            "a negative price", [("team/a.yaml", "campaigns:\n  - title: C\n    cpc: -0.1\n")],
            expected: ["team/a.yaml:3:10: error: `cpc` is at least 0, found -0.1", "help: write 0 or more"]),
        Case(
            "a null", [("team/a.yaml", "networks:\n  - title: A\n    skype: ~\n")],
            expected: ["team/a.yaml:3:12: error: `skype` is null", "help: leave the field out"]),
        Case(
            "a field that only RedTrack sets",
            [("team/a.yaml", "networks:\n  - title: A\n    created_at: 2018-01-01\n")],
            expected: ["team/a.yaml:3:5: error: `created_at` is set by RedTrack", "help: remove it"]),
        Case(
            "a row that is too long, and one without its end",
            [("team/networks.csv", "title,url\nA,u,v\nB,u\n\"C,u\n")],
            expected: [
                "team/networks.csv:2:", "error: the row has 3 fields, the header has 2",
                "team/networks.csv:4:1: error: the input ends inside the quoted field",
                "help: close the quote",
            ]),
        Case(
            "broken JSON", [("team/a.json", "{\"networks\": [\n  {\"title\": \"A\",}]}")],
            expected: ["team/a.json:2:17: error: expected a name in quotes, found \"}\"", "^"]),
        Case(
            "broken XML",
            [("team/a.xml", "<waybill><networks>\n<network><title>A</titl></network></networks></waybill>")],
            expected: [
                "team/a.xml:2:18: error: an end tag does not match", "help: <title> is open since line 2",
            ]),
    ]

    @Test(
        "A wrong file ends every command with 65, its place and the next step, before any request",
        arguments: cases)
    func refused(_ wrong: Case) async throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in wrong.files { try folder.write(bytes, to: name) }
        for name in wrong.folders {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: true)
        }
        for (name, target) in wrong.links { try folder.link(name, to: target) }
        let before = folder.contents()
        let names = folder.files()
        // Nobody listens there: a command that asked the account would end with 4.
        let environment = ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key]
        for command in [["validate"], ["plan"], ["apply", "--yes"]] {
            let output = try await WaybillProcess.run(
                [command[0], wrong.path] + command.dropFirst(), in: folder, environment: environment)
            #expect(output.status == 65, "\(output.all)")
            #expect(output.out.isEmpty)
            for text in wrong.expected {
                #expect(output.err.contains(text), "\(text) is not in:\n\(output.err)")
            }
            #expect(output.err.hasSuffix("; nothing was changed\n"))
            KeySearch.expectAbsent(output, folder)
        }
        #expect(folder.contents() == before)
        #expect(folder.files() == names)
    }

    @Test("All errors of all files are listed at once, in the order of their places, each underlined")
    func manyErrors() async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Self.broken { try folder.write(text, to: "team/" + name) }
        let output = try await WaybillProcess.run(["validate", "team"], in: folder)
        #expect(output.status == 65)
        try Golden.expect(output.err, "many-errors.txt")
        // A program reads the same, in the same order.
        let json = try await WaybillProcess.run(["validate", "team", "--json"], in: folder)
        #expect(json.status == 65)
        #expect(json.err.isEmpty)
        let listed = json.out.components(separatedBy: "\"severity\": \"error\"").count - 1
        #expect(output.err.contains("\(listed) errors; nothing was changed"), "\(json.out)")
    }

    static let broken: [String: String] = [
        "campaigns/search.yaml": """
        campaigns:
          - title: Summer – Größe „L“
            source: Serch
            cpc: -1
            redirect_type: 303
            streams:
              - weight: 0
                offers:
                  - {offer: Red, weight: 1}
                  - {offer: Bleu, weight: two}
                filters:
                  country: {iso: [UK, DE]}
                  conutry: {iso: [DE]}
        """,
        "landings.json": """
        {
          "landings": [
            {"title": "Page", "url": null},
            {"title": "Page", "url": "https://page.example"},
            {"titel": "Quiz"}
          ]
        }
        """,
        "offers.csv": """
        title,network,url,country_codes,payment.amount,created_at
        Red,North,https://red.example,DE|XX,2.5,
        Blue,Nort,https://blue.example,GB,1.5.2,
        "Green, the new one",North,https://green.example,,-3,7

        """,
        "parts.xml": """
        <waybill>
          <networks>
            <network><title>North</title><url>https://north.example</url></network>
            <network><title>South</title><ulr>https://south.example</ulr></network>
          </networks>
          <sources><source><title>Search</title><sub11>x</sub11></source></sources>
        </waybill>
        """,
    ]

    @Test("A reference to nothing is listed beside faulty fields, but not while objects may be missing")
    func referencesBesideFaults() async throws {
        let folder = try TemporaryFolder()
        let offers = "offers:\n  - {title: Red, network: Nroth, cap: -1}\n"
        try folder.write("networks:\n  - {title: North, url: 'https://n.example'}\n\(offers)", to: "a.yaml")
        let both = try await WaybillProcess.run(["validate", "a.yaml"], in: folder)
        #expect(both.status == 65)
        #expect(both.err.contains("there is no network \"Nroth\""), "\(both.all)")
        #expect(both.err.contains("did you mean \"North\"?"))
        #expect(both.err.contains("2 errors"))
        // Under a misspelt kind stands the network that is meant.
        try folder.write("netwroks:\n  - {title: Nroth, url: 'https://n.example'}\n\(offers)", to: "a.yaml")
        let lost = try await WaybillProcess.run(["validate", "a.yaml"], in: folder)
        #expect(lost.status == 65)
        #expect(!lost.err.contains("there is no network"), "\(lost.all)")
    }

    @Test("A reference to nothing, and to what is to be removed, is refused by validate and by plan")
    func references() async throws {
        let files = [
            "a.yaml": """
            networks:
              - {title: North, url: https://north.example}
              - {title: Gone, state: absent}
            """,
            "b.yaml": """
            offers:
              - {title: Red, network: Nroth, url: https://red.example, country_codes: [DE]}
              - {title: Blue, network: Gone, url: https://blue.example, country_codes: [DE]}
            """,
        ]
        try await TestProject.run(files: files) { project in
            let before = project.folder.projectContents()
            for command in ["validate", "plan", "apply"] {
                let output = try await project.waybill(command, "team")
                #expect(output.status == 65, "\(output.all)")
                #expect(output.err.contains("team/b.yaml:2:27: error: "), "\(output.all)")
                #expect(output.err.contains("\"Nroth\""))
                #expect(output.err.contains("help: did you mean \"North\"?"))
                #expect(output.err.contains("team/b.yaml:3:28: error: the network \"Gone\" is to be"))
                #expect(output.err.contains("team/a.yaml:3:5"))
            }
            #expect(project.folder.projectContents() == before)
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
        }
    }
}
