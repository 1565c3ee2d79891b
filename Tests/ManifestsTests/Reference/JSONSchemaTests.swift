import Diagnostics
import Feeds
import Foundation
import RedTrack
import Testing

@testable import Manifests

@Suite("The JSON Schemas for editors")
struct JSONSchemaTests {
    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("samples/account")

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: samples.appendingPathComponent(name), encoding: .utf8)
    }

    @Test(
        "the samples are valid as an editor reads them",
        arguments: [
            "networks.yaml", "domains.yaml", "landings.json", "campaigns/native.yaml",
            "campaigns/push-and-pop.yaml", "campaigns/search.yaml",
        ])
    func samples(name: String) throws {
        let check = try JSONSchemaCheck(ManifestJSONSchema.text())
        let text = try Self.text(name)
        let values =
            name.hasSuffix(".json")
            ? [try JSONDocument.parse(Array(text.utf8)).value] : EditorYAML.values(text)
        #expect(!values.isEmpty)
        for value in values { #expect(check.faults(value) == []) }
    }

    @Test("what our writer writes is valid", arguments: Kind.allCases)
    func written(kind: Kind) throws {
        let check = try JSONSchemaCheck(ManifestJSONSchema.text(kind))
        for seed in UInt64(1)...60 {
            var generator = ObjectGenerator(seed: seed)
            let objects = (0..<4).map { _ in generator.object(kind) }
            for file in try ManifestWriter.write(objects, as: .json) {
                let value = try JSONDocument.parse(Array(file.text.utf8)).value
                #expect(check.faults(value) == [], "seed \(seed)")
            }
        }
    }

    @Test(
        "what the reader refuses for its form is refused",
        arguments: [
            "offer: []", "offers: 1", "offers: [{titel: a}]", "offers: [{title: a, cap: many}]",
            "offers: [{title: a, cap: -1}]", "offers: [{title: a, country_codes: DE}]",
            "offers: [{title: a, country_codes: [Germany]}]", "offers: [{title: a, status: deleted}]",
            "offers: [{title: a, state: gone}]", "offers: [{title: a, payment: {amout: 1}}]",
            "offers: [{title: a, preset: x}]", "campaigns: [{title: a, streams: [{weight: 0, offers: []}]}]",
            "campaigns: [{title: a, streams: [{offers: []}]}]",
            "campaigns: [{title: a, streams: [{weight: 1, offers: [{id: x, weight: 1}]}]}]",
            "campaigns: [{title: a, streams: [{weight: 1, filters: {contry: {iso: [DE]}}}]}]", "[]",
            "landings: [{title: null}]",
        ])
    func refused(text: String) throws {
        let check = try JSONSchemaCheck(ManifestJSONSchema.text())
        #expect(EditorYAML.values(text).allSatisfy { !check.faults($0).isEmpty }, "\(text)")
        let read = ManifestReader.read(Array(text.utf8), file: "a.yaml", format: .yaml)
        #expect(read.diagnostics.contains { $0.severity == .error }, "\(text)")
    }

    @Test("a variable may stand for any value")
    func variables() throws {
        let check = try JSONSchemaCheck(ManifestJSONSchema.text())
        let text = """
            offers:
              - {title: "${var.a}", cap: "${var.a}", payment: {amount: "${var.a}"}, status: "${var.a}",
                 cap_alert: "${var.a}", country_codes: ["${var.a}"]}
            """
        for value in EditorYAML.values(text) { #expect(check.faults(value) == []) }
    }

    @Test("the schema of a project knows what a project can say, and no more")
    func project() throws {
        let check = try JSONSchemaCheck(ProjectJSONSchema.text)
        let schema = try JSONDocument.parse(Array(ProjectJSONSchema.text.utf8)).value
        let names = schema["properties"]?.value.members?.map(\.name) ?? []
        #expect(names.sorted() == ProjectReader.projectWords.sorted())
        for value in EditorYAML.values(try Self.text("waybill.yaml")) { #expect(check.faults(value) == []) }
        let example = """
            accounts: {a: {url: "sandbox:x", key: env:K, lints: {http-url: off}, variables: {x: 1}}}
            lints: {unknown-macro: {known: [a], except: ["offers/*"], severity: error}, similar-title: warning}
            policies: [{name: a, for: offers, over: all, when: x, must: y, message: z, severity: warning, except: offers}]
            overlays: [a.yaml, {file: b.yaml, add: true}]
            feeds: {f: {file: a.csv, template: offers, set: {currency: EUR}, joins: {j: [b.csv]}}}
            """
        for value in EditorYAML.values(example) { #expect(check.faults(value) == []) }
        for text in [
            "acounts: {}", "accounts: {a: {key: secret}}", "lints: {nothing: off}", "lints: {http-url: loud}",
            "policies: [{name: a}]", "policies: [{name: a, must: x, for: offer}]",
            "overlays: [{add: true, fil: x}]",
        ] {
            #expect(EditorYAML.values(text).allSatisfy { !check.faults($0).isEmpty }, "\(text)")
        }
    }
}
