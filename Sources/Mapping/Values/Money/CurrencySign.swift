/// What stands beside an amount and names its currency: a code, a symbol, or a word.
enum CurrencySign: Sendable, Hashable {
    /// The currency is named.
    case exact(Currency)
    /// One of several currencies write this sign.
    case shared(CurrencyFamily)

    /// The sign that a text is, in either case; `nil` when it is none.
    init?(_ text: Span<UInt8>) {
        if let currency = Currency(code: text) {
            self = .exact(currency)
            return
        }
        guard let index = Self.table.value(ofAnyCase: text) else { return nil }
        self = Self.signs[Int(index)]
    }

    /// Signs in lower case; those of several currencies carry the name of their family.
    private static let rows: [(sign: String, meaning: String)] = [
        ("$", "dollar"), ("dollar", "dollar"), ("dollars", "dollar"), ("us$", "USD"), ("u$s", "USD"),
        ("u$d", "USD"),
        ("$us", "USD"), ("us dollar", "USD"), ("us dollars", "USD"), ("us $", "USD"), ("c$", "CAD"),
        ("ca$", "CAD"),
        ("cad$", "CAD"), ("a$", "AUD"), ("au$", "AUD"), ("nz$", "NZD"), ("hk$", "HKD"), ("s$", "SGD"),
        ("sg$", "SGD"),
        ("nt$", "TWD"), ("mx$", "MXN"), ("mex$", "MXN"), ("r$", "BRL"), ("ar$", "ARS"), ("clp$", "CLP"),
        ("col$", "COP"), ("€", "EUR"), ("euro", "EUR"), ("euros", "EUR"), ("£", "GBP"),
        ("₤", "GBP"), ("¥", "yen"), ("￥", "yen"), ("円", "JPY"), ("元", "CNY"), ("cn¥", "CNY"), ("rmb", "CNY"),
        ("jp¥", "JPY"), ("₹", "INR"), ("rs", "rupee"), ("rs.", "rupee"), ("₨", "rupee"), ("₽", "RUB"),
        ("руб", "RUB"),
        ("руб.", "RUB"), ("р.", "RUB"), ("₴", "UAH"), ("грн", "UAH"), ("грн.", "UAH"), ("zł", "PLN"),
        ("zl", "PLN"),
        ("kč", "CZK"), ("kc", "CZK"), ("kr", "krone"), ("kr.", "krone"), ("ft", "HUF"), ("lei", "RON"),
        ("лв", "BGN"),
        ("лв.", "BGN"), ("₺", "TRY"), ("tl", "TRY"), ("₩", "KRW"), ("฿", "THB"), ("₫", "VND"), ("₱", "PHP"),
        ("₦", "NGN"), ("₪", "ILS"), ("₡", "CRC"), ("₲", "PYG"), ("₵", "GHS"), ("gh₵", "GHS"), ("₸", "KZT"),
        ("₾", "GEL"), ("₼", "AZN"), ("₭", "LAK"), ("₮", "MNT"), ("៛", "KHR"), ("৳", "BDT"), ("s/", "PEN"),
        ("s/.", "PEN"), ("rm", "MYR"), ("rp", "IDR"), ("rp.", "IDR"), ("kn", "HRK"), ("fr.", "CHF"),
        ("sfr.", "CHF"),
        ("sfr", "CHF"), ("r", "ZAR"), ("ksh", "KES"), ("kshs", "KES"),
    ]

    private static let signs: [CurrencySign] = rows.compactMap { row in
        switch row.meaning {
        case "dollar": .shared(.dollar)
        case "yen": .shared(.yen)
        case "rupee": .shared(.rupee)
        case "krone": .shared(.krone)
        default: Currency(code: row.meaning.utf8.span).map { .exact($0) }
        }
    }

    private static let table = ByteTable(
        rows.enumerated().map { (Array($0.element.sign.utf8), UInt32($0.offset)) })
}
