internal import Diagnostics
internal import Feeds

/// The parts of a template that a problem can be traced to, by the line that stands for each in the tree.
enum DraftPart: Hashable {
    case key
    case field(String)
    case skip(Int)
}

extension DraftModel {
    /// The lines of the tree that stand for the parts.
    var parts: [Int: DraftPart] {
        var parts: [Int: DraftPart] = [10: .key]
        for index in fields.indices { parts[1_000 + index] = .field(fields[index].name) }
        for index in skips.indices { parts[100_000 + index] = .skip(index) }
        return parts
    }

    private static func text(_ text: String, line: Int) -> Node {
        Node(.string(text), at: SourcePosition(line: line, column: 1, offset: 0))
    }

    /// The template as the tree that reading its text would give; only what is in force.
    func tree(_ name: String, _ format: DraftFormat) -> Node {
        var members = [
            Member("template", .string(name)), Member("format", .string(format.format.syntax.rawValue)),
        ]
        if !format.records.isEmpty {
            members.append(Member("records", .array(format.records.map(Value.string))))
        }
        if !format.reader.isEmpty {
            members.append(Member("reader", .map(format.reader.map { Member($0.name, $0.value) })))
        }
        if !parameters.isEmpty { members.append(Member("parameters", .map(parameters.map(Self.member)))) }
        if !tables.isEmpty {
            members.append(
                Member(
                    "tables",
                    .map(
                        tables.map { table in
                            Member(
                                table.name,
                                .object(table.rows.filter(\.isDecided).map { ($0.key, .string($0.value)) }))
                        })))
        }
        members.append(Member("make", .list([Node(.map(make))])))
        return Node(.map(members))
    }

    private static func member(_ parameter: Parameter) -> Member {
        var words = [Member("help", .string(parameter.help))]
        if let pattern = parameter.pattern { words.append(Member("pattern", .string(pattern))) }
        if let fallback = parameter.fallback { words.append(Member("default", .string(fallback))) }
        return Member(parameter.name, .map(words))
    }

    private var make: [Member] {
        var make = [Member("kind", .string("offer"))]
        let active = skips.indices.filter { skips[$0].isActive }
        if !active.isEmpty {
            make.append(
                Member(
                    "skip",
                    .list(
                        active.map { index in
                            Node(
                                .map([
                                    Member("when", Self.text(skips[index].when, line: 100_000 + index)),
                                    Member("reason", .string(skips[index].reason)),
                                ]))
                        })))
        }
        make.append(Member("key", Self.text(key.expression, line: 10)))
        if let duplicates { make.append(Member("duplicates", .string(duplicates))) }
        var lines: [Member] = []
        for (index, field) in fields.enumerated() where field.isActive {
            lines.append(Member(field.name, Self.text(field.expression, line: 1_000 + index)))
        }
        make.append(Member("fields", .map(lines)))
        if !emptyRules.isEmpty {
            make.append(Member("on_empty", .object(emptyRules.map { ($0.field, .string($0.policy)) })))
        }
        return make
    }
}
