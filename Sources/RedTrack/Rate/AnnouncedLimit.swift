/// What the header fields of an answer say of the account's limit.
///
/// There is no one form: `RateLimit-Limit` and its companions (an expired draft of the IETF), the same with an `X-`, with
/// the window in the name (`X-RateLimit-Remaining-Minute`), or all in `RateLimit` and `RateLimit-Policy` (the later
/// draft). What is not understood is as if it were not there.
struct AnnouncedLimit: Sendable, Hashable {
    /// The calls of a window.
    var requests: Int?
    /// How many of them are left, for all who use the account.
    var remaining: Int?
    /// The seconds until there will be more.
    var reset: Double?
    /// The seconds of a window.
    var window: Double?

    /// Reads the fields; `nil` when none of them says anything.
    init?(_ headers: [String: String]) {
        // Almost no answer has any of them, and this runs for each.
        guard headers.keys.contains(where: { $0.hasPrefix("ratelimit") || $0.hasPrefix("x-ratelimit") })
        else { return nil }
        readNamedWindows(headers)
        for prefix in ["ratelimit-", "x-ratelimit-"] {
            if requests == nil { readLimit(headers[prefix + "limit"]) }
            remaining = remaining ?? headers[prefix + "remaining"].flatMap(Self.number)
            reset = reset ?? Self.reset(headers[prefix + "reset"], date: headers["date"])
        }
        readPolicy(headers["ratelimit-policy"])
        readCombined(headers["ratelimit"])
        if requests == 0 { requests = nil }
        if requests == nil && remaining == nil && reset == nil { return nil }
    }

    /// `X-RateLimit-Limit-Minute`: of several windows the one that allows the least.
    private mutating func readNamedWindows(_ headers: [String: String]) {
        let names: [(String, Double)] = [("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400)]
        for prefix in ["x-ratelimit-", "ratelimit-"] {
            for (name, seconds) in names {
                guard let limit = headers["\(prefix)limit-\(name)"].flatMap(Self.number), limit > 0 else {
                    continue
                }
                if let requests, let window, Double(requests) / window <= Double(limit) / seconds { continue }
                requests = limit
                window = seconds
                remaining = headers["\(prefix)remaining-\(name)"].flatMap(Self.number)
            }
        }
    }

    /// `60`, or `60, 60;w=60` with the window after it.
    private mutating func readLimit(_ text: String?) {
        guard let text else { return }
        requests = Self.number(text)
        window = Self.parameter("w", in: text).map(Double.init) ?? window
    }

    /// `60;w=60`, or `"default";q=60;w=60`.
    private mutating func readPolicy(_ text: String?) {
        guard let text = text?.split(separator: ",").first else { return }
        window = window ?? Self.parameter("w", in: text).map(Double.init)
        requests = requests ?? Self.parameter("q", in: text) ?? Self.number(text)
    }

    /// `"default";r=50;t=30`, or `limit=60, remaining=50, reset=30`.
    private mutating func readCombined(_ text: String?) {
        guard let text else { return }
        requests = requests ?? Self.parameter("limit", in: text)
        remaining = remaining ?? Self.parameter("r", in: text) ?? Self.parameter("remaining", in: text)
        let seconds = Self.parameter("t", in: text) ?? Self.parameter("reset", in: text)
        reset = reset ?? seconds.map(Double.init)
    }

    /// The whole number that a text begins with.
    private static func number(_ text: some StringProtocol) -> Int? {
        let digits = text.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
        return Int(digits).flatMap { $0 <= 1_000_000_000 ? $0 : nil }
    }

    /// The number of a parameter: `60` of `w` in `100;w=60`.
    private static func parameter(_ name: String, in text: some StringProtocol) -> Int? {
        for part in text.split(whereSeparator: { ";, ".contains($0) }) {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0] == name, let number = number(pair[1]), number > 0 || name != "w" {
                return number
            }
        }
        return nil
    }

    /// Seconds from now, or since 1970, measured from the answer's own date.
    private static func reset(_ text: String?, date: String?) -> Double? {
        guard let number = text.flatMap({ Double($0) }), number.isFinite, number >= 0 else { return nil }
        if number < 100_000_000 { return number }
        guard let now = date.flatMap(RetryAfter.moment) else { return nil }
        let left = number - Double(now)
        return left >= 0 && left < 100_000_000 ? left : nil
    }
}
