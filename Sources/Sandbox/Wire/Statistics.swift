import Feeds

/// The `stat` of an object: zeros, or numbers made up from its id, which agree with each other.
struct Statistics: Sendable {
    /// Which numbers an answer shows, and in which order; they differ by kind in the document's examples.
    struct Form: Sendable {
        let names: [String]
        private static let base = [
            "clicks", "unique_clicks", "conversions", "revenue", "cost", "cpa", "cpc", "cr", "epc",
        ]
        private static let pages = ["lp_views", "lp_clicks", "unique_lp_clicks", "ctr", "lp_ctr"]
        /// Networks, sources, and offers after a write.
        static let plain = Form(names: base + ["profit", "roi"])
        static let offerList = Form(names: base + ["roi", "profit"])
        static let landing = Form(names: base + ["profit", "roi"] + pages)
        static let landingList = Form(names: base + ["roi"] + pages)
        static let campaign = landing
    }

    private var numbers: [String: Int] = [:]

    /// Numbers are in ten-thousandths, so that money and rates need no floating point.
    init(of object: StoredObject) {
        guard object.hasTraffic else { return }
        let unit = 10_000
        var seed = object.id.utf8.reduce(UInt64(17)) { ($0 &* 31) &+ UInt64($1) }
        func draw(_ range: ClosedRange<Int>) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((seed >> 33) % UInt64(range.count))
        }
        let clicks = draw(120...900)
        let conversions = draw(9...60)
        let revenue = conversions * draw(40...210) * 100
        let cost = clicks * draw(30...70) * 10
        let views = clicks * 2 + draw(1...90)
        let pageClicks = views / 4
        numbers = [
            "clicks": clicks * unit, "unique_clicks": clicks * 2 / 3 * unit,
            "conversions": conversions * unit,
            "revenue": revenue, "cost": cost, "cpa": cost / conversions, "cpc": cost / clicks,
            "cr": conversions * unit / clicks, "epc": revenue / clicks, "profit": revenue - cost,
            "roi": (revenue - cost) * 100 * unit / cost, "lp_views": views * unit,
            "lp_clicks": pageClicks * unit, "unique_lp_clicks": pageClicks / 2 * unit,
            "ctr": clicks * 100 * unit / views, "lp_ctr": pageClicks * 100 * unit / views,
        ]
    }

    func value(_ form: Form) -> Value {
        .object(form.names.map { ($0, .number(Self.text(numbers[$0] ?? 0))) })
    }

    /// Ten-thousandths as decimal text without trailing zeros.
    private static func text(_ number: Int) -> String {
        let magnitude = number.magnitude
        let sign = number < 0 ? "-" : ""
        var fraction = String(magnitude % 10_000 + 10_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "\(sign)\(magnitude / 10_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
