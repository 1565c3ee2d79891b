/// An offer of an invented network, the same for the same number.
struct Offer {
    let id: String
    let title: String
    let network: String
    let url: String
    let payoutCents: Int
    let currency: String
    let countries: [String]
    let status: Int
    let cap: Int
    let tags: [String]
    let description: String

    private static let adjectives = [
        "Golden", "Silent", "Keto", "Prime", "Größte", "Новый", "Fast", "Élite", "Lucky", "新しい", "Blue",
        "Plain",
    ]
    private static let nouns = [
        "Sweeps", "Casino", "Loan", "Survey", "VPN", "Café", "Крем", "Dating", "Insurance", "ダイエット", "Slim",
    ]
    private static let networks = [
        "North Ads", "Leads & More", "Über Traffic GmbH", "Трафик Плюс", "Say \"Yes\" Media", "One, Two",
        "Click House",
    ]
    private static let countryCodes = [
        "US", "CA", "GB", "DE", "FR", "IT", "ES", "PT", "BR", "MX", "AR", "AU", "NZ", "JP", "KR", "IN", "ID",
        "TH",
        "VN", "PL", "CZ", "RO", "SE", "NO", "FI", "DK", "NL", "BE", "AT", "CH",
    ]
    private static let tagNames = [
        "nutra", "sweeps", "dating", "finance", "utility", "tier1", "tier2", "exclusive", "push-ok", "no-fb",
    ]
    private static let words = [
        "single", "opt-in", "payout", "per", "lead,", "native", "push;", "no", "incent", "cap", "daily",
        "weekly",
        "landing", "page", "trial", "быстрый", "апрув", "für", "gratuité", "ニュース", "18+", "mobile", "desktop",
        "hold",
        "net-30", "traffic:", "allowed", "brand", "bidding", "smartlink",
    ]

    init(number: Int) {
        var random = Random(seed: number)
        let noun = random.pick(Self.nouns)
        let first = random.below(Self.countryCodes.count)
        countries = (0...random.below(1 + random.below(10))).map {
            Self.countryCodes[(first + $0 * 7) % Self.countryCodes.count]
        }
        id = String(number, radix: 16).padded(to: 10) + String(random.next() >> 8, radix: 16).padded(to: 14)
        title = "[\(100_000 + number)] \(random.pick(Self.adjectives)) \(noun) - \(countries[0]) CPA"
        network = random.pick(Self.networks)
        let macros = ["sub1={sub1}", "sub2={sub2}", "cost={cost}", "ref={referrer_domain}"]
        url =
            "https://go.offer-\(number % 977).example.com/\(String(random.next() >> 24, radix: 16))?clickid={clickid}&"
            + macros.prefix(1 + random.below(4)).joined(separator: "&")
        payoutCents = random.below(1 + random.below(20_000))
        currency = random.below(5) > 0 ? "USD" : "EUR"
        status = 1 + random.below(3)
        cap = random.below(20) * 50
        tags = (0..<random.below(5)).map { Self.tagNames[($0 * 3 + number) % Self.tagNames.count] }
        description = Self.text(&random)
    }

    private static func text(_ random: inout Random) -> String {
        var words = (0..<(10 + random.below(46))).map { _ in random.pick(Self.words) }
        let kind = random.below(100)
        if kind < 30 {
            words[0] = "<p class=\"d\"><b>" + words[0]
            words[words.count / 3] += "</b><br/>"
            words[words.count - 1] += "</p>&nbsp;"
        }
        if (15..<45).contains(kind) {
            words[words.count / 2] += "\n- "
            words[2 * words.count / 3] += "\r\n- "
        }
        if (40..<60).contains(kind) { words[1] = "\"\(words[1])\"\t\\" }
        return words.joined(separator: " ")
    }

    /// The payout as a decimal number.
    var payout: String {
        let cents = payoutCents % 100
        return cents == 0 ? "\(payoutCents / 100).0" : "\(payoutCents / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

/// SplitMix64.
struct Random {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0xD134_2543_DE82_EF95 &+ 0x5851_F42D_4C95_7F2D
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func pick(_ list: [String]) -> String { list[below(list.count)] }
}

extension String {
    func padded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
