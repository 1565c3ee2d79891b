/// A format of dates, such as `DD/MM/YYYY HH:MM:SS`: `MM` right behind the hours means minutes, else months.
struct DatePattern: Sendable {
    private enum Part: Sendable, Hashable {
        case year, month, day, hour, minute, second
        case other(UInt8)
    }

    private let parts: [Part]

    /// Reads a format; `nil` unless it is a day, or a day and a time of hours, minutes and perhaps seconds.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var parts: [Part] = []
        var fields: [Part] = []
        while let byte = rest.first {
            let length = rest.prefix { $0 == byte }.count
            let field: Part
            switch (byte, length) {
            case (UInt8(ascii: "Y"), 4): field = .year
            case (UInt8(ascii: "M"), 2): field = fields.last == .hour ? .minute : .month
            case (UInt8(ascii: "D"), 2): field = .day
            case (UInt8(ascii: "H"), 2): field = .hour
            case (UInt8(ascii: "S"), 2): field = .second
            case _ where "-/.: T_,".utf8.contains(byte):
                parts += Array(repeating: .other(byte), count: length)
                rest = rest.dropFirst(length)
                continue
            default: return nil
            }
            fields.append(field)
            parts.append(field)
            rest = rest.dropFirst(length)
        }
        let isDay: (ArraySlice<Part>) -> Bool = { $0.count == 3 && Set($0) == [.year, .month, .day] }
        let isTime: (ArraySlice<Part>) -> Bool = {
            $0.isEmpty || $0 == [.hour, .minute] || $0 == [.hour, .minute, .second]
        }
        let isAllowed =
            isDay(fields.prefix(3)) && isTime(fields.dropFirst(3))
            || isDay(fields.suffix(3)) && isTime(fields.dropLast(3))
        guard isAllowed else { return nil }
        self.parts = parts
    }

    /// The date that a text in this format says; `nil` when it is not in this format, or there is no such date.
    func read(_ text: String) -> DateText? {
        var scanner = DateScanner(text)
        var date = DateText()
        var time = (hour: 0, minute: 0, second: 0)
        for part in parts {
            if case .other(let byte) = part {
                guard scanner.skip(Unicode.Scalar(byte)) else { return nil }
                continue
            }
            guard let number = scanner.digits(part == .year ? 4 : 2) else { return nil }
            switch part {
            case .year: date.year = number
            case .month: date.month = number
            case .day: date.day = number
            case .hour: time.hour = number
            case .minute: time.minute = number
            default: time.second = number
            }
        }
        if parts.contains(.hour) { date.time = time }
        return scanner.isAtEnd && date.isValid ? date : nil
    }
}

/// Reads the pieces of a date.
struct DateScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8.prefix(100))[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly so many digits.
    mutating func digits(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Up to nine digits, without zeros at their end.
    mutating func fraction() -> String? {
        let digits = rest.prefix(while: Self.isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        var significant = digits
        while significant.last == UInt8(ascii: "0") { significant.removeLast() }
        return String(decoding: significant, as: UTF8.self)
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == scalar.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The minutes east of UTC of `Z`, `+02:00`, `+0200`, `+02`.
    mutating func zone() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let start = rest
        let sign = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0, let hours = digits(2) else {
            rest = start
            return nil
        }
        let hasColon = skip(":")
        let minutes = digits(2)
        guard hours <= 23, minutes ?? 0 <= 59, minutes != nil || !hasColon else {
            rest = start
            return nil
        }
        return sign * (hours * 60 + (minutes ?? 0))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
