/// Shares as drawings show them.
extension WeightShare {
    /// The part, from 0 to 1, for drawing alone.
    package var fraction: Double { weight > 0 && total > 0 ? min(1, Double(weight) / Double(total)) : 0 }

    /// `41.7 %, weight 5`.
    var text: String { "\(percent), weight \(weight)" }

    /// The shares of weights; what is no weight, or below zero, counts as none.
    static func of(_ weights: [Int?]) -> [WeightShare] {
        let counted = weights.map { max(0, $0 ?? 0) }
        let total = counted.reduce(0) { sum, weight in
            let (result, overflow) = sum.addingReportingOverflow(weight)
            return overflow ? Int.max : result
        }
        return counted.map { WeightShare(weight: $0, total: total) }
    }
}
