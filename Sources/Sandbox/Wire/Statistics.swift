import Feeds

/// The `stat` of an object: which numbers an answer shows, and in which order; they differ by kind in the document's
/// examples. Rates of return and of clicks are in percent here, and fractions in reports.
enum Statistics: Int, Sendable, CaseIterable {
    /// Networks, sources, and offers after a write.
    case plain
    case offerList
    case landing
    case landingList
    case campaign
    /// The user's own, under `stats`.
    case user

    private static let base = [
        "clicks", "unique_clicks", "conversions", "revenue", "cost", "cpa", "cpc", "cr", "epc",
    ]
    private static let pages = ["lp_views", "lp_clicks", "unique_lp_clicks", "ctr", "lp_ctr"]

    private var names: [String] {
        switch self {
        case .plain: Self.base + ["profit", "roi"]
        case .offerList: Self.base + ["roi", "profit"]
        case .landing, .campaign: Self.base + ["profit", "roi"] + Self.pages
        case .landingList: Self.base + ["roi"] + Self.pages
        case .user: Self.base + ["profit", "roi", "lp_views", "lp_clicks", "lp_ctr"]
        }
    }

    func value(_ totals: TrafficTotals) -> Value {
        .object(names.map { ($0, Self.number($0, totals)) })
    }

    /// The text of the numbers of an object without traffic, which most objects on most days are.
    var zeros: [UInt8] { Self.allZeros[rawValue] }

    private static let allZeros = allCases.map { $0.value(TrafficTotals()).jsonBytes() }

    private static func number(_ name: String, _ totals: TrafficTotals) -> Value {
        switch name {
        case "roi": totals.roi(times: 100)
        case "lp_ctr": totals.pageRate(times: 100)
        case "ctr": FixedPoint.rate(FixedPoint.rate(totals.clicks, per: totals.views, times: 100))
        default: totals.number(name) ?? .number("0")
        }
    }
}

extension Lookups {
    /// The text of the `stat` of an object.
    func statistics(_ object: StoredObject, _ form: Statistics) -> [UInt8] {
        totals[object.id].map { form.value($0).jsonBytes() } ?? form.zeros
    }
}
