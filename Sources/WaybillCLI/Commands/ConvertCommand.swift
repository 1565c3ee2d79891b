import ArgumentParser
import Foundation
import Manifests

/// Writes files in another format.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write files in another format: yaml, json, csv or xml.",
        discussion: "All four formats carry every field; comments and the split into files are not kept.")

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path")) var paths: [String] = ["."]

    @Option(help: "The format to write.") var to: ManifestFormat

    @Option(help: ArgumentHelp("The folder to write to; made when it is not there.", valueName: "folder"))
    var out: String

    func run() async throws {
        try await reporting { terminal, _ in
            let manifest = try Workspace(paths).manifest()
            let files = try ManifestWriter.write(manifest.objects, as: to)
            let folder = URL(fileURLWithPath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in files {
                let url = folder.appendingPathComponent(file.name)
                guard !FileManager.default.fileExists(atPath: url.path) else {
                    throw CommandFailure(.failure, "\(url.path) exists already; nothing is overwritten")
                }
            }
            for file in files {
                try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name), options: .atomic)
            }
            terminal.printResult(
                "\(manifest.objects.count) objects written to \(out): "
                    + files.map(\.name).joined(separator: ", "))
            return .success
        }
    }
}
