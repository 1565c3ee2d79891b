import Feeds

/// The `stat` of an object: which numbers an answer shows, and in which order; they differ by kind in the document's
/// examples. Rates of return and of clicks are in percent here, and fractions in reports.
enum Statistics: Sendable {
    /// Networks, sources, and offers after a write.
    case plain
    case offerList
    case landing
    case landingList
    case campaign

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
        }
    }

    func value(_ totals: TrafficTotals) -> Value {
        .object(names.map { ($0, Self.number($0, totals)) })
    }

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
    /// The `stat` of an object.
    func statistics(_ object: StoredObject, _ form: Statistics) -> Value {
        form.value(totals[object.id] ?? TrafficTotals())
    }
}
