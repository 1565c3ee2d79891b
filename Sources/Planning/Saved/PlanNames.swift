import Feeds
import RedTrack

/// What a plan calls the objects of the account: just the names that its changes need, so that a plan says the same
/// without the account.
struct PlanNames: Sendable {
    /// The names by the ids of the objects that changes mention, before and after.
    let table: [Kind: [String: String]]
    /// The account, for as long as it is at hand: a plan that comes from a file has none until it is read again.
    private let account: Snapshot?

    /// Names that a file knows.
    init(_ table: [Kind: [String: String]]) {
        self.table = table
        account = nil
    }

    /// The names that some changes need.
    init(of changes: [Change], _ names: ObjectNames, in account: Snapshot) {
        var table: [Kind: [String: String]] = [:]
        for change in changes {
            for (kind, id) in change.knownReferences where table[kind]?[id] == nil {
                table[kind, default: [:]][id] = names.name(kind, .existing(id: id))
            }
        }
        self.table = table
        self.account = account
    }

    private init(_ table: [Kind: [String: String]], _ account: Snapshot?) {
        self.table = table
        self.account = account
    }

    /// The same names, with an account at hand.
    func knowing(_ account: Snapshot) -> PlanNames { PlanNames(table, account) }

    /// The same names, and those of objects that have been created since.
    func knowing(_ made: [ObjectAddress: String]) -> PlanNames {
        var table = table
        for (address, id) in made { table[address.kind, default: [:]][id] = address.key }
        return PlanNames(table, account)
    }

    /// Whether the account has the object.
    func knows(_ kind: Kind, id: String) -> Bool { account?.object(kind, id: id) != nil }

    /// How a reference is called.
    func name(_ kind: Kind, _ reference: Reference) -> String {
        switch reference {
        case .pending(let address): address.key
        case .existing(let id): table[kind]?[id] ?? id
        }
    }
}

extension Change {
    /// The fields of each kind in which other objects may be named.
    private static let referring = Dictionary(
        uniqueKeysWithValues: Kind.allCases.map { ($0, $0.fields.filter(\.type.hasReferences)) })

    /// The objects of the account that the change speaks of, before or after.
    fileprivate var knownReferences: [(kind: Kind, id: String)] {
        guard let referring = Self.referring[address.kind], !referring.isEmpty else { return [] }
        var references = body.existingReferences(type: .record(referring))
        // Of a new object there is nothing but what is sent.
        if action == .create { return references }
        for member in before?.members ?? [] {
            // The first field of a name is what it means, and here there is no other.
            guard let field = referring.first(where: { $0.name == member.name }) else { continue }
            references += Draft(wire: member.node.value, type: field.type).existingReferences(
                type: field.type)
        }
        for field in fields {
            for value in field.values where value.type.hasReferences {
                references += value.before?.existingReferences(type: value.type) ?? []
                references += value.after?.existingReferences(type: value.type) ?? []
            }
        }
        return references
    }
}

extension FieldType {
    /// Whether values of the type may name other objects.
    fileprivate var hasReferences: Bool {
        switch self {
        case .reference: true
        case .record(let fields), .records(let fields, _): fields.contains { $0.type.hasReferences }
        default: false
        }
    }
}
