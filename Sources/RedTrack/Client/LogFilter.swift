/// Which clicks are asked for (API document, "Tracks"). What is not set does not filter.
public struct TrackFilter: Sendable, Hashable {
    /// Clicks on this campaign.
    public var campaign: CampaignID?
    /// Clicks of these days.
    public var dates = DateSpan.byDefault

    /// All clicks of the account's current day.
    public init() {}

    var parameters: [(name: String, value: String)] {
        FilterParameters.of([("campaign_id", campaign?.rawValue)]) + dates.parameters
    }
}

/// Which conversions are asked for (API document, "Conversions"). What is not set does not filter.
public struct ConversionFilter: Sendable, Hashable {
    /// Conversions of this campaign.
    public var campaign: CampaignID?
    /// Conversions of this offer.
    public var offer: OfferID?
    /// Conversions of clicks that came from this source.
    public var source: SourceID?
    /// Conversions of this network's offers.
    public var network: NetworkID?
    /// Conversions from the country with this code, two letters.
    public var countryCode: String?
    /// The conversions of this click.
    public var clickID: String?
    /// Conversions of these days.
    public var dates = DateSpan.byDefault

    /// All conversions of the account's current day.
    public init() {}

    var parameters: [(name: String, value: String)] {
        FilterParameters.of([
            ("campaign_id", campaign?.rawValue), ("offer_id", offer?.rawValue),
            ("source_id", source?.rawValue), ("network_id", network?.rawValue),
            ("country_code", countryCode), ("clickid", clickID),
        ]) + dates.parameters
    }
}

/// Which payments are asked for (API document, "Transactions"). What is not set does not filter.
public struct TransactionFilter: Sendable, Hashable {
    /// Payments of this status, such as `approved`.
    public var status: String?
    /// Payments of these days.
    public var dates = DateSpan.byDefault

    /// All payments.
    public init() {}

    var parameters: [(name: String, value: String)] {
        FilterParameters.of([("status", status)]) + dates.parameters
    }
}

/// What a report counts (API document, "Report"). What is not set does not filter.
public struct ReportFilter: Sendable, Equatable {
    /// Clicks on this campaign.
    public var campaign: CampaignID?
    /// Clicks that were sent to this offer.
    public var offer: OfferID?
    /// Clicks that came from this source.
    public var source: SourceID?
    /// Clicks from the country with this code, two letters.
    public var countryCode: String?
    /// Clicks from this operating system.
    public var os: String?
    /// Clicks with these values of `sub1` to `sub10`.
    public var subs = SubItems()
    /// Clicks of these days.
    public var dates = DateSpan.byDefault

    /// Everything on the account's current day.
    public init() {}

    var parameters: [(name: String, value: String)] {
        FilterParameters.of(
            [
                ("campaign_id", campaign?.rawValue), ("offer_id", offer?.rawValue),
                ("source_id", source?.rawValue), ("country_code", countryCode), ("os", os),
            ] + (1...SubItems.count).map { ("sub\($0)", subs[$0]) }) + dates.parameters
    }
}

/// Turns what is set of a filter into parameters.
private enum FilterParameters {
    static func of(_ fields: [(String, String?)]) -> [(name: String, value: String)] {
        fields.compactMap { name, value in value.map { (name, $0) } }
    }
}
