/// How a filter of a stream can restrict a field.
public enum FilterForm: Sendable, Hashable {
    /// One of several values, or none of several.
    case manyValues
    /// One value, or all but one.
    case oneValue
    /// One value of a parameter, or all but one, in the filter that all parameters share.
    case sub(Int)
    /// On any of several lists, or on none of them.
    case lists
    /// No filter looks at it.
    case noFilter
}

/// The filters that an API's streams have.
public struct FilterProfile: Sendable {
    /// Whether a filter on several parameters at once holds for the clicks that match all of them (A4).
    ///
    /// The API document does not say so. Only including filters are affected: one that excludes several parameters
    /// stays ambiguous and is never written.
    public var joinsSubs: Bool

    /// The filters of the 2018 document.
    public static let redTrack2018 = FilterProfile(joinsSubs: false)

    /// The filters of the 2018 document, with or without assumption A4.
    public init(joinsSubs: Bool) { self.joinsSubs = joinsSubs }

    /// How a field can be restricted.
    public func form(of field: RoutingField) -> FilterForm {
        switch field {
        case .country, .city, .isp, .browser, .os, .deviceType, .ip: .manyValues
        case .connectionType: .oneValue
        case .bots: .lists
        default:
            if let number = field.subNumber, number <= 10 { .sub(number) } else { .noFilter }
        }
    }

    /// Why a value cannot stand in a filter; `nil` when it can.
    public func objection(to value: String, of field: RoutingField) -> String? {
        if value.isEmpty {
            return "an empty value means \"not set\" in a filter and matches nothing by itself"
        }
        if field == .ip, value.utf8.contains(where: { [0x2F, 0x2D, 0x2A].contains($0) }) {
            return "ranges of addresses have no documented form in a filter"
        }
        return nil
    }

    /// Whether RedTrack's API of today has a filter for a field which the 2018 document lacks.
    public func isFilteredToday(_ field: RoutingField) -> Bool {
        let names: Set = [
            "region", "language", "languages", "referrer", "domain_referrer", "device_brand", "device_model",
            "os_version", "browser_version", "proxy_type", "unique_visitor", "fraud",
        ]
        if let number = field.subNumber { return number <= 20 }
        return names.contains(field.name)
    }
}
