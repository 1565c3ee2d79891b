import ArgumentParser
import Foundation
import Planning

/// Starts a project.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Start a project: waybill.yaml, an example, and workflows for GitHub.",
        discussion: """
            Writes files that are not there, and never over one that is. The project's account is a sandbox in a local \
            file, so that everything can be tried without a key.
            """)

    @Argument(help: ArgumentHelp("The project's folder; made when it is not there.", valueName: "folder"))
    var folder: String = "."

    @Flag(name: .customLong("no-ci"), help: "Leave the workflows out.") var withoutWorkflows = false

    func run() async throws {
        try await reporting { terminal, _ in
            let files = NewProject.files(withWorkflows: !withoutWorkflows)
            let manager = FileManager.default
            let taken = files.map { folder + "/" + $0.name }.filter {
                // A link that leads nowhere is there, too.
                manager.fileExists(atPath: $0) || (try? manager.attributesOfItem(atPath: $0)) != nil
            }
            guard taken.isEmpty else {
                throw CommandFailure(
                    .failure,
                    "nothing was written: \(taken.map(TerminalText.safe).joined(separator: ", ")) is there already"
                )
            }
            for file in files {
                let url = URL(fileURLWithPath: folder).appendingPathComponent(file.name)
                try manager.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
            }
            let shown = TerminalText.safe(folder)
            let names = files.map { "  " + $0.name }.joined(separator: "\n")
            terminal.printResult(
                """
                A project in \(shown):
                \(names)

                Next:
                  waybill plan \(shown)      shows what would change
                  waybill apply \(shown)     makes it so, in the sandbox that waybill.yaml names
                """)
            return .success
        }
    }
}
