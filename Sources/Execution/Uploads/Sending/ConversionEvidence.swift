import RedTrack

import struct FoundationEssentials.Decimal

/// What the log of an account says of conversions in doubt that are the same: which of them it surely shows, and how many
/// it may show.
///
/// The account gives an upload no ids, so that conversions are matched by time: first those that it surely took, then the
/// ones in doubt, each with one that came into being after it was sent. What is older may be of other origin, and what
/// differs by less than a cent may be rounded: either leaves doubt, and is neither taken for the upload nor for its loss.
struct ConversionEvidence: Sendable, Hashable {
    /// How far the clocks of this machine and of the account may be apart, in seconds.
    static let clockTolerance = 300

    /// The places of those that the account surely has.
    let shown: [Int]
    /// How many it may have, at least as many as are ``shown``.
    let possible: Int

    /// Whether the log has nothing of the click.
    let isLogEmpty: Bool

    /// Compares the log of a click with what is known of a conversion of it.
    /// - Parameters:
    ///   - log: the conversions of the click.
    ///   - payout: the payout of the ones in doubt.
    ///   - doubts: when the ones in doubt were sent.
    ///   - accepted: when those were sent that are the same and that the account surely took.
    ///   - others: the payouts of other uploads for the click.
    init(log: [Conversion], payout: Decimal, doubts: [Moment], accepted: [Moment], others: Set<Decimal>) {
        isLogEmpty = log.isEmpty
        let cent = Decimal(sign: .plus, exponent: -2, significand: 1)
        // Without a time it may be of any.
        var times = log.filter { $0.payout == payout }.map { $0.createdAt?.secondsSinceEpoch ?? .max }
            .sorted()
        let near = log.count { conversion in
            guard let other = conversion.payout else { return true }
            return other != payout && abs(other - payout) < cent && !others.contains(other)
        }
        var missing = 0
        for sent in accepted.sorted() {
            if let index = times.firstIndex(where: { Self.mayStem($0, from: sent) }) {
                times.remove(at: index)
            } else {
                missing += 1
            }
        }
        var open = doubts.indices.sorted { doubts[$0] < doubts[$1] }
        var matched: [Int] = []
        var strangers = 0
        for time in times.reversed() {
            if let index = open.lastIndex(where: { Self.mayStem(time, from: doubts[$0]) }) {
                matched.append(open.remove(at: index))
            } else {
                strangers += 1
            }
        }
        // A wrong clock may hide one that the account surely took behind any other.
        let unexplained = max(0, strangers - missing)
        shown = Array(matched.dropLast(max(0, missing - strangers)))
        possible = min(doubts.count, matched.count + unexplained + near)
    }

    /// Whether a conversion of that time may have come of a request that was sent then.
    private static func mayStem(_ time: Int, from sent: Moment) -> Bool {
        time >= sent.seconds - clockTolerance
    }
}
