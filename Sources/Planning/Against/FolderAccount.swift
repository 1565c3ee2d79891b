package import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// An account as files describe it: the other side of a plan that reads no account.
///
/// Every object of the files is an object of the account, with the id that its file or the lock file gives it, else
/// one that its kind and key make: the same files always give the same account.
package struct FolderAccount: Sendable {
    /// What the files say, as if an account had listed it.
    package let snapshot: Snapshot
    /// Which key of the files is which id in ``snapshot``: the identity of a folder that has no lock file of its own.
    package let lock: LockFile

    /// Takes files for an account.
    /// - Parameters:
    ///   - manifest: the files.
    ///   - lock: their lock file; `nil` when there is none.
    ///   - other: the lock file of the side that is planned; where the files have none, it knows their ids.
    ///   - folder: what to call the account.
    /// - Throws: everything for which the files cannot stand for an account.
    package init(
        manifest: Manifest, lock: LockFile?, orElse other: LockFile?, folder: String
    ) throws(DiagnosticsError) {
        let known = lock ?? other
        let reader = FolderReader(manifest, lock: known)
        let (objects, diagnostics) = reader.objects()
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        let id = known?.account ?? ""
        let account: AccountProfile
        do {
            account = try AccountProfile(
                wire: Node(.object([("id", .string(id.isEmpty ? "-" : id)), ("email", .string(folder))])))
        } catch {
            throw DiagnosticsError([
                Diagnostic(.error, "plan.against", error.description, at: SourcePlace(file: folder))
            ])
        }
        snapshot = Snapshot(account: account, objects: objects.map(\.object))
        var identity = LockFile(account: id.isEmpty ? nil : id)
        for (key, object) in objects {
            if let entry = lock?[object.kind, key], entry.id == object.id {
                identity.set(entry)
            } else {
                identity.set(LockFile.Entry(kind: object.kind, key: key, id: object.id))
            }
        }
        self.lock = identity
    }

    /// The id of an object that nothing gives one.
    static func id(_ kind: Kind, _ key: String) -> String { "\(kind.plural)/\(key)" }
}

/// Makes objects of an account of the objects of files. Shared by all that asks it, since it is much to copy.
private final class FolderReader {
    private let manifest: Manifest
    private let lock: LockFile?
    /// The id of each object, by its name.
    private let ids: [ObjectAddress: String]

    init(_ manifest: Manifest, lock: LockFile?) {
        self.manifest = manifest
        self.lock = lock
        var ids: [ObjectAddress: String] = [:]
        ids.reserveCapacity(manifest.objects.count)
        for object in manifest.objects where object.state == .present {
            ids[ObjectAddress(object.kind, object.key)] =
                object.id?.value ?? lock?[object.kind, object.key]?.id
                ?? FolderAccount.id(object.kind, object.key)
        }
        self.ids = ids
    }

    func objects() -> (objects: [(key: String, object: Snapshot.Object)], diagnostics: [Diagnostic]) {
        var objects: [(key: String, object: Snapshot.Object)] = []
        var diagnostics: [Diagnostic] = []
        var seen: [ObjectAddress: Int] = [:]
        var named: [ObjectAddress: String] = [:]
        objects.reserveCapacity(manifest.objects.count)
        seen.reserveCapacity(manifest.objects.count)
        for (index, object) in manifest.objects.enumerated() where object.state == .present {
            guard let id = ids[ObjectAddress(object.kind, object.key)] else { continue }
            if let preset = object.preset { diagnostics.append(Self.preset(preset)) }
            if let first = seen.updateValue(index, forKey: ObjectAddress(object.kind, id)) {
                diagnostics.append(Self.sameID(object, manifest.objects[first], id))
            }
            let record = record(of: object, id: id, &named, &diagnostics)
            objects.append(
                (
                    object.key,
                    Snapshot.Object(kind: object.kind, id: id, title: object.title ?? "", record: record)
                ))
        }
        // What the files refer to and only the lock file knows: an export of some kinds alone.
        for (address, id) in named.sorted(by: { $0.key < $1.key })
        where seen[ObjectAddress(address.kind, id)] == nil {
            let record = Value.object([("id", .string(id)), ("title", .string(address.key))])
            objects.append(
                (
                    address.key,
                    Snapshot.Object(kind: address.kind, id: id, title: address.key, record: record)
                ))
        }
        return (objects, diagnostics)
    }

    private func record(
        of object: ManifestObject, id: String, _ named: inout [ObjectAddress: String],
        _ diagnostics: inout [Diagnostic]
    ) -> Value {
        var members = [Member("id", .string(id))]
        for field in object.fields {
            let draft = Draft(manifest: field.node, type: field.description.type) { kind, node in
                reference(kind, node, in: field.place.file, &named, &diagnostics)
            }
            // No reference of a folder waits for an id.
            guard let value = draft.wireValue(id: { _ in nil }) else { continue }
            members.append(Member(field.description.name, value))
        }
        return .map(members + object.extra)
    }

    private func reference(
        _ kind: Kind, _ node: Node, in file: String, _ named: inout [ObjectAddress: String],
        _ diagnostics: inout [Diagnostic]
    ) -> Reference? {
        guard case .string(let name) = node.value else { return nil }
        if name.isEmpty { return .existing(id: "") }
        let address = ObjectAddress(kind, name)
        if let id = ids[address] { return .existing(id: id) }
        if let id = lock?[kind, name]?.id {
            named[address] = id
            return .existing(id: id)
        }
        let names = diagnostics.count < 50 ? ids.keys.filter { $0.kind == kind }.map(\.key) : []
        diagnostics.append(
            Diagnostic(
                .error, "plan.against-reference",
                "no \(kind.rawValue) of the folder is called \"\(name)\", and its lock file knows none",
                at: SourcePlace(file: file, position: node.position), length: name.unicodeScalars.count,
                help: Suggestion.help(for: name, in: names)
                    ?? "a folder that stands for an account describes all that it refers to"))
        return nil
    }

    private static func preset(_ preset: Placed<String>) -> Diagnostic {
        Diagnostic(
            .error, "plan.against-preset", "a folder that stands for an account cannot name presets",
            at: preset.place, length: preset.value.unicodeScalars.count,
            help: "only the account knows what is in a preset: write its fields out")
    }

    private static func sameID(_ object: ManifestObject, _ first: ManifestObject, _ id: String) -> Diagnostic
    {
        Diagnostic(
            .error, "plan.against-id",
            "the \(object.kind.plural) \"\(object.key)\" and \"\(first.key)\" have the same id, \(id)",
            at: object.id?.place ?? object.place,
            help: "the other one stands at \(first.place): correct the id in the files or in the lock file")
    }
}

extension Snapshot.Object {
    /// An object that no account has listed.
    init(kind: Kind, id: String, title: String, record: Value) {
        self.kind = kind
        self.id = id
        self.title = title
        self.record = record
    }
}
