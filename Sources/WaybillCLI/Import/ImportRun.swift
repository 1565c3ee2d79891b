import Diagnostics
import Feeds
import Foundation
import Manifests
import Mapping
import RedTrack

/// Reads a feed once and hands what its records become to where it is wanted.
struct ImportRun {
    let source: FeedSource
    let terminal: Terminal
    /// Whether a loss or a reject is an error.
    let isStrict: Bool

    private static let progressStep = 5_000

    // MARK: Files

    /// Writes manifest files, or only counts when there is no folder.
    func write(to folder: String?, links: FeedNetworks?, rejects: ImportRejects) throws -> ImportReport {
        var rejects = rejects
        var feed = try FeedImport(source)
        var output = try folder.map { try ManifestOutput($0, of: source) }
        var completion = LinkCompletion { [source] in
            try source.parameters["network"].flatMap { try links?.link(of: $0) }
        }
        do {
            var record = Record()
            var made: [MappedObject] = []
            var faults = ImportFaults()
            let prefix = FeedSource.keyPrefix(of: source.name)
            func take() throws {
                for index in made.indices {
                    try completion.complete(&made[index])
                    try output?.add(made[index], prefix: prefix)
                }
                made.removeAll(keepingCapacity: true)
            }
            while let step = feed.next(&record, into: &made) {
                switch step {
                case .made: try take()
                case .skipped: break
                case .rejected(let problems):
                    faults.add(problems.map { $0.diagnostic(file: feed.file) })
                    if folder != nil { try rejects.add(record, problems, feed) }
                case .broken(let fault):
                    faults.add(fault)
                    if folder != nil, fault.error.isRecoverable {
                        try rejects.add(unread: record, fault, feed)
                    }
                }
                progress(feed)
            }
            feed.finish(into: &made)
            try take()
            terminal.clearProgress()
            var report = ImportReport(
                source, feed.summary, unreadable: feed.unreadable, bareLinks: completion.bare)
            try check(faults, report)
            report.unread = rejects.unread
            report.rejects = try rejects.commit(terminal)
            report.written = try output?.commit() ?? []
            return report
        } catch {
            rejects.discard()
            output?.discard()
            throw error
        }
    }

    // MARK: Objects

    /// All objects, to be planned.
    func objects(rejects: ImportRejects) throws -> (FeedObjects, ImportReport) {
        var rejects = rejects
        do {
            let read = try FeedObjects.read(source) { record, reject, feed in
                switch reject {
                case .mapping(let problems): try rejects.add(record, problems, feed)
                case .reading(let fault): try rejects.add(unread: record, fault, feed)
                }
            }
            var report = ImportReport(
                source, read.summary, unreadable: read.rejected - read.summary.rejected)
            try check(
                ImportFaults(errors: read.errors, findings: read.findings, count: read.rejected), report)
            report.unread = rejects.unread
            report.rejects = try rejects.commit(terminal)
            return (read, report)
        } catch {
            rejects.discard()
            throw error
        }
    }

    /// Says what is wrong with records.
    /// - Throws: what is wrong with the feed as a whole, and with `--strict` everything.
    private func check(_ faults: ImportFaults, _ report: ImportReport) throws {
        let output = FailureReport(terminal: terminal)
        if isStrict, report.rejected > 0 || !report.summary.lost.isEmpty {
            output.show(faults.errors + faults.findings)
            terminal.say(report.text)
            throw CommandFailure(
                .invalidFile, "nothing was written: --strict takes no lost field and no rejected record")
        }
        output.showRejected(faults.findings, of: faults.count)
        if !faults.errors.isEmpty {
            output.show(faults.errors)
            throw CommandFailure(
                .invalidFile, "nothing was written: the feed cannot be read to its end")
        }
    }

    private func progress(_ feed: FeedImport) {
        guard terminal.showsProgress, feed.count.isMultiple(of: Self.progressStep) else { return }
        terminal.progress("reading the feed: \(feed.count) records")
    }

    // MARK: Preview

    /// Shows the first records and what becomes of them.
    func preview(_ count: Int, width: Int) throws {
        var feed = try FeedImport(source)
        let preview = ImportPreview(width: width)
        let prefix = FeedSource.keyPrefix(of: source.name)
        var record = Record()
        while feed.count < count, let (step, objects) = feed.preview(&record) {
            if case .broken(let fault) = step {
                FailureReport(terminal: terminal).show([fault.diagnostic])
                continue
            }
            terminal.printResult(preview.text(record, file: feed.file, objects, prefix: prefix, step) + "\n")
        }
    }

    /// Whether the feed is a file of rejects, which is never the whole of it.
    var readsRejects: Bool {
        source.input.paths.contains { path in
            guard let head = FileHandle(forReadingAtPath: path).flatMap({ try? $0.read(upToCount: 1 << 16) })
            else { return false }
            return RejectWriter.isRejects(Array(head))
        }
    }
}

/// What is wrong with a feed: with single records, and with the whole.
struct ImportFaults {
    var errors: [Diagnostic] = []
    var findings: [Diagnostic] = []
    var count = 0

    mutating func add(_ more: [Diagnostic]) {
        count += 1
        if findings.count < FeedObjects.mostFindings { findings += more }
    }

    mutating func add(_ fault: FeedFault) {
        if fault.error.isRecoverable {
            add([fault.diagnostic])
        } else {
            errors.append(fault.diagnostic)
        }
    }
}

/// Gives bare links of offers what their network adds, and counts those that stay bare.
struct LinkCompletion {
    private let find: () throws -> NetworkLink?
    /// What was found, once there was a bare link: the project's files are read only then.
    private var found: NetworkLink??
    private(set) var bare = 0

    init(_ find: @escaping () throws -> NetworkLink?) { self.find = find }

    mutating func complete(_ object: inout MappedObject) throws {
        guard object.kind == .offer, object.holds("{clickid}", in: "url") == false else { return }
        let link = try found ?? find()
        found = link
        if let complete = object.text("url").flatMap({ link?.applied(to: $0) }) {
            object.replaceText("url", with: complete)
        } else {
            bare += 1
        }
    }
}
