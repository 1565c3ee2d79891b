/// A weight among others: what part of the draws it gets.
struct Share: Sendable, Equatable {
    /// The weight as it is sent.
    let weight: Int
    /// The sum of all weights that it is drawn among.
    let total: Int

    /// The part in percent, rounded to one decimal; `< 0.1 %` when it is more than nothing, `> 99.9 %` when it is less
    /// than everything.
    var percent: String {
        guard weight > 0, total > 0 else { return "0 %" }
        let tenths = (UInt128(weight) * 2000 + UInt128(total)) / (2 * UInt128(total))
        if tenths == 0 { return "< 0.1 %" }
        if tenths >= 1000 { return weight < total ? "> 99.9 %" : "100 %" }
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// The part, from 0 to 1, for drawing alone.
    var fraction: Double { weight > 0 && total > 0 ? min(1, Double(weight) / Double(total)) : 0 }

    /// `41.7 %, weight 5`.
    var text: String { "\(percent), weight \(weight)" }

    /// The shares of weights; what is no weight, or below zero, counts as none.
    static func of(_ weights: [Int?]) -> [Share] {
        let counted = weights.map { max(0, $0 ?? 0) }
        let total = counted.reduce(0) { sum, weight in
            let (result, overflow) = sum.addingReportingOverflow(weight)
            return overflow ? Int.max : result
        }
        return counted.map { Share(weight: $0, total: total) }
    }
}
