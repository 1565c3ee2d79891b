import Diagnostics
import Feeds
import Manifests
import RedTrack

/// What the names in files mean: an object of the files by its key, else one that the lock file knows by that key, else
/// an object of the account by its title, else by its id.
///
/// Its callers are many and short: shared, since a copy would cost more than an answer.
final class ReferenceResolver: Sendable {
    private let objects: [ManifestObject]
    private let matches: [Matching.Match]
    /// Which of the objects has a key.
    private let keys: [ObjectAddress: Int]
    private let lock: LockIndex
    private let snapshot: Snapshot
    /// The ids that objects of the files are known by.
    private let claimed: [Kind: Set<String>]
    private let lost: LostReferences

    init(
        _ objects: [ManifestObject], _ matches: [Matching.Match], lock: LockIndex, _ snapshot: Snapshot
    ) {
        self.objects = objects
        self.matches = matches
        self.lock = lock
        self.snapshot = snapshot
        lost = LostReferences(snapshot)
        claimed = matches.reduce(into: [:]) { claimed, match in
            if let object = match.object { claimed[object.kind, default: []].insert(object.id) }
        }
        keys = Dictionary(
            objects.indices.map { (ObjectAddress(objects[$0].kind, objects[$0].key), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether no plan that is made with it will ever be applied.
    var isOfFolder: Bool { snapshot.isFolder }

    func resolve(_ kind: Kind, _ node: Node, in file: String, diagnostics: inout [Diagnostic]) -> Reference? {
        guard case .string(let name) = node.value else { return nil }
        if name.isEmpty { return .existing(id: "") }
        let address = ObjectAddress(kind, name)
        if let index = keys[address] {
            if let id = matches[index].object?.id { return .existing(id: id) }
            if objects[index].state == .present { return .pending(address) }
            diagnostics.append(
                Diagnostic(
                    .error, "plan.dangling-reference",
                    "the \(kind.rawValue) \"\(name)\" is to be absent, and the account does not have it",
                    at: SourcePlace(file: file, position: node.position), length: name.unicodeScalars.count,
                    help: "name another one, or remove `state: absent` at \(objects[index].place)"))
            return nil
        }
        if let orphan = orphan(kind, name) { return .existing(id: orphan.id) }
        let candidates = snapshot.objects(kind, named: name)
        if candidates.count == 1 { return .existing(id: candidates[0].id) }
        if candidates.isEmpty, let object = snapshot.object(kind, id: name) {
            return .existing(id: object.id)
        }
        // The account itself refers to something that it no longer lists: files can say so as well.
        if candidates.isEmpty, lost.contains(kind, name) { return .existing(id: name) }
        let place = SourcePlace(file: file, position: node.position)
        let length = name.unicodeScalars.count
        if candidates.isEmpty {
            diagnostics.append(
                Diagnostic(
                    .error, "plan.dangling-reference",
                    "no \(kind.rawValue) is called \"\(name)\", neither in the files nor in the account",
                    at: place,
                    length: length,
                    help: suggestion(kind, name, after: diagnostics.count)
                        ?? "add the \(kind.rawValue) to the files, or correct the name"))
        } else {
            let ids = candidates.map(\.id).sorted().joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .error, "plan.ambiguous-reference",
                    "\(candidates.count) \(kind.plural) of the account are called \"\(name)\"", at: place,
                    length: length, help: "write the id of the one that is meant: \(ids)"))
        }
        return nil
    }

    /// An object that was made from files which are no longer there: it is still meant by its key. One whose key was
    /// changed is not, since the files say its new key.
    private func orphan(_ kind: Kind, _ key: String) -> Snapshot.Object? {
        guard let entry = lock[kind, key], claimed[kind]?.contains(entry.id) != true else { return nil }
        return snapshot.object(kind, id: entry.id)
    }

    /// A close name. It is looked for among all names, so only for as many findings as a person reads.
    private func suggestion(_ kind: Kind, _ name: String, after findings: Int) -> String? {
        guard findings < 50 else { return nil }
        let titled = keys.filter { $0.key.kind == kind && objects[$0.value].title == name }.map(\.key)
            .sorted()
        if let known = titled.first {
            return "write \"\(known.key)\": that is its key, \"\(name)\" only its title"
        }
        let names =
            keys.keys.filter { $0.kind == kind }.map(\.key) + (snapshot.objects[kind] ?? []).map(\.title)
        return Suggestion.help(for: name, in: names)
    }
}
