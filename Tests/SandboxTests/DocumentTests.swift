import Feeds
import Foundation
import Sandbox
import Testing

/// Whatever was written against the document works: each of its `curl` lines gives the documented code and shape.
@Suite struct DocumentTests {
    /// The document, when it lies beside the package.
    private static let document: String? = {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.deletingLastPathComponent().appending(path: "shared/redtrack-api-2018.txt")
        return try? String(contentsOf: file, encoding: .utf8)
    }()

    @Test func `Every curl line of the document gives the documented code and shape`() async throws {
        if Self.document == nil { print("The API document is not there: testing our own list of its calls.") }
        let calls = DocumentedCall.all(in: Self.document ?? DocumentedCall.ours)
        #expect(calls.count >= 30)
        try await withSandbox(SandboxConfiguration(seed: .demo)) { first in
            var client = first
            for call in calls {
                let reply = try await check(call, client)
                // A call that changes the key changes it for those after it.
                if let key = reply.json[path: "api_key"]?.string { client.apiKey = key }
            }
        }
    }

    private func check(_ call: DocumentedCall, _ client: Client) async throws -> Client.Reply {
        let month = "date_from=\(Day.text(-31))&date_to=\(Day.text(0))"
        func id(_ list: String) async throws -> String {
            try await client.get("/\(list)?\(month)").json[path: "0.id"]?.string ?? ""
        }
        let kind = call.path.hasPrefix("/offers") ? "offers" : "campaigns"
        var path = call.path.replacing(/[0-9a-f]{24}/, with: try await id(kind))
        // Days of the document are long gone, and the first days of a month have little traffic.
        if ["/tracks", "/conversions"].contains(path) { path += "?\(month)" }
        path = path.replacing(/date_from=.*(?=&group)/, with: month)
        let reply = try await client.send(
            call.method, path, try await body(call, client, click: try await id("tracks")) ?? "",
            contentType: "multipart/form-data")
        let isCreate = call.method == "POST" && call.path != "/auth"
        #expect(reply.status == (isCreate ? 201 : 200), "\(call): \(reply.text)")
        if call.path == "/conversions" && isCreate {
            #expect(reply.text.isEmpty)
            return reply
        }
        let isObject = call.method != "GET" || call.path == "/auth"
        let first = isObject ? reply.json : try #require(reply.rows.first, "\(call) is empty")
        if call.path.hasPrefix("/tags/") {
            #expect(first.string != nil)
        } else if call.names.isEmpty {
            #expect(first.names.count > 1, "\(call)")
        } else {
            #expect(Set(first.names) == call.names, "\(call)")
        }
        return reply
    }

    /// The body of a call, with ids that there are.
    private func body(_ call: DocumentedCall, _ client: Client, click: String) async throws -> String? {
        guard let body = call.body else { return nil }
        if body.contains("your_email") {
            return body.replacing("your_email", with: "user1@sandbox.example")
                .replacing("your_password", with: "sandbox")
        }
        guard body == "<Request body>" else { return body.replacing(/[0-9a-f]{24}/, with: click) }
        switch (call.method, call.path.split(separator: "/").first) {
        case ("PUT", "me"):
            return #"{"password": "11111", "password_confirmation": "11111", "firstname": "Ann"}"#
        case ("POST", "campaigns"): return CampaignTests.body(try await client.base())
        case ("PUT", "campaigns"): return #"{"status": 1, "tags": ["one", "two"]}"#
        case ("POST", "offers"):
            let network = try await client.base().network
            return
                #"{"title": "T", "url": "http://t.example", "program_id": "\#(network)", "payment": {"amount": 0.2}}"#
        case ("PUT", "offers"): return #"{"country_codes": ["GB", "US"], "cap": 2}"#
        default: return #"{"title": "Changed"}"#
        }
    }
}
