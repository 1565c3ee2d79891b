/// What a method and a path ask for.
enum Call: Sendable, Hashable {
    case auth
    case login
    case profile
    case newKey
    case sourcePresets
    case networkPresets
    case index(IndexCatalogue)
    case tags(Kind)
    case tracks
    case conversions
    case uploadConversions
    case report
    case transactions
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

    private static let fixed: [String: [String: Call]] = [
        "auth": ["GET": .auth, "POST": .login], "me": ["PUT": .profile],
        "source_presets": ["GET": .sourcePresets], "network_presets": ["GET": .networkPresets],
        "tracks": ["GET": .tracks], "report": ["GET": .report], "transactions": ["GET": .transactions],
        "conversions": ["GET": .conversions, "POST": .uploadConversions],
    ]

    private static func calls(_ path: [Substring]) -> [String: Call] {
        switch path.count {
        case 1:
            if let fixed = fixed[String(path[0])] { return fixed }
            if let index = IndexCatalogue(rawValue: String(path[0])) { return ["GET": .index(index)] }
            guard let kind = Kind(plural: String(path[0])) else { return [:] }
            return ["GET": .list(kind), "POST": .create(kind)]
        case 2 where path[0] == "me": return path[1] == "apikey" ? ["PUT": .newKey] : [:]
        case 2 where path[0] == "tags":
            switch path[1] {
            case "campaigns": return ["GET": .tags(.campaign)]
            case "offers": return ["GET": .tags(.offer)]
            default: return [:]
            }
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
