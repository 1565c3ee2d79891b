/// Which elements of a list a refusal names: `[3]: clickid cannot be found`. The document does not say how a refusal of
/// conversions looks; one in which every message begins with a place is believed.
struct RefusedPlaces: Sendable, Hashable {
    /// Why, by the element's place, counted from 0.
    let reasons: [Int: String]

    /// Reads the messages of a refusal; `nil` when one of them names no element of a list of that length.
    init?(_ messages: [String], count: Int) {
        var reasons: [Int: String] = [:]
        for message in messages {
            guard message.hasPrefix("["), let end = message.firstIndex(of: "]"),
                let place = Int(message[message.index(after: message.startIndex)..<end]),
                (0..<count).contains(place)
            else { return nil }
            var text = message[message.index(after: end)...]
            text = text.drop { $0 == ":" || $0 == " " }
            let reason = text.isEmpty ? message : String(text)
            reasons[place] = reasons[place].map { "\($0); \(reason)" } ?? reason
        }
        guard !reasons.isEmpty else { return nil }
        self.reasons = reasons
    }
}
