import Foundation
import Manifests
import Mapping
import RedTrack

/// The manifest files of a feed: one a kind that its template makes, written while the feed is read.
struct ManifestOutput {
    private let folder: String
    private let feed: String
    private var files: [KindFile] = []

    fileprivate struct KindFile {
        let kind: RedTrack.Kind
        var file: ReplacingFile
        var writer = YAMLObjectWriter()
        var count = 0
    }

    /// Starts the files, in a folder that is made when it is not there.
    init(_ folder: String, of source: FeedSource) throws {
        self.folder = folder
        feed = source.name
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(.failure, "\(folder) cannot be made: \(SystemReason.text(of: error))")
        }
        let kinds = Set(source.template.makes.map(\.kind)).sorted()
        for kind in kinds { try checkOwner(of: kind) }
        do {
            for kind in kinds {
                var file = try ReplacingFile(path(kind))
                try file.write(Array((Self.mark(feed) + Self.remark).utf8))
                files.append(KindFile(kind: kind, file: file))
            }
        } catch {
            discard()
            throw error
        }
    }

    /// Adds an object.
    mutating func add(_ object: MappedObject, prefix: String) throws {
        guard let index = files.firstIndex(where: { $0.kind == object.kind }) else { return }
        if files[index].count == 0 { files[index].writer.begin(object.kind.plural) }
        files[index].count += 1
        files[index].writer.add(prefix: prefix, fields: object.fields)
        if files[index].writer.bytes.count >= 1 << 16 { try files[index].flush() }
    }

    /// Puts all files into their places.
    /// - Returns: their paths.
    mutating func commit() throws -> [String] {
        for index in files.indices {
            // A feed without objects is no empty file: its offers are gone, and that is said.
            if files[index].count == 0 {
                try files[index].file.write(Array("\(files[index].kind.plural): []\n".utf8))
            }
            try files[index].flush()
        }
        var paths: [String] = []
        for index in files.indices {
            try files[index].file.commit()
            paths.append(files[index].file.path)
        }
        return paths
    }

    /// Forgets what was written.
    func discard() {
        for entry in files { entry.file.discard() }
    }

    // MARK: Places

    /// The files that a feed is written to, in a folder.
    static func paths(_ folder: String, of source: FeedSource) -> [String] {
        Set(source.template.makes.map(\.kind)).sorted().map { path($0, in: folder) }
    }

    private static func path(_ kind: RedTrack.Kind, in folder: String) -> String {
        (folder.hasSuffix("/") ? folder : folder + "/") + kind.plural + ".yaml"
    }

    private func path(_ kind: RedTrack.Kind) -> String { Self.path(kind, in: folder) }

    private static let remark =
        "# Changes in this file are lost with the next import: change the template instead.\n"

    private static func mark(_ feed: String) -> String {
        let name = String(
            feed.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        return "# Written by waybill import from the feed \"\(name)\".\n"
    }

    /// Only what an import of the same feed wrote is replaced.
    private func checkOwner(of kind: RedTrack.Kind) throws(CommandFailure) {
        let path = path(kind)
        guard FileManager.default.fileExists(atPath: path) else { return }
        let mark = Array(Self.mark(feed).utf8)
        let head = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: mark.count) }
        guard head.map(Array.init) != mark else { return }
        throw CommandFailure(
            .failure,
            "\(path) exists, and no import of the feed \"\(feed)\" wrote it: name another folder with --out, or"
                + " remove it")
    }
}

extension ManifestOutput.KindFile {
    fileprivate mutating func flush() throws {
        try file.write(writer.bytes)
        writer.bytes.removeAll(keepingCapacity: true)
    }
}
