import Feeds
import Foundation
import Sandbox
import Testing

/// The data file itself: who can read it, what is in it, and the check of it.
@Suite struct DataFileTests {
    @Test func `A new data file can be read by its owner alone`() async throws {
        let path = temporaryPath()
        defer { remove(path) }
        try await withSandbox(SandboxConfiguration(dataFile: path)) { client in
            _ = try await client.post("/landings", FaultTests.landing)
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
            }
        }
    }

    /// Fields are copied from the file into answers without being parsed.
    @Test(arguments: [
        #"quote \" backslash \\ slash \/ brace } bracket ] comma , colon :"#, #"\\"#, #"\\\""#,
        #"{\"title\":\"x\"}"#,
        #"tab \t newline \n return \r bell \u0007 nul \u0000"#, #"caf\u00e9 \ud83d\ude00 é 😀"#,
        #"\u2028 \u007f"#,
    ])
    func `A text with any character comes back in answers and in lists`(text: String) async throws {
        try await withSandbox { client in
            let sent =
                #"{"title": "\#(text)", "url": "\#(text)", "targeting": {"\#(text)": ["\#(text)", {}]}}"#
            let title = try #require(try JSONDocument.parse(Array(sent.utf8)).value[path: "title"])
            let landing = try await client.post("/landings", sent)
            #expect(landing.status == 201)
            #expect(landing.json[path: "title"] == title)
            let list = try await client.get("/landings")
            #expect(list.rows.count == 1)
            #expect(list.json[path: "0.title"] == title && list.json[path: "0.url"] == title)

            let network = try await client.create("networks", sent)
            let offer = try await client.post(
                "/offers", #"{"program_id": "\#(network)", \#(sent.dropFirst())"#)
            #expect(offer.status == 201)
            let offers = try await client.get("/offers")
            #expect(offers.json[path: "0.network_title"] == title)
            let targeting = offers.json[path: "0.targeting"]
            #expect(targeting == (try JSONDocument.parse(Array(sent.utf8)).value[path: "targeting"]))
            let changed = try await client.put("/offers/\(offer.id)", #"{"cap": 3}"#)
            #expect(changed.json[path: "title"] == title && changed.json[path: "targeting"] == targeting)
        }
    }

    @Test func `The check of an account finds nothing, but references that were left loose`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let sound = try await client.get("/_sandbox/check")
            #expect(sound.text == #"{"integrity":[],"foreign_keys":[],"torn":[],"dangling":[]}"#)
            _ = try await client.faults(#"{"fault": "loose_references"}"#)
            let campaign = try await client.post(
                "/campaigns",
                #"{"title": "a", "source_id": "\#(try await client.get("/sources").json[path: "0.id"]?.string ?? "")", "domain_id": "nowhere"}"#
            )
            let loose = try await client.get("/_sandbox/check")
            #expect(loose.json[path: "dangling"]?.texts == ["\(campaign.id): domain nowhere"])
            #expect(loose.json[path: "torn"]?.texts == [])
        }
    }
}

extension Value {
    /// The strings of a list.
    fileprivate var texts: [String]? { list?.compactMap(\.value.string) }
}
