import Diagnostics
import Manifests
import RedTrack

/// What `offers/Red Bushido.payment.amount` names: an object of the files or of the account, and a field of it.
struct ExplanationTarget {
    let address: ObjectAddress
    /// The object of the files, by index; `nil` when no file has it.
    let index: Int?
    /// The object of the account, when no file has it.
    let object: Snapshot.Object?
    /// The names of the path inside the object; empty for the whole object.
    let path: [String]

    /// Finds what a text names. Keys may have dots: the longest key that fits is meant.
    /// - Throws: what is wrong with the text, with a close name.
    init(_ text: String, _ assessment: Planner.Assessment, _ snapshot: Snapshot) throws(DiagnosticsError) {
        guard let slash = text.firstIndex(of: "/"), let kind = Kind(plural: text[..<slash]) else {
            let kind = text.prefix { $0 != "/" }
            throw Self.problem(
                "\"\(text)\" is no object: it is written KINDS/KEY or KINDS/KEY.FIELD",
                Suggestion.help(for: String(kind), in: Kind.allCases.map(\.plural))
                    ?? "begin with one of \(Kind.allCases.map(\.plural).joined(separator: ", ")) and a slash")
        }
        let rest = String(text[text.index(after: slash)...])
        let objects = assessment.objects.indices.filter { assessment.objects[$0].kind == kind }
        let keys = objects.map {
            (key: assessment.objects[$0].key, index: Int?($0), object: Snapshot.Object?.none)
        }
        let known = assessment.lock.entries.filter { $0.kind == kind }.compactMap { entry in
            snapshot.object(kind, id: entry.id).map {
                (key: entry.key, index: Int?.none, object: Optional($0))
            }
        }
        let titled = (snapshot.objects[kind] ?? []).map {
            (key: $0.title, index: Int?.none, object: Optional($0))
        }
        let named = (snapshot.objects[kind] ?? []).map {
            (key: $0.id, index: Int?.none, object: Optional($0))
        }
        for names in [keys, known, titled, named] {
            let fitting = names.filter { Self.fits($0.key, rest) }
            guard let best = fitting.max(by: { $0.key.utf8.count < $1.key.utf8.count }) else { continue }
            address = ObjectAddress(kind, best.key)
            index = best.index
            object = best.object
            path = try Self.path(
                String(decoding: rest.utf8.dropFirst(best.key.utf8.count), as: UTF8.self), kind)
            return
        }
        throw Self.problem(
            "no \(kind.rawValue) is called \"\(rest)\", neither in the files nor in the account",
            Self.suggestion(rest, (keys + titled).map(\.key))
                ?? "write its key, or its title, as the plan does")
    }

    private static func fits(_ key: String, _ text: String) -> Bool {
        guard !key.isEmpty, text.utf8.starts(with: key.utf8) else { return false }
        let rest = text.utf8.dropFirst(key.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: ".")
    }

    /// A close key, whether a field follows or not.
    private static func suggestion(_ text: String, _ keys: [String]) -> String? {
        var name = Substring(text)
        while true {
            if let help = Suggestion.help(for: String(name), in: keys) { return help }
            guard let dot = name.lastIndex(of: ".") else { return nil }
            name = name[..<dot]
        }
    }

    /// The names after the key. Elements of lists are not told apart: a list is compared as a whole.
    private static func path(_ text: String, _ kind: Kind) throws(DiagnosticsError) -> [String] {
        let names = text.split(separator: ".").map { name in String(name.prefix { $0 != "[" }) }
        guard let first = names.first else { return [] }
        var fields = kind.fields
        for (depth, name) in names.enumerated() {
            guard let field = fields.first(where: { $0.manifestName == name || $0.name == name }) else {
                let path = names.prefix(depth).joined(separator: ".")
                // A raw field that some file sets, or the account has, is known by its own name alone.
                if depth == 0, names.count == 1 { return [first] }
                let help =
                    fields.isEmpty
                    ? "it is a single value"
                    : Suggestion.help(for: name, in: fields.map(\.manifestName))
                        ?? "its fields are \(fields.map(\.manifestName).joined(separator: ", "))"
                throw problem("`\(path.isEmpty ? kind.rawValue : path)` has no field `\(name)`", help)
            }
            fields = field.type.members
        }
        return names
    }

    static func problem(_ message: String, _ help: String) -> DiagnosticsError {
        DiagnosticsError([Diagnostic(.error, "plan.unknown-address", message, at: nil, help: help)])
    }
}
