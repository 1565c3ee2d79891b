import Diagnostics
import Feeds
import FoundationEssentials
import Testing

/// Gives a start, then a filler without end: whoever reads it must stop by itself.
private struct Endless: ByteSource {
    let start: [UInt8]
    let filler: [UInt8]
    let most: Int
    var given = 0

    init(_ start: String, _ filler: String, most: Int = 20_000) {
        self.start = Array(start.utf8)
        self.filler = Array(String(repeating: filler, count: 1 + 1_000 / filler.utf8.count).utf8)
        self.most = most
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        given += 1
        guard given < most else { throw FeedError(.source, "read on and on", at: .start) }
        return given == 1 ? start : filler
    }
}

@Suite struct XMLRecordHostileTests {
    /// Longer than what libxml2 reads before plain markup is read without it.
    static let records = String(repeating: "<o><a>1</a></o>", count: 2_000)

    static func fault(_ source: some ByteSource, _ options: XMLRecordOptions) -> (count: Int, FeedError?) {
        let reader = XMLRecordReader(from: source, options: options)
        var record = Record()
        var count = 0
        do throws(FeedError) {
            while try reader.next(&record) { count += 1 }
            return (count, nil)
        } catch {
            // What was thrown is thrown again.
            #expect(throws: error) { try reader.next(&record) }
            return (count, error)
        }
    }

    @Test(
        "What never ends is stopped by a limit, early and late in a document",
        arguments: [
            ("<o>", "aaaaaaaaaa"), ("<o x='", "aaaaaaaaaa"), ("<o><!--", "aaaaaaaaaa"), ("<!--", "a-"),
            ("<o><![CDATA[", "aaaaaaaaaa"), ("<o>\r<![CDATA[", "]a]"), ("<", "aaaaaaaaaa"), ("<o ", " a=''"),
            ("<o><?p ", "aaaa?aaaaa"), ("<o>", "&amp;"), ("<o>", "<b/>"), ("<o>", "<b c='&lt;'>&amp;</b>"),
            ("<o>", "<b>"), ("<o>", "]"), ("<o>", "\r"), ("<o>&", "a"), ("<o></o", " "), ("<o a", " "),
            ("<o xmlns:", "a"), ("<o>", "é"), ("<o>", "\u{FFFD}"),
        ])
    func bounds(start: String, filler: String) {
        let limits = ReaderLimits(textBytes: 100_000, nameBytes: 1_000, recordBytes: 200_000, values: 5_000)
        for records in ["", Self.records] {
            let source = Endless("<r>" + records + start, filler)
            let (count, error) = Self.fault(source, XMLRecordOptions(limits: limits))
            #expect(count == (records.isEmpty ? 0 : 2_000))
            #expect(error?.code == .limit || error?.code == .syntax, "\(String(describing: error))")
        }
    }

    @Test func `An endless feed of small records is read in bounded memory`() {
        let source = Endless("<r>", "<o x='1'>é &amp; <b>c</b></o>\n", most: 3_000)
        let (count, error) = Self.fault(source, XMLRecordOptions())
        #expect(count > 90_000)
        #expect(error?.code == .source)
    }

    @Test func `Entities are bounded, and nothing outside is opened`() throws {
        var laughs = "<!ENTITY a0 'lollollollol'>"
        for level in 1...12 {
            laughs += "<!ENTITY a\(level) '\(String(repeating: "&a\(level - 1);", count: 10))'>"
        }
        let long = String(repeating: "x", count: 50_000)
        let often = String(repeating: "<o>&e;</o>", count: 500)
        for text in [
            "<!DOCTYPE r [\(laughs)]><r><o>&a12;</o></r>", "<!DOCTYPE r [\(laughs)]><r><o a='&a12;'/></r>",
            "<!DOCTYPE r [<!ENTITY e '\(long)'>]><r>\(often)</r>",
        ] {
            #expect(Self.fault(ChunkSource([Array(text.utf8)]), XMLRecordOptions()).1?.code == .limit)
        }
        let folder = FileManager.default.temporaryDirectory
        let secret = folder.appendingPathComponent("waybill-\(UInt64.random(in: 0 ... .max)).txt")
        try Data("secret".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        for system in [
            "SYSTEM 'file://\(secret.path)'", "SYSTEM '\(secret.path)'", "PUBLIC 'x' 'file://\(secret.path)'",
        ] {
            let text = "<!DOCTYPE r [<!ENTITY e \(system)>]><r><o>1</o><o>&e;</o></r>"
            let (count, error) = Self.fault(ChunkSource([Array(text.utf8)]), XMLRecordOptions())
            #expect(count == 1)
            #expect(error?.code == .forbidden)
        }
        let parameter = "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file://\(secret.path)'>%p;]><r><o>1</o></r>"
        #expect(Self.fault(ChunkSource([Array(parameter.utf8)]), XMLRecordOptions()).count == 1)
    }

    @Test(arguments: [1, 2_000]) func `Depth is bounded, and bearable`(records: Int) throws {
        let before = String(repeating: "<o/>", count: records)
        let deep = String(repeating: "<a>", count: 1_000_000) + String(repeating: "</a>", count: 1_000_000)
        let (count, error) = Self.fault(
            ChunkSource(Array("<r>\(before)\(deep)</r>".utf8), size: 100_000), XMLRecordOptions())
        #expect(count == records)
        #expect(error?.code == .limit)
        #expect(error?.position.offset == 3 + 4 * records + 3 * (ReaderLimits().depth - 1))
        let limits = ReaderLimits(depth: ReaderLimits.greatestDepth)
        let bearable = String(repeating: "<a>", count: 999) + "x" + String(repeating: "</a>", count: 999)
        let values = try xmlValues("<r>\(before)\(bearable)</r>", XMLRecordOptions(limits: limits))
        var value = values.last
        while let next = value?.value.members?.first { value = next.node }
        #expect(value?.value.string == "x")
    }

    @Test(arguments: [false, true]) func `Attributes beyond the limit are refused, however many`(isLate: Bool)
    {
        let before = isLate ? Self.records : ""
        let attributes = (0..<100_000).map { " a\($0)=''" }.joined()
        for text in ["<r>\(before)<o\(attributes)/></r>", "<r>\(before)<o\(attributes)"] {
            let (_, error) = Self.fault(ChunkSource([Array(text.utf8)]), XMLRecordOptions())
            #expect(error?.code == .limit)
            #expect(error?.position.offset == 3 + before.utf8.count)
        }
    }

    @Test func `Records, values, bytes and names are counted`() throws {
        func fault(_ text: String, _ limits: ReaderLimits) -> (count: Int, FeedError?) {
            Self.fault(ChunkSource(Array(text.utf8), size: 999), XMLRecordOptions(limits: limits))
        }
        let many = fault("<r>\(Self.records)</r>", ReaderLimits(records: 1_500))
        #expect(many.count == 1_500)
        #expect(many.1?.code == .limit)
        #expect(many.1?.position.offset == 3 + 1_500 * 15)
        #expect(fault("<r>\(Self.records)</r>", ReaderLimits(records: 2_000)).1 == nil)
        let wide = "<r>\(Self.records)<o>" + String(repeating: "<b/>", count: 100) + "</o></r>"
        #expect(fault(wide, ReaderLimits(values: 102)).1 == nil)
        #expect(fault(wide, ReaderLimits(values: 101)).1?.code == .limit)
        #expect(fault(wide, ReaderLimits(recordBytes: 407)).1 == nil)
        let long = fault(wide, ReaderLimits(recordBytes: 406))
        #expect(long.1?.code == .limit)
        #expect(long.1?.position.offset == 3 + Self.records.utf8.count)
        let names = (0..<300_000).map { "<n\($0)/>" }.joined()
        let (count, error) = fault("<r>\(names)</r>", ReaderLimits())
        #expect(error?.code == .limit)
        #expect(count < 262_144 && count > 262_000)
    }

    @Test(arguments: [0, 2_000]) func `A document cut off anywhere gives its whole records and an error`(
        records: Int
    ) {
        let before = "<?xml version='1.0'?><r>" + String(repeating: "<o/>", count: records * 5)
        let text = "<o k='é'>1&amp;<!-- c --><![CDATA[2]]></o><?p?>\r\n<o xmlns:g='u'><g:b/></o></r>"
        let bytes = Array((before + text).utf8)
        let complete = [0, 1, 2].map { count in
            let ends = bytes.indices.filter { bytes[..<$0].reversed().starts(with: "</o>".utf8.reversed()) }
            return count == 0 ? 0 : ends[count - 1]
        }
        let from = records == 0 ? 0 : before.utf8.count
        for end in from..<bytes.count {
            let (count, error) = Self.fault(ChunkSource([Array(bytes[..<end])]), XMLRecordOptions())
            #expect(error != nil, "cut at \(end)")
            guard end >= before.utf8.count else { continue }
            #expect(count - records * 5 == (complete.lastIndex { $0 <= end } ?? 0), "cut at \(end)")
        }
        #expect(Self.fault(ChunkSource([bytes]), XMLRecordOptions()).1 == nil)
    }

    @Test(
        "What is no XML is refused behind thousands of records, and they are given",
        arguments: [
            ("<o>\u{0}</o>", .syntax), ("<o>\u{1}</o>", .syntax), ("<o>\u{FFFE}</o>", .syntax),
            ("<o>&nbsp;</o>", .syntax),
            ("<o a='1' a='2'/>", .duplicate), ("<o a=1/>", .syntax), ("<o a='<'/>", .syntax),
            ("<o>]]></o>", .syntax),
            ("<o></p>", .syntax), ("<!-- -- -->", .syntax), ("<?xml x?>", .syntax), ("<1/>", .syntax),
            ("<o>R&D</o>", .syntax),
            ("</r><r>", .syntax), ("</r>x<r>", .syntax), ("</r>\u{0}<r>", .syntax), ("<o>&#0;</o>", .syntax),
            ("<o a='&#xFFFF;'/>", .syntax), ("<!DOCTYPE r>", .syntax), ("<o a='1'b='2'/>", .syntax),
            ("<a:b:c d:e='</r>", .syntax),
        ] as [(String, FeedError.Code)])
    func refuses(text: String, code: FeedError.Code) throws {
        let bytes = Array("<r>\(Self.records)\(text)</r>".utf8)
        let (count, error) = Self.fault(ChunkSource([bytes]), XMLRecordOptions())
        #expect(count >= 2_000)
        #expect(error?.code == code || error?.code == .truncated, "\(String(describing: error))")
        #expect((error?.position.offset ?? 0) >= 3 + Self.records.utf8.count)
    }

    @Test func `Bytes that are no text are refused at their place`() {
        for before in ["", Self.records] {
            let bytes = Array("<r>\(before)<o>é".utf8) + [0xC3, 0x28] + Array("</o></r>".utf8)
            let (count, error) = Self.fault(ChunkSource(bytes, size: 11), XMLRecordOptions())
            #expect(count == (before.isEmpty ? 0 : 2_000))
            #expect(error?.code == .encoding)
            #expect(error?.position.offset == 8 + before.utf8.count)
        }
        let wrong = Array("<?xml version='1.0' encoding='UTF-16'?><r><o/></r>".utf8)
        #expect(Self.fault(ChunkSource([wrong]), XMLRecordOptions()).1?.code == .encoding)
        let latin =
            Array("<?xml version='1.0' encoding='UTF-8'?><r><o>".utf8) + [0xE9] + Array("</o></r>".utf8)
        #expect(Self.fault(ChunkSource([latin]), XMLRecordOptions()).1?.code == .encoding)
        let told = Self.fault(ChunkSource([latin]), XMLRecordOptions(encoding: .latin1))
        #expect(told.1 == nil && told.count == 1)
    }

    @Test func `Open elements are named when a document is refused inside a record`() {
        let text = "<r>\(Self.records)\n<o><a>1</a>\n <b><c>2</c>"
        let (_, error) = Self.fault(ChunkSource([Array(text.utf8)]), XMLRecordOptions())
        #expect(error?.code == .truncated)
        #expect(error?.help == "<b> is open since line 3, column 2")
    }
}
