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
        if Self.real(self.path) == Self.real(file.path) {
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
        let content = Data(try file.rejects(rejects))
        do {
            if let old = FileManager.default.contents(atPath: path), old != content {
                let kept = try keepOld()
                terminal.say("the older file of rejects is kept as \(kept)")
            }
            try content.write(to: URL(fileURLWithPath: path), options: .atomic)
            return .success(path)
        } catch {
            return .failure(
                CommandFailure(
                    .failure, "the file of rejects, \(path), cannot be written: \(Self.reason(error))"))
        }
    }

    /// Moves the older file out of the way, to the first name that is free.
    private func keepOld() throws -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).\(number)") { number += 1 }
        let kept = "\(path).\(number)"
        try FileManager.default.moveItem(atPath: path, toPath: kept)
        return kept
    }

    private static func real(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    private static func reason(_ error: any Error) -> String {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
        return (cause ?? error).localizedDescription
    }
}
