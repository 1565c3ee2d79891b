import Feeds
import Foundation
import Sandbox
import Testing

/// Many requests at once, and files that were left behind by a process that died.
@Suite struct DurabilityTests {
    @Test func `Sixty-four creates at once lose nothing`() async throws {
        try await withSandbox { client in
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        try await client.create("landings", #"{"title": "\#(number)", "url": "u"}"#)
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 64)
            let list = try await client.get("/landings")
            #expect(Set(list.rows.compactMap { $0["id"]?.value.string }) == ids)
            #expect(Set(list.titles) == Set((0..<64).map { String($0) }))
            let log = try await client.get("/_sandbox/requests")
            #expect(log.rows.count { $0[path: "status"]?.number == "201" } == 64)
        }
    }

    @Test func `Writes of one object at once end in one of them, whole`() async throws {
        try await withSandbox { client in
            let id = try await client.create("landings", #"{"title": "start", "url": "start"}"#)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<32 {
                    group.addTask {
                        _ = try await client.put(
                            "/landings/\(id)", #"{"title": "\#(number)", "url": "\#(number)"}"#)
                    }
                }
                try await group.waitForAll()
            }
            let row = try await client.get("/landings").rows.first
            #expect(row?[path: "title"] == row?[path: "url"])
            #expect(row?[path: "title"]?.string != "start")
        }
    }

    /// What `kill -9` leaves are the files as they are at that moment, with nothing closed or checkpointed: a copy of
    /// them, taken while the server runs, is the same.
    @Test func `An answered write is in the files, whenever the process dies`() async throws {
        let (path, copy) = (temporaryPath(), temporaryPath())
        defer {
            remove(path)
            remove(copy)
        }
        let expected = try await withSandbox(SandboxConfiguration(dataFile: path)) { client in
            let base = try await client.base()
            _ = try await client.post("/campaigns", CampaignTests.body(base))
            _ = try await client.put("/landings/\(base.landing)", #"{"title": "Last"}"#)
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            return (
                client.apiKey, try await client.get("/campaigns").text, try await client.get("/landings").text
            )
        }
        let found = try await withSandbox(SandboxConfiguration(dataFile: copy)) { client in
            (client.apiKey, try await client.get("/campaigns").text, try await client.get("/landings").text)
        }
        #expect(found == expected)
        #expect(found.2.contains("Last"))
    }

    @Test func `The log shows what arrived, in order, and can be cleared`() async throws {
        try await withSandbox { client in
            _ = try await client.post("/landings", #"{"title": "a", "url": "b"}"#)
            _ = try await client.get("/landings?page=2&title=x%20y")
            _ = try await client.faults(#"{"path": "/sources", "fault": "drop_before"}"#)
            _ = try? await client.get("/sources")
            let log = try await client.get("/_sandbox/requests")
            #expect(
                log.rows.first?.names == ["time", "method", "path", "query", "body_size", "status"])
            let lines = log.rows.map { row in
                ["method", "path", "query"].map { row[path: $0]?.string ?? "" }
                    + ["body_size", "status"].map { row[path: $0]?.number ?? "-" }
            }
            #expect(
                lines.prefix(3) == [
                    ["POST", "/landings", "", "26", "201"],
                    ["GET", "/landings", "page=2&title=x%20y", "0", "200"],
                    ["GET", "/sources", "", "0", "-"],
                ])
            let cleared = try await client.delete("/_sandbox/requests")
            #expect(cleared.status == 204)
            let empty = try await client.get("/_sandbox/requests")
            #expect(empty.text == "[]")
        }
    }
}
