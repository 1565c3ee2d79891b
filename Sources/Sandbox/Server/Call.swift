/// What a method and a path ask for.
enum Call: Sendable, Hashable {
    case auth
    case sourcePresets
    case networkPresets
    case list(Kind)
    case create(Kind)
    case update(Kind, String)
    case delete(Kind, String)

    /// Finds the call.
    /// - Throws: ``Refusal`` with 404 for a path that the document does not have, with 405 for a method that a
    ///   path of the document does not have. There is no GET of one object, and no DELETE of an offer.
    init(method: String, path: [Substring]) throws {
        let calls = Self.calls(path)
        guard !calls.isEmpty else { throw Refusal(404, ["Not found"]) }
        guard let call = calls[method] else { throw Refusal(405, ["Method not allowed"]) }
        self = call
    }

    /// The methods that a path has, sorted.
    static func methods(_ path: [Substring]) -> [String] { calls(path).keys.sorted() }

    private static func calls(_ path: [Substring]) -> [String: Call] {
        switch path.count {
        case 1 where path[0] == "auth": return ["GET": .auth]
        case 1 where path[0] == "source_presets": return ["GET": .sourcePresets]
        case 1 where path[0] == "network_presets": return ["GET": .networkPresets]
        case 1:
            guard let kind = Kind(plural: String(path[0])) else { return [:] }
            return ["GET": .list(kind), "POST": .create(kind)]
        case 2 where !path[1].isEmpty:
            let id = String(path[1])
            // The document deletes a source under the singular; the plural names the same object.
            if path[0] == "source" { return ["DELETE": .delete(.source, id)] }
            guard let kind = Kind(plural: String(path[0])) else { return [:] }
            return kind == .offer
                ? ["PUT": .update(kind, id)] : ["PUT": .update(kind, id), "DELETE": .delete(kind, id)]
        default: return [:]
        }
    }
}
