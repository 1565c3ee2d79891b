internal import Diagnostics

/// The macros that RedTrack replaces, as far as its documents name them.
struct KnownMacros {
    /// What links to offers and landing pages may hold, and what the project knows besides.
    let links: Set<String>
    /// What somebody may have meant: those, and what postbacks hold.
    let candidates: [String]

    init(besides names: [String]) {
        links = Self.links.union(names)
        candidates = links.union(Self.postbacks).sorted()
    }

    private static let links: Set<String> = Set(
        ["clickid", "campaignid", "country", "ref_id"] + (1...20).map { "sub\($0)" })
    private static let postbacks = ["payout", "sum", "type"]

    /// Texts that stand for something that a person fills in.
    static let placeholders: Set<String> = [
        "replace", "replace_me", "replace_or_remove", "insert_offer_url_here",
    ]

    /// The macro that was probably meant.
    func closest(to name: String) -> String? {
        let bare = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != "." }
        return candidates.first { $0.filter { $0 != "_" } == bare }
            ?? Suggestion.closest(to: name, in: candidates)
    }
}
