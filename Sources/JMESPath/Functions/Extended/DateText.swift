/// A day of the Gregorian calendar, with or without a time, as ISO 8601 writes it.
struct DateText: Sendable {
    var year = 0
    var month = 1
    var day = 1
    /// Hours, minutes, seconds; `nil` for a day alone.
    var time: (hour: Int, minute: Int, second: Int)?
    /// Digits of a fraction of the second, without zeros at their end.
    var fraction = ""
    /// Whether the time is in UTC.
    var isUTC = false

    /// `2024-12-31`, `2024-12-31T23:59:59`, `2024-12-31T23:59:59Z`.
    var text: String {
        var text = Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
        if let time {
            text += "T" + Self.padded(time.hour, 2) + ":" + Self.padded(time.minute, 2)
            text += ":" + Self.padded(time.second, 2) + (fraction.isEmpty ? "" : "." + fraction)
            if isUTC { text += "Z" }
        }
        return text
    }

    /// Whether the day and the time exist.
    var isValid: Bool {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1 else { return false }
        guard day <= Self.days(of: month, year) else { return false }
        guard let time else { return true }
        return (0...23).contains(time.hour) && (0...59).contains(time.minute)
            && (0...59).contains(time.second)
    }

    /// Whether a text has no digit but zeros, and is long enough for a date: `0000-00-00 00:00:00`.
    static func isZero(_ text: String) -> Bool {
        let digits = text.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let others = text.utf8.filter { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.count >= 8 && digits.allSatisfy { $0 == UInt8(ascii: "0") }
            && others.allSatisfy { "-/.: TZ".utf8.contains($0) }
    }

    init() {}

    /// A moment since 1970; `nil` when it lies outside the years 1 to 9999.
    init?(epoch: ExactNumber, perSecond: Int) {
        guard let seconds = epoch.divided(by: ExactNumber(perSecond)),
            let whole = seconds.rounded(toPlaces: 0, .down), let moment = whole.integer,
            let rest = seconds.subtracting(whole)
        else { return nil }
        guard abs(moment) < 400_000_000_000 else { return nil }
        self.init(secondsSince1970: moment)
        if rest != .zero { fraction = String(rest.literal.dropFirst(2)) }
        guard isValid, !fraction.contains("E") else { return nil }
    }

    /// ISO 8601: a day, or a day and a time with or without a zone; a space may stand for the `T`.
    init?(iso text: String) {
        var scanner = DateScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2),
            scanner.skip("-"),
            let day = scanner.digits(2)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        if !scanner.isAtEnd {
            guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") else { return nil }
            guard let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2) else {
                return nil
            }
            var second = 0
            if scanner.skip(":") {
                guard let number = scanner.digits(2) else { return nil }
                second = number
                if scanner.skip(".") || scanner.skip(",") {
                    guard let digits = scanner.fraction() else { return nil }
                    fraction = digits
                }
            }
            time = (hour, minute, second)
            guard isValid else { return nil }
            if let offset = scanner.zone() { shift(byMinutes: -offset) }
        }
        guard scanner.isAtEnd, isValid else { return nil }
    }

    // MARK: Calendar

    private init(secondsSince1970 moment: Int) {
        let (days, seconds) = moment.quotientAndRemainder(dividingBy: 86_400)
        let (day, rest) = seconds < 0 ? (days - 1, seconds + 86_400) : (days, seconds)
        setDay(daysSince1970: day)
        time = (rest / 3_600, rest / 60 % 60, rest % 60)
        isUTC = true
    }

    private mutating func shift(byMinutes minutes: Int) {
        guard let time else { return }
        isUTC = true
        var total = time.hour * 60 + time.minute + minutes
        var day = daysSince1970
        while total < 0 { (total, day) = (total + 1_440, day - 1) }
        while total >= 1_440 { (total, day) = (total - 1_440, day + 1) }
        setDay(daysSince1970: day)
        self.time = (total / 60, total % 60, time.second)
    }

    /// Days are counted in years that begin in March, so that the leap day is the last.
    private var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    private mutating func setDay(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
