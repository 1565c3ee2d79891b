import Feeds
package import Manifests
package import RedTrack

/// What a plan rests on: the account and the lock file as they were when it was made, as far as its changes depend on
/// them. When any of it has moved, the plan may do something that nobody has agreed to.
package struct PlanBasis: Sendable {
    /// An object of the account.
    struct ObjectKey: Hashable, Comparable {
        let kind: Kind
        let id: String

        static func < (left: ObjectKey, right: ObjectKey) -> Bool {
            left.kind == right.kind ? ExactText(left.id) < ExactText(right.id) : left.kind < right.kind
        }
    }

    /// The name of an object that is to be created.
    struct Name: Hashable {
        /// Its title, or the URL of a domain.
        let text: String
        /// The objects that had it when the plan was made; all of them were spoken for.
        let taken: [String]
        /// The id that the lock file knew it by, which the account did not have.
        let lost: String?
    }

    /// The objects that the plan changes or removes: the fingerprints of their states.
    var changed: [ObjectKey: String] = [:]
    /// The objects that it refers to, with the fields that tell them from others: the title, and whether they are in
    /// use.
    var referred: [ObjectKey: Value] = [:]
    /// The names of the objects that it creates.
    var names: [ObjectAddress: Name] = [:]
    /// The lock file's lines about the objects that it touches; those without a line have none here.
    var locked: [ObjectAddress: String] = [:]
    /// How many objects the lists had that have to be read as a whole again.
    var listed: [Kind: Int] = [:]
    /// The objects that the run of the plan has created since; no part of a saved plan.
    var owned: Set<ObjectKey> = []

    /// How many objects there are in it.
    package var count: Int { Set(changed.keys).union(referred.keys).count + names.count }
}

extension PlanBasis {
    /// What a plan rests on.
    /// - Parameters:
    ///   - plan: the plan.
    ///   - snapshot: the account that it was made for.
    ///   - lock: the lock file that it was made with, recovered creations included.
    package init(_ plan: Plan, snapshot: Snapshot, lock: LockFile) {
        let lines = LockLines(lock, plan)
        for kind in PlanReach.lists(plan) { listed[kind] = snapshot.objects[kind]?.count ?? 0 }
        for change in plan.changes {
            let kind = change.address.kind
            locked[change.address] = lines[change.address].map(ObjectState.fingerprint(of:))
            if let id = change.id, let object = snapshot.object(kind, id: id) {
                changed[ObjectKey(kind: kind, id: id)] = ObjectState.fingerprint(
                    of: object, sending: change.sentFields)
            }
            if change.action == .create {
                let name = change.createdName
                names[change.address] = Name(
                    text: name,
                    taken: snapshot.objects(change, named: name).map(\.id).sorted {
                        ExactText($0) < ExactText($1)
                    }, lost: lines[change.address]?.id)
            }
            for (kind, id) in change.sentReferences {
                guard let object = snapshot.object(kind, id: id) else { continue }
                referred[ObjectKey(kind: kind, id: id)] = ObjectState.identity(of: object)
            }
        }
    }
}

/// The lines of a lock file by the keys that a plan uses: an object that is moving has its line under the old one.
struct LockLines {
    private let lock: LockFile
    private let oldKeys: [ObjectAddress: ObjectAddress]

    init(_ lock: LockFile, _ plan: Plan) {
        self.lock = lock
        oldKeys = Dictionary(plan.moved.map { ($0.to, $0.from) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ address: ObjectAddress) -> LockFile.Entry? {
        let known = oldKeys[address] ?? address
        return lock[known.kind, known.key]
    }
}

extension Change {
    /// The names of the fields that leave in the request.
    var sentFields: [String] {
        if case .record(let members) = body { members.map(\.name) } else { [] }
    }

    /// The objects of the account that the request refers to.
    var sentReferences: [(kind: Kind, id: String)] {
        body.existingReferences(type: .record(address.kind.fields))
    }

    /// What a new object would be found by in the account: its title, or the URL of a domain.
    var createdName: String {
        if address.kind == .domain, case .scalar(.string(let url))? = body["url"] { return url }
        return title
    }
}

extension Snapshot {
    /// The objects that a new one could be taken for by its name.
    func objects(_ change: Change, named name: String) -> [Object] {
        if change.address.kind == .domain, change.body["url"] != nil { return domains(url: name) }
        return objects(change.address.kind, named: name)
    }
}

extension PlanBasis {
    /// A kind whose list has become so short that a fault is likelier than removals; `nil` when none has. Of a list
    /// that leaves objects out nobody knows whether a name is free, or what refers to an object.
    package func doubtfulList(in account: Snapshot) -> (kind: Kind, before: Int, now: Int)? {
        for (kind, before) in listed.sorted(by: { $0.key < $1.key }) {
            let now = account.objects[kind]?.count ?? 0
            if before - now > RemovalLimit.default.allowed(of: before) || now == 0 && before > 0 {
                return (kind, before, now)
            }
        }
        return nil
    }
}
