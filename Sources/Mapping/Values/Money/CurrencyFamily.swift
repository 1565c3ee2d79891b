/// Currencies that share a sign.
enum CurrencyFamily: String, Sendable, Hashable {
    /// `$`: the dollars, and the pesos that are written like them.
    case dollar
    /// `¥`: yen and yuan.
    case yen
    /// `Rs`: the rupees.
    case rupee
    /// `kr`: the crowns of the north.
    case krone

    /// The currencies that write the sign.
    var members: Set<String> {
        switch self {
        case .dollar:
            [
                "USD", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD",
                "LRD", "NAD",
                "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "XCD", "ARS", "CLP", "COP", "CUP", "DOP", "MXN",
                "UYU",
            ]
        case .yen: ["JPY", "CNY"]
        case .rupee: ["INR", "LKR", "MUR", "NPR", "PKR", "SCR"]
        case .krone: ["DKK", "ISK", "NOK", "SEK"]
        }
    }

    /// What the sign means to a reader who knows no more; `nil` when it is anybody's guess.
    var usual: String? {
        switch self {
        case .dollar: "USD"
        case .yen: "JPY"
        case .rupee: "INR"
        case .krone: nil
        }
    }

    /// The currency that the sign means in an account: the account's own when it is one of them.
    func currency(in account: Currency?) -> Currency? {
        if let account, members.contains(account.code) { return account }
        return usual.flatMap { Currency(code: $0.utf8.span) }
    }
}
