import JMESPath
import TestSupport
import Testing

/// Exact numbers against the integers that they stand for.
@Suite struct NumberTests {
    @Test(
        "A literal is read exactly and written without needless digits",
        arguments: [
            ("0", "0"), ("-0.00", "0"), ("1.50", "1.5"), ("100", "100"), ("1e2", "100"), ("1E-2", "0.01"),
            ("12e-1", "1.2"), ("-3.0", "-3"),
            ("1e40", "1E+40"), ("1e-61", "1E-61"),
            ("123456789012345678901234567890123456.78", "123456789012345678901234567890123456.78"),
            (
                "0.000000000000000000000000000000000000000000001",
                "0.000000000000000000000000000000000000000000001"
            ),
            ("100000000000000000000000000000000000000000", "1E+41"),
            ("1.00000000000000000000000000000000000000000000", "1"),
        ])
    func literals(written: String, literal: String) throws {
        #expect(try #require(ExactNumber(written)).literal == literal)
    }

    @Test(
        "What is no number, or does not fit, is none",
        arguments: [
            "", "-", "1.", ".5", "01", "+1", "1e", "1e+", "0x1", " 1", "1 ", "NaN", "1,5", "1e7000",
            "1e99999999999999999999",
            "1234567890123456789012345678901234567890.5", "123456789012345678901234567890123456789012345",
        ])
    func refused(text: String) { #expect(ExactNumber(text) == nil) }

    @Test("Arithmetic agrees with integers", arguments: Array<UInt64>(1...5))
    func agrees(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let scale = Int.random(in: 0...6, using: &random)
            let left = Int.random(in: -1_000_000...1_000_000, using: &random)
            let right = Int.random(in: -1_000_000...1_000_000, using: &random)
            let power = try #require(ExactNumber("1e-\(scale)"))
            let scaled = { (value: Int) in ExactNumber(value).multiplied(by: power) }
            let a = try #require(scaled(left))
            let b = try #require(scaled(right))
            #expect(a.adding(b) == scaled(left + right))
            #expect(a.subtracting(b) == scaled(left - right))
            #expect(ExactNumber(left).multiplied(by: ExactNumber(right)) == ExactNumber(left * right))
            if right != 0 {
                #expect(ExactNumber(left * right).divided(by: ExactNumber(right)) == ExactNumber(left))
                // A quotient that never ends is off by less than one in its 34th digit.
                let quotient = try #require(ExactNumber(left).divided(by: ExactNumber(right)))
                let floor = Int((Double(left) / Double(right)).rounded(.down))
                #expect(quotient.rounded(toPlaces: 0, .down)?.integer == floor)
                #expect(
                    quotient.rounded(toPlaces: 0, .up)?.integer == (left % right == 0 ? floor : floor + 1))
            }
            #expect(a.rounded(toPlaces: scale, .nearest) == a)
        }
    }

    @Test("Order agrees with arithmetic, whatever the literals look like", arguments: Array<UInt64>(1...5))
    func order(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let values = (0..<2).map { _ in Int.random(in: -50...50, using: &random) }
            let literals = values.map { value -> String in
                switch Int.random(in: 0..<5, using: &random) {
                case 0: return "\(value)"
                case 1: return "\(value).000"
                case 2: return value == 0 ? "0e-1" : "\(value)0e-1"
                case 3: return value < 0 ? "-0.0\(-value)e2" : "0.0\(value)e2"
                default: return "\(value)E0"
                }
            }
            let exact = literals.map { ExactNumber($0) }
            let list = "[\(literals.joined(separator: ","))]"
            let isLess = try search("[0] < [1]", list)
            let isEqual = try search("[0] == [1]", list)
            let (left, right) = (try #require(exact[0]), try #require(exact[1]))
            let difference = try #require(left.subtracting(right))
            #expect(isLess == String(difference.literal.hasPrefix("-")), "\(list)")
            #expect(isEqual == String(difference == .zero), "\(list)")
        }
    }
}
