package import Diagnostics
package import Feeds
package import Mapping
package import RedTrack

/// All objects of a feed, and what became of the records that gave none.
package struct FeedObjects: Sendable {
    /// The objects, with the feed's name before their keys.
    package private(set) var objects: [ManifestObject] = []
    /// What became of the records.
    package private(set) var summary: MappingSummary
    /// What is wrong with the feed as a whole: errors, with which it must not be used.
    package private(set) var errors: [Diagnostic] = []
    /// What is wrong with single records, each of which gave nothing: at most ``mostFindings``.
    package private(set) var findings: [Diagnostic] = []
    /// How many records gave nothing because something is wrong with them.
    package private(set) var rejected = 0

    /// The keys of the objects that such records would have become, by their kinds.
    package private(set) var rejectedKeys: [RedTrack.Kind: Set<String>] = [:]
    /// How many such records may be any object of the feed.
    package private(set) var unknown = 0

    /// So many findings are kept; the count says how many there are.
    package static let mostFindings = 20

    /// Why a record gives nothing.
    package enum Reject {
        /// The template found something wrong with it.
        case mapping([MappingProblem])
        /// It could not be read; the record holds its bytes where they are known.
        case reading(FeedFault)
    }

    /// Reads a feed to its end.
    /// - Parameters:
    ///   - source: the feed.
    ///   - reject: called with each record that gives nothing because it is wrong.
    /// - Returns: all that it gave.
    /// - Throws: what the template's user gives wrongly, or does not give, and what `reject` throws.
    package static func read(
        _ source: FeedSource, reject: (Record, Reject, FeedImport) throws -> Void = { _, _, _ in }
    ) throws -> FeedObjects {
        var feed = try FeedImport(source)
        var result = FeedObjects(summary: feed.summary)
        var record = Record()
        var made: [MappedObject] = []
        while let step = feed.next(&record, into: &made) {
            switch step {
            case .made: result.add(&made, of: record, feed)
            case .skipped: break
            case .rejected(let problems):
                result.rejected += 1
                result.add(problems.map { $0.diagnostic(file: feed.file) })
                try reject(record, .mapping(problems), feed)
            case .broken(let fault):
                if fault.error.isRecoverable {
                    result.rejected += 1
                    result.add([fault.diagnostic])
                    try reject(record, .reading(fault), feed)
                } else {
                    result.errors.append(fault.diagnostic)
                }
            }
        }
        feed.finish(into: &made)
        result.add(&made, of: nil, feed)
        result.summary = feed.summary
        for (kind, keys) in feed.rejected.keys {
            result.rejectedKeys[kind, default: []].formUnion(keys.map(source.prefixed))
        }
        result.unknown = feed.rejected.unknown + feed.unreadable
        return result
    }

    private init(summary: MappingSummary) { self.summary = summary }

    private mutating func add(_ made: inout [MappedObject], of record: Record?, _ feed: FeedImport) {
        for object in made {
            var findings = Findings(file: feed.file)
            let members = object.node(of: record).value.members ?? []
            var written = WrittenObject(
                kind: object.kind, position: object.fields.position,
                outerKey: (feed.source.prefixed(object.key), object.fields.position), members: [])
            for member in members where member.name != ObjectWord.key.rawValue {
                written.members.append(
                    WrittenMember(member.name, at: member.namePosition, JSONTree.written(member.node)))
            }
            let result = ObjectReader.read(written, format: .json, findings: &findings)
            if let result, findings.errorCount == 0 {
                objects.append(result)
            } else {
                rejected += 1
                rejectedKeys[object.kind, default: []].insert(feed.source.prefixed(object.key))
                add(findings.diagnostics)
            }
        }
        made.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ diagnostics: [Diagnostic]) {
        findings += diagnostics.prefix(max(0, Self.mostFindings - findings.count))
    }
}

extension FeedSource {
    /// The name by which the files and the lock file know an object of the feed.
    package func prefixed(_ key: String) -> String { Self.keyPrefix(of: name) + key }
}
