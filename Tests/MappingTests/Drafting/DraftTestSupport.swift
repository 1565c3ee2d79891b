import Diagnostics
import Feeds
import Manifests

@testable import Mapping

/// Drafts of feeds that stand in a test.
struct Drafted {
    let draft: TemplateDraft
    let records: [Record]

    init(_ text: String, _ format: FeedFormat, name: String = "draft") throws {
        try self.init(Array(text.utf8), format, name: name)
    }

    init(_ bytes: [UInt8], _ format: FeedFormat, name: String = "draft") throws {
        var dialect: CSVDialect?
        var reader: any RecordReader
        switch format {
        case .csv(let options):
            var rows = CSVRecordReader(bytes, options: options)
            dialect = try rows.dialect()
            reader = rows
        case .json(let options): reader = JSONRecordReader(bytes, options: options)
        case .xml(let options): reader = XMLRecordReader(bytes, options: options)
        }
        var sample = FeedSample()
        var record = Record()
        var records: [Record] = []
        while try reader.next(&record) {
            record.number = records.count + 1
            records.append(record)
            sample.add(record)
        }
        self.records = records
        draft = TemplateDraft(name: name, feed: "feed", sample: sample, format: format, dialect: dialect)
    }

    /// The draft as a template, read from its text.
    func template() throws -> Template { try Self.template(draft.text) }

    static func template(_ text: String) throws -> Template {
        try Template(YAMLValue.tree(Array(text.utf8), file: "draft.yaml"), file: "draft.yaml")
    }

    /// What the draft makes of a feed.
    static func run(_ template: Template, _ bytes: [UInt8]) throws -> Templates.Run {
        var parameters = ["network": "N"]
        if template.parameters.contains(where: { $0.name == "link" }) {
            parameters["link"] = "https://go.example.test/?o={id}"
        }
        return try Templates.run(template, String(decoding: bytes, as: UTF8.self), parameters: parameters)
    }
}
