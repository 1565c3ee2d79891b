internal import Diagnostics
internal import RedTrack

/// Finds objects that share kind and key: nobody could say which of them is meant.
enum DuplicateCheck {
    private struct Name: Hashable {
        let kind: Kind
        let key: [UInt8]
    }

    /// An error at each object whose name an earlier one has.
    static func diagnostics(for objects: [ManifestObject]) -> [Diagnostic] {
        var first: [Name: ManifestObject] = [:]
        var pinned: [Name: ManifestObject] = [:]
        var found: [Diagnostic] = []
        for object in objects {
            let name = Name(kind: object.kind, key: Array(object.key.utf8))
            if let earlier = first[name] {
                found.append(duplicate(object, of: earlier))
            } else {
                first[name] = object
            }
            guard let id = object.id else { continue }
            let idName = Name(kind: object.kind, key: Array(id.value.utf8))
            if let earlier = pinned[idName], earlier.key != object.key {
                found.append(
                    Diagnostic(
                        .error, "manifest.duplicate-id",
                        "the \(object.kind.rawValue) \"\(object.key)\" is pinned to an id that \"\(earlier.key)\" has",
                        at: id.place, length: id.value.unicodeScalars.count,
                        help:
                            "the first one is at \(earlier.id?.place.description ?? earlier.place.description)"
                    ))
            } else {
                pinned[idName] = object
            }
        }
        return found
    }

    private static func duplicate(_ object: ManifestObject, of earlier: ManifestObject) -> Diagnostic {
        let isByKey = object.hasExplicitKey || earlier.hasExplicitKey
        return Diagnostic(
            .error, "manifest.duplicate",
            "there are two \(object.kind.plural) \(isByKey ? "with the key" : "named") \"\(object.key)\"",
            at: object.place,
            help: "the first one is at \(earlier.place)"
                + (isByKey ? "" : "; give each a `key` of its own if both are meant"))
    }
}
