import Feeds
import Sandbox
import TestSupport
import Testing

/// Paging, which no list of the document can do without.
@Suite struct ListTests {
    @Test
    func `Pages follow the order of creation, 100 rows when nothing is said, and end with an empty one`()
        async throws
    {
        try await withSandbox { client in
            for number in 1...120 {
                _ = try await client.create(
                    "landings", #"{"title": "\#(number)", "url": "http://l.example"}"#)
            }
            let first = try await client.get("/landings")
            #expect(first.titles == (1...100).map { String($0) })
            let second = try await client.get("/landings?page=2")
            #expect(second.titles == (101...120).map { String($0) })
            let third = try await client.get("/landings?page=3")
            #expect(third.text == "[]")
            let small = try await client.get("/landings?page=3&per=7")
            #expect(small.titles == (15...21).map { String($0) })
        }
    }

    @Test(arguments: ["landings", "campaigns"])
    func `Pages are those of the list, whatever was made and deleted since others were read`(kind: String)
        async throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        try await withSandbox { client in
            var random = SeededGenerator(seed: seed)
            let base = try await client.base()
            let rest =
                kind == "landings"
                ? #""url": "http://l.example""# : #""source_id": "\#(base.source)", "streams": []"#
            var list = try await client.get("/\(kind)").rows.compactMap { $0["id"]?.value.string }
            for number in 0..<400 {
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<3:
                    list.append(try await client.create(kind, #"{"title": "\#(number)", \#(rest)}"#))
                case 3 where !list.isEmpty:
                    let id = list.remove(at: Int.random(in: list.indices, using: &random))
                    #expect(try await client.delete("/\(kind)/\(id)").status < 300)
                case 4 where !list.isEmpty:
                    let id = list[Int.random(in: list.indices, using: &random)]
                    #expect(
                        try await client.put("/\(kind)/\(id)", #"{"title": "\#(number)", \#(rest)}"#).status
                            == 200)
                default:
                    let per = Int.random(in: 1...9, using: &random)
                    let page = Int.random(in: 1...(list.count / per + 2), using: &random)
                    let rows = try await client.get("/\(kind)?page=\(page)&per=\(per)").rows
                    #expect(
                        rows.compactMap { $0["id"]?.value.string }
                            == Array(list.dropFirst((page - 1) * per).prefix(per)),
                        "seed \(seed), step \(number), page \(page) of \(per)")
                }
            }
        }
    }

    @Test(arguments: [
        "page=1&per=1000000000000000000", "page=9223372036854775807&per=9223372036854775807", "page=&per=",
        "ids=", "title=", "date_from=2018-02-28&date_to=2016-02-29", "nonsense&=&&%zz=%", "ids=,,,",
        "title=%FF%FE&page=1",
    ])
    func `Strange but possible parameters are 200`(query: String) async throws {
        try await withSandbox { client in
            let reply = try await client.get("/landings?\(query)")
            #expect(reply.status == 200)
        }
    }

    @Test(arguments: [
        "page=0", "page=-1", "per=0", "page=one", "per=1.5", "per=+5", "page=99999999999999999999",
        "date_from=2018-02-30", "date_to=date_to=2018-11-30", "date_from=yesterday", "date_from=18-1-1",
        "date_to=2018-13-01",
    ])
    func `Malformed numbers and days are 400`(query: String) async throws {
        try await withSandbox { client in
            let reply = try await client.get("/landings?\(query)")
            #expect(reply.status == 400)
            #expect(reply.errors.count == 1)
        }
    }

    @Test func `Ten thousand ids in one query are understood`() async throws {
        try await withSandbox { client in
            let id = try await client.create("landings", #"{"title": "Found", "url": "http://l.example"}"#)
            let ids = (0..<10_000).map { "5a3a6ab1ba4d12e2979a\($0)" } + [id]
            let list = try await client.get("/landings?ids=\(ids.joined(separator: ","))")
            #expect(list.titles == ["Found"])
        }
    }

    @Test func `The catalogues hold the presets of the document and many more, for every account`()
        async throws
    {
        try await withSandbox { client in
            let sources = try await client.get("/source_presets")
            #expect(sources.rows.count >= 60)
            #expect(Set(sources.rows.compactMap { $0["id"]?.value.string }).count == sources.rows.count)
            let words = try #require(sources.rows.first)
            #expect(
                words.names == [
                    "id", "title", "url", "rating", "contact", "referral_link", "comment", "postback_url",
                    "logo",
                    "formats", "ref_id", "cost_id",
                ] + (1...10).map { "sub\($0)" } + ["hints"])
            #expect(words[path: "id"]?.string == "5811bf3a7588f7923a8b45bd")
            #expect(words[path: "title"]?.string == "Google AdWords")
            #expect(words[path: "ref_id"]?.string == "{GCLID}")
            #expect(words[path: "formats"] == .array([]))
            #expect(
                (1...10).map { words[path: "sub\($0)"]?.string } == [
                    "{Keyword}", "{Placement}", "{MatchType}", "{adgroupid}", "{creative}", "{campaignid}",
                    "{device}", "{adposition}", "{network}", "{target}",
                ])
            #expect(
                words[path: "hints.sub7"]?.string
                    == "Returns “m” for mobile, “t” for tablet or “c” for computer")

            let networks = try await client.get("/network_presets")
            #expect(networks.rows.count >= 40)
            #expect(
                networks.json[path: "0"]?.jsonText()
                    == #"{"id":"5a4f47c7e1ee42638631ee69","title":"Bomboffers","url":"http://bomboffers.com","#
                    + #""skype":"","logo":"https://s3.eu-central-1.amazonaws.com/redtrackpartnerlogos/logos/"#
                    + #"bomboffers.png","categories":["Gambling","Pin-submits","Sweepstakes","Nutra"],"rating":0,"#
                    + #""contact":{"person":"","email":"","phone":"","messenger":""},"referral_link":"","#
                    + #""comment":"","offer_url":"[insert_offer_url_here]&sub1={clickid}","#
                    + #""postback_url":"http://rdtrck2.com/postback?clickid={sub1}"}"#)
        }
    }

    @Test func `The demo account is small, whole and has traffic`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let month = "date_from=\(Day.text(-30))&date_to=\(Day.text(0))"
            for (plural, count) in [
                ("networks", 2), ("sources", 2), ("domains", 1), ("landings", 3), ("offers", 5),
                ("campaigns", 2),
            ] {
                let list = try await client.get("/\(plural)?\(month)")
                #expect(list.rows.count == count)
                if ["sources", "landings", "offers", "campaigns"].contains(plural) {
                    let clicks = list.rows.compactMap { $0[path: "stat.clicks"]?.number.flatMap { Int($0) } }
                    // One offer is archived and in no campaign.
                    #expect(clicks.count { $0 > 0 } == (plural == "offers" ? 4 : count))
                }
                #expect(!list.text.contains("\"@"), "a reference was not resolved")
            }
        }
    }
}
