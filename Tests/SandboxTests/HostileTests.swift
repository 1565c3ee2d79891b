import Feeds
import Foundation
import Sandbox
import Testing

/// Whatever arrives is answered, and the next request too.
@Suite struct HostileTests {
    @Test func `Bytes that are no text are 400`() async throws {
        try await withSandbox { client in
            for bytes: [UInt8] in [
                [0xFF, 0xFE], Array(#"{"title": ""#.utf8) + [0xC3, 0x28, 0x22, 0x7D], [0],
            ] {
                let reply = try await client.send("POST", "/landings", bytes: bytes)
                #expect(reply.status == 400)
            }
            let alive = try await client.get("/landings")
            #expect(alive.status == 200)
        }
    }

    @Test(arguments: ["[", #"{"a":"#, #"{"streams":["#])
    func `Nesting without end is 400`(opening: String) async throws {
        try await withSandbox { client in
            let reply = try await client.post("/campaigns", String(repeating: opening, count: 200_000))
            #expect(reply.status == 400)
        }
    }

    @Test func `A body of more than 10 MB is 413, and the connection goes on`() async throws {
        try await withSandbox { client in
            let title = String(repeating: "x", count: 10 << 20)
            let reply = try await client.post("/landings", #"{"title": "\#(title)", "url": "u"}"#)
            #expect(reply.status == 413)
            #expect(reply.errors == ["Request body is too large"])
            let log = try await client.get("/_sandbox/requests")
            #expect(log.json[path: "0.status"]?.number == "413")
            let faults = try await client.put("/_sandbox/faults", title + "x")
            #expect(faults.status == 413)
        }
    }

    @Test func `A megabyte of text is kept`() async throws {
        try await withSandbox { client in
            let title = String(repeating: "é", count: 1 << 19)
            let reply = try await client.post("/landings", #"{"title": "\#(title)", "url": "u"}"#)
            #expect(reply.status == 201)
            let list = try await client.get("/landings")
            #expect(list.titles == [title])
        }
    }

    @Test(arguments: [
        "/landings/%00", "/landings/..%2F..", "/landings/'%20OR%201=1",
        "/landings/\(String(repeating: "9", count: 9000))",
        "/campaigns/%FF", "/networks/*",
    ])
    func `An id that is none is 404`(path: String) async throws {
        try await withSandbox { client in
            let reply = try await client.put(path, "{}")
            #expect(reply.status == 404)
        }
    }

    @Test func `Texts come back as they were sent`() async throws {
        try await withSandbox { client in
            let texts = [
                "'; DROP TABLE object; --", "%_\\", "\u{0}zero", "\"quoted\"", "e\u{301} é 😀 \u{202E}",
                "{clickid}%7B",
                "tab\tline\nreturn\r", "a\u{2028}b",
            ]
            for text in texts {
                let body = Value.object([("title", .string(text)), ("url", .string(text))]).jsonText()
                let created = try await client.post("/landings", body)
                #expect(created.json[path: "title"]?.string == text)
            }
            let list = try await client.get("/landings")
            #expect(list.titles == texts)
        }
    }

    @Test func `A control path that there is not is 404`() async throws {
        try await withSandbox { client in
            for (method, path) in [
                ("GET", "/_sandbox/"), ("POST", "/_sandbox/faults"), ("GET", "/_sandbox/x/y"),
            ] {
                let reply = try await client.send(method, path)
                #expect(reply.status == 404)
            }
        }
    }
}
