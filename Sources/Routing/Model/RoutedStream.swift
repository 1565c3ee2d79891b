/// A stream as RedTrack holds it, with where it comes from: streams have neither id nor title, so nothing else says so.
public struct RoutedStream: Sendable, Hashable {
    /// Its chance among the streams that match a click.
    public var weight: Int
    /// What a click must pass: every filter.
    public var filters: [StreamFilter]
    /// The filter on parameters, which all of them share.
    public var subs: SubsFilter?
    /// The landing pages; none means straight to the offer.
    public var landings: [StreamShare]
    /// The offers.
    public var offers: [StreamShare]
    /// Where it comes from.
    public var origin: StreamOrigin

    /// A stream.
    public init(
        weight: Int, filters: [StreamFilter] = [], subs: SubsFilter? = nil, landings: [StreamShare] = [],
        offers: [StreamShare], origin: StreamOrigin = StreamOrigin()
    ) {
        self.weight = weight
        self.filters = filters
        self.subs = subs
        self.landings = landings
        self.offers = offers
        self.origin = origin
    }
}

/// A filter on the values of one field.
public struct StreamFilter: Sendable, Hashable {
    /// The field, under the name of the filter.
    public var field: RoutingField
    /// The values that match.
    public var values: [String]
    /// Whether matching clicks are kept out instead of let in.
    public var excludes: Bool
    /// Whether the filter does anything.
    public var isActive: Bool

    /// An active filter, unless told otherwise.
    public init(_ field: RoutingField, _ values: [String], excludes: Bool = false, isActive: Bool = true) {
        self.field = field
        self.values = values
        self.excludes = excludes
        self.isActive = isActive
    }
}

/// A filter on parameters.
public struct SubsFilter: Sendable, Hashable {
    /// A value for each parameter that is looked at, by number.
    public var items: [Int: String]
    /// Whether matching clicks are kept out instead of let in.
    public var excludes: Bool
    /// Whether the filter does anything.
    public var isActive: Bool

    /// An active filter, unless told otherwise.
    public init(_ items: [Int: String], excludes: Bool = false, isActive: Bool = true) {
        self.items = items
        self.excludes = excludes
        self.isActive = isActive
    }
}

/// A landing page or an offer of a stream.
public struct StreamShare: Sendable, Hashable {
    /// The object, as the rule tree names it.
    public var id: String
    /// Its chance among the others of the list.
    public var weight: Int

    /// A share of a list.
    public init(_ id: String, weight: Int = 1) {
        self.id = id
        self.weight = weight
    }
}

/// Where a stream comes from.
public struct StreamOrigin: Sendable, Hashable, CustomStringConvertible {
    /// The rules whose clicks it takes, or the default; several where they lead to the same destinations.
    public var rules: [Origin]
    /// The path.
    public var path: String
    /// Which of the boxes of its rules it is, counted from 1.
    public var box: Int
    /// How many boxes its rules have.
    public var boxes: Int

    /// Names an origin.
    public init(rules: [Origin] = [], path: String = "", box: Int = 1, boxes: Int = 1) {
        self.rules = rules
        self.path = path
        self.box = box
        self.boxes = boxes
    }

    /// `rule 2 "vip" / path "B" / box 1 of 2`.
    public var description: String {
        let names = rules.map(\.withinCampaign).joined(separator: ", ")
        return "\(names) / path \"\(path)\" / box \(box) of \(boxes)"
    }
}
