import ArgumentParser
import Diagnostics
import Manifests

/// Brings files into one form.
struct FmtCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Bring files into one form; comments stay.",
        discussion: """
            Indentation, the order of fields and empty lines change, what the files say does not: that is checked \
            before anything is written. A file that cannot be brought into form without losing something is left as it \
            is, and said. With --check nothing is written, and files that are not in form are listed; exits with 1 if \
            there are any.
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path")) var paths: [String] = ["."]

    @Flag(help: "Write nothing; list what is not in form and exit with 1.") var check = false

    func run() async throws {
        try await reporting { terminal, _ in
            let workspace = try Workspace(paths)
            let found = ManifestLoader().files(workspace.paths)
            var findings = found.diagnostics
            var changed: [(path: String, bytes: [UInt8])] = []
            for file in found.files {
                do {
                    let bytes = try ManifestLoader.bytes(of: file.path)
                    let result = try ManifestFormatter(file: file.path, format: file.format).format(bytes)
                    if result.isChanged { changed.append((file.path, result.bytes)) }
                    if let note = result.note { findings.append(note) }
                } catch let error as DiagnosticsError {
                    findings += error.diagnostics
                }
            }
            FailureReport(terminal: terminal).show(findings.sorted())
            guard !findings.contains(where: { $0.severity == .error }) else {
                terminal.say("nothing was written")
                return .invalidFile
            }
            if !check { for (path, bytes) in changed { try EditedFile.write(bytes, to: path) } }
            for (path, _) in changed { terminal.printResult(path) }
            return check && !changed.isEmpty ? .failure : .success
        }
    }
}
