/// One click on a campaign's link, with where it was sent; a row of the data file.
struct Click: Sendable {
    /// Seconds since 1970.
    let time: Int
    let visitor: Visitor
    /// The place of the stream, or empty when none took the click.
    let stream: String
    /// Empty when the click ended on a landing, or nowhere.
    let offer: String
    let landing: String
    let network: String
    /// In millionths.
    let cost: Int
    let isUnique: Bool
    /// The conversion that came of it; the payout is in millionths.
    let conversion: (time: Int, payout: Int)?
}
