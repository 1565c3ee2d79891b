/// A natural number of any size: odds are compared exactly, whatever the weights.
public struct Natural: Sendable, Hashable {
    /// The digits to base 2^64, least significant first, without zeros at the end.
    private var limbs: [UInt]

    /// Zero.
    public static let zero = Natural(limbs: [])
    /// One.
    public static let one = Natural(1)

    /// The number; negative ones become 0.
    public init(_ number: Int) { limbs = number > 0 ? [UInt(number)] : [] }

    private init(limbs: [UInt]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    /// Whether it is 0.
    public var isZero: Bool { limbs.isEmpty }

    /// The number where it fits.
    public var int: Int? {
        limbs.isEmpty ? 0 : limbs.count == 1 ? Int(exactly: limbs[0]) : nil
    }

    private var bitWidth: Int {
        limbs.last.map { limbs.count * UInt.bitWidth - $0.leadingZeroBitCount } ?? 0
    }

    /// The sum.
    public static func + (left: Natural, right: Natural) -> Natural {
        let (long, short) = left.limbs.count < right.limbs.count ? (right, left) : (left, right)
        var limbs = long.limbs
        var carry: UInt = 0
        for index in limbs.indices {
            if index >= short.limbs.count, carry == 0 { break }
            let other = index < short.limbs.count ? short.limbs[index] : 0
            let (first, over) = limbs[index].addingReportingOverflow(other)
            let (second, overAgain) = first.addingReportingOverflow(carry)
            limbs[index] = second
            carry = over || overAgain ? 1 : 0
        }
        if carry > 0 { limbs.append(carry) }
        return Natural(limbs: limbs)
    }

    /// The product.
    public static func * (left: Natural, right: Natural) -> Natural {
        if left.isZero || right.isZero { return zero }
        var limbs = [UInt](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (offset, factor) in left.limbs.enumerated() {
            var carry: UInt = 0
            for (index, digit) in right.limbs.enumerated() {
                let (high, low) = factor.multipliedFullWidth(by: digit)
                let (first, over) = limbs[offset + index].addingReportingOverflow(low)
                let (second, overAgain) = first.addingReportingOverflow(carry)
                limbs[offset + index] = second
                carry = high &+ (over ? 1 : 0) &+ (overAgain ? 1 : 0)
            }
            limbs[offset + right.limbs.count] = carry
        }
        return Natural(limbs: limbs)
    }

    /// The difference; the right side must not be greater.
    private mutating func subtract(_ other: Natural) {
        var borrow: UInt = 0
        for index in limbs.indices {
            if index >= other.limbs.count, borrow == 0 { break }
            let digit = index < other.limbs.count ? other.limbs[index] : 0
            let (first, under) = limbs[index].subtractingReportingOverflow(digit)
            let (second, underAgain) = first.subtractingReportingOverflow(borrow)
            limbs[index] = second
            borrow = under || underAgain ? 1 : 0
        }
        while limbs.last == 0 { limbs.removeLast() }
    }

    private func shifted(by bits: Int) -> Natural {
        let (words, rest) = bits.quotientAndRemainder(dividingBy: UInt.bitWidth)
        var result = [UInt](repeating: 0, count: words)
        var carry: UInt = 0
        for limb in limbs {
            result.append(rest == 0 ? limb : limb << UInt(rest) | carry)
            carry = rest == 0 ? 0 : limb >> UInt(UInt.bitWidth - rest)
        }
        result.append(carry)
        return Natural(limbs: result)
    }

    private func halved() -> Natural {
        var result = limbs
        var carry: UInt = 0
        for index in result.indices.reversed() {
            let next = result[index] << UInt(UInt.bitWidth - 1)
            result[index] = result[index] >> 1 | carry
            carry = next
        }
        return Natural(limbs: result)
    }

    /// Quotient and remainder; dividing by zero gives zero and the number itself.
    func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        if divisor.isZero || self < divisor { return (.zero, self) }
        if divisor.limbs.count == 1 {
            var quotient = limbs
            var remainder: UInt = 0
            for index in quotient.indices.reversed() {
                (quotient[index], remainder) = divisor.limbs[0].dividingFullWidth(
                    (remainder, quotient[index]))
            }
            return (Natural(limbs: quotient), Natural(limbs: [remainder]))
        }
        let distance = bitWidth - divisor.bitWidth
        var quotient = [UInt](repeating: 0, count: distance / UInt.bitWidth + 1)
        var (remainder, step) = (self, divisor.shifted(by: distance))
        for bit in stride(from: distance, through: 0, by: -1) {
            if step <= remainder {
                remainder.subtract(step)
                quotient[bit / UInt.bitWidth] |= 1 << UInt(bit % UInt.bitWidth)
            }
            step = step.halved()
        }
        return (Natural(limbs: quotient), remainder)
    }

    /// The greatest number that divides both.
    static func commonFactor(_ left: Natural, _ right: Natural) -> Natural {
        var (left, right) = (left, right)
        while !right.isZero { (left, right) = (right, left.divided(by: right).remainder) }
        return left
    }

    /// The numbers without their common factor.
    static func reduced(_ numbers: [Natural]) -> [Natural] {
        var factor = zero
        for number in numbers where factor != one { factor = commonFactor(number, factor) }
        if factor.isZero || factor == one { return numbers }
        return numbers.map { $0.divided(by: factor).quotient }
    }
}

extension Natural: Comparable {
    /// Orders by size.
    public static func < (left: Natural, right: Natural) -> Bool {
        if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
        for (first, second) in zip(left.limbs.reversed(), right.limbs.reversed()) where first != second {
            return first < second
        }
        return false
    }
}

extension Natural: CustomStringConvertible {
    /// The decimal digits.
    public var description: String {
        let group = 1_000_000_000_000_000_000
        var (rest, groups) = (self, [String]())
        repeat {
            let (quotient, remainder) = rest.divided(by: Natural(group))
            let digits = "\(remainder.int ?? 0)"
            groups.append(
                quotient.isZero ? digits : String(repeating: "0", count: 18 - digits.count) + digits)
            rest = quotient
        } while !rest.isZero
        return groups.reversed().joined()
    }
}
