import Feeds
import Foundation
import Manifests
import Mapping

/// The file that records of a feed go to which give nothing because something is wrong with them.
struct ImportRejects {
    private let path: String
    private var writer: RejectWriter?
    private var file: ReplacingFile?
    /// How many records could not be read and are not in the file.
    private(set) var unread = 0

    /// A file at a path, or beside the first file of the feed. Nothing is written before there is something to write.
    init(_ path: String?, of source: FeedSource) throws(CommandFailure) {
        let first = source.input.paths.first ?? "-"
        let stem = first == "-" ? source.name : first
        self.path = path ?? "\(stem).rejects.\(source.template.format.syntax.rawValue)"
        if source.input.paths.contains(where: { Workspace.real($0) == Workspace.real(self.path) }) {
            throw CommandFailure(
                .usage,
                "\(self.path) is a file of the feed itself and would be overwritten: name another with --rejects"
            )
        }
    }

    /// Adds a record and what is wrong with it.
    mutating func add(_ record: Record, _ problems: [MappingProblem], _ feed: FeedImport) throws {
        var writer = self.writer ?? RejectWriter(feed.source.template, dialect: feed.dialect)
        var file = try self.file ?? ReplacingFile(path)
        try file.write(writer.add(record, problems, file: feed.file))
        self.writer = writer
        self.file = file
    }

    /// Adds a record that could not be read, as far as its bytes are known.
    mutating func add(unread record: Record, _ fault: FeedFault, _ feed: FeedImport) throws {
        var writer = self.writer ?? RejectWriter(feed.source.template, dialect: feed.dialect)
        guard let bytes = writer.add(unread: record, fault) else {
            unread += 1
            return
        }
        var file = try self.file ?? ReplacingFile(path)
        try file.write(bytes)
        self.writer = writer
        self.file = file
    }

    /// Puts the file into its place.
    /// - Returns: its path, when anything was rejected.
    mutating func commit(_ terminal: Terminal) throws -> String? {
        guard let writer, var file else { return nil }
        try file.write(writer.finish())
        if let kept = try file.commitKeepingOld() {
            terminal.say("the older file of rejects is kept as \(kept)")
        }
        return path
    }

    /// Forgets what was written.
    func discard() { file?.discard() }
}
