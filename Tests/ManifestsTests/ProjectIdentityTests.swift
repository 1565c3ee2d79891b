import Diagnostics
import RedTrack
import Testing

@testable import Manifests

/// `moved:` and `adoption:` of the project file.
@Suite("Identity in the project file")
struct ProjectIdentityTests {
    private func parse(_ text: String) throws(DiagnosticsError) -> Project {
        try Project.parse(Array(text.utf8), folder: ".", file: "waybill.yaml")
    }

    @Test("moves are read with their places")
    func moves() throws {
        let project = try parse(
            """
            moved:
              - {from: offers/Old / one, to: offers/New}
              - {from: offers/feed-a/*, to: offers/feed-b/*}
              - {from: landings/A, to: landings/B, id: 12}
            """)
        #expect(project.moved.map(\.fromAddress) == ["offers/Old / one", "offers/feed-a/*", "landings/A"])
        #expect(project.moved.map(\.toAddress) == ["offers/New", "offers/feed-b/*", "landings/B"])
        #expect(project.moved.map(\.isPattern) == [false, true, false])
        #expect(project.moved.last?.id?.value == "12")
        #expect(project.moved.first?.from.place.description == "waybill.yaml:2:12")
    }

    @Test(
        "a pattern fits what starts and ends like it",
        arguments: [
            ("a/*", "b/*", "a/1", "b/1"), ("a/*", "b/*", "a/", "b/"), ("a/*", "b/*", "b/1", nil),
            ("*-old", "*", "x-old", "x"), ("*-old", "*", "x-new", nil), ("ab*ba", "*", "aba", nil),
            ("ab*ba", "*", "abba", ""), ("A", "B", "A", "B"), ("A", "B", "a", nil),
            ("é", "e", "e\u{301}", nil),
        ] as [(String, String, String, String?)])
    func patterns(from: String, to: String, key: String, expected: String?) {
        let place = SourcePlace(file: "waybill.yaml")
        let move = Project.Move(kind: .offer, from: Placed(from, at: place), to: Placed(to, at: place))
        #expect(move.newKey(of: key) == expected)
    }

    @Test("policies are read, for all kinds or for each")
    func adoption() throws {
        #expect(try parse("adoption: must-exist").adoption == AdoptionPolicies(.mustExist))
        let each = try parse("adoption: {offers: create, domains: must-exist}").adoption
        #expect(each[.offer] == .create)
        #expect(each[.domain] == .mustExist)
        #expect(each[.campaign] == .adopt)
        #expect(try parse("").adoption == AdoptionPolicies(.adopt))
    }

    @Test(
        "mistakes are named",
        arguments: [
            ("moved: 1️⃣{from: offers/A}", "project.type", "- {from"),
            ("moved: [1️⃣{from: offers/A}]", "project.move", "{from: offers/OLD"),
            ("moved: [{from: 1️⃣offer/A, to: offers/B}]", "project.move", "did you mean \"offers\"?"),
            ("moved: [{from: 1️⃣A, to: offers/B}]", "project.move", "slash"),
            ("moved: [{from: offers/A, to: 1️⃣landings/B}]", "project.move", "one kind"),
            ("moved: [{from: offers/A*, to: 1️⃣offers/B}]", "project.move", "both sides"),
            ("moved: [{from: offers/A**, to: 1️⃣offers/B**}]", "project.move", "both sides"),
            ("moved: [{from: offers/A, to: 1️⃣offers/A}]", "project.move", "remove it"),
            ("moved: [{from: offers/a/*, to: 1️⃣offers/a/b/*}]", "project.move", "does not fit"),
            ("moved: [{from: offers/a*, to: 1️⃣offers/b*, id: 1}]", "project.move", "remove `id`"),
            (
                "moved: [{from: offers/A, to: offers/B}, {from: 1️⃣offers/A, to: offers/C}]", "project.move",
                "keep one"
            ),
            ("moved: [{1️⃣form: offers/A, to: offers/B, from: offers/C}]", "project.unknown-field", "\"from\""),
            ("adoption: 1️⃣must-exists", "project.adoption", "did you mean \"must-exist\"?"),
            ("adoption: {1️⃣offer: adopt}", "project.unknown-field", "did you mean \"offers\"?"),
        ])
    func mistakes(marked: String, id: String, help: String) throws {
        let text = MarkedText(marked)
        do {
            _ = try parse(text.text)
            Issue.record("no error")
        } catch {
            let finding = try #require(error.diagnostics.first)
            #expect(finding.id == id)
            #expect(finding.lineAndColumn == text.places.first)
            #expect(finding.help?.contains(help) == true, "\(finding.help ?? "")")
        }
    }
}
