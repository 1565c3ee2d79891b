import Feeds
import Manifests
import RedTrack

/// What is known of fields, for people and for programs.
struct ExplainOutput {
    private let kind: Kind
    private let entries: [FieldReference]

    init(_ kind: Kind, _ entries: [FieldReference]) {
        self.kind = kind
        self.entries = entries
    }

    /// The fields of a kind, a line each.
    var overview: String {
        let words = [
            ("key", "The name that other objects and the lock file know it by; else its title."),
            ("id", "The id of the object of the account that is meant."),
            ("state", "`absent` removes it."), ("protect", "`true` forbids its removal."),
            ("extra", "Raw fields of the API that Waybill does not know."),
        ]
        let preset = ("preset", "The predefined object whose fields are copied.")
        let all =
            words + (kind == .network || kind == .source ? [preset] : [])
            + entries.map { ($0.path, $0.meaning) }
        let width = all.map(\.0.count).max() ?? 0
        let lines = all.map { name, meaning in
            "  " + name + String(repeating: " ", count: width - name.count + 2) + meaning
        }
        return
            (["\(kind.plural) (API document, \"\(FieldReference.section(of: kind))\")", ""] + lines
            + ["", "`waybill explain \(kind.plural).FIELD` says more."]).joined(separator: "\n")
    }

    /// All that is known of one field.
    var text: String {
        entries.map { entry in
            """
            \(entry.kind.plural).\(entry.path)
              \(entry.meaning)
              Type:     \(Self.type(entry.field.type))
              Values:   \(entry.values)
              Clearing: \(entry.clearing)
              Compared: \(entry.comparison)
              API:      \(Self.wire(entry)) in "\(entry.section)"
              Example:
            \(entry.example.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
                .joined(separator: "\n"))
            """
        }.joined(separator: "\n\n")
    }

    /// Format `waybill-explain/1`.
    var json: Value {
        .object([
            ("format", .string("waybill-explain/1")), ("kind", .string(kind.rawValue)),
            (
                "fields",
                .array(
                    entries.map { entry in
                        .object([
                            ("path", .string(entry.path)), ("type", .string(Self.type(entry.field.type))),
                            ("meaning", .string(entry.meaning)), ("values", .string(entry.values)),
                            ("required", .bool(entry.field.access == .required)),
                            ("clearing", .string(entry.clearing)), ("comparison", .string(entry.comparison)),
                            ("wire_name", .string(entry.field.name)), ("section", .string(entry.section)),
                            ("example", .string(entry.example)),
                        ])
                    })
            ),
        ])
    }

    private static func wire(_ entry: FieldReference) -> String { "`\(entry.field.name)`" }

    private static func type(_ type: FieldType) -> String {
        switch type {
        case .text: "text"
        case .integer: "whole number"
        case .decimal: "number"
        case .boolean: "truth value"
        case .choice: "choice"
        case .texts: "list of texts"
        case .reference(let kind): "name of a \(kind.rawValue)"
        case .record: "mapping"
        case .records: "list of mappings"
        case .statistics: "measured"
        }
    }
}
