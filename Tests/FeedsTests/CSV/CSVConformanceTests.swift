import Feeds
import TestSupport
import Testing

/// The files of csv-spectrum: each CSV file holds what the JSON file of the same name says.
@Suite struct CSVConformanceTests {
    /// The suite's JSON for this one is a single record, with another telephone number in it.
    static let misprinted = "location_coordinates.csv"

    @Test("A file holds its values", arguments: Conformance.files("csv/csvs", suffix: ".csv"))
    func holds(file: Conformance.File) throws {
        let table = try CSVDocument.parse(try file.bytes())
        let expected = Conformance.File(
            path: file.path.replacing("/csvs/", with: "/json/").replacing(".csv", with: ".json"),
            name: file.name)
        let rows = table.rows.map { row in
            Value.object(zip(table.header, row.fields).map { ($0.text, .string($1.text)) })
        }
        // Rows and records are read alike.
        var reader = CSVRecordReader(try file.bytes())
        var record = Record()
        for row in rows {
            #expect(try reader.next(&record))
            #expect(record.node().value == row)
        }
        #expect(try !reader.next(&record))
        guard file.name != Self.misprinted else {
            let record = try JSONDocument.parse(try expected.bytes()).value
            #expect(rows.map(\.members?[0].node.value) == [.string("2095257564")])
            #expect(rows.map { $0.members?.dropFirst() } == [record.members?.dropFirst()])
            return
        }
        #expect(Value.array(rows) == (try JSONDocument.parse(try expected.bytes()).value))
    }
}
