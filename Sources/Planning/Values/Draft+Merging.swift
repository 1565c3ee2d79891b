import Feeds
import RedTrack

extension Draft {
    /// The value to send so that the account holds what the file says and loses nothing that the file does not
    /// speak of.
    ///
    /// A record keeps the members that the file leaves out. A list is what the file says, element by element, but
    /// its elements keep the fields that the API document does not know.
    func merged(over account: Draft?, type: FieldType) -> Draft {
        switch (type, self, account) {
        case (.record(let fields), .record(let members), .record(let old)?):
            // An explicit `{}` clears, as `[]` does.
            if members.isEmpty { return .record(Self.unknown(in: old, fields) + Self.cleared(old, fields)) }
            return Self.merged(members, over: old, fields, keepingKnown: true)
        case (.records(let fields, _), .list(let drafts), .list(let old)?):
            let pairing = ElementPairing(before: old, after: drafts, fields: fields)
            return .list(
                zip(drafts, pairing.after).map { draft, index in
                    draft.carryingUnknown(from: index.map { old[$0] }, fields)
                })
        default: return self
        }
    }

    /// This element with the undocumented fields of the element that it continues.
    private func carryingUnknown(from old: Draft?, _ fields: [FieldDescription]) -> Draft {
        guard case .record(let members) = self, case .record(let oldMembers)? = old else { return self }
        return Self.merged(members, over: oldMembers, fields, keepingKnown: false)
    }

    private static func merged(
        _ members: [DraftMember], over old: [DraftMember], _ fields: [FieldDescription], keepingKnown: Bool
    ) -> Draft {
        var result: [DraftMember] = []
        for field in fields where field.isWritable {
            let before = old.first { $0.name == field.name }?.draft
            if let member = members.first(where: { $0.name == field.name }) {
                let draft: Draft
                if keepingKnown {
                    draft = member.draft.merged(over: before, type: field.type)
                } else if case .record(let inner) = field.type {
                    draft = member.draft.carryingUnknown(from: before, inner)
                } else {
                    draft = member.draft.merged(over: before, type: field.type)
                }
                result.append(DraftMember(field.name, draft))
            } else if keepingKnown, let before {
                result.append(DraftMember(field.name, before))
            } else if let before, case .record(let inner) = field.type,
                case .record(let rest) = Draft.record([]).carryingUnknown(from: before, inner), !rest.isEmpty
            {
                // What the file leaves out of a list's element is cleared, but not what nobody here knows.
                result.append(DraftMember(field.name, .record(rest)))
            }
        }
        let written = members.filter { member in !fields.contains { $0.name == member.name } }
        let carried = unknown(in: old, fields).filter { member in
            !written.contains { $0.name == member.name }
        }
        return .record(result + written + carried)
    }

    private static func unknown(in members: [DraftMember], _ fields: [FieldDescription]) -> [DraftMember] {
        members.filter { member in !fields.contains { $0.name == member.name } }
    }

    /// The documented zero of each member: how a field is cleared, since `null` leaves it unchanged.
    static func cleared(_ members: [DraftMember], _ fields: [FieldDescription]) -> [DraftMember] {
        fields.filter(\.isWritable).compactMap { field in
            guard members.contains(where: { $0.name == field.name }) else { return nil }
            switch field.type {
            case .text, .reference: return DraftMember(field.name, .scalar(.string("")))
            // RedTrack refuses a 0 where the document wants more: there the whole record without it clears.
            case .decimal(positive: true): return nil
            case .integer, .decimal, .choice: return DraftMember(field.name, .scalar(.number("0")))
            case .boolean: return DraftMember(field.name, .scalar(.bool(false)))
            case .texts, .records: return DraftMember(field.name, .list([]))
            case .record, .statistics: return nil
            }
        }
    }
}

extension Draft {
    /// Whether this is surely what the account has: simple values in the same spelling. `false` says nothing.
    func isWritten(as value: Value, _ type: FieldType) -> Bool {
        switch (type, self, value) {
        case (.reference, .reference(.existing(let id)), .string(let text)): ExactText(id) == ExactText(text)
        case (.text, .scalar(.string(let left)), .string(let right)): ExactText(left) == ExactText(right)
        case (.integer, .scalar(.number(let left)), .number(let right)),
            (.decimal, .scalar(.number(let left)), .number(let right)),
            (.choice, .scalar(.number(let left)), .number(let right)):
            left == right
        case (.boolean, .scalar(.bool(let left)), .bool(let right)): left == right
        case (.texts, .list(let drafts), .list(let nodes)):
            drafts.count == nodes.count
                && zip(drafts, nodes).allSatisfy { $0.isWritten(as: $1.value, .text) }
        case (.record(let fields), .record(let members), .map(let others)):
            members.count == others.count
                && zip(members, others).allSatisfy { member, other in
                    guard member.name == other.name,
                        let field = fields.first(where: { $0.name == member.name }), field.isWritable
                    else { return false }
                    return member.draft.isWritten(as: other.node.value, field.type)
                }
        default: false
        }
    }
}
