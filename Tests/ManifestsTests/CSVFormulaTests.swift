import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Cells that a spreadsheet would run")
struct CSVFormulaTests {
    private static let cases: [(text: String, cell: String)] = [
        ("=SUM(A1)", "'=SUM(A1)"), ("+1", "'+1"), ("-5", "'-5"), ("@a", "'@a"), ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"), ("'=x", "''=x"), ("''-", "'''-"), ("'", "'"), ("'a", "'a"), ("a=1", "a=1"),
        (" =1", " =1"),
        ("[]", "\\[]"), ("'[]", "'[]"),
    ]

    @Test("no cell starts as a formula does, and each is read back as it was", arguments: cases.indices)
    func escaped(index: Int) {
        let (text, cell) = Self.cases[index]
        #expect(Array(CSVCell.cell(text: text).utf8) == Array(cell.utf8))
        #expect(CSVCell.text(cell).map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("the cells of a file hold no formula in texts, keys and lists; numbers stay numbers")
    func file() throws {
        func field(_ kind: RedTrack.Kind, _ name: String, _ value: Value) throws -> ManifestField {
            ManifestField(try #require(kind.fields.first { $0.name == name }), Node(value))
        }
        let object = ManifestObject(
            kind: .campaign, key: "-k",
            fields: [
                try field(.campaign, "title", .string("=cmd|' /C calc'!A0")),
                try field(.campaign, "cpc", .number("0.5")),
                try field(.campaign, "notes", .array([.string("=1"), .string("'=2"), .string("+3")])),
                try field(.campaign, "tags", .array([.string("@tag")])),
                try field(
                    .campaign, "postbacks",
                    .array([
                        .object([("url", .string("-u")), ("payment_percent", .number("5"))]),
                        .object([("url", .string("=v"))]),
                    ])),
            ])
        let file = try #require(try ManifestWriter.write([object], as: .csv).first)
        var reader = CSVReader(Array(file.text.utf8), options: CSVOptions(delimiter: .comma))
        let header = try reader.header().map(\.text)
        let row = try #require(try reader.next()).fields.map(\.text)
        let cells = Dictionary(zip(header, row), uniquingKeysWith: { $1 })
        #expect(cells["key"] == "'-k")
        #expect(cells["title"] == "'=cmd|' /C calc'!A0")
        #expect(cells["cpc"] == "0.5")
        #expect(cells["notes"] == "'=1|'=2|+3")
        #expect(cells["tags"] == "'@tag")
        #expect(cells["postbacks.url"] == "'-u|=v")
        let read = ManifestReader.read(Array(file.text.utf8), file: file.name, format: .csv)
        #expect(read.diagnostics.filter { $0.severity == .error }.isEmpty, "\(read.diagnostics)")
        #expect(read.objects == [object])
    }
}
