import Diagnostics
import Feeds
import Manifests
import Mapping
import Testing

/// A template of `templates/feeds`.
struct ShippedTemplate: Sendable, CustomTestStringConvertible {
    /// The name of its file without the ending; its sample and golden file have it too.
    let name: String

    var testDescription: String { name }

    static let all: [ShippedTemplate] = ((try? PackageFolder.files("templates/feeds")) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { ShippedTemplate(name: String($0.dropLast(5))) }

    var file: String { "templates/feeds/\(name).yaml" }

    /// The text of its file as a tree.
    func tree() throws -> Node { try YAMLValue.tree(try PackageFolder.bytes(file), file: file) }

    func load() throws -> Template {
        try Template(try tree(), file: file) { try PackageFolder.bytes("templates/feeds/" + $0) }
    }

    /// The sample of its feed, as a path in the package.
    func sample() throws -> String? { try Self.sample(of: name) }

    private static func sample(of name: String) throws -> String? {
        try PackageFolder.files("samples/feeds").first { $0.hasPrefix(name + ".") }.map {
            "samples/feeds/\($0)"
        }
    }

    /// What its first example gives as parameters, and a network.
    func parameters(of template: Template) -> [String: String] {
        var parameters = template.examples.first?.parameters ?? [:]
        parameters["network"] = parameters["network"] ?? "Network"
        return parameters
    }

    /// Its joins: `cake-campaigns.xml` is the sample of the join `campaigns` of `cake`.
    func joins(of template: Template, parameters: [String: String]) throws -> [String: JoinData] {
        var joins: [String: JoinData] = [:]
        for join in template.joins {
            guard let file = try Self.sample(of: "\(name)-\(join.name)") else { continue }
            var builder = try JoinBuilder(template, join.name, parameters: parameters, file: file)
            for fault in FeedRun.read(file, join.format, join.encoding, { record, _ in builder.add(record) })
            {
                throw fault
            }
            joins[join.name] = try builder.finish()
        }
        return joins
    }

    /// What becomes of its sample.
    func run() throws -> FeedRun {
        let template = try load()
        let parameters = parameters(of: template)
        return try FeedRun(
            template, sample: try sample() ?? "", parameters: parameters,
            joins: try joins(of: template, parameters: parameters))
    }
}

extension Template {
    /// A reader of a text in the template's format.
    func reader(of text: [UInt8]) -> any RecordReader {
        switch format {
        case .csv(let options): CSVRecordReader(text, options: options)
        case .json(let options): JSONRecordReader(text, options: options)
        case .xml(let options): XMLRecordReader(text, options: options)
        }
    }
}
