import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Which object of the account each object of the files is (identity: pinned id, lock file, unique exact name).
struct Matching: Sendable {
    /// How an object was recognised.
    enum Basis: String, Sendable {
        /// By `id:` in the file.
        case pinned
        /// By the lock file, or by the journal of a run that did not come to its end.
        case locked
        /// By its exact title (a domain: its URL), which nothing else in the account has.
        case named
        /// By all that is written of it but the title: it was renamed in the file, and has no key of its own.
        case renamed
        /// Not found: it has to be created.
        case new
    }

    /// What an object of the files is in the account.
    struct Match: Sendable {
        /// How it was recognised.
        let basis: Basis
        /// Whether it is a question for a person which object it is; then it is not called new.
        var isUndecided: Bool
        /// There may be a million new objects, of which nothing is known.
        private let known: Known?

        private final class Known: Sendable {
            let object: Snapshot.Object?
            let lostID: String?

            init(_ object: Snapshot.Object?, _ lostID: String?) {
                self.object = object
                self.lostID = lostID
            }
        }

        init(object: Snapshot.Object?, basis: Basis, lostID: String?, isUndecided: Bool = false) {
            self.basis = basis
            self.isUndecided = isUndecided
            known = object == nil && lostID == nil ? nil : Known(object, lostID)
        }

        /// The object in the account; `nil` when there is none.
        var object: Snapshot.Object? { known?.object }
        /// The id that the lock file knew and that the account no longer has.
        var lostID: String? { known?.lostID }
    }

    /// One for each object of the files, in their order.
    private(set) var matches: [Match] = []
    /// What stands in the way of recognising the others.
    private(set) var diagnostics: [Diagnostic] = []
    /// The ids of the account's objects that the files know.
    private(set) var claimed: [Kind: Set<String>] = [:]
    /// The objects of the files, by index, whose names fit more than one object.
    private var ambiguous: Set<Int> = []
    private let adoption: AdoptionPolicies

    /// Recognises the objects of the files in an account.
    init(
        _ objects: [ManifestObject], lock: LockIndex, snapshot: Snapshot,
        adoption: AdoptionPolicies = AdoptionPolicies()
    ) {
        self.adoption = adoption
        var found = [Match?](repeating: nil, count: objects.count)
        var claims: [Kind: [String: Int]] = [:]
        var lost: [Int: String] = [:]

        // Ids first, whatever the order of the files: a name may fit only what no id has claimed.
        // By index: an object is much to copy.
        for index in objects.indices {
            guard let pin = objects[index].id else { continue }
            let object = objects[index]
            guard let known = snapshot.object(object.kind, id: pin.value) else {
                if object.state == .present { diagnostics.append(Findings.unknownID(object, pin)) }
                found[index] = Match(
                    object: nil, basis: .new, lostID: nil, isUndecided: object.state == .present)
                continue
            }
            claim(known, for: index, .pinned, objects, &claims, &found)
        }
        for index in objects.indices where found[index] == nil {
            guard let entry = lock[objects[index].kind, objects[index].key] else { continue }
            if let known = snapshot.object(objects[index].kind, id: entry.id) {
                claim(known, for: index, .locked, objects, &claims, &found)
            } else {
                lost[index] = entry.id
            }
        }
        matchNames(objects, snapshot, &claims, &found)
        var open = Set(found.indices.filter { found[$0] == nil && lost[$0] == nil }).subtracting(ambiguous)
        open = open.filter {
            !objects[$0].hasExplicitKey && objects[$0].id == nil && objects[$0].state == .present
        }
        matches = found.indices.map {
            found[$0]
                ?? Match(object: nil, basis: .new, lostID: lost[$0], isUndecided: ambiguous.contains($0))
        }
        let renames = RenameDetection(objects: objects, lock: lock, snapshot: snapshot)
        for kind in Kind.allCases {
            let claimed = Set((claims[kind] ?? [:]).keys)
            for (index, object) in renames.renames(of: kind, open: open, claimed: claimed, matches) {
                claims[kind, default: [:]][object.id] = index
                matches[index] = Match(object: object, basis: .renamed, lostID: nil)
            }
        }
        for kind in Kind.allCases {
            // The titles of several objects moved on by one: each took the one of the next.
            for (index, object) in renames.shifts(of: kind, open: open, matches) {
                claims[kind, default: [:]][object.id] = index
                matches[index] = Match(object: object, basis: .renamed, lostID: nil)
            }
        }
        claimed = claims.mapValues { Set($0.keys) }
        for index in matches.indices where matches[index].object == nil {
            requireExistence(objects[index], index)
        }
    }

    /// Where the project says that everything exists already, what is not found is a slip.
    private mutating func requireExistence(_ object: ManifestObject, _ index: Int) {
        guard adoption[object.kind] == .mustExist, object.state == .present, !matches[index].isUndecided
        else {
            return
        }
        matches[index].isUndecided = true
        diagnostics.append(Findings.notFound(object, lostID: matches[index].lostID))
    }

    private mutating func claim(
        _ object: Snapshot.Object, for index: Int, _ basis: Basis, _ objects: [ManifestObject],
        _ claims: inout [Kind: [String: Int]], _ found: inout [Match?]
    ) {
        if let other = claims[object.kind]?[object.id] {
            diagnostics.append(Findings.sameObject(objects[index], objects[other], object))
            found[index] = Match(object: nil, basis: .new, lostID: nil, isUndecided: true)
            return
        }
        claims[object.kind, default: [:]][object.id] = index
        found[index] = Match(object: object, basis: basis, lostID: nil)
    }

    /// The objects that no id knows, by their names: one on each side, or it is a question for a person.
    private mutating func matchNames(
        _ objects: [ManifestObject], _ snapshot: Snapshot, _ claims: inout [Kind: [String: Int]],
        _ found: inout [Match?]
    ) {
        let open = objects.indices.filter { found[$0] == nil }
        let groups = Dictionary(grouping: open) { Name(of: objects[$0]) }
        for (name, indices) in groups.sorted(by: { $0.key.address < $1.key.address }) {
            let candidates = name.candidates(in: snapshot).filter { claims[name.address.kind]?[$0.id] == nil }
            guard let first = candidates.first else { continue }
            if adoption[name.address.kind] == .create {
                ambiguous.formUnion(indices)
                diagnostics += indices.map { Findings.taken(objects[$0], name.address.key, candidates) }
                continue
            }
            if candidates.count == 1, indices.count == 1 {
                claim(first, for: indices[0], .named, objects, &claims, &found)
                continue
            }
            ambiguous.formUnion(indices)
            for index in indices {
                diagnostics.append(
                    Findings.ambiguity(
                        objects[index], name.address.key, candidates, rivals: indices.count - 1))
            }
        }
    }

    /// The name by which an object of the files may be found in the account: its title, or the URL of a domain.
    private struct Name: Hashable {
        let address: ObjectAddress
        let isURL: Bool

        init(of object: ManifestObject) {
            let url = object.kind == .domain ? object.field("url")?.node.value.string : nil
            isURL = url != nil
            address = ObjectAddress(
                object.kind, url.map(DomainName.normalized) ?? object.title ?? object.key)
        }

        func candidates(in snapshot: Snapshot) -> [Snapshot.Object] {
            isURL ? snapshot.domains(url: address.key) : snapshot.objects(address.kind, named: address.key)
        }
    }
}
