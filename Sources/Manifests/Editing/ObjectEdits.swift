internal import Diagnostics
internal import Feeds
internal import RedTrack

/// The edits of one object, brought together: what becomes of each of its fields.
struct ObjectEdits {
    /// The fields with what they are to mean; `nil` for one that is to go.
    private(set) var fields: [(description: FieldDescription, value: Value?)] = []
    /// The raw fields that are wanted.
    private(set) var extra: [Member]?
    private(set) var isRemoved = false
    /// The key that has to be written from now on, since the title that it was taken from changes.
    private(set) var newKey: String?

    /// Brings edits together.
    /// - Throws: a path that leads nowhere.
    init(_ edits: [ManifestEdit], of object: ManifestObject) throws(EditRefusal) {
        for edit in edits {
            switch edit.change {
            case .removeObject: isRemoved = true
            case .setExtra(let members): extra = members
            case .set(let path, let value): try set(path, value, object)
            case .remove(let path): try set(path, nil, object)
            case .add: continue
            }
        }
        guard !object.hasExplicitKey, !isRemoved else { return }
        let edited = applied(to: object)
        if edited.derivedKey.map({ !ValueMeaning.isSame($0, object.key) }) ?? true { newKey = object.key }
    }

    private mutating func set(_ path: [String], _ value: Value?, _ object: ManifestObject) throws(EditRefusal)
    {
        guard let name = path.first,
            let description = object.kind.fields.first(where: { $0.manifestName == name && $0.isWritable })
        else { throw Self.unknown(path, object) }
        let index = fields.firstIndex { $0.description.manifestName == name }
        let current = index.map { fields[$0].value } ?? object.field(description.name)?.node.value
        var wanted: Value?
        if path.count == 1 {
            wanted = value.map { ValueMeaning.completed($0, description.type) }
        } else {
            wanted = try Self.setting(path.dropFirst(), value, in: current, description.type)
                .map { ValueMeaning.completed($0, description.type) }
        }
        if let index { fields[index].value = wanted } else { fields.append((description, wanted)) }
    }

    /// A record with one of its values changed; `nil` when nothing is left of it.
    private static func setting(
        _ path: ArraySlice<String>, _ value: Value?, in record: Value?, _ type: FieldType
    ) throws(EditRefusal) -> Value? {
        guard case .record(let fields) = type, let name = path.first,
            let field = fields.first(where: { $0.manifestName == name && $0.isWritable })
        else {
            throw EditRefusal(
                problem: "path", message: "there is no value `\(path.joined(separator: "."))`", offset: 0,
                help: "lists are set as a whole")
        }
        var members = record?.members ?? []
        let index = members.firstIndex { $0.name == name }
        let inner =
            path.count == 1
            ? value
            : try setting(path.dropFirst(), value, in: index.map { members[$0].node.value }, field.type)
        switch (inner, index) {
        case (let inner?, let index?): members[index].node.value = inner
        case (let inner?, nil): members.append(Member(name, inner))
        case (nil, let index?): members.remove(at: index)
        case (nil, nil): break
        }
        let order = fields.map(\.manifestName)
        members.sort { (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0) }
        return members.isEmpty ? nil : .map(members)
    }

    private static func unknown(_ path: [String], _ object: ManifestObject) -> EditRefusal {
        EditRefusal(
            problem: "path",
            message:
                "\(object.kind.article) \(object.kind.rawValue) has no field `\(path.joined(separator: "."))`",
            offset: object.place.position?.offset ?? 0, help: "name a field of the API document")
    }

    /// What is to become of the members of the object as it is written.
    func changes(of object: ManifestObject) -> [MemberChange] {
        var changes: [MemberChange] = []
        if let newKey {
            changes.append(
                MemberChange(name: ObjectWord.key.rawValue, type: .text, new: .string(newKey), isRaw: true))
        }
        for (description, value) in fields {
            let old = object.field(description.name)?.node.value
            if let old, let value, ValueMeaning.areEqual(old, value, description.type) { continue }
            if old == nil, value == nil { continue }
            changes.append(
                MemberChange(
                    name: description.manifestName, type: description.type, old: old, new: value))
        }
        if let extra, Value.map(extra).jsonBytes() != Value.map(object.extra).jsonBytes() {
            changes.append(
                MemberChange(
                    name: ObjectWord.extra.rawValue, type: .text,
                    old: object.extra.isEmpty ? nil : .map(object.extra),
                    new: extra.isEmpty ? nil : .map(extra), isRaw: true))
        }
        return changes
    }

    /// The object as it is to be read when the edits are made.
    func applied(to object: ManifestObject) -> ManifestObject {
        var edited = object
        for (description, value) in fields {
            edited.fields.removeAll { $0.description.name == description.name }
            if let value { edited.fields.append(ManifestField(description, Node(value))) }
        }
        let order = object.kind.fields.map(\.name)
        edited.fields.sort {
            (order.firstIndex(of: $0.description.name) ?? 0)
                < (order.firstIndex(of: $1.description.name) ?? 0)
        }
        if let extra { edited.extra = extra }
        if newKey != nil { edited.hasExplicitKey = true }
        return edited
    }

    /// The names in files of what is edited.
    var names: Set<String> { Set(fields.map(\.description.manifestName)) }
}

extension ManifestObject {
    /// The key that an object without one has.
    var derivedKey: String? {
        title ?? (kind == .domain ? field("url")?.node.value.string : nil) ?? id?.value
    }
}
