import Feeds
import Planning
import RedTrack

/// What is known of the touched objects of one kind while they are read back.
struct ReadBack: Sendable {
    let expectations: Expectations
    let kind: Kind
    /// The changes by the ids of their objects.
    private let changes: [String: Int]
    /// The changes whose objects have been seen.
    private var seen: Set<Int> = []
    /// The names of created objects, as hashes: there may be a million of them.
    private let names: Set<Int>
    /// Why the objects that were seen are not as they should be, by change.
    private(set) var findings: [Int: [Verification.Finding]] = [:]
    /// Those that may be repaired, as they were seen.
    private(set) var repairs: [(change: Int, object: Snapshot.Object, fields: Value)] = []
    private(set) var links: [Int: String] = [:]
    private(set) var checked = 0

    init(_ expectations: Expectations, _ kind: Kind, _ indexes: [Int]) {
        self.expectations = expectations
        self.kind = kind
        var changes: [String: Int] = [:]
        var names: Set<Int> = []
        for index in indexes {
            guard let id = expectations.outcomes[index].id else { continue }
            changes[id] = index
            let change = expectations.plan.changes[index]
            if change.action == .create {
                names.insert(Self.name(change, expectations.sent(index)).hashValue)
            }
        }
        self.changes = changes
        self.names = names
    }

    /// How many objects have not been seen yet.
    var openCount: Int { changes.count - seen.count }

    /// Whether the list is worth reading to its end: objects were created, and others may have their names.
    var looksForDuplicates: Bool { !names.isEmpty }

    /// Looks at an object of the account.
    /// - Parameters:
    ///   - object: the object as it is now.
    ///   - revision: that of the last answer about the change's object.
    mutating func take(_ object: Snapshot.Object, revision: (Int) -> Revision?) {
        guard let index = changes[object.id] else { return takeStranger(object) }
        if seen.insert(index).inserted { checked += 1 }
        let found = expectations.findings(index, object)
        findings[index] = found.isEmpty ? nil : found
        if kind == .campaign, let link = object.record["trackback_url"]?.value.string, !link.isEmpty {
            links[index] = link
        }
        if !found.isEmpty, let fields = expectations.repair(index, object, since: revision(index)) {
            repairs.append((index, object, fields))
        }
    }

    /// An object that the run did not touch may be the second of its name.
    private mutating func takeStranger(_ object: Snapshot.Object) {
        let name = CreationMatch.name(kind, object.record)
        guard names.contains(name.hashValue), !object.isDeleted,
            !expectations.plan.knew(kind, id: object.id)
        else { return }
        for (id, index) in changes {
            let change = expectations.plan.changes[index]
            guard change.action == .create, Self.name(change, expectations.sent(index)) == name else {
                continue
            }
            findings[index, default: []].append(
                Verification.Finding(
                    change: index, address: change.address, id: id, cause: .duplicate, path: nil, wanted: nil,
                    found: object.id))
            return
        }
    }

    /// The objects that were not seen: gone, unless they were removed.
    mutating func close() {
        for (id, index) in changes where seen.insert(index).inserted {
            checked += 1
            let change = expectations.plan.changes[index]
            if change.action.isRemoval { continue }
            findings[index] = [
                Verification.Finding(
                    change: index, address: change.address, id: id, cause: .gone, path: nil, wanted: nil,
                    found: nil)
            ]
        }
    }

    /// The ids that have not been seen, those of removed objects too.
    var unseen: [String] {
        openCount == 0 ? [] : changes.filter { !seen.contains($0.value) }.keys.sorted()
    }

    /// The ids that have not been seen although they should be there.
    var missing: [String] {
        unseen.filter { id in
            changes[id].map { !expectations.plan.changes[$0].action.isRemoval } ?? false
        }
    }

    /// Takes over what a later reading saw of objects that were sent once more.
    mutating func note(_ later: ReadBack) {
        for index in later.seen {
            let open = Set((later.findings[index] ?? []).compactMap(\.path))
            guard let known = findings[index] else { continue }
            findings[index] = known.map { finding in
                var finding = finding
                if let path = finding.path, !open.contains(path) { finding.isRepaired = true }
                return finding
            }
        }
    }

    private static func name(_ change: Change, _ sent: Value?) -> ExactText {
        change.address.kind == .domain
            ? CreationMatch.name(.domain, sent ?? .null) : ExactText(change.title)
    }
}
