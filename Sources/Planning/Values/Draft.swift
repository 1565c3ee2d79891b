package import Feeds
package import RedTrack

/// What a reference points at: an object that the account has, or one that this plan will create.
package enum Reference: Sendable, Hashable {
    /// An object of the account, by id.
    case existing(id: String)
    /// An object whose id is known once it has been created.
    case pending(ObjectAddress)
}

/// A field's value as it will be sent, with references that may wait for an id.
///
/// Both sides of a plan become drafts: what the files say, and what the account holds.
package indirect enum Draft: Sendable {
    /// A text, number or boolean, as on the wire.
    case scalar(Value)
    /// Texts or records.
    case list([Draft])
    /// Named values, wire names, in order.
    case record([DraftMember])
    /// Another object.
    case reference(Reference)
}

/// One named value of a draft.
package struct DraftMember: Sendable {
    /// The name on the wire.
    package var name: String
    /// The value.
    package var draft: Draft

    package init(_ name: String, _ draft: Draft) {
        self.name = name
        self.draft = draft
    }
}

extension Draft {
    /// What the account holds: a value of an answer, read by the type that the document gives it.
    package init(wire value: Value, type: FieldType) {
        // Most values are simple, and most types: they are told apart without taking both in hand.
        switch value {
        case .list, .map: break
        case .string(let id):
            if case .reference = type { self = .reference(.existing(id: id)) } else { self = .scalar(value) }
            return
        case .null, .bool, .number:
            self = .scalar(value)
            return
        }
        switch (type, value) {
        case (.record(let fields), .map(let members)):
            self = .record(
                members.map { member in
                    let field = fields.first { $0.name == member.name }
                    return DraftMember(
                        member.name, Draft(wire: member.node.value, type: field?.type ?? .text))
                })
        case (.records(let fields, _), .list(let nodes)):
            self = .list(nodes.map { Draft(wire: $0.value, type: .record(fields)) })
        case (.texts, .list(let nodes)):
            self = .list(nodes.map { .scalar($0.value) })
        default:
            self = .scalar(value)
        }
    }

    /// What a file says: manifest names become wire names, and names of objects become references.
    /// - Parameters:
    ///   - node: the value as the file has it, typed.
    ///   - type: the type of the field.
    ///   - resolve: gives the object that a name means, `nil` when there is none (already reported).
    package init(
        manifest node: Node, type: FieldType, resolve: (Kind, Node) -> Reference?
    ) {
        if case .reference(let kind) = type {
            self = resolve(kind, node).map(Draft.reference) ?? .scalar(.null)
            return
        }
        // Most values are simple.
        switch node.value {
        case .list, .map: break
        case .null, .bool, .number, .string:
            self = .scalar(node.value)
            return
        }
        switch (type, node.value) {
        case (.record(let fields), .map(let members)):
            self = .record(
                members.map { member in
                    guard let field = fields.first(where: { $0.manifestName == member.name }) else {
                        return DraftMember(member.name, .scalar(member.node.value))
                    }
                    return DraftMember(
                        field.name, Draft(manifest: member.node, type: field.type, resolve: resolve))
                })
        case (.records(let fields, _), .list(let nodes)):
            self = .list(nodes.map { Draft(manifest: $0, type: .record(fields), resolve: resolve) })
        case (.texts, .list(let nodes)):
            self = .list(nodes.map { .scalar($0.value) })
        default:
            self = .scalar(node.value)
        }
    }

    /// The value of a record's member.
    package subscript(name: String) -> Draft? {
        guard case .record(let members) = self else { return nil }
        for index in members.indices where members[index].name == name { return members[index].draft }
        return nil
    }

    /// The objects that must exist before this can be sent.
    package var pendingReferences: [ObjectAddress] {
        switch self {
        case .scalar, .reference(.existing): []
        case .reference(.pending(let address)): [address]
        case .list(let drafts): drafts.flatMap(\.pendingReferences)
        case .record(let members): members.flatMap(\.draft.pendingReferences)
        }
    }

    /// The ids of the account's objects that this refers to, with their kinds.
    package func existingReferences(type: FieldType) -> [(kind: Kind, id: String)] {
        switch (type, self) {
        case (.reference(let kind), .reference(.existing(let id))): id.isEmpty ? [] : [(kind, id)]
        case (.record(let fields), .record(let members)):
            members.flatMap { member in
                fields.first { $0.name == member.name }
                    .map { member.draft.existingReferences(type: $0.type) } ?? []
            }
        case (.records(let fields, _), .list(let drafts)):
            drafts.flatMap { $0.existingReferences(type: .record(fields)) }
        default: []
        }
    }

    /// The value to send, once every reference has an id; `nil` when one has none yet.
    package func wireValue(id: (ObjectAddress) -> String?) -> Value? {
        switch self {
        case .scalar(let value): return value
        case .reference(.existing(let known)): return .string(known)
        case .reference(.pending(let address)): return id(address).map(Value.string)
        case .list(let drafts):
            var nodes: [Node] = []
            for draft in drafts {
                guard let value = draft.wireValue(id: id) else { return nil }
                nodes.append(Node(value))
            }
            return .list(nodes)
        case .record(let members):
            var result: [Member] = []
            for member in members {
                guard let value = member.draft.wireValue(id: id) else { return nil }
                result.append(Member(member.name, value))
            }
            return .map(result)
        }
    }
}
