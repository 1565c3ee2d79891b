import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

/// A file, what is to change in it, and the file as it should be then.
struct EditCase: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var before: String
    var edits: [ManifestEdit]
    var after: String
    var testDescription: String { name }

    init(_ name: String, _ file: String = "a.yaml", _ before: String, _ edits: [ManifestEdit], _ after: String) {
        self.name = name
        self.file = file
        self.before = before
        self.edits = edits
        self.after = after
    }

    var format: ManifestFormat { ManifestFormat(fileName: file) ?? .yaml }
}

func set(_ kind: Kind, _ key: String, _ path: String, _ value: Value) -> ManifestEdit {
    ManifestEdit(kind, key, .set(path: path.split(separator: ".").map(String.init), value))
}

func unset(_ kind: Kind, _ key: String, _ path: String) -> ManifestEdit {
    ManifestEdit(kind, key, .remove(path: path.split(separator: ".").map(String.init)))
}

func texts(_ values: String...) -> Value { .array(values.map(Value.string)) }

func share(_ kind: String, _ name: String, _ weight: Int) -> Value {
    .object([(kind, .string(name)), ("weight", .number(String(weight)))])
}

@Suite("Edits of files")
struct EditTests {
    static let yaml: [EditCase] = [
        EditCase(
            "a plain text stays plain, and its comment stays",
            before: "offers:\n  - title: A   # first\n    url: https://a.example/ # where\n    country_codes: [DE, AT]\n",
            [set(.offer, "A", "url", .string("https://b.example/?x={clickid}"))],
            "offers:\n  - title: A   # first\n    url: https://b.example/?x={clickid} # where\n    country_codes: [DE, AT]\n"),
        EditCase(
            "quotes keep their kind",
            before: "offers:\n- title: 'A'\n  url: \"https://a.example/\"\n- title: \"B\"\n  url: 'https://b.example/'\n",
            [
                set(.offer, "A", "url", .string("https://x.example/'\"")),
                set(.offer, "B", "url", .string("https://it's.example/")),
            ],
            "offers:\n- title: 'A'\n  url: \"https://x.example/'\\\"\"\n- title: \"B\"\n  url: 'https://it''s.example/'\n"),
        EditCase(
            "a value that means the same is not touched",
            before: "offers:\n  - title: A\n    cap_daily: 5\n    payment: {amount: 3.00, type: cpa}\n    country_codes: [AT, uk]\n",
            [
                set(.offer, "A", "payment", .object([("amount", .number("3"))])),
                set(.offer, "A", "country_codes", texts("GB", "AT")),
            ],
            "offers:\n  - title: A\n    cap_daily: 5\n    payment: {amount: 3.00, type: cpa}\n    country_codes: [AT, uk]\n"),
    ]
}
