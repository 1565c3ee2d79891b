import Diagnostics
import Feeds
import Mapping
import RedTrack

/// What a template makes of a sample, to be read by a person.
struct FeedRun {
    private(set) var objects: [MappedObject] = []
    private(set) var rejects: [MappingProblem] = []
    private(set) var faults: [FeedError] = []
    let summary: MappingSummary

    init(_ template: Template, sample: String, parameters: [String: String]) throws {
        var mapper = try Mapper(template, parameters: parameters)
        var input = FeedInput(paths: [PackageFolder.path + "/" + sample])
        input.encoding = template.encoding
        var reader = FeedReader(input, format: template.format)
        var record = Record()
        reading: while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break reading }
            } catch {
                faults.append(error.error)
                continue
            }
            if case .rejected(let found) = mapper.map(record, into: &objects) { rejects += found }
        }
        mapper.finish(into: &objects)
        summary = mapper.summary
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
        Value.map(counts.sorted { $0.key < $1.key }.map { Member($0.key, .number(String($0.value))) }).jsonText()
    }

    private static func place(_ position: SourcePosition, _ message: String) -> String {
        text("\(position.line):\(position.column): \(message)")
    }

    private static func text(_ text: String) -> String { Value.string(text).jsonText() }

    private static func list(_ name: String, _ lines: [String]) -> String {
        lines.isEmpty ? "\"\(name)\": []" : "\"\(name)\": [\n    " + lines.joined(separator: ",\n    ") + "\n  ]"
    }
}
