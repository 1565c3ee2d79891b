internal import Routing

/// An exact share of clicks. Sums and products that no longer fit are `nil`, never rounded.
struct Ratio: Hashable {
    /// The part.
    let numerator: Int
    /// What it is a part of: at least 1, and without a common factor.
    let denominator: Int

    static let zero = Ratio(numerator: 0, denominator: 1)
    static let one = Ratio(numerator: 1, denominator: 1)

    private init(numerator: Int, denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The number that a weight is.
    init(_ weight: Weight) {
        numerator = weight.numerator
        denominator = weight.denominator
    }

    /// A fraction of two numbers of which neither is negative; `nil` when it divides by zero.
    init?(_ numerator: Int, over denominator: Int) {
        guard let weight = Weight(numerator, over: denominator) else { return nil }
        self.init(weight)
    }

    /// The same number as a weight.
    var weight: Weight { Weight(numerator, over: denominator) ?? Weight(0) }

    /// The sum, if it can be held.
    func adding(_ other: Ratio) -> Ratio? {
        let common = Self.commonFactor(denominator, other.denominator)
        let (left, first) = numerator.multipliedReportingOverflow(by: other.denominator / common)
        let (right, second) = other.numerator.multipliedReportingOverflow(by: denominator / common)
        let (sum, third) = left.addingReportingOverflow(right)
        let (bottom, fourth) = denominator.multipliedReportingOverflow(by: other.denominator / common)
        return first || second || third || fourth ? nil : Ratio(sum, over: bottom)
    }

    /// The product, if it can be held.
    func times(_ other: Ratio) -> Ratio? {
        let first = Self.commonFactor(numerator, other.denominator)
        let second = Self.commonFactor(other.numerator, denominator)
        let (top, isTooLarge) = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
        let (bottom, isTooSmall) = (denominator / second)
            .multipliedReportingOverflow(by: other.denominator / first)
        return isTooLarge || isTooSmall ? nil : Ratio(top, over: bottom)
    }

    /// The quotient, if it can be held; dividing by zero has none.
    func divided(by other: Ratio) -> Ratio? {
        guard other.numerator > 0 else { return nil }
        return times(Ratio(numerator: other.denominator, denominator: other.numerator))
    }

    private static func commonFactor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(1, left)
    }
}
