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
        try PackageFolder.files("samples/feeds").first { $0.hasPrefix(name + ".") }.map { "samples/feeds/\($0)" }
    }

    /// What becomes of its sample, with what its first example gives as parameters.
    func run() throws -> FeedRun {
        let template = try load()
        var parameters = template.examples.first?.parameters ?? [:]
        parameters["network"] = parameters["network"] ?? "Network"
        // `cake-campaigns.xml` is the sample of the join `campaigns` of `cake`.
        var joins: [String: String] = [:]
        for join in template.joins { joins[join.name] = try Self.sample(of: "\(name)-\(join.name)") }
        return try FeedRun(template, sample: try sample() ?? "", parameters: parameters, joins: joins)
    }
}
