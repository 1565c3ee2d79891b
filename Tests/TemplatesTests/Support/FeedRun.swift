import Diagnostics
import Feeds
import Mapping
import RedTrack

/// What a template makes of a sample, to be read by a person.
struct FeedRun {
    let objects: [MappedObject]
    let rejects: [MappingProblem]
    let faults: [FeedError]
    let summary: MappingSummary

    /// Maps a sample, which is a path in the package.
    init(
        _ template: Template, sample: String, parameters: [String: String], joins: [String: JoinData]
    ) throws {
        var mapper = try Mapper(template, parameters: parameters, joins: joins)
        var (objects, rejects): ([MappedObject], [MappingProblem]) = ([], [])
        faults = Self.read(sample, template.format, template.encoding) { record, _ in
            if case .rejected(let found) = mapper.map(record, into: &objects) { rejects += found }
        }
        mapper.finish(into: &objects)
        (self.objects, self.rejects) = (objects, rejects)
        summary = mapper.summary
    }

    /// Reads a file, past records that are bad alone; what was bad.
    static func read(
        _ file: String, _ format: FeedFormat, _ encoding: TextEncoding?,
        _ body: (Record, CSVDialect?) -> Void
    ) -> [FeedError] {
        let input = FeedInput(paths: [PackageFolder.path + "/" + file], encoding: encoding)
        var reader = FeedReader(input, format: format)
        var record = Record()
        var faults: [FeedError] = []
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { return faults }
                body(record, reader.dialect)
            } catch {
                faults.append(error.error)
            }
        }
    }

    /// The run as JSON: the summary, and an object or a finding a line.
    var json: String {
        var parts = [
            "\"records\": \(summary.records)", "\"mapped\": \(summary.mapped)",
            "\"without_objects\": \(summary.withoutObjects)", "\"rejected\": \(summary.rejected)",
            "\"skipped\": \(Self.counts(summary.skipped))",
            "\"skipped_objects\": \(Self.counts(summary.skippedObjects))",
        ]
        parts.append(Self.list("faults", faults.map { Self.place($0.position, $0.message) }))
        parts.append(Self.list("rejects", rejects.map { Self.place($0.position, $0.message) }))
        parts.append(Self.list("notes", summary.notes.map { Self.text("\($0.count) x \($0.message)") }))
        parts.append(Self.list("lost", summary.lost.map { Self.text("\($0.path): \($0.example)") }))
        parts.append(
            Self.list(
                "objects",
                objects.map { object in
                    var members = [Member("kind", .string(object.kind.rawValue))]
                    members += object.node().value.members ?? []
                    return Value.map(members).jsonText()
                }))
        return "{\n  " + parts.joined(separator: ",\n  ") + "\n}\n"
    }

    private static func counts(_ counts: [String: Int]) -> String {
        Value.map(counts.sorted { $0.key < $1.key }.map { Member($0.key, .number(String($0.value))) })
            .jsonText()
    }

    private static func place(_ position: SourcePosition, _ message: String) -> String {
        text("\(position.line):\(position.column): \(message)")
    }

    private static func text(_ text: String) -> String { Value.string(text).jsonText() }

    private static func list(_ name: String, _ lines: [String]) -> String {
        lines.isEmpty
            ? "\"\(name)\": []" : "\"\(name)\": [\n    " + lines.joined(separator: ",\n    ") + "\n  ]"
    }
}
