import Feeds
import Sandbox
import Testing

/// The faults of lists, as the logs of clicks, conversions and payments show them.
@Suite struct LogFaultTests {
    /// A log of the demo account: its path and the member that tells rows apart.
    struct Log: Sendable {
        let path: String
        let key: String

        func page(_ page: Int, per: Int) -> String {
            let days = path == "/transactions" ? "" : "&date_from=\(Day.text(-40))&date_to=\(Day.text(1))"
            return "\(path)?page=\(page)&per=\(per)\(days)"
        }

        func keys(_ reply: Client.Reply) -> [String] {
            reply.rows.compactMap { $0[path: key]?.string }
        }
    }

    static let logs = [
        Log(path: "/tracks", key: "id"), Log(path: "/conversions", key: "id"),
        Log(path: "/transactions", key: "key"),
    ]

    /// Pages of a log under a fault, and the whole log without one.
    private static func pages(
        _ client: Client, _ log: Log, _ fault: String, per: Int, count: Int = 3, seed: Int = 1
    ) async throws -> (all: [String], pages: [[String]]) {
        _ = try await client.delete("/_sandbox/faults")
        let all = log.keys(try await client.get(log.page(1, per: 1_000_000)))
        _ = try await client.faults(#"{"path": "\#(log.path)", "fault": \#(fault)}"#, seed: seed)
        var pages: [[String]] = []
        for page in 1...count { pages.append(log.keys(try await client.get(log.page(page, per: per)))) }
        return (all, pages)
    }

    @Test func `Pages are capped, repeated and shifted`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            for log in Self.logs {
                let capped = try await Self.pages(client, log, #""cap_per", "per": 1"#, per: 100)
                #expect(capped.all.count >= 4 && Set(capped.all).count == capped.all.count)
                #expect(capped.pages == capped.all.prefix(3).map { [$0] }, "\(log.path)")

                let repeated = try await Self.pages(client, log, #""ignore_page""#, per: 2)
                #expect(
                    repeated.pages == Array(repeating: Array(repeated.all.prefix(2)), count: 3), "\(log.path)"
                )

                let (all, inserted) = try await Self.pages(client, log, #""insert_rows""#, per: 2)
                #expect(inserted == [0, 1, 2].map { Array(all.dropFirst($0).prefix(2)) }, "\(log.path)")

                let removed = try await Self.pages(client, log, #""remove_rows""#, per: 1).pages
                #expect(removed == [0, 2, 4].map { Array(all.dropFirst($0).prefix(1)) }, "\(log.path)")
                let past = try await client.get(log.page(2, per: .max))
                #expect(past.text == "[]")
            }
        }
    }

    @Test func `Every page comes from another order, which repeats with the seed`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            for log in Self.logs {
                let (all, whole) = try await Self.pages(
                    client, log, #""shuffle_rows""#, per: 1_000_000, count: 1)
                #expect(whole[0] != all && whole[0].sorted() == all.sorted(), "\(log.path)")
                func run(_ seed: Int) async throws -> [[String]] {
                    try await Self.pages(client, log, #""shuffle_rows""#, per: 2, count: 2, seed: seed).pages
                }
                let (first, again, other) = (try await run(5), try await run(5), try await run(6))
                #expect(first == again, "\(log.path)")
                #expect(first != other, "\(log.path)")
                #expect(first.allSatisfy { $0.count == 2 && Set($0).isSubset(of: all) }, "\(log.path)")
            }
        }
    }

    @Test func `Null, envelopes, half answers and web pages stand for any list`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let others = ["/report", "/tags/campaigns", "/countries", "/source_presets"]
            for path in Self.logs.map(\.path) + others {
                let url = "\(path)?date_from=\(Day.text(-100))&date_to=\(Day.text(1))"
                try await Self.expectBodies(client, path, url)
            }
        }
    }

    private static func expectBodies(_ client: Client, _ path: String, _ url: String) async throws {
        _ = try await client.delete("/_sandbox/faults")
        let plain = try await client.get(url)
        #expect(plain.rows.count > 1, "\(path)")
        func faulty(_ fault: String) async throws -> Client.Reply {
            _ = try await client.faults(#"{"path": "\#(path)", "fault": "\#(fault)"}"#)
            return try await client.get(url)
        }
        let null = try await faulty("null_list")
        #expect(null.text == "null", "\(path)")
        let envelope = try await faulty("enveloped_list")
        #expect(envelope.text == #"{"items":\#(plain.text),"total":\#(plain.rows.count)}"#, "\(path)")
        let cut = try await faulty("truncated_body")
        #expect(cut.status == 200 && !cut.text.isEmpty && plain.text.hasPrefix(cut.text), "\(path)")
        #expect(cut.text.utf8.count == plain.text.utf8.count / 2, "\(path)")
        let page = try await faulty("html")
        #expect(page.status == 200 && page.text.hasPrefix("<!DOCTYPE html>"), "\(path)")
        _ = try await client.faults(#"{"path": "\#(path)", "fault": "drop_during"}"#)
        await #expect(throws: (any Error).self, "\(path)") { try await client.get(url) }
    }

    @Test func `An answer that is one object stays as it is under the faults of lists`() async throws {
        try await withSandbox { client in
            _ = try await client.faults(#"{"fault": "null_list"}, {"fault": "enveloped_list"}"#)
            let created = try await client.post("/landings", FaultTests.landing)
            #expect(created.status == 201)
            #expect(created.json[path: "title"]?.string == "Page")
            let user = try await client.get("/auth")
            #expect(user.json[path: "api_key"]?.string == client.apiKey)
        }
    }
}
