import Feeds
import RedTrack

extension Draft {
    /// This value of an earlier state of the account as it can be sent now: objects that have another id are referred
    /// to by it, and what only the server writes is left out.
    /// - Parameters:
    ///   - type: the type of the value.
    ///   - link: what an id of that time is now; `nil` when the object has gone.
    ///   - missing: gets the objects that have gone.
    /// - Returns: the value as it can be sent.
    func relinked(
        _ type: FieldType, _ link: (Kind, String) -> Reference?, missing: inout [(kind: Kind, id: String)]
    ) -> Draft {
        switch (type, self) {
        case (.reference(let kind), .reference(.existing(let id))):
            if id.isEmpty { return self }
            guard let reference = link(kind, id) else {
                missing.append((kind, id))
                return self
            }
            return .reference(reference)
        case (.record(let fields), .record(let members)):
            var result: [DraftMember] = []
            for member in members {
                if case .scalar(.null) = member.draft { continue }
                let field = fields.first { $0.name == member.name }
                if let field, !field.isWritable { continue }
                let draft = member.draft.relinked(field?.type ?? .text, link, missing: &missing)
                result.append(DraftMember(member.name, draft))
            }
            return .record(result)
        case (.records(let fields, _), .list(let drafts)):
            var result: [Draft] = []
            for draft in drafts { result.append(draft.relinked(.record(fields), link, missing: &missing)) }
            return .list(result)
        default: return self
        }
    }

    /// What has to be sent so that a field holds `wanted` again.
    /// - Parameters:
    ///   - wanted: the value of an earlier state; `nil` when there was none.
    ///   - now: the value that the account has.
    ///   - field: the field.
    /// - Returns: the value to send; `nil` when no request can bring that about.
    static func restoring(_ wanted: Draft?, over now: Draft?, _ field: FieldDescription) -> Draft? {
        guard let wanted, Canonical(wanted, type: field.type) != .absent else {
            return field.access == .required ? nil : cleared(now, field.type)
        }
        guard case .record(let fields) = field.type, case .record(let members) = wanted,
            case .record(let old)? = now
        else { return wanted }
        // A record is sent whole, and what it held before and did not then is cleared.
        let gone = old.filter { member in !members.contains { $0.name == member.name } }
        return .record(members + cleared(gone, fields))
    }

    /// The documented zero of a type: `null` leaves a field as it is.
    private static func cleared(_ now: Draft?, _ type: FieldType) -> Draft? {
        switch type {
        case .text, .reference: return .scalar(.string(""))
        case .integer, .choice, .decimal(positive: false): return .scalar(.number("0"))
        case .boolean: return .scalar(.bool(false))
        case .texts, .records: return .list([])
        case .record(let fields):
            guard case .record(let members)? = now else { return .record([]) }
            return .record(cleared(members, fields))
        case .decimal(positive: true), .statistics: return nil
        }
    }
}
