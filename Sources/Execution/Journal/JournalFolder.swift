import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a project keeps its journals: a folder in `.waybill`, for its owner's eyes and out of git's sight.
package struct JournalFolder: Sendable {
    /// What is journalled; the name of the folder.
    package enum Area: String, Sendable {
        /// Plans that are applied.
        case runs
        /// Conversions that are uploaded.
        case uploads
    }

    private let project: String
    private let area: Area

    private var own: String { project + "/.waybill" }
    var journals: String { own + "/" + area.rawValue }
    private static let ending = ".journal"

    /// The journals of the project in a folder.
    package init(project: String, area: Area = .runs) {
        self.project = project.isEmpty ? "." : project
        self.area = area
    }

    /// The path of the file that a process locks which must be alone.
    var lockPath: String { journals + "/lock" }

    /// The path of a file beside the folder of the journals.
    func ownPath(_ name: String) -> String { own + "/" + name }

    /// The path of a run's journal.
    package func path(of run: RunID) -> String { "\(journals)/\(run)\(Self.ending)" }

    /// The runs that have a journal, the oldest first; none when there is no folder yet.
    package func runs() throws(JournalError) -> [RunID] {
        let names: [String]
        do {
            guard FileManager.default.fileExists(atPath: journals) else { return [] }
            names = try FileManager.default.contentsOfDirectory(atPath: journals)
        } catch {
            throw JournalError(
                .folder, path: journals,
                message: "the folder of the journals cannot be read. Check its permissions")
        }
        return names.compactMap { name in
            name.hasSuffix(Self.ending) ? RunID(rawValue: String(name.dropLast(Self.ending.count))) : nil
        }.sorted()
    }

    /// Makes the journal of a new run, and the folders where they are missing.
    package func create(_ run: RunID) throws(JournalError) -> JournalFile {
        try makeFolders()
        let file = try JournalFile(creating: path(of: run))
        try JournalFile.synchronize(folder: journals)
        return file
    }

    /// Makes the folders where they are missing.
    func makeFolders() throws(JournalError) {
        try makeOwnFolder()
        try makeFolder(journals)
    }

    /// Makes the folder of all that is kept beside the project's files, where it is missing.
    func makeOwnFolder() throws(JournalError) {
        try makeFolder(own)
        try hideFromGit()
    }

    private func makeFolder(_ path: String) throws(JournalError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw JournalFile.failure(.folder, path, "the folder cannot be made")
        }
    }

    /// Journals hold what the account holds: they are nothing to commit.
    private func hideFromGit() throws(JournalError) {
        let path = own + "/.gitignore"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            if errno == EEXIST { return }
            throw JournalFile.failure(.folder, path, "the file cannot be made")
        }
        defer { close(descriptor) }
        if write(descriptor, "*\n", 2) != 2 {
            throw JournalFile.failure(.folder, path, "the file cannot be written")
        }
    }
}
