import ArgumentParser
import Diagnostics
import Mapping

/// Runs the tests of templates.
struct TemplatesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Check templates and run the tests that they hold.",
        discussion: "Without a name, all of them. Exits with 65 when one is wrong or a test fails.")

    @Argument(help: ArgumentHelp("Names or files.", valueName: "template")) var templates: [String] = []

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @Flag(help: "Print the findings as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, _ in
            let catalogue = TemplateCatalogue(folder: try Workspace([project]).folder)
            let paths =
                templates.isEmpty
                ? catalogue.entries.map(\.path) : try templates.map { try catalogue.path(of: $0) }
            var lines: [String] = []
            var findings: [Diagnostic] = []
            for path in paths {
                do {
                    let template = try TemplateCatalogue.read(path)
                    let differences = TemplateTests.run(template)
                    findings += differences
                    let count = template.examples.count
                    lines.append(
                        differences.isEmpty
                            ? "\(template.name): \(count == 0 ? "valid; it has no tests" : "\(ImportReport.count(count, "test")) passed")"
                            : "\(template.name): failed")
                } catch let error as DiagnosticsError {
                    findings += error.diagnostics
                    lines.append("\(path): not valid")
                }
            }
            if json {
                terminal.printResult(DiagnosticsJSON.text(findings))
            } else {
                FailureReport(terminal: terminal).show(findings)
                terminal.printResult(lines.joined(separator: "\n"))
            }
            return findings.contains { $0.severity == .error } ? .invalidFile : .success
        }
    }
}
