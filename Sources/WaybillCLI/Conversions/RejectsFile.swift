import Execution
import Foundation

/// The file that conversions go to which the account refuses.
struct RejectsFile: Sendable {
    private let path: String
    private let file: ConversionFile

    /// A file at a path, or beside the file of conversions.
    init(_ path: String?, beside file: ConversionFile) throws(CommandFailure) {
        self.path = path ?? "\(file.path).rejects.\(file.format.rawValue)"
        self.file = file
        if Workspace.real(self.path) == Workspace.real(file.path) {
            throw CommandFailure(
                .usage, "--rejects names the file of conversions itself: it would be overwritten")
        }
    }

    /// Writes what was rejected. An older file with another content is kept under a name of its own, and that is said.
    /// - Returns: the path, or why nothing could be written; `nil` when nothing was rejected.
    func write(_ report: UploadReport, _ terminal: Terminal) throws -> Result<String, CommandFailure>? {
        let rejects = report.fates.enumerated().compactMap { index, fate -> (row: Int, reason: String)? in
            guard case .rejected(let reason) = fate else { return nil }
            return (index, reason)
        }
        guard !rejects.isEmpty else { return nil }
        let content = try file.rejects(rejects)
        do throws(CommandFailure) {
            var output = try ReplacingFile(path)
            if let kept = try output.replace(with: content) {
                terminal.say("the older file of rejects is kept as \(kept)")
            }
            return .success(path)
        } catch {
            return .failure(error)
        }
    }
}
