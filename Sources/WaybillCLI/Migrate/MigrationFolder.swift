import Foundation
import Manifests
import RedTrack

/// The folder that a migration writes to: manifests, one file a kind, and what else it is given.
///
/// Only what an earlier migration of the same tracker wrote is replaced, and everything is checked before anything is
/// written.
struct MigrationFolder {
    /// As it was named.
    let path: String
    private let tracker: String

    /// A folder that may still have to be made.
    init(_ path: String, tracker: String) throws(CommandFailure) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.tracker = tracker
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
            throw CommandFailure(.usage, "\(path) is a file; name a folder")
        }
        for kind in RedTrack.Kind.allCases { try check(kind) }
    }

    /// Writes the files.
    /// - Parameters:
    ///   - objects: the manifest.
    ///   - others: other files of the migration by name; they are replaced whatever wrote them.
    /// - Returns: the paths of what was written.
    /// - Throws: `CommandFailure` when a file cannot be written; none is then in its place.
    func write(
        _ objects: [ManifestObject], others: [(name: String, bytes: [UInt8])] = []
    ) throws -> [String] {
        let manifests = try ManifestWriter.write(objects, as: .yaml).map { file in
            (name: file.name, bytes: Array((Self.mark(tracker) + Self.remark + file.text).utf8))
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(.failure, "\(path) cannot be made: \(SystemReason.text(of: error))")
        }
        var files: [ReplacingFile] = []
        do {
            for (name, bytes) in manifests + others {
                var file = try ReplacingFile(path + "/" + name)
                files.append(file)
                try file.write(bytes)
                files[files.count - 1] = file
            }
            for index in files.indices { try files[index].commit() }
        } catch {
            for file in files { file.discard() }
            throw error
        }
        // A kind that the migration makes no more must not stay in the manifest.
        for kind in RedTrack.Kind.allCases
        where !manifests.contains(where: { $0.name == Self.name(of: kind) }) {
            try? FileManager.default.removeItem(atPath: path + "/" + Self.name(of: kind))
        }
        return files.map(\.path)
    }

    private static func name(of kind: RedTrack.Kind) -> String { kind.plural + ".yaml" }

    private static let remark =
        "# Changes in this file are lost with the next migration; copy it away to go on from here by hand.\n"

    private static func mark(_ tracker: String) -> String {
        let name = String(
            tracker.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        return "# Written by waybill migrate from \(name).\n"
    }

    private func check(_ kind: RedTrack.Kind) throws(CommandFailure) {
        let file = path + "/" + Self.name(of: kind)
        guard FileManager.default.fileExists(atPath: file) else { return }
        let mark = Array(Self.mark(tracker).utf8)
        let head = FileHandle(forReadingAtPath: file).flatMap { try? $0.read(upToCount: mark.count) }
        guard head.map(Array.init) != mark else { return }
        throw CommandFailure(
            .failure,
            "\(file) exists, and no migration from \(tracker) wrote it: name another folder with --out, or remove it"
        )
    }
}
