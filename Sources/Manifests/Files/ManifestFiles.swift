internal import Diagnostics

/// Finds the manifest files that paths stand for: files as they are, folders with all manifests in them.
struct ManifestFiles {
    /// A file to be read.
    struct File {
        var path: String
        var format: ManifestFormat
    }

    private(set) var files: [File] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<FileSystem.Item.Identity> = []
    /// Files and folders of projects that hold no manifests.
    private var others: Set<FileSystem.Item.Identity> = []

    /// Files of a project that are no manifests; the last two are what a migration leaves beside its manifest.
    private static let otherFiles: Set<String> = [
        Project.fileName, "waybill.lock", "migration-report.json", "cutover.csv",
    ]
    /// What the names of files have in them that hold what a feed's template refused.
    private static let rejects = ".rejects."

    /// Finds the manifests of paths; files of folders that `others` names are none.
    init(_ paths: [String], except others: [String] = []) {
        for file in others { leaveOut(file) }
        for path in paths { add(path) }
    }

    private mutating func add(_ path: String) {
        guard let item = item(at: path) else { return }
        guard item.shape == .folder else {
            add(file: path, item, at: nil)
            return
        }
        var hasFeeds = false
        do {
            let project = try Project.load(folder: path)
            if let project { leaveOut(project, path) }
            hasFeeds = project?.feeds.isEmpty == false
            if let globs = project?.manifests { return add(globs, in: path) }
        } catch {
            diagnostics += error.diagnostics
            return
        }
        let found = walk(path)
        for (path, item) in found { add(file: path, item, at: nil) }
        // A project may get all its objects from feeds.
        if found.isEmpty, !hasFeeds, !Self.isOfEmptyAccount(path),
            !diagnostics.contains(where: { $0.place?.file.hasPrefix(path) ?? false })
        {
            report(
                "no-files", "the folder holds no manifest", at: SourcePlace(file: path),
                help: "manifests end in \(Self.endings)")
        }
    }

    /// Whether a folder is what an account without objects becomes: its lock file knows the account, and no object.
    private static func isOfEmptyAccount(_ folder: String) -> Bool {
        guard let lock = try? LockFile.load(join(folder, "waybill.lock")) else { return false }
        return lock.account != nil && lock.entries.isEmpty
    }

    /// Feeds and their templates are no manifests, wherever in the project they stand.
    private mutating func leaveOut(_ project: Project, _ folder: String) {
        for file in project.feedFiles + project.overlayFiles { leaveOut(file) }
        for name in Self.templateFolders { leaveOut(Self.join(folder, name)) }
    }

    private mutating func leaveOut(_ path: String) {
        if let item = try? FileSystem.item(at: path) { others.insert(item.identity) }
    }

    /// The folders of a project that hold templates of its own.
    private static let templateFolders = ["templates/feeds", "templates/trackers"]

    /// The files that the globs of a project stand for.
    private mutating func add(_ globs: [Placed<String>], in folder: String) {
        var all: [(path: String, item: FileSystem.Item)]?
        for glob in globs {
            let pattern = Glob(glob.value)
            guard pattern.hasWildcards else {
                let path = glob.value.hasPrefix("/") ? glob.value : Self.join(folder, glob.value)
                addNamed(path, glob)
                continue
            }
            let known = all ?? walk(folder, everything: true)
            all = known
            let prefix = Self.join(folder, "")
            let matches = known.filter { pattern.matches(String($0.path.dropFirst(prefix.count))) }
            for (path, item) in matches { add(file: path, item, at: glob.place) }
            if matches.isEmpty {
                report(
                    "no-files", "no file matches \"\(glob.value)\"", at: glob.place,
                    help: "* stands for any part of a name, ** for any folders")
            }
        }
    }

    /// A path in `manifests:` that is no glob.
    private mutating func addNamed(_ path: String, _ glob: Placed<String>) {
        do {
            let item = try FileSystem.item(at: path)
            guard item.shape == .folder else { return add(file: path, item, at: glob.place) }
            let found = walk(path)
            for (path, item) in found { add(file: path, item, at: nil) }
            if found.isEmpty {
                report(
                    "no-files", "the folder \(path) holds no manifest", at: glob.place,
                    help: "manifests end in \(Self.endings)")
            }
        } catch {
            report("unreadable", error.description, at: glob.place, help: "name files and folders that exist")
        }
    }

    private mutating func add(file path: String, _ item: FileSystem.Item, at place: SourcePlace?) {
        guard let format = ManifestFormat(fileName: path) else {
            report(
                "format", "the name \(path) tells no format", at: place ?? SourcePlace(file: path),
                help: "manifests end in \(Self.endings)")
            return
        }
        // The same file by two ways would repeat all its objects.
        guard seen.insert(item.identity).inserted else { return }
        files.append(File(path: path, format: format))
    }

    // MARK: Folders

    /// The files of a folder and those inside it, sorted; links that lead back to a folder end there.
    /// - Parameters:
    ///   - root: the folder.
    ///   - everything: files of other formats too.
    /// - Returns: the files with their paths, the root's path first in each.
    private mutating func walk(
        _ root: String, everything: Bool = false
    ) -> [(path: String, item: FileSystem.Item)] {
        var found: [(path: String, item: FileSystem.Item)] = []
        var folders: Set<FileSystem.Item.Identity> = []
        var pending = [root]
        while let folder = pending.popLast() {
            guard let item = item(at: folder), folders.insert(item.identity).inserted else { continue }
            let names: [String]
            do {
                names = try FileSystem.names(in: folder)
            } catch {
                unreadable(error)
                continue
            }
            var inner: [String] = []
            for name in names {
                let path = Self.join(folder, name)
                guard let item = self.item(at: path), !others.contains(item.identity) else { continue }
                switch item.shape {
                case .folder: inner.append(path)
                case .file where !Self.otherFiles.contains(name) && !name.contains(Self.rejects):
                    if everything || ManifestFormat(fileName: name) != nil { found.append((path, item)) }
                default: continue
                }
            }
            pending += inner.reversed()
        }
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private mutating func item(at path: String) -> FileSystem.Item? {
        do {
            return try FileSystem.item(at: path)
        } catch {
            unreadable(error)
            return nil
        }
    }

    private mutating func unreadable(_ error: FileAccessError) {
        report(
            "unreadable", error.description, at: SourcePlace(file: error.path),
            help:
                "objects of a file that cannot be read are never taken for gone: make it readable, or remove it"
        )
    }

    private mutating func report(_ problem: String, _ message: String, at place: SourcePlace, help: String) {
        diagnostics.append(Diagnostic(.error, "manifest." + problem, message, at: place, help: help))
    }

    private static func join(_ folder: String, _ name: String) -> String {
        if folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    private static let endings = ManifestFormat.allCases.flatMap(\.fileExtensions).map { "." + $0 }
        .joined(separator: ", ")
}
