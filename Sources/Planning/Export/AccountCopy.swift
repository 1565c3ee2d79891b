import Feeds
package import Manifests
import RedTrack

/// What of an account can be made in another one, and what cannot be carried there. Every id of the first account is
/// gone from it: objects refer to each other by name.
package struct AccountCopy: Sendable {
    /// The objects, as files would say them.
    package private(set) var objects: [ManifestObject] = []
    /// What is left behind, in sentences: objects first, then fields, then what no copy carries.
    package private(set) var losses: [String] = []

    private var carried: Set<ObjectAddress> = []

    /// Prepares a copy.
    /// - Parameters:
    ///   - snapshot: the whole account to copy from.
    ///   - lock: what is known of it; objects keep their keys.
    ///   - options: what of it is wanted.
    package init(_ snapshot: Snapshot, lock: LockFile, options: ExportOptions = ExportOptions()) {
        let export = ExportPlan(snapshot, lock: lock, options: options)
        var fields: [String] = export.leftOut
        for entry in export.entries {
            guard let known = snapshot.object(entry.object.kind, id: entry.id) else { continue }
            guard let object = carry(entry.object, known, &fields) else { continue }
            objects.append(object)
            carried.insert(ObjectAddress(object.kind, object.key))
        }
        losses += fields.sorted { ExactText($0) < ExactText($1) }
        losses += UnknownFields(export, snapshot).sentences + general
    }

    /// The object as it can be made elsewhere; `nil` when it cannot.
    private mutating func carry(
        _ object: ManifestObject, _ known: Snapshot.Object, _ fields: inout [String]
    ) -> ManifestObject? {
        var result = object
        result.id = nil
        let name = "\(object.kind.rawValue) \"\(object.key)\""
        for reference in ReferenceCheck.references(of: object)
        where !carried.contains(ObjectAddress(reference.kind, reference.name)) {
            let reason =
                "refers to the \(reference.kind.rawValue) \"\(reference.name)\", which is not there to be copied"
            let field = object.fields.first {
                $0.node.value.string == reference.name && $0.isOptionalReference
            }
            guard let field else {
                losses.append("\(name) is left out: it \(reason)")
                return nil
            }
            fields.append("\(name): `\(field.description.manifestName)` is left out; it \(reason)")
            result.fields.removeAll { $0.description.name == field.description.name }
        }
        for field in object.kind.fields where field.access == .required && result.field(field.name) == nil {
            losses.append(
                "\(name) is left out: it has no `\(field.manifestName)`, and cannot be made without it")
            return nil
        }
        if let preset = result.field("preset_id")?.node.value.string {
            fields.append(
                "\(name): its preset (\(preset)) is not named in the copy; the fields that came from it are copied"
            )
            result.fields.removeAll { $0.description.name == "preset_id" }
        }
        if object.kind.fields.contains(where: { $0.name == "status" && $0.isWritable }),
            object.field("status") == nil
        {
            fields.append("\(name) has no status (\(known.status)); its copy is active")
        }
        return result
    }

    /// What no copy carries.
    private var general: [String] {
        var sentences: [String] = []
        let domains = objects.filter { $0.kind == .domain }
        if !domains.isEmpty {
            let names = domains.map { "\"\($0.key)\"" }.joined(separator: ", ")
            sentences.append(
                "the DNS records of \(names): RedTrack takes a domain only when its record (CNAME) points to it, and a"
                    + " domain of one account may be refused in another")
        }
        if objects.contains(where: { $0.kind == .campaign }) {
            sentences.append(
                "the links of campaigns: each copy has a link of its own, and running ads keep the old one")
        }
        sentences.append("clicks, conversions and statistics, and the settings of the account")
        return sentences
    }
}

extension ManifestField {
    fileprivate var isOptionalReference: Bool {
        guard case .reference = description.type else { return false }
        return description.access != .required
    }
}

/// The fields of exported objects that the API document does not know, at any depth: no copy carries them, since nobody
/// knows whether they mean anything elsewhere.
private struct UnknownFields {
    private var objects: [Kind: [String: Int]] = [:]

    init(_ export: ExportPlan, _ snapshot: Snapshot) {
        for entry in export.entries {
            let kind = entry.object.kind
            guard let known = snapshot.object(kind, id: entry.id) else { continue }
            var names = Set(ExportObjects.unknownFields(of: known).map(\.name))
            for field in kind.fields where field.isWritable {
                if let value = known.record[field.name]?.value {
                    Self.collect(value, field.type, path: field.manifestName, into: &names)
                }
            }
            for name in names { objects[kind, default: [:]][name, default: 0] += 1 }
        }
    }

    private static func collect(
        _ value: Value, _ type: FieldType, path: String, into names: inout Set<String>
    ) {
        switch (type, value) {
        case (.record(let fields), .map(let members)):
            for member in members {
                if let field = fields.first(where: { $0.name == member.name }) {
                    collect(
                        member.node.value, field.type, path: "\(path).\(field.manifestName)", into: &names)
                } else if member.node.value != .null {
                    names.insert("\(path).\(member.name)")
                }
            }
        case (.records(let fields, _), .list(let nodes)):
            for node in nodes { collect(node.value, .record(fields), path: path, into: &names) }
        default: break
        }
    }

    var sentences: [String] {
        objects.sorted { $0.key < $1.key }.map { kind, names in
            let list = names.sorted { ExactText($0.key) < ExactText($1.key) }.map { name, count in
                "`\(name)` (\(count))"
            }
            return
                "fields of \(kind.plural) that the API document does not know: \(list.joined(separator: ", "))"
        }
    }
}
