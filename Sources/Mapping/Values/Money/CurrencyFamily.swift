/// Currencies that share a sign.
struct CurrencyFamily: Sendable, Hashable {
    /// The currencies that write the sign, in the order of their codes.
    let members: [Currency]
    /// What the sign means to a reader who knows no more; `nil` when it is anybody's guess.
    let usual: Currency?

    private init(_ codes: String, usual: String?) {
        members = codes.split(separator: " ").compactMap { Currency(code: String($0).utf8.span) }
        self.usual = usual.flatMap { Currency(code: $0.utf8.span) }
    }

    /// The currency that the sign means in an account: the account's own when it is one of them.
    func currency(in account: Currency?) -> Currency? {
        if let account, members.contains(account) { return account }
        return usual
    }

    /// `$`: the dollars, and the pesos that are written like them.
    static let dollar = CurrencyFamily(
        """
        ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD UYU XCD
        """, usual: "USD")
    /// `¥`: yen and yuan.
    static let yen = CurrencyFamily("CNY JPY", usual: "JPY")
    /// `Rs`: the rupees.
    static let rupee = CurrencyFamily("INR LKR MUR NPR PKR SCR", usual: "INR")
    /// `kr`: the crowns of the north.
    static let krone = CurrencyFamily("DKK ISK NOK SEK", usual: nil)
}
