/// The wait that an answer asks for.
enum RetryAfter {
    /// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `Ratelimit-Reset` in seconds; `nil` when the
    /// answer has neither, or nonsense.
    ///
    /// A date is measured from the answer's own `Date`, so that the clocks of both sides need not agree.
    static func duration(_ headers: [String: String]) -> Duration? {
        if let text = headers["retry-after"] {
            if let seconds = seconds(text) { return seconds }
            if let then = moment(text), let now = headers["date"].flatMap(moment) {
                return .seconds(max(then - now, 0))
            }
        }
        return headers["ratelimit-reset"].flatMap(seconds)
    }

    /// A number of seconds, perhaps with a fraction.
    private static func seconds(_ text: String) -> Duration? {
        let text = text.drop { $0 == " " }.prefix { $0 != " " && $0 != "," && $0 != ";" }
        guard let first = text.utf8.first, (48...57).contains(first), let number = Double(text),
            number.isFinite, number >= 0, number < 1e9
        else { return nil }
        return .milliseconds(Int((number * 1_000).rounded(.up)))
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` in seconds since the epoch (RFC 9110, 5.6.7, the form that must be sent).
    static func moment(_ text: String) -> Int? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[1].utf8.count == 2, parts[3].utf8.count == 4,
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(rawValue: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z").secondsSinceEpoch
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
