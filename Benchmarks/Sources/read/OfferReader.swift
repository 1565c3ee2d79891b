import Feeds

/// Makes offers of records, whatever their syntax.
struct OfferReader {
    private var id: Field
    private var title = Field("title")
    private var network = Field("network")
    private var url = Field("url")
    private var payout = Field("payout")
    private var amount = Field("#text")
    private var currency: Field
    private var countries = Field("countries")
    private var country = Field("country")
    private var status = Field("status")
    private var cap = Field("cap")
    private var tags = Field("tags")
    private var tag = Field("tag")
    private var description = Field("description")
    private let syntax: FeedSyntax

    init(_ syntax: FeedSyntax) {
        self.syntax = syntax
        id = Field(syntax == .xml ? "@id" : "id")
        currency = Field(syntax == .xml ? "@currency" : "currency")
    }

    @inline(__always)
    mutating func offer(_ record: borrowing Record) -> Offer {
        var offer = Offer()
        offer.id = id.text(of: record)
        offer.title = title.text(of: record)
        offer.network = network.text(of: record)
        offer.url = url.text(of: record)
        offer.status = status.find(in: record).map { record.integer(of: $0) } ?? 0
        offer.cap = cap.find(in: record).map { record.integer(of: $0) } ?? 0
        offer.description = description.text(of: record)
        if syntax == .xml {
            if let payout = payout.find(in: record) {
                offer.payoutCents = amount.find(in: record, at: payout).map { record.cents(of: $0) } ?? 0
                offer.currency = currency.text(of: record, at: payout)
            }
            offer.countries = Self.elements(&countries, &country, record)
            offer.tags = Self.elements(&tags, &tag, record)
        } else {
            offer.payoutCents = payout.find(in: record).map { record.cents(of: $0) } ?? 0
            offer.currency = currency.text(of: record)
            let isCSV = syntax == .csv
            if let index = countries.find(in: record) {
                offer.countries = isCSV ? record.parts(of: index) : record.texts(of: index)
            }
            if let index = tags.find(in: record) {
                offer.tags = isCSV ? record.parts(of: index) : record.texts(of: index)
            }
        }
        return offer
    }

    private static func elements(_ list: inout Field, _ element: inout Field, _ record: borrowing Record)
        -> [String]
    {
        guard let parent = list.find(in: record), let index = element.find(in: record, at: parent) else {
            return []
        }
        return record.texts(of: index)
    }
}
