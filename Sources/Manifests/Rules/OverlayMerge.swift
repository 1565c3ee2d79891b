internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Lays the objects of an overlay over those of the manifests: what an overlay writes counts, all else stays.
struct OverlayMerge {
    private struct Name: Hashable {
        let kind: Kind
        let key: [UInt8]

        init(_ object: ManifestObject) {
            kind = object.kind
            key = Array(object.key.utf8)
        }
    }

    private(set) var objects: [ManifestObject]
    private(set) var diagnostics: [Diagnostic] = []
    private var indexes: [Name: Int]

    /// Starts with the objects of the manifests; of several with one name the first is meant.
    init(_ objects: [ManifestObject]) {
        self.objects = objects
        indexes = Dictionary(
            objects.enumerated().map { (Name($0.element), $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Lays the objects of one file over the others.
    /// - Parameters:
    ///   - overlay: the objects of the file.
    ///   - adds: whether it may bring new ones.
    ///   - isWhole: whether all manifests were read, so that one that is missing is a mistake.
    mutating func lay(_ overlay: [ManifestObject], adds: Bool, isWhole: Bool) {
        for object in overlay {
            let name = Name(object)
            if let index = indexes[name] {
                objects[index] = Self.merged(object, over: objects[index])
            } else if adds {
                indexes[name] = objects.count
                objects.append(object)
            } else if isWhole {
                diagnostics.append(missing(object))
            }
        }
    }

    private func missing(_ object: ManifestObject) -> Diagnostic {
        let titled = objects.first { $0.kind == object.kind && $0.title == object.key }
        let keys = objects.filter { $0.kind == object.kind }.map(\.key)
        return Diagnostic(
            .error, "manifest.overlay",
            "no manifest has the \(object.kind.rawValue) \"\(object.key)\" that this changes",
            at: object.place,
            help: titled.map { "write `key: \($0.key)`: \"\(object.key)\" is only its title" }
                ?? Suggestion.help(for: object.key, in: keys)
                ?? "correct its key, or write `add: true` with the overlay in waybill.yaml to bring new objects"
        )
    }

    private static func merged(_ object: ManifestObject, over base: ManifestObject) -> ManifestObject {
        var result = base
        if object.id != nil { result.id = object.id }
        if object.preset != nil { result.preset = object.preset }
        if object.state == .absent { result.state = .absent }
        result.isProtected = base.isProtected || object.isProtected
        // A title that changes must not change the name.
        result.hasExplicitKey =
            base.hasExplicitKey || object.hasExplicitKey || object.title.map { $0 != base.key } ?? false
        for field in object.fields { set(field, in: &result) }
        for member in object.extra {
            if let index = result.extra.firstIndex(where: { $0.name == member.name }) {
                result.extra[index] = member
            } else {
                result.extra.append(member)
            }
        }
        let written = Set(object.fields.map(\.description.manifestName))
        result.variables =
            base.variables.filter { use in
                !written.contains(String(use.value.prefix { $0 != "." }))
            } + object.variables
        return result
    }

    private static func set(_ field: ManifestField, in object: inout ManifestObject) {
        guard let index = object.fields.firstIndex(where: { $0.description == field.description }) else {
            let order = object.kind.fields
            object.fields.append(field)
            object.fields.sort { left, right in
                (order.firstIndex(of: left.description) ?? 0) < (order.firstIndex(of: right.description) ?? 0)
            }
            return
        }
        var field = field
        if case .record = field.description.type, case .map(let written) = field.node.value, !written.isEmpty,
            case .map(let known) = object.fields[index].node.value
        {
            // A record that is written in part leaves the rest of it alone, as it does in the account. Places of the
            // rest would be those of another file: the overlay's field stands for them.
            let position = field.node.position
            let rest = known.filter { member in !written.contains { $0.name == member.name } }
            field.node = Node(
                .map(written + rest.map { Member($0.name, relocated($0.node, to: position), at: position) }),
                at: position)
        }
        object.fields[index] = field
    }

    private static func relocated(_ node: Node, to position: SourcePosition) -> Node {
        let value: Value =
            switch node.value {
            case .list(let nodes): .list(nodes.map { relocated($0, to: position) })
            case .map(let members):
                .map(members.map { Member($0.name, relocated($0.node, to: position), at: position) })
            default: node.value
            }
        return Node(value, at: position)
    }
}
