import Feeds
import Manifests
import RedTrack

/// What expressions of policies see: changes and objects in the names of files, references by name.
struct PolicyDocuments {
    let plan: Plan
    let snapshot: Snapshot

    /// A change: `action kind key id title protected fields before after`.
    func change(_ change: Change) -> Value {
        let kind = change.address.kind
        let before = change.before.map { object(kind, draft(kind, $0)) } ?? .null
        return document(
            action: change.action.rawValue, kind, key: change.address.key, id: change.id,
            title: change.title, isProtected: change.isProtected,
            fields: change.fields.flatMap { $0.values.flatMap(Self.paths) }, before: before,
            after: change.action.isRemoval ? .null : object(kind, after(change)))
    }

    /// An object that stays as it is, in the shape of a change; `nil` when the account does not have it.
    func unchanged(_ entry: LockFile.Entry) -> Value? {
        guard let existing = snapshot.object(entry.kind, id: entry.id) else { return nil }
        let object = object(entry.kind, draft(entry.kind, existing.record))
        return document(
            action: "none", entry.kind, key: entry.key, id: entry.id, title: existing.title,
            isProtected: entry.isProtected, fields: [], before: object, after: object)
    }

    /// The plan as a whole: `account counts kinds orphans changes`.
    func whole(_ changes: [Value]) -> Value {
        func counts(_ kind: Kind?) -> [(String, Value)] {
            let unchanged = kind.map { plan.unchanged[$0] ?? 0 } ?? plan.unchanged.values.reduce(0, +)
            return Change.Action.allCases.map { ($0.rawValue, .number("\(plan.count($0, kind))")) }
                + [("unchanged", .number("\(unchanged)"))]
        }
        return .object([
            ("account", .object([("id", .string(plan.account.id)), ("email", .string(plan.account.email))])),
            ("counts", .object(counts(nil))),
            ("kinds", .object(Kind.allCases.map { ($0.plural, .object(counts($0))) })),
            ("orphans", .number("\(plan.orphans.count)")),
            ("changes", .array(changes)),
        ])
    }

    private func document(
        action: String, _ kind: Kind, key: String, id: String?, title: String, isProtected: Bool,
        fields: [String], before: Value, after: Value
    ) -> Value {
        .object([
            ("action", .string(action)), ("kind", .string(kind.rawValue)), ("key", .string(key)),
            ("id", id.map(Value.string) ?? .null), ("title", .string(title)),
            ("protected", .bool(isProtected)), ("fields", .array(fields.map(Value.string))),
            ("before", before), ("after", after),
        ])
    }

    // MARK: Objects

    /// The paths of the values that differ; a record that comes or goes as a whole is each of its members.
    private static func paths(of change: ValueChange) -> [String] {
        paths(change.path, change.type, change.after ?? change.before)
    }

    private static func paths(_ path: String, _ type: FieldType, _ draft: Draft?) -> [String] {
        guard case .record(let fields) = type, case .record(let members)? = draft else { return [path] }
        return members.flatMap { member in
            let field = fields.first { $0.name == member.name }
            return paths(
                "\(path).\(field?.manifestName ?? member.name)", field?.type ?? .text, member.draft)
        }
    }

    /// The fields as they will be: those that are sent over those that the account has.
    private func after(_ change: Change) -> [DraftMember] {
        var members = change.before.map { draft(change.address.kind, $0) } ?? []
        guard case .record(let sent) = change.body else { return members }
        for member in sent {
            if let index = members.firstIndex(where: { $0.name == member.name }) {
                members[index] = member
            } else {
                members.append(member)
            }
        }
        return members
    }

    private func draft(_ kind: Kind, _ record: Value) -> [DraftMember] {
        (record.members ?? []).map { member in
            let type = kind.fields.first { $0.name == member.name }?.type ?? .text
            return DraftMember(member.name, Draft(wire: member.node.value, type: type))
        }
    }

    /// The fields that files can set; measured numbers and dates are none of a policy's business.
    private func object(_ kind: Kind, _ members: [DraftMember]) -> Value {
        .object(
            kind.fields.filter(\.isWritable).compactMap { field in
                members.first { $0.name == field.name }.map {
                    (field.manifestName, value(field.type, $0.draft))
                }
            })
    }

    private func value(_ type: FieldType, _ draft: Draft) -> Value {
        switch (type, draft) {
        case (.reference(let kind), .reference(let reference)): .string(plan.names.name(kind, reference))
        case (_, .reference(.existing(let id))): .string(id)
        case (_, .reference(.pending(let address))): .string(address.key)
        case (.choice(let choices), .scalar(.number(let literal))):
            .string(name(of: literal, among: choices))
        case (_, .scalar(let value)): value
        case (.records(let fields, _), .list(let drafts)):
            .array(drafts.map { value(.record(fields), $0) })
        case (_, .list(let drafts)): .array(drafts.map { value(.text, $0) })
        case (.record(let fields), .record(let members)):
            .object(
                members.map { member in
                    let field = fields.first { $0.name == member.name }
                    return (field?.manifestName ?? member.name, value(field?.type ?? .text, member.draft))
                })
        case (_, .record(let members)): .object(members.map { ($0.name, value(.text, $0.draft)) })
        }
    }

    private func name(of literal: String, among choices: [FieldType.NamedValue]) -> String {
        let number = DecimalLiteral(literal)?.integer
        return choices.first { $0.number == number }?.names.first ?? literal
    }
}
