import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct ExportPlanTests {
    private func export(
        _ objects: [Snapshot.Object], lock: LockFile = LockFile(), _ options: ExportOptions = ExportOptions()
    ) throws -> ExportPlan {
        ExportPlan(try Fixture.snapshot(objects), lock: lock, options: options)
    }

    private func text(_ plan: ExportPlan) throws -> String {
        try plan.files(ExportLayout()).map(\.text).joined()
    }

    @Test func `a sparse record and a filled one give the same text, without what is empty`() throws {
        let sparse = try Fixture.object(
            .offer, #"{"id": "o1", "title": "Red", "url": "u", "country_codes": ["FR", "DE"], "cap": 3}"#)
        let filled = try Fixture.object(
            .offer,
            """
            {"id": "o1", "title": "Red", "url": "u", "country_codes": ["DE", "FR"], "cap": 3.0, "cap_alert": false,
             "postback_url": "", "payment": {"amount": 0}, "targeting": {"os": [], "cities": null}, "program_id": "",
             "status": 0, "stat": {"clicks": 7}, "network_title": "N", "updated_at": "2020-01-01T00:00:00Z"}
            """)
        let expected = """
            offers:
              - title: Red
                country_codes: [DE, FR]
                url: u
                cap: 3

            """
        #expect(try text(export([sparse])) == expected)
        #expect(try text(export([filled])) == expected)
    }

    @Test func `titles that repeat, are missing or look like ids get keys that name one object each`() throws
    {
        let plan = try export([
            Fixture.object(.landing, #"{"id": "b", "title": "Page", "url": "u"}"#),
            Fixture.object(.landing, #"{"id": "a", "title": "Page", "url": "u"}"#),
            Fixture.object(.landing, #"{"id": "c", "title": "Page (b)", "url": "u"}"#),
            Fixture.object(.landing, #"{"id": "d", "title": " ", "url": "u"}"#),
            Fixture.object(.landing, #"{"id": "e", "title": "c", "url": "u"}"#),
            Fixture.object(.landing, #"{"id": "f", "title": "5f0c00000000000000000001", "url": "u"}"#),
        ])
        #expect(
            plan.entries.map { "\($0.id): \($0.object.key)" } == [
                "f: 5f0c00000000000000000001 (f)", "a: Page", "b: Page (b)", "c: Page (b) (c)", "e: c (e)",
                "d: landing d",
            ])
        #expect(Set(plan.objects.map(\.key)).count == 6)
        #expect(plan.objects.first { $0.key == "landing d" }?.id?.value == "d")
    }

    @Test func `an object that the lock file knows keeps its key and its protection`() throws {
        let plan = try export(
            [
                Fixture.object(.network, #"{"id": "n", "title": "North", "url": "u"}"#),
                Fixture.object(.network, #"{"id": "m", "title": "mine", "url": "u"}"#),
                Fixture.object(.offer, #"{"id": "o", "title": "Red", "url": "u", "program_id": "n"}"#),
            ], lock: Fixture.lock((.network, "mine", "n"), protected: ["mine"]))
        #expect(plan.objects.map(\.key) == ["mine", "mine (m)", "Red"])
        #expect(plan.objects[2].field("program_id")?.node.value == .string("mine"))
        #expect(plan.lock[.network, "mine"]?.isProtected == true)
        #expect(plan.lock[.offer, "Red"]?.fingerprints.keys.sorted() == ["program_id", "title", "url"])
    }

    @Test func `what files cannot say is left out with a note, and the plan leaves it alone`() throws {
        let objects = [
            try Fixture.object(
                .offer, #"{"id": "o", "title": "Red", "url": "u", "country_codes": ["UK", "DE"], "cap": 5}"#),
            try Fixture.object(
                .campaign,
                """
                {"id": "c", "title": "Summer", "source_id": "", "redirect_type": 9,
                 "streams": [{"weight": 0, "offers": [{"id": "o", "weight": 1}]}]}
                """),
        ]
        let plan = try export(objects)
        #expect(plan.notes.count == 3)
        #expect(plan.notes.contains { $0.contains("offer \"Red\"") && $0.contains("UK") }, "\(plan.notes)")
        #expect(
            plan.notes.contains { $0.contains("campaign \"Summer\"") && $0.contains("weight") },
            "\(plan.notes)")
        #expect(plan.objects[0].fields.map(\.description.name) == ["title", "url", "cap"])
        #expect(try Fixture.plan(plan.objects, objects, lock: plan.lock).isEmpty)
    }

    @Test func `a reference to what the account does not list is kept as its id`() throws {
        let objects = [
            try Fixture.object(.source, #"{"id": "s", "title": "Search"}"#),
            try Fixture.object(
                .campaign,
                """
                {"id": "c", "title": "Summer", "source_id": "s", "domain_id": "gone",
                 "streams": [{"weight": 1, "offers": [{"id": "lost", "weight": 1}]}]}
                """),
        ]
        let plan = try export(objects)
        #expect(plan.notes.count == 2)
        #expect(plan.notes.allSatisfy { $0.contains("campaign \"Summer\" (c)") }, "\(plan.notes)")
        for lock in [plan.lock, LockFile()] {
            let again = try Fixture.plan(plan.objects, objects, lock: lock)
            #expect(again.isEmpty, "\(PlanText(again).text)")
        }
        // What the account does not refer to is still an error.
        var files = plan.objects
        files[1].fields.removeAll { $0.description.name == "domain_id" }
        let source = try #require(RedTrack.Kind.campaign.fields.first { $0.name == "source_id" })
        files[1].fields.removeAll { $0.description.name == "source_id" }
        files[1].fields.append(ManifestField(source, Node(.string("lost"))))
        #expect(try Fixture.faults(files, objects).map(\.id) == ["plan.dangling-reference"])
    }

    @Test func `an archived offer with the title of one in use is told apart without the lock file`() throws {
        let objects = [
            try Fixture.object(.offer, #"{"id": "a", "title": "Red", "url": "u", "status": 2}"#),
            try Fixture.object(.offer, #"{"id": "b", "title": "Red", "url": "v", "status": 1}"#),
            try Fixture.object(.offer, #"{"id": "c", "title": "Gone", "url": "v", "status": 3}"#),
        ]
        let plan = try export(objects)
        #expect(plan.entries.map { "\($0.object.key) \($0.id)" } == ["Red b", "Red (a) a"])
        #expect(try Fixture.plan(plan.objects, objects).isEmpty)
    }

    @Test func `unknown fields are carried on demand, and never what the server measures`() throws {
        let object = try Fixture.object(
            .domain,
            """
            {"id": "d", "title": "Go", "url": "https://go.example", "stat": {"clicks": 1}, "status": 1,
             "user_id": "u", "use_ssl": true, "root": {"deep": [1, null]}, "nothing": null}
            """)
        #expect(try export([object]).objects[0].extra.isEmpty)
        let full = try export([object], ExportOptions(keepsUnknownFields: true))
        #expect(full.objects[0].extra.map(\.name) == ["use_ssl", "root"])
        #expect(try Fixture.plan(full.objects, [object], lock: full.lock).isEmpty)
        #expect(full.lock[.domain, "Go"]?.fingerprints["use_ssl"] != nil)
    }

    @Test func `the objects of feeds are left to the feeds`() throws {
        let objects = [
            try Fixture.object(.network, #"{"id": "n", "title": "North", "url": "u"}"#),
            try Fixture.object(.offer, #"{"id": "o", "title": "Red", "url": "u", "program_id": "n"}"#),
        ]
        let plan = try export(
            objects, lock: Fixture.lock((.offer, "shop/1", "o")), ExportOptions(foreignKeys: ["shop/"]))
        #expect(plan.objects.map(\.key) == ["North"])
        #expect(plan.notes.count == 1)
        #expect(plan.lock[.offer, "shop/1"]?.id == "o")
    }

    @Test func `after a part is exported nothing else looks gone`() throws {
        let objects = [
            try Fixture.object(.network, #"{"id": "n", "title": "North", "url": "u"}"#),
            try Fixture.object(.network, #"{"id": "m", "title": "South", "url": "u"}"#),
            try Fixture.object(.offer, #"{"id": "o", "title": "Red", "url": "u", "program_id": "n"}"#),
            try Fixture.object(.offer, #"{"id": "p", "title": "Blue", "url": "u", "program_id": "m"}"#),
        ]
        let lock = Fixture.lock((.network, "South", "m"), (.offer, "Blue", "p"), protected: ["Blue"])
        let part = try export(objects, lock: lock, ExportOptions(patterns: [NamePattern("R*")]))
        #expect(part.objects.map(\.key) == ["North", "Red"])
        let plan = try Fixture.plan(
            part.objects, objects, lock: part.lock, options: PlanOptions(prune: true))
        #expect(plan.isEmpty)
        #expect(plan.orphans.map(\.address.key) == ["Blue"])
        #expect(plan.refusals.isEmpty || plan.orphans.allSatisfy(\.isProtected))
    }
}
