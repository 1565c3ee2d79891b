import Foundation
import RedTrack

/// Manifest files that a command writes again whenever it runs, one a kind. Their first line says whose they are, and
/// only files with that line are replaced.
struct OwnedManifests {
    /// The folder, without a slash at its end.
    let folder: String
    private let owner: String
    private let stranger: String
    private let remark: String

    /// Files of a folder.
    /// - Parameters:
    ///   - folder: where they are.
    ///   - owner: who writes them, as their first line says it: `waybill import from the feed "x"`.
    ///   - stranger: who has not written a file that is not replaced: `no import of the feed "x"`.
    ///   - remark: their second line, for those who would edit them.
    init(_ folder: String, owner: String, stranger: String, remark: String) {
        self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        // A line end in a name would end the comment.
        self.owner = String(
            owner.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        self.stranger = stranger
        self.remark = remark
    }

    /// The file of a kind.
    func path(_ kind: Kind) -> String { folder + "/" + kind.plural + ".yaml" }

    /// What each file begins with.
    var head: String { "\(mark)# \(remark)\n" }

    private var mark: String { "# Written by \(owner).\n" }

    /// Makes the folder when it is not there.
    func makeFolder() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(.failure, "\(folder) cannot be made: \(SystemReason.text(of: error))")
        }
    }

    /// Checks that the file of a kind may be replaced, or is not there.
    func check(_ kind: Kind) throws(CommandFailure) {
        let path = path(kind)
        guard FileManager.default.fileExists(atPath: path) else { return }
        let mark = Array(mark.utf8)
        let head = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: mark.count) }
        guard head.map(Array.init) != mark else { return }
        throw CommandFailure(
            .failure,
            "\(path) exists, and \(stranger) wrote it: name another folder with --out, or remove it")
    }
}
