import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("What is said of fields")
struct FieldReferenceTests {
    @Test("every field of every kind has a meaning", arguments: Kind.allCases)
    func meanings(kind: Kind) {
        for field in FieldReference.all(of: kind) {
            #expect(field.meaning.hasSuffix("."), "\(kind).\(field.path)")
            #expect(!field.values.isEmpty && !field.clearing.isEmpty && !field.comparison.isEmpty)
        }
    }

    @Test("every example is a manifest that has the field", arguments: Kind.allCases)
    func examples(kind: Kind) throws {
        for field in FieldReference.all(of: kind) {
            let read = ManifestReader.read(Array(field.example.utf8), file: "a.yaml", format: .yaml)
            let problems = read.diagnostics.filter { $0.id != "manifest.ignored" }
            #expect(problems.isEmpty, "\(kind).\(field.path):\n\(field.example)\n\(problems)")
            let object = try #require(read.objects.first)
            if field.field.access == .ignored || field.path.hasPrefix("payment") && kind == .source {
                continue
            }
            var nodes = object.field(try #require(Self.top(field))).map { [$0.node] } ?? []
            for name in field.path.split(separator: ".").dropFirst() {
                nodes = nodes.flatMap { $0.value.list ?? [$0] }.compactMap { $0.value[String(name)] }
            }
            #expect(!nodes.isEmpty, "\(kind).\(field.path):\n\(field.example)")
        }
    }

    private static func top(_ reference: FieldReference) -> String? {
        let name = reference.path.split(separator: ".").first.map(String.init)
        return reference.kind.fields.first { $0.manifestName == name }?.name
    }

    @Test("fields are found by their path, whatever its case, and tell their section")
    func found() {
        #expect(FieldReference.named("Payment.Amount", of: .offer)?.section == "OffersPayment model")
        #expect(
            FieldReference.named("streams.filters.country.iso", of: .campaign)?.section
                == "CountryFilter model")
        #expect(FieldReference.named("network", of: .offer)?.field.name == "program_id")
        #expect(FieldReference.named("created_at", of: .offer) == nil)
        #expect(FieldReference.named("", of: .offer) == nil)
    }
}
