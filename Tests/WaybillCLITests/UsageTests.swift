import Testing

/// The command line: what is there, what is refused, what is asked.
@Suite("The command line")
struct UsageTests {
    /// Every command that there may be one day.
    static let commands = [
        "init", "export", "plan", "apply", "resume", "undo", "history", "drift", "rehearse", "import",
        "migrate", "cutover",
        "records", "validate", "fmt", "convert", "graph", "explain", "schema", "templates", "account",
        "index",
        "log", "conversions", "sandbox",
    ]

    @Test("The help lists exactly the commands that exist, and each of them has its own")
    func help() async throws {
        let folder = try TemporaryFolder()
        let help = try await WaybillProcess.run(["--help"], in: folder)
        #expect(help.status == 0)
        var listed: Set<String> = []
        var isInList = false
        for line in help.out.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasSuffix("SUBCOMMANDS:") {
                isInList = true
            } else if isInList, let match = line.wholeMatch(of: /\ \ ([a-z]+)(\ .*)?/) {
                listed.insert(String(match.1))
            } else if line.isEmpty {
                isInList = false
            }
        }
        #expect(listed.count >= 6, "\(help.out)")
        var existing: Set<String> = []
        for command in Set(Self.commands).union(listed) {
            let own = try await WaybillProcess.run([command, "--help"], in: folder)
            guard own.out.contains("USAGE: waybill \(command)") else { continue }
            existing.insert(command)
            #expect(own.status == 0)
            #expect(own.err.isEmpty)
        }
        #expect(listed == existing)
        #expect(folder.files().isEmpty)
    }

    @Test(
        "Wrong usage ends with 64, says what is wrong and where the help is, and touches nothing",
        arguments: [
            (["plan", "team", "--colour"], "Unknown option '--colour'"),
            (["plan", "team", "--max-delete", "many"], "'many' is invalid for '--max-delete"),
            (["plan", "team", "--rate", "fast"], "'fast' is invalid for '--rate"),
            (["apply", "team", "--yes", "--parallel", "0"], "--parallel takes 1 to 64"),
            (["apply", "team", "--yes", "--parallel", "65"], "--parallel takes 1 to 64"),
            (["convert", "team", "--to", "toml", "--out", "x"], "'toml' is invalid for '--to"),
            (["convert", "team", "--to", "json"], "--out"),
            (["sandbox", "--port", "70000"], "--port takes 0 to 65535"),
            (["aply", "team"], "aply"),
        ] as [([String], String)])
    func wrongUsage(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        let before = folder.files()
        let output = try await WaybillProcess.run(
            arguments, in: folder,
            environment: ["WAYBILL_API_URL": "http://127.0.0.1:1", "WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.out.isEmpty)
        #expect(output.err.contains(message), "\(output.all)")
        #expect(output.err.contains("--help' for more information"))
        #expect(folder.files() == before)
    }

    @Test(
        "Pruning by a part of the files is refused with 64 before the account is asked",
        arguments: [
            ["plan", "team/account.yaml", "--prune"], ["apply", "team/account.yaml", "--prune", "--yes"],
            ["plan", "team", "team/account.yaml", "--dangerous-prune-unmanaged"],
        ])
    func partialPrune(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        try folder.write("accounts: {main: {url: \"http://127.0.0.1:1\"}}\n", to: "team/waybill.yaml")
        let output = try await WaybillProcess.run(
            arguments, in: folder, environment: ["WAYBILL_API_KEY": KeySearch.key])
        #expect(output.status == 64, "\(output.all)")
        #expect(output.err.contains("pruning needs all files of the project"), "\(output.all)")
    }

    @Test(
        "An account that is not in waybill.yaml is refused with 64, and those that are there are named")
    func unknownAccount() async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        try folder.write("accounts: {main: {url: \"sandbox:m.sqlite\"}}\n", to: "team/waybill.yaml")
        let output = try await WaybillProcess.run(["plan", "team", "--account", "mian"], in: folder)
        #expect(output.status == 64, "\(output.all)")
        #expect(output.err.contains("no account \"mian\""))
        #expect(output.err.contains("main"))
        #expect(!folder.files().contains("team/m.sqlite"))
    }

    @Test(
        "Only the whole word applies: anything else, and nobody to answer, changes nothing",
        arguments: ["", "no\n", "y\n", "YES\n", "yes please\n", "\n"])
    func declined(answer: String) async throws {
        try await TestProject.run { project in
            let before = project.folder.projectContents()
            let output = try await project.waybill("apply", "team", input: answer)
            #expect(output.status == 1, "\(output.all)")
            #expect(output.out.hasPrefix("Plan: 9 to create"), "\(output.all)")
            #expect(output.err.contains("nothing was applied"), "\(output.all)")
            #expect(!answer.isEmpty || output.err.contains("use --yes"))
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
            #expect(project.folder.projectContents() == before)
        }
    }

    @Test("The answer yes applies")
    func confirmed() async throws {
        try await TestProject.run { project in
            let output = try await project.waybill("apply", "team", input: "yes\n")
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.contains("Applied: 9 created, 0 updated, 0 removed."))
            try await project.expectSettled()
        }
    }

    @Test(
        "The sandbox takes its faults from a file; every mistake in the file is listed, and it does not start"
    )
    func faultsFile() async throws {
        let folder = try TemporaryFolder()
        try folder.write("rules:\n  - {path: /auth, fault: html}\n", to: "faults.yaml")
        try await SandboxProcess.run(["--faults", "faults.yaml"], in: folder) { sandbox in
            let body = try await sandbox.request("GET", "/auth").body
            #expect(body.hasPrefix("<!DOCTYPE html>"))
        }
        try folder.write(
            "rules:\n  - {path: auth, fault: html}\n  - {fault: hail}\n  - {fault: latency}\n",
            to: "wrong.yaml")
        let wrong = try await WaybillProcess.run(["sandbox", "--faults", "wrong.yaml"], in: folder)
        #expect(wrong.status == 65, "\(wrong.all)")
        #expect(wrong.out.isEmpty)
        for text in ["path of rule 1", "fault of rule 2", "ms of rule 3 is missing"] {
            #expect(wrong.err.contains(text), "\(wrong.all)")
        }
        let missing = try await WaybillProcess.run(["sandbox", "--faults", "gone.yaml"], in: folder)
        #expect(missing.status != 0, "\(missing.all)")
        #expect(missing.err.contains("gone.yaml"), "\(missing.all)")
    }
}
