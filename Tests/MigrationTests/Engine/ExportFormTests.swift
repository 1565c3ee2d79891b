import Diagnostics
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
                "offers-10.json": "[]", "networks.json": "[\(network)]",
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
}
