import Diagnostics
import Foundation
import Planning

/// A file with a saved plan.
enum SavedPlanFile {
    /// The file that some arguments of a command name, when it is one with a saved plan and nothing else is named.
    static func path(in arguments: [String]) -> String? {
        guard arguments.count == 1, let path = arguments.first, isFile(path),
            let handle = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 256), SavedPlan.starts(head) else { return nil }
        return path
    }

    private static func isFile(_ path: String) -> Bool {
        let type = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.type]
        return type as? FileAttributeType == .typeRegular
    }

    /// Reads the plan of a file.
    static func read(_ path: String) throws -> SavedPlan {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let size = try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int
        if let size, size > SavedPlan.mostBytes {
            throw CommandFailure(.invalidFile, "\(path) is larger than any plan")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                .invalidFile,
                "\(path) cannot be read: name a file that `waybill plan --out FILE` has written")
        }
        return try SavedPlan.read(Array(data), file: path)
    }

    /// Writes the plan of a session, whole or not at all.
    static func write(_ session: PlanSession, _ account: AccountOptions, to path: String) throws {
        let bytes = session.saved(account.account).bytes
        // A value of the files or of the account may hold the key, though it should not: then nothing is written.
        let text = String(decoding: bytes, as: UTF8.self)
        guard session.connection.redacting(text) == text else {
            throw CommandFailure(
                .failure,
                "the plan was not saved: a value in it holds the key of the account. Take the key out of the files"
                    + " or out of the account, and reset it")
        }
        var file = try ReplacingFile(path)
        do {
            try file.write(bytes)
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
    }
}
