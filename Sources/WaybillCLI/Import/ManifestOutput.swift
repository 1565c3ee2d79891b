import Foundation
import Manifests
import Mapping
import RedTrack

/// The manifest files of a feed: one a kind that its template makes, written while the feed is read.
struct ManifestOutput {
    private let manifests: OwnedManifests
    private var files: [KindFile] = []

    fileprivate struct KindFile {
        let kind: RedTrack.Kind
        var file: ReplacingFile
        var writer = YAMLObjectWriter()
        var count = 0
    }

    /// Starts the files, in a folder that is made when it is not there.
    init(_ folder: String, of source: FeedSource) throws {
        manifests = Self.manifests(folder, of: source)
        try manifests.makeFolder()
        let kinds = Set(source.template.makes.map(\.kind)).sorted()
        for kind in kinds { try manifests.check(kind) }
        do {
            for kind in kinds {
                var file = try ReplacingFile(manifests.path(kind))
                try file.write(Array(manifests.head.utf8))
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
        Set(source.template.makes.map(\.kind)).sorted().map(manifests(folder, of: source).path)
    }

    private static func manifests(_ folder: String, of source: FeedSource) -> OwnedManifests {
        OwnedManifests(
            folder, owner: "waybill import from the feed \"\(source.name)\"",
            stranger: "no import of the feed \"\(source.name)\"",
            remark: "Changes in this file are lost with the next import: change the template instead.")
    }
}

extension ManifestOutput.KindFile {
    fileprivate mutating func flush() throws {
        try file.write(writer.bytes)
        writer.bytes.removeAll(keepingCapacity: true)
    }
}
