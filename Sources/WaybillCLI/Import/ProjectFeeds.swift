import Diagnostics
import Feeds
import Manifests
import Mapping
import Planning

/// The feeds of a project, which are a part of everything that is planned for the whole of it.
struct ProjectFeeds {
    private let workspace: Workspace
    private let terminal: Terminal

    /// What the feeds of a project hold.
    struct Contents {
        var objects: [ManifestObject] = []
        /// What the keys of each feed's objects start with.
        var keys: [String] = []
        /// The feeds that hold records nobody could read, by what their keys start with, and what follows of that.
        var uncertain: [String: String] = [:]
        /// The objects of records that cannot be used, and what follows of that.
        var unusable: [ObjectAddress: String] = [:]

        /// Adds what a feed holds.
        mutating func add(_ read: FeedObjects, of source: FeedSource) {
            objects += read.objects
            let prefix = FeedSource.keyPrefix(of: source.name)
            keys.append(prefix)
            if read.unknown > 0 { uncertain[prefix] = Self.doubt(read.unknown) }
            for (kind, keys) in read.rejectedKeys {
                for key in keys { unusable[ObjectAddress(kind, key)] = Self.unusable }
            }
        }

        private static let unusable = "its record in the feed cannot be used"

        /// Why objects of a feed stay that it does not mention.
        private static func doubt(_ unknown: Int) -> String {
            "\(ImportReport.count(unknown, "record")) of its feed could not be used, and nobody knows whether it is"
                + " one of them"
        }
    }

    init(_ workspace: Workspace, _ terminal: Terminal) {
        self.workspace = workspace
        self.terminal = terminal
    }

    /// Reads all feeds, and says what became of each.
    /// - Throws: everything that is wrong with feeds as a whole: an object is never taken for gone because of it.
    func read() throws -> Contents {
        var contents = Contents()
        guard let project = workspace.project else { return contents }
        var errors: [Diagnostic] = []
        for feed in project.feeds {
            do {
                let source = try source(of: feed, project)
                let read = try FeedObjects.read(source)
                errors += read.errors
                say(read, source)
                contents.add(read, of: source)
            } catch let error as DiagnosticsError {
                errors += error.diagnostics
            }
        }
        if !errors.isEmpty { throw DiagnosticsError(errors) }
        return contents
    }

    private func source(of feed: Project.Feed, _ project: Project) throws -> FeedSource {
        let name = feed.template.value
        let isPath = name.contains("/") || name.contains(".")
        var encoding: TextEncoding?
        if let name = feed.encoding {
            guard let known = TextEncoding(name: name.value) else {
                throw DiagnosticsError([
                    Diagnostic(
                        .error, "project.feed", "there is no encoding \"\(name.value)\"", at: name.place,
                        help: "name one such as windows-1252, or leave it out")
                ])
            }
            encoding = known
        }
        return FeedSource(
            name: feed.scope,
            input: FeedInput(
                paths: feed.files.map { project.path($0.value) }, member: feed.member, encoding: encoding),
            template: try template(isPath ? project.path(name) : name, at: feed.template.place),
            parameters: ImportDay.today(in: feed.parameters),
            joins: feed.joins.mapValues { FeedInput(paths: $0.map { project.path($0.value) }) })
    }

    /// A template that the project names; where none is to be had, the place says where it is named.
    private func template(_ name: String, at place: SourcePlace) throws -> Template {
        do {
            return try TemplateCatalogue(folder: workspace.folder).load(name)
        } catch let failure as CommandFailure {
            throw DiagnosticsError([
                Diagnostic(.error, "project.feed", failure.message ?? "there is no such template", at: place)
            ])
        }
    }

    private func say(_ read: FeedObjects, _ source: FeedSource) {
        let report = ImportReport(
            source, read.summary, unreadable: read.rejected - read.summary.rejected)
        terminal.say(report.headline)
        FailureReport(terminal: terminal).showRejected(read.findings, of: read.rejected)
        if !report.summary.lost.isEmpty {
            terminal.say(
                "note: \(ImportReport.count(report.summary.lost.count, "field")) of the feed \(source.name) are lost:"
                    + " `waybill import` with its template shows them")
        }
    }
}
