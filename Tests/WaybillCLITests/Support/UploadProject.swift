import Feeds
import Foundation
import Testing

/// A folder for uploads and a sandbox with clicks that have no conversion yet.
struct UploadProject: Sendable {
    let project: TestProject
    /// Ids of clicks without a conversion.
    let clicks: [String]

    var folder: TemporaryFolder { project.folder }
    var sandbox: SandboxProcess { project.sandbox }

    static let days = "date_from=2000-01-01&date_to=2999-12-31"

    /// Runs `body` with a seeded account.
    static func run<Result: Sendable>(_ body: (UploadProject) async throws -> Result) async throws -> Result {
        try await TestProject.run(files: [:], sandbox: ["--seed", "demo"]) { project in
            let converted = Set(try await rows(project.sandbox, "/conversions").map(\.click))
            let text = try await project.sandbox.request("GET", "/tracks?\(days)&per=1000").body
            let clicks = (try JSONDocument.parse(Array(text.utf8)).value.list ?? [])
                .compactMap { $0.value["id"]?.value.string }.filter { !converted.contains($0) }
            try #require(clicks.count > 700)
            try await project.sandbox.clearRequests()
            return try await body(UploadProject(project: project, clicks: clicks))
        }
    }

    /// What the account's log says of a conversion.
    struct Row: Sendable, Hashable, Comparable {
        let click: String
        let payout: String

        static func < (left: Row, right: Row) -> Bool {
            (left.click, left.payout) < (right.click, right.payout)
        }
    }

    private static func rows(_ sandbox: SandboxProcess, _ path: String) async throws -> [Row] {
        var rows: [Row] = []
        for page in 1...100 {
            let text = try await sandbox.request("GET", "\(path)?\(days)&per=1000&page=\(page)").body
            let nodes = try JSONDocument.parse(Array(text.utf8)).value.list ?? []
            if nodes.isEmpty { break }
            rows += nodes.map { node in
                Row(
                    click: node.value["clickid"]?.value.string ?? "",
                    payout: node.value["payout"]?.value.number ?? "")
            }
        }
        return rows
    }

    /// The conversions of ``clicks`` that the account has, sorted, each as often as it is there.
    func uploaded() async throws -> [Row] {
        let own = Set(clicks)
        return try await Self.rows(sandbox, "/conversions").filter { own.contains($0.click) }.sorted()
    }

    /// Conversions for so many clicks.
    func rows(_ range: Range<Int>) -> [Row] {
        range.map { Row(click: clicks[$0], payout: "\($0 / 100 + 1).\($0 % 100 + 1)5") }.sorted()
    }

    /// Writes a file of conversions.
    func write(_ rows: [Row], to name: String = "c.csv") throws {
        if name.hasSuffix(".json") {
            let list = rows.map { #"{"clickid": "\#($0.click)", "payout": \#($0.payout)}"# }
            try folder.write("[\(list.joined(separator: ",\n"))]\n", to: name)
        } else {
            try folder.write(
                "clickid,payout\n" + rows.map { "\($0.click),\($0.payout)\n" }.joined(), to: name)
        }
    }

    /// Uploads a file without a question and with hardly any patience.
    func upload(
        _ name: String = "c.csv", _ arguments: [String] = [], environment: [String: String] = [:],
        during: @Sendable (WaybillProcess.Running) async throws -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> WaybillProcess.Output {
        let output = try await WaybillProcess.run(
            ["conversions", "upload", name, "--yes", "--patience", "0"] + arguments, in: folder,
            environment: sandbox.environment.merging(environment) { $1 }, during: during)
        KeySearch.expectAbsent(output, folder, sourceLocation: sourceLocation)
        return output
    }

    /// How many uploads arrived.
    func posts() async throws -> Int {
        try await sandbox.requests().count { $0.method == "POST" && $0.path == "/conversions" }
    }

    /// Waits until so many uploads have arrived.
    func waitForPosts(_ count: Int) async throws {
        try await sandbox.waitForRequests(count) { $0.method == "POST" && $0.path == "/conversions" }
    }

    /// A fault for uploads.
    static func post(_ fault: String, times: Int? = 1, after: Int = 0) -> String {
        #""method": "POST", "path": "/conversions", "after": \#(after), "fault": \#(fault)"#
            + (times.map { ", \"times\": \($0)" } ?? "")
    }
}
