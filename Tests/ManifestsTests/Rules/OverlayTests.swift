import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Overlays")
struct OverlayTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            offers:
              - key: red
                title: Red
                url: "https://${var.host}/{clickid}"
                payment: {amount: 2}
                country_codes: [DE, AT]
                targeting: {os: [{name: iOS}], devices: [Sony]}
              - {title: Blue, url: "https://b.example/{clickid}", cap: 5}
            """, to: "offers.yaml")
        try folder.write(
            """
            accounts:
              eu: {overlays: [overlays/eu.yaml], variables: {host: eu.example}}
              us: {overlays: [{file: overlays/us.json, add: true}], variables: {host: us.example}}
            variables: {host: general.example}
            """, to: "waybill.yaml")
        try folder.write(
            """
            offers:
              - key: red
                country_codes: [FR]
                payment: {amount: 3}
            """, to: "overlays/eu.yaml")
        try folder.write(
            #"{"offers": [{"key": "Blue", "title": "Azure", "state": "absent"}, {"title": "New", "url": "x"}]}"#,
            to: "overlays/us.json")
    }

    private func load(_ account: String?) throws -> Manifest {
        let project = try #require(try Project.load(folder: folder.path))
        return try ManifestLoader(project, account: account).load([folder.path])
    }

    @Test("an overlay changes what it writes, and leaves the rest alone")
    func fields() throws {
        let general = try load(nil)
        #expect(general.objects.map(\.key) == ["red", "Blue"])
        let red = try #require(try load("eu").object(.offer, "red"))
        #expect(red.field("country_codes")?.node.value == .array([.string("FR")]))
        #expect(red.field("payment")?.node.value["amount"]?.value == .number("3"))
        #expect(red.field("url")?.node.value == .string("https://eu.example/{clickid}"))
        #expect(red.field("country_codes")?.place.file.hasSuffix("overlays/eu.yaml") == true)
        #expect(red.field("url")?.place.file.hasSuffix("offers.yaml") == true)
        #expect(
            red.fields.map(\.description.name)
                == general.object(.offer, "red")?.fields.map(\.description.name))
    }

    @Test("an overlay removes and renames; a new object needs the project's word")
    func adding() throws {
        let manifest = try load("us")
        #expect(manifest.objects.map(\.key) == ["red", "Blue", "New"])
        let blue = try #require(manifest.object(.offer, "Blue"))
        #expect(blue.state == .absent && blue.title == "Azure" && blue.hasExplicitKey)
        #expect(blue.field("cap")?.node.value == .number("5"))
    }

    @Test("a record that an overlay writes in part keeps the rest; an empty one clears")
    func records() throws {
        try folder.write("offers: [{key: red, targeting: {devices: [LG]}}]", to: "overlays/eu.yaml")
        let red = try #require(try load("eu").object(.offer, "red"))
        let targeting = red.field("targeting")?.node.value
        #expect(targeting?["devices"]?.value == .array([.string("LG")]))
        #expect(targeting?["os"]?.value.list?.count == 1)
        try folder.write("offers: [{key: red, targeting: {}}]", to: "overlays/eu.yaml")
        #expect(try load("eu").object(.offer, "red")?.field("targeting")?.node.value == .map([]))
    }

    @Test(
        "an object that no manifest has is an error that says what was meant",
        arguments: [
            ("offers: [{1️⃣key: rod, cap: 1}]", "did you mean \"red\"?"),
            ("offers: [{1️⃣title: Red, cap: 1}]", "write `key: red`"),
            ("landings: [{1️⃣title: x, url: y}]", "`add: true`"),
        ])
    func missing(text: String, help: String) throws {
        try folder.write(MarkedText(text).text, to: "overlays/eu.yaml")
        let error = #expect(throws: DiagnosticsError.self) { try load("eu") }
        #expect(error?.diagnostics.map(\.id) == ["manifest.overlay"])
        #expect(error?.diagnostics.first?.help?.contains(help) == true, "\(String(describing: error))")
        #expect(error?.diagnostics.first?.place?.file.hasSuffix("overlays/eu.yaml") == true)
    }

    @Test("faults of an overlay are reported like those of any manifest")
    func faults() throws {
        try folder.write("offers: [{key: red, cpa: 1}, {key: red, cap: 2}]", to: "overlays/eu.yaml")
        let error = #expect(throws: DiagnosticsError.self) { try load("eu") }
        #expect(Set(error?.diagnostics.map(\.id) ?? []) == ["manifest.unknown-field", "manifest.duplicate"])
        try folder.remove("overlays/eu.yaml")
        let gone = #expect(throws: DiagnosticsError.self) { try load("eu") }
        #expect(gone?.diagnostics.map(\.id).contains("manifest.unreadable") == true)
    }
}
