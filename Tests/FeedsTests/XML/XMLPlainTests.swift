import Feeds
import TestSupport
import Testing

/// Documents that fit into one slice are libxml2's alone; in small slices nearly all is read as plain markup. So each
/// document is read in both ways.
@Suite struct XMLPlainTests {
    private static func read(_ bytes: [UInt8], slices: Int) -> String {
        outcome { () throws(FeedError) in
            let root = try XMLDocument.parse(XMLReader(from: ChunkSource([bytes]), sliceBytes: slices))
            return root.dump + namespaces(root)
        }
    }

    private static func namespaces(_ element: XMLElement) -> String {
        let own = "\(element.prefix ?? "-"):\(element.localName)=\(element.namespace ?? "-") "
        return own + element.elements.map(namespaces).joined()
    }

    @Test func `A name is told from a namespace and a prefix of the same letters`() throws {
        let text = "<r xmlns:g='u' xmlns='g:id' id='1'><g:id/><id><g:g/></id></r>"
        for slices in [4, 1 << 20] {
            let root = try XMLDocument.parse(
                XMLReader(from: ChunkSource([Array(text.utf8)]), sliceBytes: slices))
            #expect(Self.namespaces(root) == "-:r=g:id g:id=u -:id=g:id g:g=u ")
        }
    }

    @Test(arguments: 0..<250) func `What is read as plain markup is what libxml2 reads`(seed: UInt64) {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: seed % 2 == 0)
        let bytes = Array(sample.document().utf8)
        let whole = Self.read(bytes, slices: 1 << 20)
        for slices in [4, 5, 7, 8, 13, 40, 100] {
            #expect(
                Self.read(bytes, slices: slices) == whole,
                "seed \(seed), slices of \(slices): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test(arguments: 0..<250) func `What libxml2 refuses is not plain markup`(seed: UInt64) {
        var sample = XMLSample(generator: SeededGenerator(seed: seed), isPlain: seed % 2 == 0)
        let good = Array(sample.document().utf8)
        for _ in 0..<5 {
            let bytes = sample.mutated(good)
            let whole = Self.read(bytes, slices: 1 << 20)
            for slices in [4, 6, 9, 33, 100] {
                let part = Self.read(bytes, slices: slices)
                #expect(
                    part == whole,
                    "seed \(seed), slices of \(slices): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
                )
            }
        }
    }
}
