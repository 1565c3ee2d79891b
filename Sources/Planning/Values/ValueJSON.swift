import Feeds
import RedTrack

/// Writes drafts as JSON: in manifest names, references by the name of their object.
struct ValueJSON {
    /// The name to show for a reference.
    let name: (Kind, Reference) -> String

    func value(_ type: FieldType, _ draft: Draft?) -> Value {
        guard let draft else { return .null }
        switch (type, draft) {
        case (.reference(let kind), .reference(let reference)): return .string(name(kind, reference))
        case (_, .reference(.existing(let id))): return .string(id)
        case (_, .reference(.pending(let address))): return .string(address.key)
        case (_, .scalar(let value)): return value
        case (.records(let fields, _), .list(let drafts)):
            return .array(drafts.map { value(.record(fields), $0) })
        case (_, .list(let drafts)): return .array(drafts.map { value(.text, $0) })
        case (.record(let fields), .record(let members)):
            return .object(
                members.map { member in
                    let field = fields.first { $0.name == member.name }
                    return (field?.manifestName ?? member.name, value(field?.type ?? .text, member.draft))
                })
        case (_, .record(let members)): return .object(members.map { ($0.name, value(.text, $0.draft)) })
        }
    }
}
