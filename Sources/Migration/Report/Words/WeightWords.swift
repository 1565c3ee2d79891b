import Planning
import Routing

/// The shares of weights as drawings show them.
struct WeightWords {
    /// The share of each weight among all of them, for drawing; `nil` where that is beyond numbers.
    let shares: [WeightShare?]
    private let weights: [Weight]

    /// Weights beside one another; those that are not used take no share.
    init(_ weights: [(weight: Weight, isUsed: Bool)]) {
        self.weights = weights.map(\.weight)
        var scale = 1
        for (weight, _) in weights {
            let factor = weight.denominator / Self.commonFactor(scale, weight.denominator)
            let (product, overflow) = scale.multipliedReportingOverflow(by: factor)
            guard !overflow else {
                shares = weights.map { _ in nil }
                return
            }
            scale = product
        }
        var parts: [Int] = []
        var total = 0
        for (weight, isUsed) in weights {
            let (part, tooMuch) = weight.numerator.multipliedReportingOverflow(by: scale / weight.denominator)
            let (sum, overflow) = total.addingReportingOverflow(isUsed ? part : 0)
            guard !tooMuch, !overflow else {
                shares = weights.map { _ in nil }
                return
            }
            parts.append(isUsed ? part : 0)
            total = sum
        }
        shares = parts.map { WeightShare(weight: $0, total: total) }
    }

    init(_ shares: [Share]) { self.init(shares.map { ($0.weight, $0.isEnabled) }) }

    init(_ shares: [StreamShare]) { self.init(shares.map { (Weight($0.weight), true) }) }

    /// `60 %, weight 3`; nothing when there is no choice.
    func text(_ index: Int) -> String? {
        if weights.count == 1 { return nil }
        let weight = "weight \(weights[index])"
        return shares[index].map { "\($0.percent), \(weight)" } ?? weight
    }

    private static func commonFactor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(1, left)
    }
}
