import Routing

/// Says where clicks end, with the titles of offers and landing pages.
struct OddsWords {
    let report: MigrationReport

    /// One destination with its odds.
    struct Part {
        let odds: String
        let offer: String
        let lander: String?
        var text: String { "\(odds) \"\(offer)\"" + (lander.map { " behind \"\($0)\"" } ?? "") }
    }

    /// The destinations of a draw, the likely ones first; none when it leads nowhere.
    func parts(_ odds: Distribution) -> [Part] {
        odds.parts.sorted { left, right in
            switch (left.value.int, right.value.int) {
            case (let first?, let second?) where first != second: first > second
            case (nil, .some): true
            case (.some, nil): false
            default: left.key < right.key
            }
        }.map { destination, part in
            Part(
                odds: Self.fraction(part, of: odds.whole), offer: report.offer(destination.offer),
                lander: destination.landing.map(report.lander))
        }
    }

    /// `3/5 "Tea", 2/5 "Mugs" behind "Page"`, or `nowhere`.
    func text(_ odds: Distribution) -> String {
        let parts = parts(odds)
        return parts.isEmpty
            ? "nowhere" : parts.map(\.text).joined(separator: ", ")
    }

    private static func fraction(_ part: Natural, of whole: Natural) -> String {
        if part == whole { return "always" }
        guard var low = part.int, var high = whole.int else { return "\(part)/\(whole)" }
        let (above, below) = (low, high)
        while low != 0 { (low, high) = (high % low, low) }
        return high > 1 ? "\(above / high)/\(below / high)" : "\(above)/\(below)"
    }

    /// Where a stream comes from: `rule 2 "vip" / path "B" / box 1 of 2`.
    static func origin(_ origin: StreamOrigin) -> String {
        var parts = [origin.rules.map(\.withinCampaign).joined(separator: ", ")]
        if !origin.path.isEmpty { parts.append("path \"\(origin.path)\"") }
        if origin.boxes > 1 { parts.append("box \(origin.box) of \(origin.boxes)") }
        return parts.filter { !$0.isEmpty }.joined(separator: " / ")
    }

    /// What the proof says of a campaign, in a line.
    func proof(_ verdict: RoutingProof.Verdict?) -> String? {
        switch verdict {
        case nil: nil
        case .equivalent(let classes):
            "equivalent, \(classes) click \(classes == .one ? "class" : "classes") checked"
        case .different: "not equivalent: some click goes elsewhere"
        case .undecided(let bound): "undecided: more than \(bound) combinations to tell apart"
        }
    }
}
