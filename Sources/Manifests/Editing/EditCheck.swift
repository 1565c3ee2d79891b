internal import Feeds
internal import RedTrack

/// The net below every edit: the edited file is read again, and must say what was wanted and nothing else.
struct EditCheck {
    /// What every object should say.
    private var expected: [Name: ManifestObject] = [:]
    /// Which fields may be spelled in another way than expected.
    private var edited: [Name: Set<String>] = [:]
    private var added: Set<Name> = []
    private var count = 0

    private struct Name: Hashable {
        var kind: Kind
        var key: [UInt8]

        init(_ object: ManifestObject) {
            kind = object.kind
            key = Array(object.key.utf8)
        }
    }

    /// Expects an object; `names` are the fields that have been edited, `nil` when all of it is new.
    mutating func expect(_ object: ManifestObject, edited names: Set<String>?) {
        let name = Name(object)
        expected[name] = object
        if names == nil { added.insert(name) }
        edited[name] = names ?? Set(object.kind.fields.map(\.manifestName))
        count += 1
    }

    /// Whether a file says what is expected; the address of the first object that does not when it does not.
    func firstDifference(_ objects: [ManifestObject]) -> String? {
        guard expected.count == count, objects.count == count else { return "the number of objects" }
        for object in objects {
            let name = Name(object)
            let address = "\(object.kind.plural)/\(object.key)"
            guard let wanted = expected[name] else { return address }
            if let field = Self.difference(
                object, wanted, edited[name] ?? [], isNew: added.contains(name))
            {
                return "\(address).\(field)"
            }
        }
        return nil
    }

    private static func difference(
        _ object: ManifestObject, _ wanted: ManifestObject, _ edited: Set<String>, isNew: Bool
    ) -> String? {
        var wanted = wanted
        // The name that a new object stands under is a key.
        if isNew { wanted.hasExplicitKey = object.hasExplicitKey }
        if words(object) != words(wanted) { return "key" }
        guard object.fields.map(\.description.name) == wanted.fields.map(\.description.name) else {
            return "fields"
        }
        for (field, wanted) in zip(object.fields, wanted.fields) {
            let type = field.description.type
            let isEqual =
                edited.contains(field.description.manifestName)
                ? ValueMeaning.areEqual(
                    field.node.value, ValueMeaning.completed(wanted.node.value, type), type)
                : field.node.value.jsonBytes() == wanted.node.value.jsonBytes()
            if !isEqual { return field.description.manifestName }
        }
        return Value.map(object.extra).jsonBytes() == Value.map(wanted.extra).jsonBytes() ? nil : "extra"
    }

    private static func words(_ object: ManifestObject) -> [UInt8] {
        Value.object([
            ("key", .string(object.key)), ("explicit", .bool(object.hasExplicitKey)),
            ("id", .string(object.id?.value ?? "")), ("preset", .string(object.preset?.value ?? "")),
            ("state", .string(object.state.rawValue)), ("protect", .bool(object.isProtected)),
        ]).jsonBytes()
    }
}
