import RedTrack

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A moment of the calendar: when a run began, when a request was sent.
public struct Moment: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int

    /// A moment by its distance from the start of 1970 in UTC; those before 1970 count as it.
    public init(milliseconds: Int) { self.milliseconds = max(milliseconds, 0) }

    /// Reads RFC 3339; `nil` for anything else. What is less than a millisecond is dropped.
    public init?(_ text: String) {
        guard let seconds = Timestamp(rawValue: text).secondsSinceEpoch else { return nil }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        guard !overflow else { return nil }
        let rest = text.utf8.dropFirst(19)
        let fraction =
            rest.first == UInt8(ascii: ".") ? rest.dropFirst().prefix { (48...57).contains($0) } : []
        let digits = String(decoding: fraction.prefix(3), as: UTF8.self)
        self.init(
            milliseconds: product + (Int(digits + String(repeating: "0", count: 3 - digits.utf8.count)) ?? 0))
    }

    /// Seconds since the start of 1970 in UTC.
    public var seconds: Int { milliseconds / 1_000 }

    /// What the machine's clock says.
    public static var now: Moment {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return Moment(milliseconds: 0) }
        return Moment(milliseconds: Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000)
    }

    /// `20261122T200813123Z`: sorts by time and can be part of a file's name.
    var compactText: String {
        let parts = parts
        return parts.date.joined() + "T" + parts.time.joined() + parts.fraction + "Z"
    }

    private var parts: (date: [String], time: [String], fraction: String) {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        let days = seconds / 86_400
        let rest = seconds % 86_400
        // The civil calendar with March as the first month of a year, so that leap days come last.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * march + 2) / 5 + 1
        let month = march < 10 ? march + 3 : march - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (
            [padded(year, 4), padded(month, 2), padded(day, 2)],
            [padded(rest / 3_600, 2), padded(rest / 60 % 60, 2), padded(rest % 60, 2)],
            padded(milliseconds % 1_000, 3)
        )
    }
}

extension Moment: CustomStringConvertible, Comparable {
    /// RFC 3339 in UTC with milliseconds: `2026-11-22T20:08:13.123Z`.
    public var description: String {
        let parts = parts
        return parts.date.joined(separator: "-") + "T" + parts.time.joined(separator: ":") + "."
            + parts.fraction + "Z"
    }

    /// Orders by time.
    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
