package import Diagnostics
package import Feeds
package import Mapping

/// Reads a feed record by record and says what becomes of each.
///
/// ```swift
/// var feed = try FeedImport(source)
/// while let step = feed.next(&record, into: &objects) { ... }
/// feed.finish(into: &objects)
/// ```
package struct FeedImport {
    /// What became of one record.
    package enum Step {
        /// Objects were made of it; none when no condition held.
        case made
        /// It was left out for a reason that the template gives.
        case skipped(String)
        /// It is wrong, and nothing was made of it.
        case rejected([MappingProblem])
        /// The feed is broken: one record is lost, or all that follow in the file.
        case broken(FeedFault)
    }

    /// What is read.
    package let source: FeedSource
    /// What is wrong with records of joins that were left out, by the name of the join: of trackers alone.
    package private(set) var joinFindings: [String: [Diagnostic]] = [:]
    private var reader: FeedReader
    private var mapper: Mapper

    /// How many records could not be read at all.
    package private(set) var unreadable = 0

    /// Prepares the reading of a feed; its joins are read here.
    /// - Throws: what the template's user gives wrongly, or does not give, and what is wrong with a join.
    package init(_ source: FeedSource) throws(DiagnosticsError) {
        self.source = source
        var joins: [String: JoinData] = [:]
        for (name, input) in source.joins.sorted(by: { $0.key < $1.key }) {
            let (data, findings) = try FeedJoin.read(name, input, of: source)
            joins[name] = data
            if !findings.isEmpty { joinFindings[name] = findings }
        }
        reader = FeedReader(
            source.input.encoded(source.template.encoding), format: source.template.format,
            limits: source.limits)
        mapper = try Mapper(source.template, parameters: source.parameters, joins: joins)
    }

    /// The file that the last record or fault came from.
    package var file: String { reader.file }
    /// How many records were read.
    package var count: Int { reader.count }
    /// What the present file is taken for, when it is CSV.
    package var dialect: CSVDialect? { reader.dialect }

    /// Maps the next record and adds what became of it to `objects`; `nil` after the last one.
    package mutating func next(_ record: inout Record, into objects: inout [MappedObject]) -> Step? {
        switch read(&record) {
        case nil: nil
        case .failure(let fault): .broken(fault)
        case .success: Self.step(mapper.map(record, into: &objects))
        }
    }

    /// Maps the next record, to be shown with what it became; see ``Mapper/preview(_:into:)``.
    package mutating func preview(_ record: inout Record) -> (step: Step, objects: [MappedObject])? {
        switch read(&record) {
        case nil: return nil
        case .failure(let fault): return (.broken(fault), [])
        case .success:
            var given: [MappedObject] = []
            let preview = mapper.preview(record, into: &given)
            return (Self.step(preview.outcome), preview.objects)
        }
    }

    private mutating func read(_ record: inout Record) -> Result<Void, FeedFault>? {
        do throws(FeedFault) {
            guard try reader.next(&record) else { return nil }
            if source.isNamedByFile { record.takeName(ofFile: reader.file) }
            return .success(())
        } catch {
            if error.error.isRecoverable { unreadable += 1 }
            return .failure(error)
        }
    }

    private static func step(_ outcome: MappingOutcome) -> Step {
        switch outcome {
        case .made: .made
        case .skipped(let reason): .skipped(reason)
        case .rejected(let problems): .rejected(problems)
        }
    }

    /// Adds the objects that had to wait for the end of the feed.
    package mutating func finish(into objects: inout [MappedObject]) { mapper.finish(into: &objects) }

    /// What rejected records would have become.
    package var rejected: RejectedKeys { mapper.rejected }

    /// What the last record did not become: of trackers alone.
    package var leftOut: [LeftOutObject] { mapper.leftOut }

    /// What became of the records so far.
    package var summary: MappingSummary { mapper.summary }
}
