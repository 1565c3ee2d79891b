import Diagnostics
import Feeds

@testable import Mapping

/// Templates written as JSON, whose trees are those that YAML gives.
enum Templates {
    /// A template for offers in JSON; parts can be replaced.
    static func text(
        fields: String = #"{"title": "name", "network": "param('network')", "url": "link"}"#,
        make: String = "", more: String = "", key: String = "to_string(id)"
    ) -> String {
        """
        {"template": "t", "format": "json",
         "make": [{"kind": "offer", "key": "\(key)", "fields": \(fields)\(make.isEmpty ? "" : ", " + make)}]
         \(more.isEmpty ? "" : ", " + more)}
        """
    }

    static func template(_ text: String, files: [String: String] = [:]) throws -> Template {
        try Template(try JSONDocument.parse(Array(text.utf8)), file: "t.yaml") { name in
            guard let file = files[name] else { throw Template.NoFiles() }
            return Array(file.utf8)
        }
    }

    /// The findings of a template; empty when it is right.
    static func findings(_ text: String, files: [String: String] = [:]) throws -> [Diagnostic] {
        do {
            _ = try template(text, files: files)
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        }
    }

    /// What became of a feed.
    struct Run {
        var objects: [MappedObject] = []
        var outcomes: [MappingOutcome] = []
        var summary = MappingSummary()

        var problems: [MappingProblem] {
            outcomes.flatMap { outcome -> [MappingProblem] in
                if case .rejected(let problems) = outcome { return problems }
                return []
            }
        }

        /// The objects as JSON, without what they have in common.
        var json: [String] { objects.map { $0.node().value.jsonText() } }
    }

    static func run(
        _ template: Template, _ feed: String, parameters: [String: String] = ["network": "N"],
        joins: [String: String] = [:]
    ) throws -> Run {
        var data: [String: JoinData] = [:]
        for (name, text) in joins {
            data[name] = try join(template, name, text, parameters: parameters)
        }
        var mapper = try Mapper(template, parameters: parameters, joins: data)
        var run = Run()
        try read(template.format, feed) { run.outcomes.append(mapper.map($0, into: &run.objects)) }
        mapper.finish(into: &run.objects)
        run.summary = mapper.summary
        return run
    }

    static func join(
        _ template: Template, _ name: String, _ text: String, parameters: [String: String] = [:]
    ) throws -> JoinData {
        var builder = try JoinBuilder(template, name, parameters: parameters, file: "\(name).file")
        try read(builder.join.format, text) { builder.add($0) }
        return try builder.finish()
    }

    static func read(_ format: FeedFormat, _ text: String, _ body: (Record) -> Void) throws {
        let bytes = Array(text.utf8)
        var reader: any RecordReader =
            switch format {
            case .csv(let options): CSVRecordReader(bytes, options: options)
            case .json(let options): JSONRecordReader(bytes, options: options)
            case .xml(let options): XMLRecordReader(bytes, options: options)
            }
        var record = Record()
        while try reader.next(&record) { body(record) }
    }
}
