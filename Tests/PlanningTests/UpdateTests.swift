import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct UpdateTests {
    private static let streams = """
        [{"weight":3,"cost":0,"filters":{"country":{"iso":["US"],"active":true,"exclude":false,"kind":4},\
        "referrer":{"values":["x"]}},"offers":[{"id":"o","weight":1,"name":"kept"}],"landings":null,"stream_id":"z"},\
        {"weight":1,"offers":[{"id":"o","weight":1}],"filters":{"os":{"titles":[],"active":false},"referrer":{"a":1}}}]
        """

    private func account(_ campaign: String = "") throws -> [Snapshot.Object] {
        try RemovalTests.account().filter { $0.kind != .campaign } + [
            Fixture.object(
                .campaign,
                "{\"id\":\"c\",\"title\":\"C\",\"source_id\":\"s\",\"workspace\":9,\"streams\":\(Self.streams)\(campaign)}"
            )
        ]
    }

    private func file(
        weight: Int = 3, filters: String = #""filters":{"country":{"iso":["US"],"active":true}},"#
    ) throws -> ManifestObject {
        try Fixture.file(
            .campaign,
            "{\"title\":\"C\",\"streams\":[{\"weight\":\(weight),\(filters)\"offers\":[{\"offer\":\"O\",\"weight\":1}]},"
                + "{\"weight\":1,\"offers\":[{\"offer\":\"O\",\"weight\":1}]}]}")
    }

    @Test func `changing one weight plans one update that shows that weight alone and sends the whole list`()
        throws
    {
        #expect(try Fixture.plan([file()], account()).isEmpty)
        let plan = try Fixture.plan([file(weight: 4)], account())
        #expect(plan.steps == ["update campaigns/C"])
        #expect(plan.paths == ["streams[1].weight"])
        let body = try #require(plan.body())
        #expect(
            body.members?.map(\.name) == ["streams"], "undocumented fields on top stay without being sent")
        let first = try #require(body["streams"]?.value.list?.first?.value)
        #expect(first["weight"]?.value == .number("4"))
        #expect(first["stream_id"]?.value == .string("z"))
        #expect(first["filters"]?.value["referrer"] != nil)
        #expect(first["filters"]?.value["country"]?.value["kind"]?.value == .number("4"))
        #expect(first["offers"]?.value.list?.first?.value["name"]?.value == .string("kept"))
        let second = try #require(body["streams"]?.value.list?.last?.value)
        #expect(
            second["filters"]?.value == .object([("referrer", .object([("a", .number("1"))]))]),
            "the file has no filters there")
    }

    @Test func `a filter that goes needs somebody's eyes`() throws {
        let plan = try Fixture.plan([file(filters: "")], account())
        #expect(plan.paths == ["streams[1].filters.country.iso", "streams[1].filters.country.active"])
        #expect(plan.changes.first?.warnings == ["the filter streams[1].filters.country stops filtering"])
    }

    @Test func `a stream that goes is one removal, and the others keep their history`() throws {
        let two = try Fixture.file(
            .campaign, #"{"title":"C","streams":[{"weight":2,"offers":[{"offer":"O","weight":1}]}]}"#)
        let plan = try Fixture.plan([two], account())
        #expect(plan.paths == ["streams[1].weight", "streams[1]"])
        #expect(plan.changes.first?.fields.first?.values.last?.after == nil)
    }

    @Test func `streams in another order are said to be so`() throws {
        let reversed = try Fixture.file(
            .campaign,
            #"{"title":"C","streams":[{"weight":1,"offers":[{"offer":"O","weight":1}]},{"weight":3,"filters":{"country":{"iso":["US"],"active":true}},"offers":[{"offer":"O","weight":1}]}]}"#
        )
        #expect(try Fixture.plan([reversed], account()).paths == ["streams (order)"])
    }

    @Test(
        arguments: [
            (#""notes":[]"#, #","notes":["a"]"#, #"{"notes":[]}"#),
            (#""cpc":0"#, #","cpc":0.5"#, #"{"cpc":0}"#),
            (#""domain":"""#, #","domain_id":"d""#, #"{"domain_id":""}"#),
            (#""tags":[]"#, #","tags":["a"]"#, #"{"tags":[]}"#),
            (#""notes":[]"#, "", nil), (#""domain":"""#, "", nil), (#""cpc":0"#, #","cpc":null"#, nil),
            (#""streams":[]"#, "", #"{"streams":[]}"#),
        ] as [(String, String, String?)])
    func `an explicit nothing clears, and plans nothing where nothing is`(
        field: String, account: String, body: String?
    ) throws {
        let plan = try Fixture.plan(
            [Fixture.file(.campaign, "{\"title\":\"C\",\(field)}")], self.account(account))
        #expect(try plan.body() == body.map { try Fixture.value($0) })
    }

    @Test func `an empty record clears what it holds, but never sends an amount that RedTrack refuses`()
        throws
    {
        let offer = try Fixture.object(
            .offer,
            #"{"id":"1","title":"P","url":"u","program_id":"n","payment":{"amount":2,"currency":"EUR"}}"#)
        let plan = try Fixture.plan(
            [Fixture.file(.offer, #"{"title":"P","payment":{}}"#)], RemovalTests.account() + [offer])
        #expect(try plan.body() == Fixture.value(#"{"payment":{"currency":"EUR"}}"#))
        let hints = try Fixture.object(.source, #"{"id":"2","title":"H","hints":{"sub1":"a","sub2":"b"}}"#)
        let partial = try Fixture.plan(
            [Fixture.file(.source, #"{"title":"H","hints":{"sub2":"c"}}"#)], [hints])
        #expect(try partial.body() == Fixture.value(#"{"hints":{"sub1":"a","sub2":"c"}}"#))
        let cleared = try Fixture.plan([Fixture.file(.source, #"{"title":"H","hints":{}}"#)], [hints])
        #expect(try cleared.body() == Fixture.value(#"{"hints":{"sub1":"","sub2":""}}"#))
    }

    @Test func `a new object is active and whole, and names what is missing`() throws {
        let plan = try Fixture.plan(
            [Fixture.file(.campaign, #"{"title":"New","source":"S","extra":{"workspace":7}}"#)], account())
        #expect(
            try plan.body() == Fixture.value(#"{"title":"New","source_id":"s","status":1,"workspace":7}"#))
        let found = try Fixture.faults([Fixture.file(.offer, #"{"title":"New"}"#)])
        #expect(found.map(\.id) == ["plan.required", "plan.required"])
        #expect(found.contains { $0.message.contains("`network`") })
    }

    @Test
    func `raw fields are compared by meaning, and one that the server hides is settled by the lock file`()
        throws
    {
        let same = try Fixture.file(.campaign, #"{"title":"C","extra":{"workspace":9.0}}"#)
        #expect(try Fixture.plan([same], account()).isEmpty)
        let hidden = try Fixture.file(.campaign, #"{"title":"C","extra":{"hidden":[1]}}"#)
        let first = try Fixture.plan([hidden], account())
        #expect(try first.body() == Fixture.value(#"{"hidden":[1]}"#))
        let field = try #require(first.changes.first?.fields.first?.description)
        var lock = LockFile()
        lock.set(
            LockFile.Entry(
                kind: .campaign, key: "C", id: "c",
                fingerprints: ["hidden": Fingerprint.of(field, in: try #require(first.body()))]))
        #expect(try Fixture.plan([hidden], account(), lock: lock).isEmpty)
    }

    @Test(arguments: [("new", "old", "file"), ("old", "new", "account"), ("new", "newer", "both")])
    func `who edited a field is told from what was last applied`(file: String, account: String, who: String)
        throws
    {
        let field = try #require(Kind.network.fields.first { $0.name == "skype" })
        let applied = Fingerprint.of(field, in: .object([("skype", .string("old"))]))
        var lock = LockFile()
        lock.set(LockFile.Entry(kind: .network, key: "N", id: "n", fingerprints: ["skype": applied]))
        let plan = try Fixture.plan(
            [Fixture.file(.network, "{\"title\":\"N\",\"skype\":\"\(file)\"}")],
            [
                Fixture.object(
                    .network, "{\"id\":\"n\",\"title\":\"N\",\"url\":\"u\",\"skype\":\"\(account)\"}")
            ], lock: lock)
        let origins: [String: FieldChange.Origin] = ["file": .file, "account": .account, "both": .both]
        #expect(plan.changes.first?.fields.first?.origin == origins[who])
    }

    @Test func `texts differ when their bytes do`() throws {
        let account = [try Fixture.object(.landing, #"{"id":"1","title":"A","url":"https://x/\u00e9"}"#)]
        let plan = try Fixture.plan(
            [Fixture.file(.landing, #"{"title":"A","url":"https://x/e\u0301"}"#)], account)
        #expect(plan.paths == ["url"])
    }
}
