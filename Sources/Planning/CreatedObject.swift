import Diagnostics
import Feeds
import Manifests
import RedTrack

/// An object that has to be created: what the files say of it, and what the names in it mean.
///
/// All else follows from that when somebody asks: plans may have a million such objects.
final class CreatedObject: Sendable {
    let object: ManifestObject
    /// Why it is created, in sentences.
    let reasons: [String]
    /// What its references mean, in the order in which they are met; `nil` for one that means nothing.
    private let references: [Reference?]

    init(_ object: ManifestObject, references: [Reference?], reasons: [String]) {
        self.object = object
        self.references = references
        self.reasons = reasons
    }

    var address: ObjectAddress { ObjectAddress(object.kind, object.key) }

    /// The changes that must have been made before.
    var dependsOn: [ObjectAddress] {
        var addresses: Set<ObjectAddress> = []
        for case .pending(let address)? in references { addresses.insert(address) }
        return addresses.sorted()
    }

    /// The fields to send, in wire names.
    var body: Draft {
        var rest = references[...]
        let fields = DesiredField.fields(of: object, status: true) { _, _ in rest.popFirst() ?? nil }
        return Self.body(fields, of: object)
    }

    /// The fields to send, of fields that have been read.
    static func body(_ fields: [DesiredField], of object: ManifestObject) -> Draft {
        var members = fields.map { DraftMember($0.description.name, $0.draft) }
        members += object.extra.map { DraftMember($0.name, .scalar($0.node.value)) }
        return .record(members)
    }
}

/// A field as the files want it.
struct DesiredField {
    let description: FieldDescription
    let draft: Draft

    /// The fields of an object.
    /// - Parameters:
    ///   - object: what the files say.
    ///   - status: whether it is made active when the files are silent about that.
    ///   - resolve: gives the object that a name means; asked in the order of the fields.
    /// - Returns: the fields, in their order.
    static func fields(
        of object: ManifestObject, status: Bool, resolve: (Kind, Node) -> Reference?
    ) -> [DesiredField] {
        reading(object.fields, of: object.kind, status: status) { kind, node, _ in resolve(kind, node) }
    }

    /// The same of fields that were taken out of their object, with the file in which a name stands.
    static func reading(
        _ fields: [ManifestField], of kind: Kind, status: Bool,
        resolve: (Kind, Node, _ file: String) -> Reference?
    ) -> [DesiredField] {
        var desired = fields.map { field in
            DesiredField(
                description: field.description,
                draft: Draft(manifest: field.node, type: field.description.type) { kind, node in
                    resolve(kind, node, field.place.file)
                })
        }
        let known = kind.fields
        guard status, !desired.contains(where: { $0.description.name == "status" }),
            let place = known.firstIndex(where: { $0.name == "status" && $0.isWritable })
        else { return desired }
        // In the place that the document gives it.
        let index = desired.firstIndex { field in
            (known.firstIndex { $0.name == field.description.name } ?? 0) > place
        }
        desired.insert(
            DesiredField(description: known[place], draft: .scalar(.number("1"))), at: index ?? desired.count)
        return desired
    }
}

/// Lists of references, of which equal ones are kept once: objects of a feed name the same few others.
struct SharedReferences {
    private var known: Set<[Reference?]> = []

    /// The list, in the memory of an equal one.
    mutating func shared(_ list: [Reference?]) -> [Reference?] {
        if list.isEmpty { return [] }
        // So many that are different are not worth looking through.
        if known.count >= 1024 { known.removeAll(keepingCapacity: true) }
        let member = known.insert(list).memberAfterInsert
        return zip(member, list).allSatisfy(Self.isSame) ? member : list
    }

    /// Byte by byte: Swift's strings take two spellings of "é" for one, the API does not.
    private static func isSame(_ left: Reference?, _ right: Reference?) -> Bool {
        guard case .existing(let id)? = left, case .existing(let other)? = right else { return left == right }
        return id.utf8.elementsEqual(other.utf8)
    }
}
