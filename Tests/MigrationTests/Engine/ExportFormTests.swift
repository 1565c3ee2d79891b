import Diagnostics
import Manifests
import Migration
import RedTrack
import Testing

/// The forms in which answers are saved.
@Suite struct ExportFormTests {
    private static let campaigns = #"[{"id": 1, "name": "C", "source": 5}]"#
    private static let sources = #"[{"id": 5, "name": "S"}]"#
    private static let offer = #"{"id": 11, "name": "A", "network": 7, "url": "https://net.example/?o=1"}"#
    private static let network = #"{"id": 7, "name": "N"}"#

    private static func migration(_ files: [String: String]) throws -> Migration {
        let usual = [
            "campaigns.json": campaigns, "sources.json": sources,
            "streams.json": SmallTracker.stream(#"[{"id": 11}]"#),
        ]
        return try SmallTracker(usual.merging(files) { $1 }).migration()
    }

    @Test(
        arguments: [
            ["offers.json": "[\(offer)]", "networks.json": "[\(network)]"],
            [
                "offers.json": #"{"data": {"offers": [\#(offer)], "total": 1}}"#,
                "networks.json": #"{"networks": [\#(network)]}"#,
            ],
            [
                "offers-1.json": "[]", "offers-2.json": #"{"data": {"offers": [\#(offer)]}}"#,
                "offers-3.json": "[]", "networks.json": "[\(network)]",
            ],
            ["offers/11.json": offer, "networks/7.json": #"{"network": {"name": "N"}}"#],
            [
                "offers/a.json": "[\(offer)]", "offers/b.json": #"{"data": {"offers": []}}"#,
                "networks/7.json": #"{"name": "N"}"#,
            ],
            [
                "offers.json": "\u{FEFF} \n[\(offer)]", "networks.json": "[\(network)]",
                "offers-note.json": "no page",
            ],
        ])
    func `lists are found bare, in their envelope, in pages and one by one`(files: [String: String]) throws {
        let migration = try Self.migration(files)
        #expect(migration.errors() == [])
        #expect(migration.object("small/7")?.title == "N")
        #expect(migration.object("small/11")?.title == "A")
    }

    @Test func `a page that was saved instead of a list is an error that says so`() throws {
        let tracker = try SmallTracker([
            "campaigns.json": "\n <!DOCTYPE html><html>not found</html>", "offers.json": "",
        ])
        let failure = tracker.failure()
        #expect(failure.map(\.id) == ["migration.no-json", "migration.no-json"])
        #expect(failure.map(\.message) == ["the file is a page (HTML) and not JSON", "the file is empty"])
        #expect(failure.allSatisfy { $0.help?.contains("check the address and the key") == true })
    }

    @Test func `a list that is needed and missing is named, with what it may be called`() throws {
        let failure = try SmallTracker(["campaign.json": "[]"]).failure()
        #expect(failure.map(\.message) == ["there is no campaigns.json"])
        #expect(failure.first?.help == "is it campaign.json? Then rename it to campaigns.json")
        #expect(try SmallTracker([:]).failure().map(\.message) == ["there is no such folder"])
        #expect(
            try SmallTracker(["campaigns.JSON": "[]"]).failure().first?.help
                == "is it campaigns.JSON? Then rename it to campaigns.json")
    }

    @Test func `a page that is missing is an error, and so are pages beside the whole list`() throws {
        let gap = try SmallTracker(["campaigns-2.json": "[]", "campaigns-4.json": "[]"]).failure()
        #expect(
            gap.map(\.message).sorted() == [
                "there is no campaigns-1.json, but campaigns-4.json",
                "there is no campaigns-3.json, but campaigns-4.json",
            ])
        let both = try SmallTracker(["campaigns.json": "[]", "campaigns-1.json": "[]"]).failure()
        #expect(both.map(\.message) == ["campaigns.json is there and campaigns-1.json too"])
    }

    @Test func `a list that breaks off is an error with its place`() throws {
        let failure = try SmallTracker(["campaigns.json": #"[{"id": 1, "name""#]).failure()
        #expect(failure.count == 1)
        #expect(failure.first?.place?.position?.line == 1)
    }

    @Test func `an answer that holds an error and no list is one`() throws {
        let failure = try SmallTracker(["campaigns.json": #"{"error": "no rights"}"#]).failure()
        #expect(failure.count == 1)
    }

    @Test func `a file that nobody reads is told, with the list that it may be`() throws {
        let migration = try SmallTracker([
            "campaigns.json": Self.campaigns, "sources.json": Self.sources, "stream.json": "[]",
            "offer/1.json": Self.offer, "notes.txt": "", "migration-report.json": "{}",
            "other.json": "no JSON",
        ]).migration()
        let notes = migration.findings.filter { $0.id == "migration.unread-file" }
        #expect(
            notes.map(\.message) == [
                #"the folder "offer" is not read: no list of Small is called so"#,
                #"the file "other.json" is not read: no list of Small is called so"#,
                #"the file "stream.json" is not read: no list of Small is called so"#,
            ])
        #expect(notes[0].help == "is it the list offers? Then rename it")
        #expect(notes[1].help == "its lists are networks, landers, sources, offers, streams, campaigns")
        #expect(notes[2].help == "is it the list streams? Then rename it")
    }

    @Test(
        arguments: [
            (
                ["campaigns.json": "[]", "campaigns/1.json": "{}"],
                "campaigns.json is there and the folder campaigns too"
            ),
            (
                ["campaigns-1.json": "[]", "campaigns/1.json": "{}"],
                "the folder campaigns is there and campaigns-1.json too"
            ),
            (
                ["campaigns-1.json": "[]", "campaigns-01.json": "[]"],
                "campaigns-01.json and campaigns-1.json are the same page"
            ),
            (["campaigns.json": "[]", "offers/list.txt": "[]"], "the folder has no file NAME.json"),
            (["notes.txt": ""], "the folder has none of the lists of Small"),
        ])
    func `what can be read in two ways, or in none, is an error`(files: [String: String], message: String)
        throws
    {
        #expect(try SmallTracker(files).failure().map(\.message) == [message])
    }

    @Test func `pages may have zeros in front, and no number is too large`() throws {
        let migration = try SmallTracker([
            "campaigns-01.json": Self.campaigns, "campaigns-02.json": "[]", "sources.json": Self.sources,
            "campaigns-99999999999999999999.json": "[]",
        ]).migration()
        #expect(migration.campaigns.map(\.name) == ["C"])
        #expect(migration.findings.map(\.id).contains("migration.unread-file"))
        let far = try SmallTracker(["campaigns-999999999.json": "[]"]).failure()
        #expect(
            far.count == 100 && far[0].message == "there is no campaigns-1.json, but campaigns-999999999.json"
        )
    }

    @Test func `a file in the place of the folder says so`() throws {
        let tracker = try SmallTracker(["campaigns.json": "[]"])
        let template = try TrackerTemplate(
            try YAMLValue.tree(Array(SmallTracker.template.utf8), file: "small.yaml"), file: "small.yaml")
        #expect {
            try TrackerExport(tracker.folder + "/campaigns.json", for: template)
        } throws: { error in
            (error as? DiagnosticsError)?.diagnostics.map(\.message) == ["this is a file and no folder"]
        }
    }
}
