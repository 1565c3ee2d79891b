import Diagnostics
import Foundation
import Manifests

extension Workspace {
    /// The workspace of a folder that may still have to be made: that of the nearest project upwards, else its own.
    init(
        exportingTo path: String, account: String? = nil, environment: [String: String] = [:]
    ) throws(DiagnosticsError) {
        var existing = path
        while !existing.isEmpty, !FileManager.default.fileExists(atPath: existing) {
            existing = (existing as NSString).deletingLastPathComponent
        }
        let found = try Workspace(
            [existing.isEmpty ? "." : existing], account: account, environment: environment)
        self.init(
            folder: found.project == nil ? path : found.folder, paths: [path], project: found.project,
            account: found.account,
            isWhole: found.project == nil || Self.real(path) == Self.real(found.folder))
    }

    /// Puts a workspace together.
    init(folder: String, paths: [String], project: Project?, account: String?, isWhole: Bool) {
        self.folder = folder
        self.paths = paths
        self.project = project
        self.account = account
        self.isWhole = isWhole
    }
}
