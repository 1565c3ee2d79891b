import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct AccountCopyTests {
    @Test func `ids and presets stay behind, and what dangles takes with it only what needs it`() throws {
        let snapshot = try Fixture.snapshot([
            Fixture.object(.network, #"{"id": "n", "title": "North", "url": "u", "preset_id": "p1"}"#),
            Fixture.object(.source, #"{"id": "s", "title": "Search"}"#),
            Fixture.object(
                .offer,
                #"{"id": "o", "title": "Red", "url": "u", "program_id": "n", "payment": {"amount": 1, "currency": "EUR"}}"#
            ),
            Fixture.object(.offer, #"{"id": "q", "title": "Lost", "url": "u", "program_id": "gone"}"#),
            Fixture.object(
                .campaign,
                #"{"id": "c", "title": "Good", "source_id": "s", "domain_id": "gone", "streams": [{"weight": 1, "offers": [{"id": "o", "weight": 1}]}]}"#
            ),
            Fixture.object(
                .campaign,
                #"{"id": "d", "title": "Bad", "source_id": "s", "streams": [{"weight": 1, "offers": [{"id": "q", "weight": 1}]}]}"#
            ),
        ])
        let copy = AccountCopy(snapshot, lock: LockFile())
        #expect(copy.objects.map(\.key) == ["North", "Search", "Red", "Good"])
        #expect(copy.objects.allSatisfy { $0.id == nil && $0.field("preset_id") == nil })
        #expect(copy.objects[3].field("domain_id") == nil)
        let text = copy.losses.joined(separator: "\n")
        for piece in [
            "offer \"Lost\" is left out", "campaign \"Bad\" is left out", "`domain` is left out",
            "preset (p1)",
            "`payment.currency` (1)", "statistics", "links of campaigns",
        ] {
            #expect(text.contains(piece), "\(piece) in \(text)")
        }
        // In an empty account everything is made, in one go.
        #expect(try Fixture.plan(copy.objects).count(.create) == 4)
    }
}
