import Diagnostics
import Feeds
import Foundation
import RedTrack
import Testing

@testable import Manifests

@Suite("The schema of XML manifests")
struct XSDTests {
    private static let package = String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(3).joined(separator: "/")

    private func faults(of documents: [String]) throws -> [String] {
        try SchemaCheck.faults(of: documents, schema: ManifestXSD.text)
    }

    private func isRead(_ document: String) -> Bool {
        let result = ManifestReader.read(Array(document.utf8), file: "a.xml", format: .xml)
        return !result.diagnostics.contains { $0.severity == .error }
    }

    @Test("the file that ships is the schema of today's fields")
    func shippedFile() throws {
        let path = Self.package + "/docs/waybill.xsd"
        if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] != nil {
            try Data(ManifestXSD.text.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("recorded \(path): read it, then run without WAYBILL_RECORD")
        }
        let shipped = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        #expect(shipped == ManifestXSD.text, "set WAYBILL_RECORD=1 to write docs/waybill.xsd anew")
    }

    @Test("what our writer writes is valid", arguments: Kind.allCases)
    func written(kind: Kind) throws {
        var documents: [String] = []
        for seed in UInt64(1)...60 {
            var generator = ObjectGenerator(seed: seed)
            let objects = (0..<4).map { _ in generator.object(kind) }
            documents += try ManifestWriter.write(objects, as: .xml).map(\.text)
        }
        for (index, fault) in try faults(of: documents).enumerated() where !fault.isEmpty {
            Issue.record("seed \(index + 1): \(fault)\n\(documents[index])")
        }
    }

    @Test("the sample account is valid")
    func sample() throws {
        let path = Self.package + "/samples/account/sources.xml"
        let document = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        #expect(try faults(of: [document]) == [""])
    }

    @Test("what the reader takes is valid, however it is spelled", arguments: XSDSpellings.accepted)
    func accepted(inner: String) throws {
        let document = "<waybill>\(inner)</waybill>"
        #expect(isRead(document), "the reader refuses it")
        #expect(try faults(of: [document]) == [""])
    }

    @Test("mistakes that the reader names are not valid", arguments: XSDSpellings.refused)
    func refused(inner: String) throws {
        let document = "<waybill>\(inner)</waybill>"
        #expect(!isRead(document), "the reader takes it")
        #expect(try faults(of: [document]) != [""])
    }

    @Test(
        "no change to a document makes it valid for the reader and not for the schema",
        arguments: Kind.allCases)
    func mutated(kind: Kind) throws {
        var taken: [String] = []
        var isRefused = false
        for seed in UInt64(1)...200 {
            var generator = ObjectGenerator(seed: seed)
            let text = try #require(try ManifestWriter.write([generator.object(kind)], as: .xml).first?.text)
            var mutator = XMLMutator(seed: seed)
            let document = try mutator.mutated(text)
            if isRead(document) { taken.append(document) } else { isRefused = true }
        }
        #expect(taken.count > 20, "too few of the changed documents can be read to prove anything")
        #expect(isRefused)
        for (document, fault) in zip(taken, try faults(of: taken)) where !fault.isEmpty {
            Issue.record("\(fault)\n\(document)")
        }
    }
}
