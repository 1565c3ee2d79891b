/// A share relative to the others beside it: an exact number, never a rounded one.
public struct Weight: Sendable, Hashable, CustomStringConvertible {
    /// The number, multiplied by ``denominator``.
    public let numerator: Int
    /// What the numerator is divided by: at least 1, and without a common factor.
    public let denominator: Int

    /// A whole number; negative ones are no weights and become 0.
    public init(_ number: Int) {
        numerator = max(0, number)
        denominator = 1
    }

    /// A fraction; `nil` when it is negative or divides by zero.
    public init?(_ numerator: Int, over denominator: Int) {
        guard numerator >= 0, denominator > 0 else { return nil }
        let factor = Self.commonFactor(numerator, denominator)
        self.numerator = numerator / factor
        self.denominator = denominator / factor
    }

    /// A decimal number such as `33`, `0.333` or `.5`; `nil` for all else, signs and exponents included.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var denominator = 1
        if parts.count > 1 {
            for _ in parts[1] {
                let (product, overflow) = denominator.multipliedReportingOverflow(by: 10)
                if overflow { return nil }
                denominator = product
            }
        }
        guard let numerator = Int(digits) else { return nil }
        self.init(numerator, over: denominator)
    }

    /// Whether it takes no share at all.
    public var isZero: Bool { numerator == 0 }

    /// The number, or the fraction.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

    private static func commonFactor(_ left: Int, _ right: Int) -> Int {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(1, left)
    }

    /// Whole numbers in the same proportions as the weights, without a common factor.
    static func proportions(_ weights: [Weight]) -> [Natural] {
        let denominators = Set(weights.map(\.denominator))
        let numbers = weights.map { weight in
            denominators.reduce(Natural(weight.numerator)) {
                $1 == weight.denominator ? $0 : $0 * Natural($1)
            }
        }
        return Natural.reduced(numbers)
    }
}
