/// When the last calls were sent that the account did not turn away: as many as fit, the oldest drop out.
struct AcceptedLog: Sendable {
    /// Enough for a window of the largest limits that are counted in calls; larger ones are measured by their rate.
    static let capacity = 4_096

    private var moments: [Double] = []
    private var next = 0

    /// Notes a call.
    mutating func append(_ moment: Double) {
        if moments.count < Self.capacity {
            moments.append(moment)
        } else {
            moments[next] = moment
        }
        next = (next + 1) % Self.capacity
    }

    /// How many calls were sent from one moment up to, but without, another.
    ///
    /// - Complexity: linear in the calls that are known.
    func count(from start: Double, to end: Double) -> Int {
        moments.count { $0 >= start && $0 < end }
    }
}
