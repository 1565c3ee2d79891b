internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Finds objects that share kind and key: nobody could say which of them is meant.
enum DuplicateCheck {
    private struct Name: Hashable {
        let kind: Kind
        let key: ExactText
    }

    /// An error at each object whose name an earlier one has.
    static func diagnostics(for objects: [ManifestObject]) -> [Diagnostic] {
        var first: [Name: Int] = [:]
        var pinned: [Name: Int] = [:]
        var found: [Diagnostic] = []
        first.reserveCapacity(objects.count)
        // By index: an object is much to copy.
        for index in objects.indices {
            let name = Name(kind: objects[index].kind, key: ExactText(objects[index].key))
            if let known = first[name] {
                found.append(duplicate(objects[index], of: objects[known]))
            } else {
                first[name] = index
            }
            guard let id = objects[index].id else { continue }
            let object = objects[index]
            let idName = Name(kind: object.kind, key: ExactText(id.value))
            if let earlier = pinned[idName].map({ objects[$0] }), earlier.key != object.key {
                found.append(
                    Diagnostic(
                        .error, "manifest.duplicate-id",
                        "the \(object.kind.rawValue) \"\(object.key)\" is pinned to an id that \"\(earlier.key)\" has",
                        at: id.place, length: id.value.unicodeScalars.count,
                        help:
                            "the first one is at \(earlier.id?.place.description ?? earlier.place.description)"
                    ))
            } else {
                pinned[idName] = index
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
