import ArgumentParser
import Diagnostics
import Feeds
import Mapping

/// Lists the templates.
struct TemplatesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the templates and what they ask for.")

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @Flag(help: "Print the list as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, _ in
            let entries = TemplateCatalogue(folder: try Workspace([project]).folder).entries
            var found: [(entry: TemplateCatalogue.Entry, template: Template)] = []
            var faults: [Diagnostic] = []
            for entry in entries {
                do {
                    found.append((entry, try TemplateCatalogue.read(entry.path)))
                } catch let error as DiagnosticsError {
                    faults += error.diagnostics
                }
            }
            terminal.printResult(json ? Self.json(found) : Self.text(found))
            FailureReport(terminal: terminal).show(faults)
            return faults.isEmpty ? .success : .invalidFile
        }
    }

    private static func text(_ found: [(entry: TemplateCatalogue.Entry, template: Template)]) -> String {
        var table = TextTable([
            RecordColumn(["name"]), RecordColumn(["syntax"]), RecordColumn(["title"]),
            RecordColumn(["asks for"]),
        ])
        return table.text(
            found.map { entry, template in
                [
                    entry.name, template.format.syntax.rawValue,
                    template.title + (entry.isOwn ? " (the project's own)" : ""),
                    template.parameters.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(
                        separator: " "),
                ]
            })
    }

    private static func json(_ found: [(entry: TemplateCatalogue.Entry, template: Template)]) -> String {
        Value.array(
            found.map { entry, template in
                .object([
                    ("name", .string(entry.name)), ("title", .string(template.title)),
                    ("format", .string(template.format.syntax.rawValue)), ("file", .string(entry.path)),
                    ("own", .bool(entry.isOwn)),
                    ("parameters", .array(template.parameters.map(Self.value))),
                    ("joins", .array(template.joins.map { .string($0.name) })),
                ])
            }
        ).jsonText(pretty: true)
    }

    private static func value(_ parameter: TemplateParameter) -> Value {
        .object([
            ("name", .string(parameter.name)), ("help", .string(parameter.help)),
            ("required", .bool(parameter.isRequired)),
            ("default", parameter.defaultValue.map(Value.string) ?? .null),
            ("pattern", parameter.pattern.map(Value.string) ?? .null),
        ])
    }
}
