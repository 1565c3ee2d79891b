import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

/// A file, what is to change in it, and the file as it should be then.
struct EditCase: Sendable, CustomTestStringConvertible {
    var name: String
    var file = "a.yaml"
    var before: String
    var edits: [ManifestEdit]
    var after: String
    var testDescription: String { name }

    var format: ManifestFormat { ManifestFormat(fileName: file) ?? .yaml }

    static func yaml(_ name: String, _ before: String, _ edits: [ManifestEdit], _ after: String) -> EditCase {
        EditCase(name: name, before: before, edits: edits, after: after)
    }

    static func json(_ name: String, _ before: String, _ edits: [ManifestEdit], _ after: String) -> EditCase {
        EditCase(name: name, file: "a.json", before: before, edits: edits, after: after)
    }

    static func xml(_ name: String, _ before: String, _ edits: [ManifestEdit], _ after: String) -> EditCase {
        EditCase(name: name, file: "a.xml", before: before, edits: edits, after: after)
    }

    static func csv(
        _ name: String, _ file: String, _ before: String, _ edits: [ManifestEdit], _ after: String
    ) -> EditCase {
        EditCase(name: name, file: file, before: before, edits: edits, after: after)
    }
}

extension ManifestEdit {
    static func set(_ kind: Kind, _ key: String, _ path: String, _ value: Value) -> ManifestEdit {
        ManifestEdit(kind, key, .set(path: path.split(separator: ".").map(String.init), value))
    }

    static func unset(_ kind: Kind, _ key: String, _ path: String) -> ManifestEdit {
        ManifestEdit(kind, key, .remove(path: path.split(separator: ".").map(String.init)))
    }

    /// An object with a title and other texts, to be added.
    static func add(_ kind: Kind, _ title: String, _ fields: [(String, Value)] = []) -> ManifestEdit {
        let all = [("title", Value.string(title))] + fields
        let written = kind.fields.compactMap { description in
            all.first { $0.0 == description.manifestName }.map { ManifestField(description, Node($0.1)) }
        }
        return ManifestEdit(
            kind, title,
            .add(ManifestObject(kind: kind, key: title, hasExplicitKey: false, fields: written)))
    }
}

func texts(_ values: String...) -> Value { .array(values.map(Value.string)) }

func share(_ kind: String, _ name: String, _ weight: Int) -> Value {
    .object([(kind, .string(name)), ("weight", .number(String(weight)))])
}
