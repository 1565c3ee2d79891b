import Feeds
import Testing

@Suite("What plans and graphs are printed as")
struct PlanViewsTests {
    /// The samples, next to an account that has nothing of them.
    private func plan(_ arguments: [String]) async throws -> WaybillProcess.Output {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        return try await WaybillProcess.run(
            ["plan", "team"] + arguments, in: folder, environment: ["WAYBILL_API_URL": "sandbox:empty.sqlite"]
        )
    }

    @Test("Each format begins as itself, and none of them says anything else on the standard output")
    func formats() async throws {
        for (arguments, start) in [
            ([], "Plan: "), (["--detail", "none"], "Plan: "),
            (["--json"], "{\n  \"format\": \"waybill-plan/1\""),
            (["--markdown"], "### Plan: "), (["--html"], "<!DOCTYPE html>\n<html lang=en>"),
        ] as [([String], String)] {
            let output = try await plan(arguments)
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.hasPrefix(start), "\(arguments): \(output.out.prefix(200))")
        }
        let page = try await plan(["--html"])
        #expect(page.out.hasSuffix("</html>\n") && page.out.contains("<svg class=tree"))
    }

    @Test("More detail says more, and no detail still counts", arguments: ["none", "fields", "full"])
    func detail(_ level: String) async throws {
        let output = try await plan(["--detail", level])
        #expect(output.out.contains("campaigns"))
        #expect(output.out.contains("    because: ") == (level != "none"))
        #expect(output.out.contains("    sends, each whole: ") == (level == "full"))
    }

    @Test(
        "Two formats at once are wrong usage", arguments: [["--json", "--html"], ["--markdown", "--html"]])
    func twoFormats(_ arguments: [String]) async throws {
        let output = try await plan(arguments)
        #expect(output.status == 64 && output.err.contains("choose one"), "\(output.all)")
    }

    @Test("Files and the account that they were applied to give the same campaigns' trees")
    func graphs() async throws {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        let applied = try await WaybillProcess.run(["apply", "team", "--yes"], in: folder)
        #expect(applied.status == 0, "\(applied.all)")
        for (format, start) in [
            ("svg", "<svg "), ("mermaid", "flowchart LR\n"), ("dot", "digraph waybill {\n"),
        ] {
            let files = try await WaybillProcess.run(["graph", "team", "--format", format], in: folder)
            #expect(files.status == 0 && files.out.hasPrefix(start), "\(files.all)")
            let account = try await WaybillProcess.run(
                ["graph", "team", "--format", format, "--from", "account"], in: folder)
            #expect(account.status == 0 && account.out.hasPrefix(start), "\(account.all)")
        }
        let unknown = try await WaybillProcess.run(["graph", "team", "--campaign", "No such"], in: folder)
        #expect(
            unknown.status == 65 && unknown.err.contains("there is no campaign \"No such\""), "\(unknown.all)"
        )
    }
}
