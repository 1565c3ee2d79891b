import Feeds
import Foundation
import Testing

/// What changes the account itself: its user and its key.
@Suite("Changing the account")
struct AccountChangesTests {
    private static func user(_ project: TestProject) async throws -> Value {
        try JSONDocument.parse(Array(try await project.sandbox.request("GET", "/auth").body.utf8)).value
    }

    @Test("The account is shown with and without the word show, in the same words")
    func show() async throws {
        try await TestProject.run { project in
            let short = try await project.waybill("account", "team")
            let long = try await project.waybill("account", "show", "team")
            #expect(short.status == 0, "\(short.all)")
            #expect(long.out == short.out && !short.out.isEmpty)
            let json = try await project.waybill("account", "team", "--json")
            #expect(json.out.contains("waybill-account/1"), "\(json.all)")
        }
    }

    @Test("An update changes what it names and nothing else, and shows no password")
    func update() async throws {
        try await TestProject.run(files: [:]) { project in
            let named = try await project.waybill("account", "update", "--lastname", "King")
            #expect(named.out == "Changed: last name.\n", "\(named.all)")
            let secret = "pass word-0815"
            let output = try await project.waybill(
                "account", "update", "--firstname", "Ada", "--skype", "", "--password-from", "env:FRESH",
                environment: ["FRESH": secret])
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out == "Changed: first name, Skype, password.\n", "\(output.all)")
            #expect(!output.all.contains(secret))
            let after = try await Self.user(project)
            #expect(after["firstname"]?.value.string == "Ada")
            #expect(after["skype"]?.value.string == "")
            #expect(after["lastname"]?.value.string == "King")
            let email = try #require(after["email"]?.value.string)
            let form = "login=\(email)&password=pass+word-0815"
            #expect(try await project.sandbox.request("POST", "/auth", body: form).status == 200)
            try project.folder.write("of a file\n", to: "secret")
            let file = try await project.waybill("account", "update", "--password-from", "file:secret")
            #expect(file.out == "Changed: password.\n", "\(file.all)")
            let second = "login=\(email)&password=of+a+file"
            #expect(try await project.sandbox.request("POST", "/auth", body: second).status == 200)
        }
    }

    @Test(
        "An update without a change, or with a password that is not to be had, sends nothing and ends with 64",
        arguments: [
            ([], "nothing to change"), (["--password-from", "hunter2"], "'hunter2' is invalid"),
            (["--password-from", "env:GONE"], "GONE"), (["--password-from", "file:gone"], "gone"),
        ] as [([String], String)])
    func noUpdate(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        let output = try await WaybillProcess.run(
            ["account", "update"] + arguments, in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.err.contains(message), "\(output.all)")
    }

    @Test("A new key is in the file alone, for its owner alone, and the old one is dead")
    func resetKey() async throws {
        try await TestProject.run(files: [:]) { project in
            try project.folder.write("old\n", to: "key")
            let output = try await project.waybill("account", "reset-key", "--yes", "--key-file", "key")
            #expect(output.status == 0, "\(output.all)")
            let key = try project.folder.read("key").trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(key.count > 10)
            #expect(!output.all.contains(key))
            #expect(output.err.contains("WAYBILL_API_KEY"))
            let mode = try FileManager.default.attributesOfItem(atPath: project.folder.path + "/key")[
                .posixPermissions]
            #expect(mode as? Int == 0o600)
            #expect(project.folder.files() == ["key"])
            let old = try await project.waybill("account", ".")
            #expect(old.status == 3, "\(old.all)")
            let new = try await project.waybill("account", ".", environment: ["WAYBILL_API_KEY": key])
            #expect(new.status == 0, "\(new.all)")
        }
    }

    @Test("A project that takes its key from that file goes on with the new key, and is told so")
    func sameFile() async throws {
        try await TestProject.run(files: [:]) { project in
            try project.folder.write(
                "accounts: {main: {url: \"\(project.sandbox.url)\", key: \"file:../key\"}}\n",
                to: "team/waybill.yaml")
            try project.folder.write(project.sandbox.key + "\n", to: "key")
            let output = try await WaybillProcess.run(
                ["account", "reset-key", "--yes", "--project", "team", "--key-file", "key"],
                in: project.folder)
            #expect(output.status == 0, "\(output.all)")
            #expect(output.err.contains("takes its key from this file"), "\(output.all)")
            let next = try await WaybillProcess.run(["account", "team"], in: project.folder)
            #expect(next.status == 0, "\(next.all)")
        }
    }

    @Test("Only the whole word replaces the key", arguments: ["", "y\n", "no\n"])
    func declined(answer: String) async throws {
        try await TestProject.run(files: [:]) { project in
            let output = try await project.waybill("account", "reset-key", "--key-file", "key", input: answer)
            #expect(output.status == 1, "\(output.all)")
            #expect(output.err.contains("the key was not replaced"))
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
            #expect(project.folder.files().isEmpty)
        }
    }

    @Test(
        "A file that cannot be written is found before the key is replaced",
        arguments: ["no/such/key", "folder"])
    func unwritable(path: String) async throws {
        try await TestProject.run(files: [:]) { project in
            try project.folder.write("", to: "folder/kept")
            let output = try await project.waybill("account", "reset-key", "--yes", "--key-file", path)
            #expect(output.status == 1, "\(output.all)")
            #expect(output.err.contains("The key was not replaced"), "\(output.all)")
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("When the answer with the new key is lost, the file stays as it was and the doubt is said")
    func lostAnswer() async throws {
        try await TestProject.run(files: [:]) { project in
            try project.folder.write("old\n", to: "key")
            try await project.sandbox.setFaults([
                #""method": "PUT", "path": "/me/apikey", "fault": "drop_before""#
            ])
            let output = try await project.waybill("account", "reset-key", "--yes", "--key-file", "key")
            #expect(output.status == 1, "\(output.all)")
            #expect(output.err.contains("may have been replaced"), "\(output.all)")
            #expect(try project.folder.read("key") == "old\n")
            #expect(project.folder.files() == ["key"])
        }
    }
}
