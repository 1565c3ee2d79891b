import Foundation
import Manifests
import RedTrack

/// The folder that a migration writes to: manifests, one file a kind, and what else it is given.
///
/// Only what an earlier migration of the same tracker wrote is replaced, and everything is checked before anything is
/// written.
struct MigrationFolder {
    private let manifests: OwnedManifests

    /// A folder that may still have to be made.
    init(_ path: String, tracker: String) throws(CommandFailure) {
        manifests = OwnedManifests(
            path, owner: "waybill migrate from \(tracker)", stranger: "no migration from \(tracker)",
            remark:
                "Changes in this file are lost with the next migration; copy it away to go on from here by hand."
        )
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
            throw CommandFailure(
                .usage, "\(path) is a file: --out takes a folder, which is made when it is not there")
        }
        for kind in RedTrack.Kind.allCases { try manifests.check(kind) }
    }

    /// As it was named.
    var path: String { manifests.folder }

    /// Writes the files.
    /// - Parameters:
    ///   - objects: the manifest.
    ///   - others: other files of the migration by name; they are replaced whatever wrote them.
    /// - Returns: the names of what was written.
    /// - Throws: `CommandFailure` when a file cannot be written; none is then in its place.
    func write(
        _ objects: [ManifestObject], others: [(name: String, bytes: [UInt8])] = []
    ) throws -> [String] {
        let written = try ManifestWriter.write(objects, as: .yaml).map { file in
            (name: file.name, bytes: Array((manifests.head + file.text).utf8))
        }
        try manifests.makeFolder()
        var files: [ReplacingFile] = []
        do {
            for (name, bytes) in written + others {
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
        for kind in RedTrack.Kind.allCases {
            let path = manifests.path(kind)
            if !written.contains(where: { self.path + "/" + $0.name == path }) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        return (written + others).map(\.name)
    }
}
