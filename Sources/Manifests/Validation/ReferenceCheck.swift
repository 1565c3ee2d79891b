public import Diagnostics
internal import Feeds
internal import RedTrack

/// Looks every reference of a manifest up in the manifest.
public struct ReferenceCheck: Sendable {
    /// References whose name no object of the manifest has, in the order of the objects.
    public let dangling: [DanglingReference]
    /// References to objects that the manifest removes: errors, ordered by place.
    public let diagnostics: [Diagnostic]

    private struct Name: Hashable {
        let kind: Kind
        let key: [UInt8]
    }

    /// Checks a manifest. Objects that are to be removed need nothing, so theirs are not looked at.
    public init(_ manifest: Manifest) {
        var known: [Name: ManifestObject] = [:]
        for object in manifest.objects {
            known[Name(kind: object.kind, key: Array(object.key.utf8))] = object
        }
        var dangling: [DanglingReference] = []
        var diagnostics: [Diagnostic] = []
        for object in manifest.objects where object.state == .present {
            for reference in Self.references(of: object) {
                guard let target = known[Name(kind: reference.kind, key: Array(reference.name.utf8))] else {
                    dangling.append(reference)
                    continue
                }
                guard target.state == .absent else { continue }
                diagnostics.append(
                    Diagnostic(
                        .error, "manifest.removed-reference",
                        "the \(target.kind.rawValue) \"\(target.key)\" is to be removed, yet is used here",
                        at: reference.place, length: reference.name.unicodeScalars.count,
                        help: "its `state: absent` stands at \(target.place): keep it, or use another one"))
            }
        }
        self.dangling = dangling
        self.diagnostics = diagnostics.sorted()
    }

    /// The references of an object, as they are written; empty ones, which clear a field, name nothing.
    public static func references(of object: ManifestObject) -> [DanglingReference] {
        var found: [DanglingReference] = []
        for field in object.fields {
            collect(field.node, field.description.type, object, file: field.place.file, into: &found)
        }
        return found
    }

    private static func collect(
        _ node: Node, _ type: FieldType, _ object: ManifestObject, file: String,
        into found: inout [DanglingReference]
    ) {
        switch (type, node.value) {
        case (.reference(let kind), .string(let name)) where !name.isEmpty:
            found.append(
                DanglingReference(
                    kind: kind, name: name, place: SourcePlace(file: file, position: node.position),
                    objectKind: object.kind, objectKey: object.key))
        case (.record(let fields), .map(let members)):
            for member in members {
                guard let field = fields.first(where: { $0.manifestName == member.name }) else { continue }
                collect(member.node, field.type, object, file: file, into: &found)
            }
        case (.records(let fields, _), .list(let nodes)):
            for node in nodes { collect(node, .record(fields), object, file: file, into: &found) }
        default: break
        }
    }
}
