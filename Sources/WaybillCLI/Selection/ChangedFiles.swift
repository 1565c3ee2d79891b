import Foundation
import Subprocess
import SystemPackage

/// Asks git which files of a folder differ from a revision.
enum ChangedFiles {
    /// The one name of each such file, see ``Workspace/real(_:)``; those that are new count too.
    static func since(_ revision: String, in folder: String) async throws -> Set<String> {
        // The revision is looked up first: whatever it says, it can only ever be a commit from here on.
        let commit = try await git(
            ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: folder)
        guard let hash = commit?.first, hash.count >= 40, hash.allSatisfy(\.isHexDigit) else {
            throw CommandFailure(
                .usage,
                "git knows no revision \"\(revision)\" in \(folder): name a branch, a tag or a commit, and fetch it first"
            )
        }
        let changed = try await git(
            ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", hash, "--", "."],
            in: folder)
        let new = try await git(["ls-files", "--others", "--exclude-standard", "-z", "--", "."], in: folder)
        guard let changed, let new else {
            throw CommandFailure(.failure, "git could not compare \(folder) with \"\(revision)\"")
        }
        return Set((changed + new).map { Workspace.real(folder + "/" + $0) })
    }

    /// What git prints, cut at line ends and zeros; `nil` when it fails.
    private static func git(_ arguments: [String], in folder: String) async throws -> [String]? {
        do {
            let result = try await Subprocess.run(
                .name("git"),
                // No program that the repository's settings name is run.
                arguments: Arguments(["-c", "core.fsmonitor=false"] + arguments),
                workingDirectory: FilePath(folder), output: .string(limit: 64 << 20), error: .discarded)
            guard case .exited(0) = result.terminationStatus else { return nil }
            return result.standardOutput.split { $0 == "\0" || $0 == "\n" }.map(String.init)
        } catch let error as SubprocessError {
            throw CommandFailure(.failure, "`changed:` needs git, which could not be run: \(error)")
        }
    }
}
