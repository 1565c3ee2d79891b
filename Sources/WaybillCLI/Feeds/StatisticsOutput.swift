import Feeds
import Planning

/// What the fields of a feed hold, in print.
struct StatisticsOutput {
    private let statistics: RecordStatistics

    init(_ statistics: RecordStatistics) {
        self.statistics = statistics
    }

    private static let kinds: [(kind: RecordNode.Kind, name: String)] = [
        (.string, "string"), (.number, "number"), (.true, "true"), (.false, "false"), (.null, "null"),
        (.list, "list"), (.map, "map"),
    ]

    /// A table for people: a line a field.
    var text: String {
        let rows = statistics.fields.map { field in
            [
                field.path, "\(field.count)", Self.types(field),
                field.samples.map(Self.sample).joined(separator: " · "),
            ]
        }
        let count = statistics.records
        let head = "\(count) record\(count == 1 ? "" : "s")\n"
        guard !rows.isEmpty else { return head }
        let columns = [
            RecordColumn(["field"]), RecordColumn(["count"], isNumber: true), RecordColumn(["holds"]),
            RecordColumn(["samples"]),
        ]
        var table = TextTable(columns)
        return head + "\n" + table.text(rows)
    }

    private static func types(_ field: RecordStatistics.Field) -> String {
        var parts: [String] = []
        for (kind, name) in kinds {
            guard let count = field.kinds[kind] else { continue }
            parts.append(field.kinds.count == 1 ? name : "\(name) \(count)")
        }
        if field.emptyStrings > 0 { parts.append("empty \(field.emptyStrings)") }
        let texts = (field.kinds[.string] ?? 0) - field.emptyStrings
        if texts > 0, field.numericStrings == texts { parts.append("numeric") }
        if field.isEachDifferent, field.count == field.records { parts.append("unique") }
        return parts.joined(separator: ", ")
    }

    private static func sample(_ text: String) -> String {
        let safe = TerminalText.safe(text)
        return safe.count > 30 ? safe.prefix(29) + "…" : safe
    }

    /// An object for programs.
    var json: String {
        Value.object([
            ("records", .number("\(statistics.records)")),
            ("fields", .array(statistics.fields.map(Self.value))),
        ]).jsonText()
    }

    private static func value(_ field: RecordStatistics.Field) -> Value {
        .object([
            ("path", .string(field.path)), ("count", .number("\(field.count)")),
            ("records", .number("\(field.records)")),
            (
                "kinds",
                .object(
                    kinds.compactMap { kind, name in field.kinds[kind].map { (name, .number("\($0)")) } })
            ),
            ("empty_strings", .number("\(field.emptyStrings)")),
            ("numeric_strings", .number("\(field.numericStrings)")),
            ("longest", .number("\(field.longest)")), ("distinct", .number("\(field.distinct)")),
            ("unique", .bool(field.isEachDifferent)), ("samples", .array(field.samples.map(Value.string))),
        ])
    }
}
