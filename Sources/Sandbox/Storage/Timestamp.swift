import Foundation

/// Times as the API writes them: RFC 3339 in UTC with nine digits of fraction.
enum Timestamp {
    /// The current time, in seconds and nanoseconds since 1970.
    static func now() -> (seconds: Int, nanoseconds: Int) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return (Int(time.tv_sec), Int(time.tv_nsec))
    }

    /// The text of a time, `2018-03-20T19:39:35.079192031Z`.
    static func text(_ time: (seconds: Int, nanoseconds: Int)) -> String {
        let days = time.seconds / 86_400
        let rest = time.seconds % 86_400
        let date = civil(days)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
            + ".\(padded(time.nanoseconds, 9))Z"
    }

    /// The text of a whole second, `2017-05-24T10:35:00Z`, as logs show it.
    static func text(seconds: Int) -> String { text((seconds, 0)).prefix(19) + "Z" }

    /// The day of a second, counted from 1970-01-01.
    static func dayNumber(seconds: Int) -> Int {
        seconds >= 0 ? seconds / 86_400 : -((-seconds - 1) / 86_400) - 1
    }

    /// The first second of the month of a second.
    static func monthStart(_ seconds: Int) -> Int {
        let day = dayNumber(seconds: seconds)
        return (day - civil(day).day + 1) * 86_400
    }

    /// The day that is written `YYYY-MM-DD`, counted from 1970-01-01; `nil` when it is none.
    static func dayNumber(_ text: String) -> Int? {
        guard isDay(text) else { return nil }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        // Years begin in March, so that the leap day is the last of its year; the calendar repeats in 400 years.
        let year = parts[0] + 400 - (parts[1] <= 2 ? 1 : 0)
        let month = (parts[1] + 9) % 12
        let dayOfYear = (153 * month + 2) / 5 + parts[2] - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 146_097 - 719_468
    }

    /// Whether `text` is a day of the calendar written `YYYY-MM-DD`.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that start in March.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}
