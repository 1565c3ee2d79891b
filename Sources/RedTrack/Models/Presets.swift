public import Feeds

/// A predefined traffic source (API document, "Sources presets index"). The server does not apply it: whoever
/// makes a source from it copies its macros.
public struct SourcePreset: WireRecord {
    /// The id.
    public var id: SourcePresetID?
    /// The title, such as `Google AdWords`.
    public var title: String?
    /// The source's site.
    public var url: String?
    /// Where conversions are reported to.
    public var postbackURL: String?
    /// The source's macro for its click id.
    public var refID: String?
    /// The source's macro for the cost of a click.
    public var costID: String?
    /// The source's macros for `sub1` to `sub10`.
    public var subs = SubItems()
    /// What each of `sub1` to `sub10` means.
    public var hints: SubItems?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A preset of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<SourcePreset>] =
        [
            WireField.id(\.id),
            WireField("title", \.title),
            WireField("url", \.url),
            WireField("postback_url", \.postbackURL),
            WireField("ref_id", \.refID),
            WireField("cost_id", \.costID),
        ]
        + SubItems.flatFields(\.subs)
        + [WireField("hints", \.hints)]
}

/// A predefined network (API document, "Network presets index").
public struct NetworkPreset: WireRecord {
    /// The id.
    public var id: NetworkPresetID?
    /// The title, such as `Bomboffers`.
    public var title: String?
    /// The network's site.
    public var url: String?
    /// A contact at the network.
    public var skype: String?
    /// What the network's offers are about.
    public var categories: [String]?
    /// The template of offer URLs.
    public var offerURL: String?
    /// The template of the postback URL.
    public var postbackURL: String?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A preset of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<NetworkPreset>] = [
        WireField.id(\.id),
        WireField("title", \.title),
        WireField("url", \.url),
        WireField("skype", \.skype),
        WireField("categories", \.categories),
        WireField("offer_url", \.offerURL),
        WireField("postback_url", \.postbackURL),
    ]
}

extension WireField {
    /// The id of a record that is no object of an account.
    static func id<Model>(_ property: any WritableKeyPath<Record, ObjectID<Model>?> & Sendable) -> WireField {
        WireField(
            FieldDescription("id", .text, .readOnly), aliases: ["_id"],
            read: { (node, record) throws(WireError) in
                record[keyPath: property] = ObjectID(try String(wire: node))
            },
            write: { record in record[keyPath: property].map { .string($0.rawValue) } })
    }
}
