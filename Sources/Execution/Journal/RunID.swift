/// The name of a run: when it began in UTC and some random letters. Names sort by time.
public struct RunID: RawRepresentable, Sendable, Hashable {
    /// `20261122T200813123Z-4f3a9c`.
    public let rawValue: String

    /// Wraps a name, which must be one that can be the name of a file: letters, digits and hyphens.
    public init?(rawValue: String) {
        let isPlain = rawValue.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, !rawValue.isEmpty else { return nil }
        self.rawValue = rawValue
    }

    /// The name of a run that begins now.
    init(at moment: Moment, random: UInt32) {
        let digits = String(random & 0xFF_FFFF, radix: 16)
        rawValue = moment.compactText + "-" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension RunID: CustomStringConvertible, Comparable {
    /// The name itself.
    public var description: String { rawValue }

    /// Orders by time.
    public static func < (left: RunID, right: RunID) -> Bool { left.rawValue < right.rawValue }
}
