import Diagnostics
import RedTrack
import Testing

@testable import Manifests

@Suite("References")
struct ReferenceCheckTests {
    private func manifest(_ text: String) -> Manifest {
        Manifest(objects: ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml).objects)
    }

    @Test("names that no file describes are told with their places, wherever they stand")
    func dangling() {
        let marked = MarkedText(
            """
            networks: [{title: Bomboffers}]
            sources: [{key: s, title: Source}]
            offers:
              - {title: a, network: Bomboffers}
              - {title: b, network: 1️⃣Bombofers}
            campaigns:
              - title: c
                source: 2️⃣Source
                domain: ""
                streams:
                  - weight: 1
                    offers: [{offer: a, weight: 1}, {offer: 3️⃣x, weight: 1}]
                    landings: [{landing: 4️⃣a, weight: 1}]
            """)
        let check = ReferenceCheck(manifest(marked.text))
        #expect(check.diagnostics.isEmpty)
        #expect(
            check.dangling.map { "\($0.kind) \($0.name)" } == [
                "network Bombofers", "source Source", "offer x", "landing a",
            ])
        let diagnostics = check.dangling.map { $0.diagnostic(known: ["Bomboffers"]) }
        #expect(diagnostics.map(\.lineAndColumn) == marked.places)
        #expect(diagnostics.first?.help == "did you mean \"Bomboffers\"?")
    }

    @Test("what is to be removed cannot be used, except by what is to be removed too")
    func removed() {
        let marked = MarkedText(
            """
            networks: [{title: n, state: absent}]
            offers:
              - {title: a, network: 1️⃣n}
              - {title: b, network: n, state: absent}
            """)
        let check = ReferenceCheck(manifest(marked.text))
        #expect(check.dangling.isEmpty)
        #expect(check.diagnostics.map(\.id) == ["manifest.removed-reference"])
        #expect(check.diagnostics.map(\.lineAndColumn) == marked.places)
    }
}
