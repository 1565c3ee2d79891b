import Feeds

/// The body of `POST /_sandbox/clicks`: `{"campaign_id": "...", "count": 1000, "from": "2018-02-01", "to":
/// "2018-02-28", "seed": 1}`. Days are the current one when they are not said, the seed is 1.
struct ClickRequest: Sendable {
    let campaignID: String
    let count: Int
    let firstDay: String?
    let lastDay: String?
    let seed: UInt64

    /// The largest number of clicks of one request: it is one transaction.
    static let largest = 200_000

    /// - Throws: ``Refusal`` with 400 that names everything wrong.
    init(_ sent: Value) throws {
        guard case .map = sent else {
            throw Refusal(400, ["Request body is invalid: it should be a JSON object"])
        }
        var problems: [String] = []
        campaignID = sent.text("campaign_id")
        if campaignID.isBlank { problems.append("campaign_id cannot be blank") }
        count = sent.value("count").integer ?? 0
        if !(1...Self.largest).contains(count) {
            problems.append("count value is invalid: it should be a number from 1 to \(Self.largest)")
        }
        let seed = sent.value("seed") == .null ? 1 : sent.value("seed").integer
        if seed == nil { problems.append("seed value is invalid: it should be a whole number") }
        self.seed = UInt64(truncatingIfNeeded: seed ?? 1)
        for name in ["from", "to"] {
            let day = sent.value(name)
            if day != .null, day.string.map(Timestamp.isDay) != true {
                problems.append("\(name) value is invalid: it should be YYYY-MM-DD")
            }
        }
        firstDay = sent.value("from").string
        lastDay = sent.value("to").string
        guard problems.isEmpty else { throw Refusal(400, problems) }
    }
}
