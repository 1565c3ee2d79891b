/// How many requests may be sent in a time: `5/s`, `20/min`.
public struct RequestRate: Sendable, Hashable, CustomStringConvertible {
    /// The requests, at least 1.
    public let requests: Int
    /// The time in which they may be sent.
    public let period: Duration

    /// Makes a rate; `nil` when either is not above zero.
    public init?(_ requests: Int, per period: Duration) {
        guard requests > 0, period > .zero else { return nil }
        self.requests = requests
        self.period = period
    }

    /// Reads `NUMBER/UNIT` with the units `s`, `min` and `h`; `nil` when `text` is anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]) else { return nil }
        switch parts[1] {
        case "s": self.init(number, per: .seconds(1))
        case "min": self.init(number, per: .seconds(60))
        case "h": self.init(number, per: .seconds(3_600))
        default: return nil
        }
    }

    /// The time from one request to the next when they are spread evenly.
    public var interval: Duration { period / requests }

    /// The requests in a second.
    package var perSecond: Double { Double(requests) / period.inSeconds }

    /// `5/s`, `20/min`, `3/h`; other periods as their length.
    public var description: String {
        switch period {
        case .seconds(1): "\(requests)/s"
        case .seconds(60): "\(requests)/min"
        case .seconds(3_600): "\(requests)/h"
        default: "\(requests)/\(period)"
        }
    }
}

extension Duration {
    /// The length in seconds, as exactly as the type holds it.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
