import Feeds
import RedTrack

/// Says the filters of a stream in words: `country is US or DE`, `os is not iOS`.
enum FilterWords {
    private static let fields = StreamFilters.fields

    /// The sentences of a stream's filters by what they filter, in the order of the API document; filters that
    /// contain nothing and do nothing are no filters.
    static func sentences(_ filters: Draft?) -> [(name: String, text: String)] {
        guard case .record(let members)? = filters else { return [] }
        var result: [(name: String, text: String)] = []
        for field in fields {
            guard let member = members.first(where: { $0.name == field.name }),
                let text = sentence(field.name, member.draft)
            else { continue }
            result.append((field.name, text))
        }
        return result
    }

    private static func sentence(_ name: String, _ filter: Draft) -> String? {
        let isActive = flag(filter["active"])
        let verb = flag(filter["exclude"]) ? "is not" : "is"
        var text: String
        if let items = filter["items"], case .record = items {
            text = subs(items, verb)
        } else {
            let found = values(filter)
            text =
                found.isEmpty ? "" : "\(words(name)) \(verb) \(found.joined(separator: " or "))"
        }
        if text.isEmpty {
            guard isActive else { return nil }
            text = "\(words(name)) \(verb) one of no values"
        }
        return isActive ? text : "\(text) (inactive)"
    }

    private static func subs(_ items: Draft, _ verb: String) -> String {
        guard case .record(let members) = items else { return "" }
        return members.compactMap { member -> String? in
            guard case .scalar(.string(let text)) = member.draft, !text.isEmpty else { return nil }
            return "\(member.name) \(verb) \(text)"
        }.joined(separator: " and ")
    }

    /// The list of a filter, whatever it is called in this one; sorted, since its order means nothing.
    private static func values(_ filter: Draft) -> [String] {
        guard case .record(let members) = filter else { return [] }
        for member in members where member.name != "active" && member.name != "exclude" {
            switch member.draft {
            case .list(let drafts):
                return drafts.compactMap { draft -> ExactText? in
                    if case .scalar(let value) = draft { value.string.map(ExactText.init) } else { nil }
                }.sorted().map(\.text)
            case .scalar(.string(let text)) where !text.isEmpty: return [text]
            default: continue
            }
        }
        return []
    }

    private static func words(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    private static func flag(_ draft: Draft?) -> Bool {
        if case .scalar(.bool(true))? = draft { true } else { false }
    }
}
