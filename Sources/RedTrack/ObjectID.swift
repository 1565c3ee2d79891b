/// The id that the API gave an object: opaque text, typed by what it names.
public struct ObjectID<Model>: RawRepresentable, Sendable, Hashable {
    /// The id as the API writes it.
    public let rawValue: String

    /// Wraps an id as the API writes it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps an id as the API writes it.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

extension ObjectID: CustomStringConvertible {
    /// The text form.
    public var description: String { rawValue }
}

/// The id of a network.
public typealias NetworkID = ObjectID<Network>
/// The id of a traffic source.
public typealias SourceID = ObjectID<Source>
/// The id of a domain.
public typealias DomainID = ObjectID<Domain>
/// The id of a landing page.
public typealias LandingID = ObjectID<Landing>
/// The id of an offer.
public typealias OfferID = ObjectID<Offer>
/// The id of a campaign.
public typealias CampaignID = ObjectID<Campaign>
/// The id of a source preset.
public typealias SourcePresetID = ObjectID<SourcePreset>
/// The id of a network preset.
public typealias NetworkPresetID = ObjectID<NetworkPreset>
