/// Countries that a feed names, as an account holds them.
package struct CountryList: Sendable, Hashable {
    /// The codes of ISO 3166-1 in upper case, in the order of the feed, each once. Empty means no limit to an account:
    /// either ``isEverywhere`` says so, or the feed names no country at all.
    package var codes: [String]
    /// Whether the feed says that all countries are meant.
    package var isEverywhere: Bool
    /// The codes left out because they are no countries, such as `A1` and `EU`, each once.
    package var dropped: [String]
}
