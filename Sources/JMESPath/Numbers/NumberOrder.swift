/// Comparison of number literals of any size, digit by digit: nothing is rounded, nothing overflows.
enum NumberOrder {
    /// Whether the left number is smaller (-1), equal (0) or greater (1). Both are literals of JSON.
    static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        if let left = smallInteger(left), let right = smallInteger(right) {
            return left < right ? -1 : (left > right ? 1 : 0)
        }
        let leftShape = Shape(left)
        let rightShape = Shape(right)
        if leftShape.isZero || rightShape.isZero || leftShape.isNegative != rightShape.isNegative {
            return leftShape.sign < rightShape.sign ? -1 : (leftShape.sign > rightShape.sign ? 1 : 0)
        }
        var order = 0
        if leftShape.magnitude != rightShape.magnitude {
            order = leftShape.magnitude < rightShape.magnitude ? -1 : 1
        } else {
            var leftIndex = leftShape.firstDigit
            var rightIndex = rightShape.firstDigit
            while order == 0 {
                let leftDigit = nextDigit(left, &leftIndex)
                let rightDigit = nextDigit(right, &rightIndex)
                if leftDigit == nil, rightDigit == nil { break }
                let difference = Int(leftDigit ?? 0) - Int(rightDigit ?? 0)
                order = difference < 0 ? -1 : (difference > 0 ? 1 : 0)
            }
        }
        return leftShape.isNegative ? -order : order
    }

    /// The value of an integer of at most 18 digits, the common case.
    private static func smallInteger(_ literal: Span<UInt8>) -> Int? {
        guard literal.count > 0, literal.count <= 18 else { return nil }
        let isNegative = literal[0] == UInt8(ascii: "-")
        var value = 0
        for index in (isNegative ? 1 : 0)..<literal.count {
            let digit = literal[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return isNegative ? -value : value
    }

    /// What a literal says before its digits are looked at one by one.
    private struct Shape {
        let isNegative: Bool
        let isZero: Bool
        /// Where the first digit stands that is not 0.
        let firstDigit: Int
        /// The power of ten of that digit.
        let magnitude: Int

        var sign: Int { isZero ? 0 : (isNegative ? -1 : 1) }

        init(_ literal: Span<UInt8>) {
            var firstDigit: Int?
            var integerDigits = 0
            var zerosBehindPoint = 0
            var seenPoint = false
            var exponent = 0
            var index = 0
            isNegative = literal.count > 0 && literal[0] == UInt8(ascii: "-")
            if isNegative { index = 1 }
            loop: while index < literal.count {
                switch literal[index] {
                case UInt8(ascii: "."): seenPoint = true
                case UInt8(ascii: "e"), UInt8(ascii: "E"):
                    exponent = Shape.exponent(literal.extracting((index + 1)..<literal.count))
                    break loop
                case UInt8(ascii: "0") where firstDigit == nil: zerosBehindPoint += seenPoint ? 1 : 0
                default:
                    if firstDigit == nil { firstDigit = index }
                    integerDigits += seenPoint ? 0 : 1
                }
                index += 1
            }
            self.isZero = firstDigit == nil
            self.firstDigit = firstDigit ?? literal.count
            self.magnitude = exponent + (integerDigits > 0 ? integerDigits - 1 : -1 - zerosBehindPoint)
        }

        /// An exponent too large to be meant stays far outside everything else, and far from overflowing.
        private static func exponent(_ digits: Span<UInt8>) -> Int {
            var value = 0
            var isNegative = false
            for index in 0..<digits.count {
                switch digits[index] {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    value = min(value * 10 + Int(digits[index] - UInt8(ascii: "0")), 1_000_000_000_000_000)
                default: break
                }
            }
            return isNegative ? -value : value
        }
    }

    /// The digit at or behind an index, stepping over the point; `nil` at the exponent or the end.
    private static func nextDigit(_ literal: Span<UInt8>, _ index: inout Int) -> UInt8? {
        while index < literal.count {
            let byte = literal[index]
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { return nil }
            index += 1
            if byte != UInt8(ascii: ".") { return byte &- UInt8(ascii: "0") }
        }
        return nil
    }
}
