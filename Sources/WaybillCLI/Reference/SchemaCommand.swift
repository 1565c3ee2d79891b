import ArgumentParser
import Manifests

/// Prints the schemas of files, for editors and other checks.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the schema of manifests or of waybill.yaml, for editors.",
        discussion: """
            In YAML, editors with the YAML language server take a first line such as \
            `# yaml-language-server: $schema=waybill.schema.json`.
            """)

    /// The languages of schemas.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonSchema = "json-schema"
        case xsd
    }

    @Argument(
        help: ArgumentHelp(
            "A kind, or `project` for waybill.yaml; without it all manifests.", valueName: "kind"))
    var subject: String?

    @Option(help: "The language: json-schema for YAML and JSON, xsd for XML.") var format: Format =
        .jsonSchema

    func run() async throws {
        try await reporting { terminal, _ in
            switch (format, subject) {
            case (.xsd, nil): terminal.printResult(ManifestXSD.text)
            case (.xsd, _):
                throw CommandFailure(.usage, "the XSD describes all kinds at once: leave the kind out")
            case (.jsonSchema, "project"?): terminal.printResult(ProjectJSONSchema.text)
            case (.jsonSchema, let name):
                let kind = try name.map { name throws(CommandFailure) in try KindArgument.kind(name) }
                terminal.printResult(ManifestJSONSchema.text(kind))
            }
            return .success
        }
    }
}
