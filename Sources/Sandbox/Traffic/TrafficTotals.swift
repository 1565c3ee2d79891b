import Feeds

/// Sums over clicks and conversions; all other numbers of the API are computed from them.
struct TrafficTotals: Sendable, Hashable {
    var clicks = 0
    var uniqueClicks = 0
    var conversions = 0
    /// In millionths.
    var revenue = 0
    /// In millionths.
    var cost = 0
    /// Clicks that saw a landing.
    var views = 0
    /// Clicks that went on from a landing to an offer.
    var pageClicks = 0
    var uniquePageClicks = 0

    var profit: Int { revenue - cost }

    /// What lists and reports compute alike, by its name in both.
    func number(_ name: String) -> Value? {
        switch name {
        case "clicks": Self.count(clicks)
        case "unique_clicks": Self.count(uniqueClicks)
        case "conversions": Self.count(conversions)
        case "revenue": FixedPoint.money(revenue)
        case "cost": FixedPoint.money(cost)
        case "profit": FixedPoint.money(profit)
        case "cpa": each(cost, conversions)
        case "cpc": each(cost, clicks)
        case "cr": FixedPoint.rate(FixedPoint.rate(conversions, per: clicks))
        case "epc": each(revenue, clicks)
        case "lp_views": Self.count(views)
        case "lp_clicks": Self.count(pageClicks)
        case "unique_lp_clicks": Self.count(uniquePageClicks)
        default: nil
        }
    }

    /// The return on the cost, times `scale`.
    func roi(times scale: Int) -> Value { FixedPoint.rate(FixedPoint.rate(profit, per: cost, times: scale)) }

    /// The part of landing views that went on to an offer, times `scale`.
    func pageRate(times scale: Int) -> Value {
        FixedPoint.rate(FixedPoint.rate(pageClicks, per: views, times: scale))
    }

    private func each(_ money: Int, _ count: Int) -> Value {
        let (scaled, overflow) = count.multipliedReportingOverflow(by: FixedPoint.unit)
        return FixedPoint.rate(overflow ? 0 : FixedPoint.rate(money, per: scaled))
    }

    private static func count(_ number: Int) -> Value { .number(String(number)) }
}
