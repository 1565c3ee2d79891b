import Feeds
import Foundation
import Mapping
import Testing

/// Voluum's table for offers as Voluum and spreadsheets write it.
@Suite struct VoluumTableTests {
    /// More rows than Voluum itself takes at once.
    private static let rows = 251

    /// A table of old offers with its byte order mark, its header and a payout of so many cents in each row.
    private static func table(lineEnd: String) -> [UInt8] {
        var lines = [
            "# 1. Offer's ID;2. Offer's name;3. Offer's URL;4. Country code;5. Affiliate network ID;6. Payout;"
                + "7. Tags;8. Conversion cap enabled;9. Daily cap;10. Conversion cap time zone;"
                + "11. Conversion cap redirect offer ID"
        ]
        for number in 1...rows {
            let id = String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
            let cents = String(repeating: "0", count: max(0, 2 - "\(number % 100)".count)) + "\(number % 100)"
            lines.append(
                "d0000000-0000-4000-8000-\(id);Offer \(number);https://northwind.example/c?o=\(number)&k={var3};"
                    + "global;a0000000-0000-4000-8000-000000000001;\(number / 100),\(cents);hot new tea;false;;;"
            )
        }
        return [0xEF, 0xBB, 0xBF] + Array((lines.joined(separator: lineEnd) + lineEnd).utf8)
    }

    @Test(arguments: ["\r\n", "\n"])
    func `all rows of a table are offers, with byte order mark, decimal commas and tags with blanks`(
        lineEnd: String
    ) throws {
        let file = NSTemporaryDirectory() + "voluum-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(Self.table(lineEnd: lineEnd)).write(to: URL(fileURLWithPath: file))
        let template = try ShippedTemplate(name: "voluum-offers").load()
        var mapper = try Mapper(
            template,
            parameters: [
                "network": "Northwind", "file_currency": "USD", "references": "voluum/",
                "click_parameter": "s1",
            ])
        var reader = FeedReader(FeedInput(paths: [file]), format: template.format)
        var record = Record()
        var objects: [MappedObject] = []
        while try reader.next(&record) {
            if case .rejected(let problems) = mapper.map(record, into: &objects) {
                Issue.record("\(problems.map(\.message))")
            }
        }
        mapper.finish(into: &objects)
        #expect(objects.count == Self.rows)
        #expect(mapper.summary.skipped == ["the header": 1])
        #expect(mapper.summary.lost.isEmpty)
        let last = try #require(objects.last)
        #expect(last.key == "d0000000-0000-4000-8000-000000000251")
        #expect(
            last.node().value.jsonText()
                == #"{"key":"d0000000-0000-4000-8000-000000000251","title":"Offer 251","#
                + #""network":"voluum/a0000000-0000-4000-8000-000000000001","#
                + #""url":"https://northwind.example/c?o=251&k={sub3}&s1={clickid}","payment":{"amount":2.51},"#
                + #""country_codes":[]}"#)
    }
}
