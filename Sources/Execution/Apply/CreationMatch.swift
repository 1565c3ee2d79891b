import Feeds
import Planning
import RedTrack

/// Tells whether an object of an account can be the one that a request to create has made.
struct CreationMatch: Sendable {
    let kind: Kind
    let body: Value

    /// What the objects of a kind are found by when there is no id: of a domain its URL, of the others the
    /// title.
    static func name(_ kind: Kind, _ record: Value) -> ExactText {
        let title = record["title"]?.value.string ?? ""
        guard kind == .domain else { return ExactText(title) }
        return ExactText(DomainName.normalized(record["url"]?.value.string ?? title))
    }

    /// The name that the request gives the object.
    var name: ExactText { Self.name(kind, body) }

    /// Whether the object has the request's name and refers to the same objects.
    func fits(_ object: Snapshot.Object) -> Bool {
        object.kind == kind && Self.name(kind, object.record) == name
            && sentFields.allSatisfy { references($0, in: object.record) == references($0, in: body) }
    }

    /// Whether all that was sent is as the object has it.
    func isExact(_ object: Snapshot.Object) -> Bool {
        fits(object)
            && sentFields.allSatisfy {
                FieldAnswer.canonical($0, in: object.record) == FieldAnswer.canonical($0, in: body)
            }
    }

    /// A text that is the same for requests that make the same object.
    var identity: String {
        sentFields.map { "\($0.name)=\(FieldAnswer.canonical($0, in: body).text);" }.joined()
    }

    private var sentFields: [FieldDescription] {
        kind.fields.filter { $0.isWritable && body[$0.name] != nil }
    }

    private func references(_ field: FieldDescription, in record: Value) -> Set<[String]> {
        guard let node = record[field.name] else { return [] }
        let references = Draft(wire: node.value, type: field.type).existingReferences(type: field.type)
        return Set(references.map { [$0.kind.rawValue, $0.id] })
    }
}
