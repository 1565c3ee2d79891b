import Diagnostics
import Foundation
import Manifests

/// The folder that a command works in: the project, its files, its lock file.
struct Workspace: Sendable {
    /// The folder of `waybill.yaml`, else the folder that was named.
    let folder: String
    /// The files and folders to read.
    let paths: [String]
    /// The project, when the folder has a `waybill.yaml`.
    let project: Project?

    /// The account of the project that is meant; `nil` when it is none of the project's.
    let account: String?

    /// Whether all files of the folder are read: only then can anything be known to be gone from them.
    let isWhole: Bool

    /// Finds the project of files and folders: the nearest folder upwards that has a `waybill.yaml`.
    /// - Parameters:
    ///   - paths: the files and folders.
    ///   - account: the account that the user asked for.
    ///   - environment: the variables of the process, which may say another one.
    /// - Throws: everything that is wrong with the project's file.
    init(
        _ paths: [String], account: String? = nil, environment: [String: String] = [:]
    ) throws(DiagnosticsError) {
        let named = paths.isEmpty ? ["."] : paths
        let start = Self.isFolder(named[0]) ? named[0] : Self.parent(of: named[0])
        let folder = Self.projectFolder(from: start) ?? start
        self.folder = folder
        self.paths = named
        isWhole = named.count == 1 && Self.real(named[0]) == Self.real(folder)
        let project = try Project.load(folder: folder)
        self.project = project
        self.account = AccountTarget.name(account, in: project, environment: environment)
    }

    /// What the project says about lints, policies, variables and overlays, for the account that is meant.
    var rules: ProjectRules { project?.rules(for: account) ?? ProjectRules() }

    /// Everything that the files say; the files of folders that `others` names are no manifests.
    func manifest(except others: [String] = []) throws(DiagnosticsError) -> Manifest {
        try loader.load(paths, except: others)
    }

    /// What can be read of the files, and all that is wrong with them.
    func reading() -> ManifestLoader.Reading { loader.read(paths) }

    /// Everything that the files of the whole folder say.
    func wholeManifest() throws(DiagnosticsError) -> Manifest { try loader.load([folder]) }

    /// How one file is read, with the variables of the project.
    var fileReading: ManifestEditor.Reading { loader.fileReading }

    private var loader: ManifestLoader {
        project.map { ManifestLoader($0, account: account, isWhole: isWhole) } ?? ManifestLoader()
    }

    /// The lock file of an account: `waybill.lock`, unless that one belongs to another account.
    func lock(account: String) throws -> (path: String, lock: LockFile) {
        let main = folder + "/waybill.lock"
        guard let known = try LockFile.load(main), let owner = known.account, owner != account else {
            return (main, try LockFile.load(main) ?? LockFile(account: account))
        }
        let own = folder + "/waybill.\(account).lock"
        return (own, try LockFile.load(own) ?? LockFile(account: account))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func projectFolder(from start: String) -> String? {
        var folder = start
        for _ in 0..<64 {
            if FileManager.default.fileExists(atPath: folder + "/" + Project.fileName) { return folder }
            let above = real(folder)
            if above == "/" || above.isEmpty { return nil }
            folder = folder == "." ? ".." : folder + "/.."
        }
        return nil
    }

    /// The one name of a file or folder, whatever links lead to it.
    static func real(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
}
