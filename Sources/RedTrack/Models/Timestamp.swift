public import Feeds

/// A moment as the API writes it: RFC 3339 with 0 to 9 digits of a second's fraction and any offset.
public struct Timestamp: RawRepresentable, Sendable, Hashable {
    /// The text of the answer.
    public let rawValue: String

    /// Wraps the text of an answer.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Seconds since 1970-01-01T00:00:00Z, without the fraction; `nil` when the text is no RFC 3339 moment.
    public var secondsSinceEpoch: Int? {
        let bytes = Array(rawValue.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var result = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                result = result * 10 + Int(byte) - 48
            }
            return result
        }
        guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 116,
            bytes[13] == 58, bytes[16] == 58,
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var index = 19
        if bytes[index] == 46 {
            index += 1
            while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
        }
        guard index < bytes.count else { return nil }
        var offset = 0
        switch bytes[index] {
        case 90, 122:
            guard index + 1 == bytes.count else { return nil }
        case 43, 45:
            guard bytes.count == index + 6, bytes[index + 3] == 58, let hours = number(index + 1..<index + 3),
                let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (bytes[index] == 43 ? 60 : -60)
        default: return nil
        }
        // Days since the epoch by the civil calendar, with March as the first month of a year.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }
}

extension Timestamp: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .text }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) { self.init(rawValue: try String(wire: node)) }

    /// The value as it is sent.
    public var wireValue: Value { .string(rawValue) }
}
