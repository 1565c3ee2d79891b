import Feeds
import Testing

/// The key: where it may come from, and that it stays there.
@Suite("The account's key")
struct KeyTests {
    @Test("The search finds the key in each of its forms, and not where it is not")
    func search() throws {
        let form = "w4y%2Fbill%2Bs3cret%3D0f1e2d3c"
        for text in [
            KeySearch.key, "?api_key=\(form)", form.lowercased(), #"{"k":"w4y\/bill+s3cret=0f1e2d3c"}"#,
        ] {
            #expect(!KeySearch.find(in: "a \(text) b").isEmpty, "\(text)")
        }
        // `printf 'key:w4y/bill+s3cret=0f1e2d3c;' | base64`, and with one and two more letters before it.
        for text in [
            "a2V5Onc0eS9iaWxsK3MzY3JldD0wZjFlMmQzYzs=", "a2tleTp3NHkvYmlsbCtzM2NyZXQ9MGYxZTJkM2M7",
            "a2trZXk6dzR5L2JpbGwrczNjcmV0PTBmMWUyZDNjOw==",
        ] {
            #expect(!KeySearch.find(in: text).isEmpty, "\(text)")
        }
        #expect(KeySearch.find(in: "w4y/bill s3cret").isEmpty)
    }

    @Test(
        "Without a key every command that needs one ends with 3 and says where to put it",
        arguments: [
            ["plan", "team"], ["apply", "team", "--yes"], ["account", "team"], ["rehearse", "team"],
            ["undo", "latest", "--project", "team", "--yes"],
        ])
    func missing(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        let before = folder.files()
        let none = try await WaybillProcess.run(arguments, in: folder)
        #expect(none.status == 3, "\(none.all)")
        #expect(none.err.contains("WAYBILL_API_KEY"))
        #expect(folder.files() == before)

        try folder.write(
            "accounts: {main: {url: \"http://127.0.0.1:1\", key: env:NOT_SET}}\n", to: "team/waybill.yaml")
        let unset = try await WaybillProcess.run(arguments, in: folder)
        #expect(unset.status == 3, "\(unset.all)")
        #expect(unset.err.contains("NOT_SET, which is not set"))

        try folder.write(
            "accounts: {main: {url: \"http://127.0.0.1:1\", key: file:gone.key}}\n", to: "team/waybill.yaml")
        let gone = try await WaybillProcess.run(arguments, in: folder)
        #expect(gone.status == 3, "\(gone.all)")
        #expect(gone.err.contains("team/gone.key, which cannot be read"))
    }

    @Test(
        "A key that the account refuses ends with 3, and is not shown",
        arguments: [
            ["plan", "team"], ["apply", "team", "--yes"], ["account", "team"], ["rehearse", "team"],
            ["undo", "latest", "--project", "team", "--yes"],
        ])
    func refused(arguments: [String]) async throws {
        let other = "An0ther+key/=ff"
        try await TestProject.run { project in
            let before = project.folder.contents()
            let output = try await WaybillProcess.run(
                arguments, in: project.folder,
                environment: ["WAYBILL_API_URL": project.sandbox.url, "WAYBILL_API_KEY": other])
            #expect(output.status == 3, "\(output.all)")
            #expect(output.err.contains("GET /auth"), "\(output.all)")
            #expect(output.err.contains("Check the key of the account"), "\(output.all)")
            #expect(!output.all.contains(other))
            #expect(!output.all.contains("An0ther%2B"))
            #expect(project.folder.contents() == before)
        }
    }

    @Test(
        "A key written out in waybill.yaml ends every command with 65, and is nowhere in the output",
        arguments: [
            "accounts:\n  main:\n    url: https://api.redtrack.io\n    key: KEY\n",
            "accounts: {main: {key: KEY, url: \"https://api.redtrack.io\", kye: KEY}}\n",
            "accounts:\n  main:\n    key: >\n      KEY\n",
            "accounts:\n  main:\n    key: [KEY]\n",
            "accounts:\n  main:\n    api_key: KEY\n",
        ])
    func literal(text: String) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        try folder.write(text.replacing("KEY", with: KeySearch.key), to: "team/waybill.yaml")
        for command in [
            ["validate"], ["plan"], ["apply", "--yes"], ["account"], ["plan", "--json"],
            ["validate", "--json"],
        ] {
            let output = try await WaybillProcess.run([command[0], "team"] + command.dropFirst(), in: folder)
            #expect(output.status == 65, "\(output.all)")
            #expect((output.out + output.err).contains("team/waybill.yaml"))
            #expect(KeySearch.find(in: output.all).isEmpty, "\(command)")
        }
    }

    @Test("The key is taken from a file, and neither the files nor the outputs of a run hold it")
    func keyFile() async throws {
        try await TestProject.run { project in
            // The key's file stands outside of the folder that is searched for it.
            let other = try TemporaryFolder()
            try other.write(KeySearch.key + "\n", to: "account.key")
            try project.folder.write(
                "accounts: {main: {url: \"\(project.sandbox.url)\", key: \"file:\(other.path)/account.key\"}}\n",
                to: "team/waybill.yaml")
            for arguments in [["account", "team"], ["apply", "team", "--yes"], ["plan", "team", "--json"]] {
                let output = try await WaybillProcess.run(arguments, in: project.folder)
                #expect(output.status == 0, "\(output.all)")
                KeySearch.expectAbsent(output, project.folder)
            }
        }
    }

    @Test(
        "Answers that echo the key do not bring it into the output",
        arguments: [#""fault": "truncated_body""#, #""fault": "drop_during""#])
    func echoed(fault: String) async throws {
        // The sandbox's answer about the user holds the key, as the document's does.
        try await TestProject.run { project in
            let auth = try await project.sandbox.request("GET", "/auth").body
            #expect(!KeySearch.find(in: auth).isEmpty)
            try await project.sandbox.setFaults([#""path": "/auth", \#(fault)"#])
            let output = try await project.waybill("account", "team")
            #expect(output.status == 4, "\(output.all)")
        }
    }

    @Test("A key that stands in a value of a file is in no output, report, event or journal")
    func keyInValue() async throws {
        let key = KeySearch.key.replacing("+", with: "%2B").replacing("=", with: "%3D")
        let file = "networks: [{title: N, url: \"https://n.example/?key=\(key)\"}]\n"
        try await TestProject.run(files: ["account.yaml": file]) { project in
            for arguments in [
                ["plan", "team"], ["plan", "team", "--json"], ["plan", "team", "--html"],
                ["plan", "team", "--explain", "networks/N"],
                [
                    "apply", "team", "--yes", "--events", "--json", "--report", "r.json", "--report", "r.csv",
                    "--report", "r.md",
                ],
                ["history", "latest", "--project", "team"],
            ] {
                try project.folder.write(file, to: "team/account.yaml")
                let output = try await WaybillProcess.run(
                    arguments, in: project.folder, environment: project.sandbox.environment)
                #expect(output.status == 0, "\(output.all)")
                try project.folder.write("", to: "team/account.yaml")
                KeySearch.expectAbsent(output, project.folder)
            }
            #expect(try project.folder.read("r.csv").contains("create"))
        }
    }
}
