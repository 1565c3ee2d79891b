import Foundation
import Manifests
import Planning

/// The folder that an export writes to.
struct ExportFolder {
    /// As it was named.
    let path: String
    let workspace: Workspace

    /// The manifests that are in it already.
    let known: [String]

    /// Looks at the folder, which may still have to be made.
    init(_ path: String, account: String? = nil, environment: [String: String] = [:]) throws {
        self.path = path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
            throw CommandFailure(.usage, "\(path) is a file; name a folder")
        }
        workspace = try Workspace(exportingTo: path, account: account, environment: environment)
        known =
            FileManager.default.fileExists(atPath: workspace.folder)
            ? ManifestLoader().files([workspace.folder]).files.map(\.path) : []
    }

    /// Writes the files, the lock file last; either all are there afterwards, or none.
    /// - Parameters:
    ///   - files: the manifests.
    ///   - project: the text of a new `waybill.yaml`, `nil` when there is one.
    ///   - saveLock: writes the lock file.
    /// - Returns: the paths of what was written, without the lock file.
    /// - Throws: ``CommandFailure`` when a file exists, would not be read by the project, or cannot be written.
    func write(
        _ files: [ExportFile], project: String?, saveLock: () throws -> Void
    ) throws -> [String] {
        var texts = files.map { (path: Self.join(path, $0.path), text: $0.text) }
        try check(texts.map(\.path))
        if let project { texts.append((Self.join(path, Project.fileName), project)) }
        var written: [String] = []
        do {
            for folder in folders(of: texts.map(\.path)) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            for (path, text) in texts {
                var file = try ReplacingFile(path)
                do {
                    try file.write(Array(text.utf8))
                    try file.commit()
                } catch {
                    file.discard()
                    throw error
                }
                written.append(path)
            }
            try saveLock()
        } catch {
            // Half an export would look like an account from which things are gone.
            for path in written { try? FileManager.default.removeItem(atPath: path) }
            if let failure = error as? CommandFailure { throw failure }
            throw CommandFailure(.failure, "\(path) cannot be written: \(SystemReason.text(of: error))")
        }
        return written
    }

    /// Nothing that is there is overwritten, and what is written is read by the next plan.
    func check(_ paths: [String]) throws(CommandFailure) {
        for path in paths {
            if FileManager.default.fileExists(atPath: path) {
                throw CommandFailure(.failure, "\(path) exists already; nothing is overwritten")
            }
        }
        guard let project = workspace.project else { return }
        let folder = Workspace.real(workspace.folder)
        for path in paths {
            let full = Workspace.real(path)
            guard full.hasPrefix(folder + "/") else { continue }
            let relative = String(full.dropFirst(folder.count + 1))
            if !project.readsManifest(at: relative) {
                throw CommandFailure(
                    .failure,
                    "the project in \(workspace.folder) would not read \(relative): its `manifests:` leave it out. Add"
                        + " the file there, or choose another folder")
            }
        }
    }

    private func folders(of paths: [String]) -> [String] {
        Set(paths.map { ($0 as NSString).deletingLastPathComponent } + [path]).filter { !$0.isEmpty }.sorted()
    }

    private static func join(_ folder: String, _ name: String) -> String {
        if folder == "." || folder.isEmpty { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
