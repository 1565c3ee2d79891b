/// What the API document of 2018 leaves open, and what is taken for granted instead. Said once, by name.
public enum Assumption: String, Sendable, Hashable, CaseIterable, Comparable {
    case a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13

    /// The name under which reports speak of it: `A1`.
    public var id: String { rawValue.uppercased() }

    /// Orders by number.
    public static func < (left: Assumption, right: Assumption) -> Bool { left.number < right.number }

    private var number: Int { Int(rawValue.dropFirst()) ?? 0 }

    /// The assumption in a sentence.
    public var text: String {
        switch self {
        case .a1:
            "A stream takes a click that passes all of its filters; a filter matches on any of its values."
        case .a2: "When several streams take a click, one is drawn by weight among those."
        case .a3: "A click that no stream takes goes to none of the campaign's offers."
        case .a4: "A filter on several parameters matches a click that has all of their values."
        case .a5: "A parameter matches when its text is exactly that of the filter."
        case .a6: "Types of devices are filtered by the titles of the index of devices."
        case .a7: "Types of connections are filtered by the ids that the user gave."
        case .a8: "The cost of a stream is left out."
        case .a9: "An offer without a payment is accepted."
        case .a10: "Redirect type 1 is the plain redirect."
        case .a11: "Weights may be as large as the exact proportions need."
        case .a12: "Addresses are filtered one by one; ranges are not written."
        case .a13:
            "A click whose country, provider or the like is unknown passes a filter that excludes values."
        }
    }
}
