import Diagnostics
import Feeds
import Testing

/// Each engine says of a byte that is no UTF-8 what the text looks like, however the input was cut.
@Suite struct BadByteTests {
    /// `Größe für Zürich` in Windows-1252.
    private static let text: [UInt8] = [
        0x47, 0x72, 0xF6, 0xDF, 0x65, 0x20, 0x66, 0xFC, 0x72, 0x20, 0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68,
    ]

    private static func fault(_ reader: consuming some RecordReader) -> FeedError? {
        var record = Record()
        do throws(FeedError) {
            while try reader.next(&record) {}
            return nil
        } catch {
            return error
        }
    }

    private static func faults(_ bytes: [UInt8], of syntax: FeedSyntax) -> [FeedError?] {
        [1, 2, 5, 4_096].map { size in
            let source = ChunkSource(bytes, size: size)
            return switch syntax {
            case .csv: fault(CSVRecordReader(from: source))
            case .json: fault(JSONRecordReader(from: source))
            case .xml: fault(XMLRecordReader(from: source))
            }
        }
    }

    @Test(
        "The likely encodings are named",
        arguments: [
            (FeedSyntax.csv, "id,title\n1,", "\n2,b\n"), (.json, "[{\"t\":\"", "\"},{\"t\":\"b\"}]"),
            (.xml, "<r><o>", "</o><o>b</o></r>"),
        ])
    func likely(syntax: FeedSyntax, before: String, after: String) {
        let bytes = Array(before.utf8) + Self.text + Array(after.utf8)
        for error in Self.faults(bytes, of: syntax) {
            #expect(error?.code == .encoding)
            #expect(error?.position.offset == before.utf8.count + 2)
            #expect(error?.message.hasPrefix("byte 0xF6 at offset ") == true)
            #expect(error?.likelyEncodings.first?.name == "windows-1252")
            #expect(error?.help?.hasPrefix("save the file as UTF-8") == true)
            #expect(error?.help?.contains("looks like windows-1252") == true)
        }
    }

    @Test("Damaged UTF-8 is told to be that", arguments: [FeedSyntax.csv, .json, .xml])
    func damaged(syntax: FeedSyntax) {
        let frames = ["csv": ("a\n", "\n"), "json": ("[\"", "\"]"), "xml": ("<r><o>", "</o></r>")]
        guard let (before, after) = frames[syntax.rawValue] else { return }
        let bytes = Array(before.utf8) + [0xD0] + Array("Привет мир".utf8) + Array(after.utf8)
        for error in Self.faults(bytes, of: syntax) {
            #expect(error?.likelyEncodings == [])
            #expect(error?.help?.contains("the text around it is UTF-8") == true, "\(error?.help ?? "")")
        }
    }

    @Test func `A manifest in another encoding is told to be saved as UTF-8`() {
        let error = #expect(throws: FeedError.self) { try SourceText.decode(Self.text) }
        #expect(error?.help == "save the file as UTF-8; it looks like windows-1252 or windows-1250")
        #expect(error?.position.column == 3)
        let cut = #expect(throws: FeedError.self) { try SourceText.decode([0x61, 0xC3]) }
        #expect(cut?.message == "the input ends inside a UTF-8 character")
    }
}
