import Feeds

/// Makes offers of records, whatever their syntax.
struct OfferReader {
    private var fields: OfferFields
    /// What XML nests.
    private var payout = MemberFinder(["#text", "@currency"])
    private var countries = MemberFinder(["country"])
    private var tags = MemberFinder(["tag"])
    /// Texts that many offers share.
    private var pool = TextPool()
    private let syntax: FeedSyntax

    init(_ syntax: FeedSyntax) {
        self.syntax = syntax
        fields = OfferFields(syntax)
    }

    mutating func offer(_ record: borrowing Record) -> Offer {
        fields.find(in: record)
        var (amount, currency) = (fields[.payout], fields[.currency])
        if syntax == .xml, let nested = amount {
            payout.find(in: record, at: nested)
            (amount, currency) = (payout[0], payout[1])
        }
        return Offer(
            id: Self.text(fields[.id], record), title: Self.text(fields[.title], record),
            network: Self.text(fields[.network], record, &pool), url: Self.text(fields[.url], record),
            payoutCents: amount.flatMap { record.integer(of: $0, decimals: 2) } ?? 0,
            currency: Self.text(currency, record, &pool),
            countries: Self.texts(fields[.countries], syntax, &countries, record, &pool),
            status: fields[.status].flatMap { record.integer(of: $0) } ?? 0,
            cap: fields[.cap].flatMap { record.integer(of: $0) } ?? 0,
            tags: Self.texts(fields[.tags], syntax, &tags, record, &pool),
            description: Self.text(fields[.description], record))
    }

    private static func text(_ index: Int?, _ record: borrowing Record) -> String {
        guard let index else { return "" }
        return record.text(of: index)
    }

    private static func text(
        _ index: Int?, _ record: borrowing Record, _ pool: inout TextPool
    ) -> String {
        guard let index else { return "" }
        return pool.text(of: index, in: record)
    }

    private static func texts(
        _ index: Int?, _ syntax: FeedSyntax, _ elements: inout MemberFinder, _ record: borrowing Record,
        _ pool: inout TextPool
    ) -> [String] {
        guard let index else { return [] }
        switch syntax {
        case .csv: return pool.texts(of: index, separatedBy: "|", in: record)
        case .json: return pool.texts(of: index, in: record)
        case .xml:
            elements.find(in: record, at: index)
            guard let list = elements[0] else { return [] }
            return pool.texts(of: list, in: record)
        }
    }
}
