import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Round trips")
struct RoundTripTests {
    /// Everything that a manifest says of some objects, to be compared byte by byte: Swift's strings take two
    /// spellings of "é" for one.
    private func dump(_ objects: [ManifestObject]) -> [[UInt8]] {
        objects.map { object in
            let words: [(String, Value)] = [
                ("kind", .string(object.kind.rawValue)), ("key", .string(object.key)),
                ("explicit", .bool(object.hasExplicitKey)), ("id", .string(object.id?.value ?? "-")),
                ("preset", .string(object.preset?.value ?? "-")), ("state", .string(object.state.rawValue)),
                ("protected", .bool(object.isProtected)), ("extra", .map(object.extra)),
            ]
            let fields = object.fields.map { ($0.description.name, $0.node.value) }
            return Value.object(words + fields).jsonBytes()
        }
    }

    @Test(
        "what is written is read back as the same objects", arguments: ManifestFormat.allCases, Kind.allCases)
    func roundTrip(format: ManifestFormat, kind: Kind) throws {
        for seed in UInt64(1)...60 {
            var generator = ObjectGenerator(seed: seed)
            let objects = (0..<Int(seed % 4 + 1)).map { _ in generator.object(kind) }
            let files = try ManifestWriter.write(objects, as: format)
            let file = try #require(files.first)
            let result = ManifestReader.read(Array(file.text.utf8), file: file.name, format: format)
            let errors = result.diagnostics.filter { $0.severity == .error }
            #expect(errors.isEmpty, "seed \(seed): \(errors)\n\(file.text)")
            let isEqual = dump(result.objects) == dump(objects)
            #expect(
                isEqual,
                """
                seed \(seed)
                \(file.text)
                \(dump(objects).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
                \(dump(result.objects).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
                """)
            let again = try ManifestWriter.write(result.objects, as: format)
            #expect(again.map(\.text) == files.map(\.text), "seed \(seed)")
            if !isEqual || !errors.isEmpty { return }
        }
    }

    @Test("a file tells its kind and format by its name", arguments: ManifestFormat.allCases)
    func names(format: ManifestFormat) throws {
        var generator = ObjectGenerator(seed: 7)
        let objects = Kind.allCases.reversed().map { generator.object($0) }
        let names = try ManifestWriter.write(objects, as: format).map(\.name)
        #expect(
            names
                == ["networks", "sources", "domains", "landings", "offers", "campaigns"].map {
                    "\($0).\(format)"
                })
    }

    @Test("a character that XML cannot carry is an error that names object and field")
    func unwritable() throws {
        let description = try #require(Kind.landing.fields.first { $0.name == "title" })
        let object = ManifestObject(
            kind: .landing, key: "k", fields: [ManifestField(description, Node(.string("a\u{1}b")))])
        let error = #expect(throws: ManifestWriterError.self) { try ManifestWriter.write([object], as: .xml) }
        #expect(error?.key == "k")
        #expect(error?.field == "title")
        #expect(error?.message.contains("U+0001") ?? false)
        for format in [ManifestFormat.json, .yaml, .csv] {
            let text = try #require(try ManifestWriter.write([object], as: format).first?.text)
            let read = ManifestReader.read(Array(text.utf8), file: "landings.\(format)", format: format)
            #expect(read.objects == [object])
        }
    }

    @Test("many objects in one file are read back too", arguments: ManifestFormat.allCases)
    func manyObjects(format: ManifestFormat) throws {
        var generator = ObjectGenerator(seed: 3)
        let objects = (0..<1_000).map { _ in generator.object(.offer) }
        let file = try #require(try ManifestWriter.write(objects, as: format).first)
        let result = ManifestReader.read(Array(file.text.utf8), file: file.name, format: format)
        #expect(result.diagnostics.filter { $0.severity == .error }.isEmpty)
        #expect(dump(result.objects) == dump(objects))
    }
}
