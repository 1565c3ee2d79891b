import Feeds
import Foundation
import Sandbox
import Testing

/// Starting, stopping, and what is left of an account in between.
@Suite struct LifecycleTests {
    @Test func `A started sandbox answers on loopback with the account of its key`() async throws {
        try await withSandbox { client in
            #expect(client.baseURL.hasPrefix("http://127.0.0.1:"))
            let user = try await client.get("/auth")
            #expect(user.status == 200)
            #expect(user.json[path: "api_key"]?.string == client.apiKey)
            #expect(user.json[path: "subscription.details.tax"]?.string == "")
        }
    }

    @Test func `A sandbox stops while keep-alive connections and slow requests are open`() async throws {
        let configuration = SandboxConfiguration(
            faults: FaultSchedule(rules: [
                FaultRule(path: "/networks", effect: .latency(milliseconds: 600_000))
            ]))
        try await withSandbox(configuration) { client in
            for _ in 0..<4 { _ = try await client.get("/auth") }
            let arrived = Task { try? await client.get("/networks") }
            while try await client.get("/_sandbox/requests").rows.count < 5 { await Task.yield() }
            arrived.cancel()
        }
    }

    @Test func `Cancelling the task stops the sandbox`() async throws {
        let (addresses, address) = AsyncStream.makeStream(of: Client.self)
        let running = Task {
            try await withSandbox { client in
                _ = try await client.get("/auth")
                address.yield(client)
                try await Task.sleep(for: .seconds(3600))
            }
        }
        var iterator = addresses.makeAsyncIterator()
        let client = try #require(await iterator.next())
        running.cancel()
        await #expect(throws: (any Error).self) { try await running.value }
        await #expect(throws: (any Error).self) { try await client.get("/auth") }
    }

    @Test func `A port that is taken is an error that says what to do`() async throws {
        try await withSandbox { client in
            let port = try #require(client.baseURL.split(separator: ":").last.flatMap { Int($0) })
            let error = await #expect(throws: SandboxError.self) {
                try await withSandbox(SandboxConfiguration(port: port)) { _ in }
            }
            #expect(error?.code == .address)
            #expect(error?.message.contains("choose another port") == true)
        }
    }

    @Test func `A file that is no data file is an error, and is left alone`() async throws {
        let path = temporaryPath()
        defer { remove(path) }
        try Data("not a database, just text that is long enough to be one".utf8).write(
            to: URL(filePath: path))
        let error = await #expect(throws: SandboxError.self) {
            try await withSandbox(SandboxConfiguration(dataFile: path)) { _ in }
        }
        #expect(error?.code == .dataFile)
        let left = try Data(contentsOf: URL(filePath: path))
        #expect(left.prefix(3) == Data("not".utf8))
    }

    @Test func `The same data file is the same account, with the same key`() async throws {
        let path = temporaryPath()
        defer { remove(path) }
        let configuration = SandboxConfiguration(dataFile: path, seed: .demo)
        let first = try await withSandbox(configuration) { client in
            _ = try await client.post("/landings", #"{"title": "Kept", "url": "http://kept.example"}"#)
            return (
                client.apiKey, try await client.get("/landings").text, try await client.get("/campaigns").text
            )
        }
        let second = try await withSandbox(configuration) { client in
            (client.apiKey, try await client.get("/landings").text, try await client.get("/campaigns").text)
        }
        #expect(first == second)
        #expect(first.1.contains("Kept"))
    }

    @Test func `A given key replaces the stored one`() async throws {
        let path = temporaryPath()
        defer { remove(path) }
        let old = try await withSandbox(SandboxConfiguration(dataFile: path)) { $0.apiKey }
        try await withSandbox(SandboxConfiguration(dataFile: path, apiKey: "chosen")) { client in
            #expect(client.apiKey == "chosen")
            let accepted = try await client.get("/auth")
            #expect(accepted.status == 200)
            var other = client
            other.apiKey = old
            let refused = try await other.get("/auth")
            #expect(refused.status == 401)
        }
    }

    @Test func `Neither the log of requests nor the description of a running sandbox shows the key`()
        async throws
    {
        let server = SandboxServer(SandboxConfiguration(apiKey: "very-secret"))
        try await server.run { running in
            #expect(!"\(running) \(String(reflecting: running))".contains("very-secret"))
            var dumped = ""
            dump(running, to: &dumped)
            #expect(!dumped.contains("very-secret"))
            let client = Client(running)
            _ = try await client.get("/offers?page=1&api%5Fkey=very-secret&per=2")
            let log = try await client.get("/_sandbox/requests")
            #expect(!log.text.contains("very-secret"))
            #expect(log.json[path: "0.query"]?.string == "page=1&per=2")
        }
    }

    @Test(arguments: [("20/min", 20, 60), ("5/s", 5, 1), ("1000/h", 1000, 3600), ("60/10s", 60, 10)])
    func `A rate is a count and a unit`(text: String, requests: Int, seconds: Int) throws {
        let limit = try RateLimit(text)
        #expect(limit.requests == requests)
        #expect(limit.window == .seconds(seconds))
    }

    @Test(arguments: ["", "5", "5/", "/s", "-1/s", "0/s", "5/day", "5/s/s", "x/min", "5/0s", "5/-1s", "5/10"])
    func `Anything else is no rate`(text: String) {
        #expect(throws: SandboxError.self) { try RateLimit(text) }
    }
}

/// A path in the temporary folder where nothing is.
func temporaryPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("test-\(UUID().uuidString).sqlite").path
}

/// Removes a data file.
func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
}
