import Synchronization

/// Makes ids of 24 hexadecimal digits: the second of creation, a random part of the process, and a counter.
final class ObjectIDs: Sendable {
    private let process = UInt64.random(in: 0..<(1 << 40))
    private let counter = Atomic<UInt64>(UInt64.random(in: 0..<(1 << 24)))

    /// The next id; its first eight digits are `seconds`.
    func next(seconds: Int) -> String {
        let count = counter.wrappingAdd(1, ordering: .relaxed).newValue & 0xFF_FFFF
        return Self.hexadecimal(UInt64(truncatingIfNeeded: seconds), 8)
            + Self.hexadecimal(process, 10) + Self.hexadecimal(count, 6)
    }

    /// A key for the account: 40 random hexadecimal digits.
    static func key() -> String {
        (0..<5).map { _ in hexadecimal(UInt64.random(in: 0..<(1 << 32)), 8) }.joined()
    }

    /// The lowest `width` hexadecimal digits of `number`, padded with zeros.
    static func hexadecimal(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits.suffix(width)
    }
}
