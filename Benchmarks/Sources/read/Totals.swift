/// What every reader must find.
struct Totals: CustomStringConvertible {
    var count = 0
    var payoutCents = 0
    var titleBytes = 0
    var countries = 0

    mutating func add(_ offer: borrowing Offer) {
        count += 1
        payoutCents += offer.payoutCents
        titleBytes += offer.title.utf8.count
        countries += offer.countries.count
    }

    var description: String {
        "count=\(count) payout_cents=\(payoutCents) title_bytes=\(titleBytes) countries=\(countries)"
    }
}
