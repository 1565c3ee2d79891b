import ArgumentParser
import Foundation

/// Prints a template.
struct TemplatesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the text of a template, to be copied and changed.")

    @Argument(help: ArgumentHelp("Its name, or its file.", valueName: "template")) var template: String

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    func run() async throws {
        try await reporting { terminal, _ in
            let path = try TemplateCatalogue(folder: try Workspace([project]).folder).path(of: template)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure(.invalidFile, "\(path) cannot be read")
            }
            terminal.printResult(bytes: Array(data))
            return .success
        }
    }
}
