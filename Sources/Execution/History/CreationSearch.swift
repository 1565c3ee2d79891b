import Feeds
import Planning
import RedTrack

/// Looks in an account for what creations have made of which nobody knows whether they arrived.
///
/// An object is taken for such a creation when nothing else can be it: the same kind and title, the same references,
/// known as nothing else, and made while the run was at work.
struct CreationSearch {
    /// What has become of a creation.
    enum Answer {
        /// It arrived, and this is its object.
        case found(Snapshot.Object)
        /// Several objects could be its work, and they are not the same; their ids.
        case ambiguous([String])
        /// The account has nothing that could be its work.
        case missing
    }

    /// How far the clocks of this machine and of the account may be apart, in seconds.
    private static var clockTolerance: Int { 300 }
    /// How long a request may be under way after the last sign of life of its run, in seconds: it may have
    /// waited for its turn. What is made later is not its work.
    private static var requestLifetime: Int { 3_600 }

    /// The account.
    let snapshot: Snapshot
    /// The objects that are known to be something else, by their ids.
    let known: [Kind: Set<String>]

    /// What has become of some creations; no object is given to two of them.
    func answers(to creations: [RecordedCreation]) -> [Answer] {
        var known = known
        var twins: [String: Int] = [:]
        for creation in creations { twins[Self.identity(creation), default: 0] += 1 }
        let named = named(like: creations)
        return creations.map { creation in
            let kind = creation.address.kind
            let match = CreationMatch(kind: kind, body: creation.body)
            let fitting = (named[Name(kind: kind, name: match.name)] ?? []).filter { object in
                known[kind]?.contains(object.id) != true && match.fits(object)
                    && Self.mayStem(object, from: creation)
            }
            let exact = fitting.filter(match.isExact).sorted { $0.id < $1.id }
            defer { twins[Self.identity(creation), default: 1] -= 1 }
            // Requests that say the same make objects that are the same: any of them may be any.
            if let first = exact.first, exact.count <= twins[Self.identity(creation)] ?? 1 {
                known[kind, default: []].insert(first.id)
                return .found(first)
            }
            if fitting.count == 1 {
                known[kind, default: []].insert(fitting[0].id)
                return .found(fitting[0])
            }
            return fitting.isEmpty ? .missing : .ambiguous(fitting.map(\.id).sorted())
        }
    }

    private struct Name: Hashable {
        let kind: Kind
        let name: ExactText
    }

    /// The objects that are called like any of the creations; found in one pass, since accounts are large.
    private func named(like creations: [RecordedCreation]) -> [Name: [Snapshot.Object]] {
        var named: [Name: [Snapshot.Object]] = [:]
        for creation in creations {
            let kind = creation.address.kind
            named[Name(kind: kind, name: CreationMatch(kind: kind, body: creation.body).name)] = []
        }
        for kind in Set(creations.map(\.address.kind)) {
            for object in snapshot.objects[kind] ?? [] {
                let name = Name(kind: kind, name: CreationMatch.name(kind, object.record))
                if named[name] != nil { named[name]?.append(object) }
            }
        }
        return named
    }

    private static func identity(_ creation: RecordedCreation) -> String {
        let kind = creation.address.kind
        return kind.rawValue + CreationMatch(kind: kind, body: creation.body).identity
    }

    /// Whether an object was made at a time when the request may have made it.
    private static func mayStem(_ object: Snapshot.Object, from creation: RecordedCreation) -> Bool {
        guard let text = object.record["created_at"]?.value.string, let created = Moment(text) else {
            return true
        }
        return created.seconds >= creation.at.seconds - clockTolerance
            && created.seconds <= creation.lastSign.seconds + requestLifetime + clockTolerance
    }
}
