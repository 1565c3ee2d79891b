import Diagnostics
import Feeds
import RedTrack
import TestSupport
import Testing

@testable import Manifests

/// Large files are read some objects at a time: what comes of it has to be what comes of the whole.
@Suite("Files in pieces")
struct BulkPiecesTests {
    /// One file with objects of several kinds.
    private func text(_ objects: [ManifestObject], _ format: ManifestFormat) throws -> [UInt8] {
        let texts = try ManifestWriter.write(objects, as: format).map(\.text)
        if format == .yaml { return Array(texts.joined().utf8) }
        // Each is an object with one member: without its braces, they can stand behind one another.
        let members = texts.map { $0.dropFirst("{\n".count).dropLast("\n}\n".count) }
        return Array("{\n\(members.joined(separator: ",\n"))\n}\n".utf8)
    }

    /// Reads in pieces and as a whole, and holds both against each other.
    /// - Returns: whether the file could be read in pieces.
    private func compare(_ bytes: [UInt8], _ format: ManifestFormat, _ most: Int, _ comment: String) -> Bool {
        let file = "offers.\(format.rawValue)"
        var pieces = BulkPieces(format: format, file: file, variables: nil)
        pieces.most = most
        guard let parts = pieces.read(bytes) else { return false }
        let whole = ManifestReader.readWhole(bytes, file: file, format: format)
        #expect(whole.hasAllObjects, "\(comment)")
        #expect(
            parts.objects.map { String(reflecting: $0) } == whole.objects.map { String(reflecting: $0) },
            "\(comment)")
        #expect(parts.diagnostics.sorted() == whole.diagnostics.sorted(), "\(comment)")
        return true
    }

    @Test("objects and places are those of the whole file", arguments: [ManifestFormat.yaml, .json])
    func same(format: ManifestFormat) throws {
        var read = 0
        // Few at a time: any text that is escaped in an unusual way makes the file one for the reader of the whole.
        for seed in UInt64(1)...150 {
            var generator = ObjectGenerator(seed: seed)
            let kind = Kind.allCases[Int(seed) % Kind.allCases.count]
            let objects = (0..<Int(seed % 4 + 1)).map { _ in generator.object(kind) }
            let bytes = try text(objects, format)
            for most in [1, 2, 100] {
                if compare(bytes, format, most, "seed \(seed), \(most) at once") { read += 1 }
            }
        }
        #expect(read > 0)
    }

    @Test("bytes that change anywhere never make other objects", arguments: [ManifestFormat.yaml, .json])
    func mutated(format: ManifestFormat) throws {
        let offers = (0..<6).map { number in
            ManifestObject(
                kind: number < 3 ? .network : .landing, key: "k\(number)",
                fields: [
                    ManifestField(
                        FieldDescription("title", .text, .required), Node(.string("Title \(number)")))
                ])
        }
        let bytes = try text(offers, format)
        #expect(compare(bytes, format, 2, "unchanged"))
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("\n -:#{}[],\"'&*!|>%@k0\t\r".utf8)
        for round in 0..<3_000 {
            var changed = bytes
            let index = Int.random(in: changed.indices, using: &random)
            let byte = alphabet[Int.random(in: alphabet.indices, using: &random)]
            switch Int.random(in: 0..<3, using: &random) {
            case 0: changed[index] = byte
            case 1: changed.insert(byte, at: index)
            default: changed.remove(at: index)
            }
            _ = compare(changed, format, 2, "round \(round): \(String(decoding: changed, as: UTF8.self))")
        }
    }

    @Test("a section that is there twice is for the reader of the whole")
    func twice() {
        let text = "networks:\n  - key: a\n    title: A\nnetworks:\n  - key: b\n    title: B\n"
        #expect(BulkPieces(format: .yaml, file: "f.yaml", variables: nil).read(Array(text.utf8)) == nil)
    }

    @Test("a large file gives the objects of many small ones", arguments: [ManifestFormat.yaml, .json])
    func large(format: ManifestFormat) throws {
        let title = String(repeating: "A long title. ", count: 16)
        let objects = (0..<5_200).map { number in
            ManifestObject(
                kind: .landing, key: "k\(number)",
                fields: [
                    ManifestField(
                        FieldDescription("title", .text, .required), Node(.string("\(title)\(number)")))
                ])
        }
        let bytes = try text(objects, format)
        #expect(bytes.count > BulkPieces.leastBytes)
        let read = ManifestReader.read(bytes, file: "l.\(format.rawValue)", format: format)
        #expect(read.objects == objects)
        #expect(read.diagnostics.isEmpty)
    }
}
