package import Diagnostics
internal import Feeds
internal import RedTrack

/// Runs the examples of a template.
package enum TemplateTests {
    /// What the examples show to be wrong with their template, as `template.test`; empty when all is well.
    package static func run(_ template: Template) -> [Diagnostic] {
        template.examples.flatMap { example in
            TemplateExampleRun(template, example).differences.map { difference in
                Diagnostic(
                    .error, "template.test",
                    "test \(ValueError.quoted(example.name.utf8.span)): \(difference)",
                    at: SourcePlace(file: template.file, position: example.position),
                    help: "correct the template, or what the test expects")
            }
        }
    }
}

/// One example, and how what became of it differs from what it says.
private struct TemplateExampleRun {
    private(set) var differences: [String] = []
    private var objects: [MappedObject] = []
    private var problems: [MappingProblem] = []

    init(_ template: Template, _ example: TemplateExample) {
        var parameters = example.parameters
        // The name of the network means nothing to most examples.
        if parameters["network"] == nil { parameters["network"] = "network" }
        let summary: MappingSummary
        do {
            var joins: [String: JoinData] = [:]
            for (name, text) in example.joins.sorted(by: { $0.key < $1.key }) {
                var builder = try JoinBuilder(template, name, parameters: parameters, file: "join \(name)")
                try Self.read(builder.join.format, text) { builder.add($0) }
                joins[name] = try builder.finish()
            }
            var mapper = try Mapper(template, parameters: parameters, joins: joins)
            try Self.read(template.format, example.input) { record in
                if case .rejected(let found) = mapper.map(record, into: &objects) { problems += found }
            }
            mapper.finish(into: &objects)
            summary = mapper.summary
        } catch let error as DiagnosticsError {
            differences = error.diagnostics.map { "\($0)" }
            return
        } catch {
            differences = ["the input cannot be read: \(error)"]
            return
        }
        compare(example.objects)
        if summary.rejected != example.rejected {
            let reasons = problems.map { "\($0.position.line):\($0.position.column): \($0.message)" }
            let tail = reasons.isEmpty ? "" : ": " + reasons.prefix(5).joined(separator: "; ")
            differences.append("\(summary.rejected) rejected, expected \(example.rejected)\(tail)")
        }
        if summary.skipped != example.skipped {
            differences.append(
                "skipped \(Self.text(summary.skipped)), expected \(Self.text(example.skipped))")
        }
        let lost = summary.lost.map(\.path).sorted()
        if let expected = example.lost, lost != expected.sorted() {
            differences.append(
                "lost [\(lost.joined(separator: ", "))], expected [\(expected.sorted().joined(separator: ", "))]"
            )
        }
    }

    private static func read(
        _ format: FeedFormat, _ text: String, _ body: (Record) -> Void
    ) throws(FeedError) {
        let bytes = Array(text.utf8)
        var reader: any RecordReader =
            switch format {
            case .csv(let options): CSVRecordReader(bytes, options: options)
            case .json(let options): JSONRecordReader(bytes, options: options)
            case .xml(let options): XMLRecordReader(bytes, options: options)
            }
        var record = Record()
        var number = 0
        while try reader.next(&record) {
            number += 1
            record.number = number
            body(record)
        }
    }

    private static func text(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "nothing"
            : counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    // MARK: Objects

    private mutating func compare(_ expected: [Node]) {
        for (index, node) in expected.enumerated() {
            let wanted = Self.nested(node.value)
            guard objects.indices.contains(index) else {
                differences.append("object \(index + 1) is missing: \(wanted.jsonText())")
                continue
            }
            let object = objects[index]
            var members = [Member("kind", .string(object.kind.rawValue))]
            members += object.node().value.members ?? []
            let made = Value.map(members)
            for name in Self.names(wanted, made) {
                let left = wanted[name]?.value
                let right = made[name]?.value
                if Self.isSame(left, right) { continue }
                differences.append(
                    "object \(index + 1): \(name) is \(right?.jsonText() ?? "absent"), "
                        + "expected \(left?.jsonText() ?? "none")")
            }
        }
        for object in objects.dropFirst(expected.count) {
            differences.append("\(object.kind.rawValue) \(object.key) was not expected")
        }
    }

    private static func names(_ left: Value, _ right: Value) -> [String] {
        var names: [String] = []
        for member in (left.members ?? []) + (right.members ?? []) where !names.contains(member.name) {
            names.append(member.name)
        }
        return names
    }

    /// Names with dots as maps in maps.
    private static func nested(_ value: Value) -> Value {
        guard let members = value.members else { return value }
        var result: [Member] = []
        for member in members {
            let parts = member.name.split(separator: ".", maxSplits: 1).map(String.init)
            let name = parts.first ?? member.name
            var inner = nested(member.node.value)
            if parts.count == 2 { inner = nested(.map([Member(parts[1], member.node)])) }
            if let index = result.firstIndex(where: { $0.name == name }),
                case .map(let earlier) = result[index].node.value, case .map(let more) = inner
            {
                result[index].node.value = .map(earlier + more)
            } else {
                result.append(Member(name, inner))
            }
        }
        return .map(result)
    }

    /// Equality, for which 1 is 1.0 and the order of members means nothing.
    private static func isSame(_ left: Value?, _ right: Value?) -> Bool {
        switch (left, right) {
        case (nil, nil): return true
        case (.number(let left)?, .number(let right)?):
            return left == right || DecimalLiteral(left).map { $0 == DecimalLiteral(right) } == true
        case (.list(let left)?, .list(let right)?):
            return left.count == right.count && zip(left, right).allSatisfy { isSame($0.value, $1.value) }
        case (.map(let left)?, .map(let right)?):
            return left.count == right.count
                && left.allSatisfy { member in isSame(member.node.value, Value.map(right)[member.name]?.value)
                }
        // An id in YAML is a number; the object's is a text.
        case (.number(let left)?, .string(let right)?): return left == right
        default: return left == right
        }
    }
}
