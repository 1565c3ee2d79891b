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
    /// The objects of the account that the change speaks of, before or after.
    fileprivate var knownReferences: [(kind: Kind, id: String)] {
        if address.kind.referredKinds.isEmpty { return [] }
        let record = FieldType.record(address.kind.fields)
        var references = body.existingReferences(type: record)
        if let before { references += Draft(wire: before, type: record).existingReferences(type: record) }
        for value in fields.flatMap(\.values) {
            for draft in [value.before, value.after] {
                references += draft?.existingReferences(type: value.type) ?? []
            }
        }
        return references
    }
}
