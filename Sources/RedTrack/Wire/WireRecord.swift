public import Feeds

/// A JSON object of the API: documented fields as properties, the others kept as they came.
///
/// Every documented field is optional, since lists, write answers and requests each carry a part of them.
public protocol WireRecord: WireValue {
    /// An object of which nothing is known.
    init()

    /// The fields that the API document does not know, in the order in which they came.
    var unknownFields: [Member] { get set }

    /// The documented fields, in the document's order.
    static var wireFields: [WireField<Self>] { get }
}

extension WireRecord {
    /// The descriptions of the documented fields.
    public static var fields: [FieldDescription] { wireFields.map(\.description) }

    /// What the API document says of such values.
    public static var fieldType: FieldType { .record(fields) }

    /// Reads an object of an answer; `null` is the same as an absent field, unknown fields are kept.
    /// - Throws: ``WireError`` naming the field that has another type than documented.
    public init(wire node: Node) throws(WireError) {
        self.init()
        try read(node)
    }

    /// Reads the members of an object into this one.
    mutating func read(_ node: Node) throws(WireError) {
        guard case .map(let members) = node.value else { throw .mismatch(node, expected: "an object") }
        for member in members {
            guard let field = Self.wireFields.first(where: { $0.matches(member.name) }) else {
                unknownFields.append(member)
                continue
            }
            if case .null = member.node.value { continue }
            do {
                try field.read(member.node, &self)
            } catch {
                throw error.inside(member.name)
            }
        }
    }

    /// All fields that are set, unknown ones last.
    public var wireValue: Value {
        var members = Self.wireFields.compactMap { field in
            field.write(self).map { Member(field.description.name, $0) }
        }
        members.append(contentsOf: unknownFields)
        return .map(members)
    }

    /// The fields that a request may carry: writable ones that are set, and unknown ones.
    public var requestBody: Value {
        var members = Self.wireFields.compactMap { field in
            field.description.isWritable ? field.write(self).map { Member(field.description.name, $0) } : nil
        }
        members.append(contentsOf: unknownFields)
        return .map(members)
    }
}

/// An object that an account holds: one of the six kinds.
public protocol AccountObject: WireRecord {
    /// Which of the kinds it is.
    static var kind: Kind { get }

    /// The id that the API gave it; `nil` in a request to create it.
    var id: ObjectID<Self>? { get set }

    /// The title that people know it by.
    var title: String? { get set }
}

extension Kind {
    /// The model of this kind's objects.
    public var model: any AccountObject.Type {
        switch self {
        case .network: Network.self
        case .source: Source.self
        case .domain: Domain.self
        case .landing: Landing.self
        case .offer: Offer.self
        case .campaign: Campaign.self
        }
    }

    /// The documented fields of this kind's objects.
    public var fields: [FieldDescription] {
        switch self {
        case .network: Self.networkFields
        case .source: Self.sourceFields
        case .domain: Self.domainFields
        case .landing: Self.landingFields
        case .offer: Self.offerFields
        case .campaign: Self.campaignFields
        }
    }

    // Made once: they are asked for with every object.
    private static let networkFields = Network.fields
    private static let sourceFields = Source.fields
    private static let domainFields = Domain.fields
    private static let landingFields = Landing.fields
    private static let offerFields = Offer.fields
    private static let campaignFields = Campaign.fields
}
