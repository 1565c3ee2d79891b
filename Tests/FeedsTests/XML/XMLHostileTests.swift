import Diagnostics
import Feeds
import Testing

@Suite struct XMLHostileTests {
    static let documents = [
        "\u{FEFF}<?xml version='1.0'?>\r\n<!DOCTYPE r [<!ENTITY e '<b c=\"1\">t</b>'>]>\n<r é='&e2;'>&e;é😀<!-- c --><![CDATA[]] \r\n>\r]]></r>\n"
            .replacing("&e2;", with: "&#233;"),
        "<a xmlns:x='u'>\n<x:b x:c='1' d=\"2\"/>text &amp; more<?p i?></a>",
    ]

    private static func read(_ bytes: [UInt8]) -> String {
        outcome { () throws(FeedError) in try XMLDocument.parse(bytes).dump }
    }

    private static func read(_ bytes: [UInt8], size: Int) -> String {
        outcome { () throws(FeedError) in try XMLDocument.parse(from: ChunkSource(bytes, size: size)).dump }
    }

    @Test(arguments: documents) func `A document cut off anywhere is an error, and chunks do not matter`(
        text: String
    ) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let part = Array(bytes[..<count])
            let whole = Self.read(part)
            #expect(whole.hasPrefix("<") == bytes[count...].allSatisfy { $0 == 0x0A }, "\(count): \(whole)")
            for size in [1, 2, 3, 7] { #expect(Self.read(part, size: size) == whole) }
        }
    }

    @Test(arguments: documents) func `A document with any byte replaced never crashes`(text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            for byte: UInt8 in [0, 0x3C, 0x3E, 0x26, 0x22, 0x5D, 0x2F, 0x21, 0x80, 0xC3, 0xFF, 0x0A] {
                var changed = bytes
                changed[index] = byte
                #expect(Self.read(changed) == Self.read(changed, size: 1))
            }
        }
    }

    @Test func `Entities that multiply are refused`() {
        var declarations = "<!ENTITY a0 'lollollollol'>"
        for level in 1...12 {
            let references = String(repeating: "&a\(level - 1);", count: 10)
            declarations += "<!ENTITY a\(level) '\(references)'>"
        }
        for body in ["<r>&a12;</r>", "<r x='&a12;'/>", "<r>&a6;</r>"] {
            let error = #expect(throws: FeedError.self) {
                try XMLDocument.parse(Array("<!DOCTYPE r [\(declarations)]>\(body)".utf8))
            }
            #expect(error?.code == .limit, "\(String(describing: error))")
        }
    }

    @Test func `One long entity referred to often is refused`() {
        let long = String(repeating: "x", count: 50_000)
        let references = String(repeating: "&e;", count: 500)
        for body in [
            "<r>\(references)</r>", "<r x='\(references)'/>",
            "<r>" + String(repeating: "<b x='&e;'/>", count: 500) + "</r>",
        ] {
            let error = #expect(throws: FeedError.self) {
                try XMLDocument.parse(Array("<!DOCTYPE r [<!ENTITY e '\(long)'>]>\(body)".utf8))
            }
            #expect(error?.code == .limit, "\(String(describing: error))")
        }
    }

    @Test func `Parameter entities are bounded, external ones never loaded`() throws {
        let bomb = "<!DOCTYPE r [<!ENTITY % a '&#37;b;&#37;b;'><!ENTITY % b '&#37;a;'>%a;]><r/>"
        #expect(throws: FeedError.self) { try XMLDocument.parse(Array(bomb.utf8)) }
        let external = "<!DOCTYPE r [<!ENTITY % x SYSTEM 'file:///etc/passwd'>%x;]><r/>"
        #expect(try XMLDocument.parse(Array(external.utf8)) == XMLElement("r"))
    }

    @Test func `Depth is bounded`() throws {
        let limit = ReaderLimits().depth
        for depth in [limit, limit + 1, 300_000] {
            let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
            if depth == limit {
                _ = try XMLDocument.parse(Array(text.utf8))
            } else {
                let error = #expect(throws: FeedError.self) { try XMLDocument.parse(Array(text.utf8)) }
                #expect(error?.code == .limit)
                #expect(error?.position.offset == limit * 3)
            }
        }
    }

    @Test(
        "What never ends is stopped by a limit",
        arguments: [
            ("<r>", "aaaaaaaaaa"), ("<r x='", "aaaaaaaaaa"), ("<r><!--", "aaaaaaaaaa"),
            ("<r><![CDATA[", "aaaaaaaaaa"), ("<", "aaaaaaaaaa"),
            ("<!DOCTYPE r [", "<!-- c -->"), ("<r ", " a=1"), ("<r><?p ", "aaaaaaaaaa"),
            ("<?xml ", "aaaaaaaaaa"), ("<r>", "&amp;"),
        ])
    func bounds(start: String, filler: String) {
        struct Endless: ByteSource {
            let start: [UInt8]
            let filler: [UInt8]
            var given = 0
            mutating func nextChunk() throws(FeedError) -> [UInt8]? {
                given += 1
                guard given < 3_000 else { throw FeedError(.source, "read on and on", at: .start) }
                return given == 1 ? start : filler
            }
        }
        let source = Endless(
            start: Array(start.utf8), filler: Array(String(repeating: filler, count: 100).utf8))
        let limits = ReaderLimits(textBytes: 100_000, nameBytes: 1_000, recordBytes: 200_000)
        let error = #expect(throws: FeedError.self) { try XMLDocument.parse(from: source, limits: limits) }
        #expect(error?.code == .limit || error?.code == .syntax, "\(String(describing: error))")
    }

    @Test func `Attributes beyond the limit are refused`() {
        let attributes = (0..<200).map { " a\($0)=''" }.joined()
        let error = #expect(throws: FeedError.self) {
            try XMLDocument.parse(Array("<r\(attributes)/>".utf8), limits: ReaderLimits(fields: 100))
        }
        #expect(error?.code == .limit)
    }

    @Test func `Many documents are read at once on many threads`() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<64 {
                group.addTask { @concurrent in
                    let text =
                        "<r>" + String(repeating: "<a b='\(index)'>é</a>", count: 200)
                        + (index % 2 == 0 ? "</r>" : "")
                    do throws(FeedError) {
                        return try XMLDocument.parse(Array(text.utf8)).elements.count
                    } catch { return 0 }
                }
            }
            var total = 0
            for try await count in group { total += count }
            #expect(total == 32 * 200)
        }
    }
}
