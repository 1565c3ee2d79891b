import Feeds

/// Whom a campaign reaches: mostly the people that its filters speak of, and some others, so that filters have
/// something to let through and something to hold back.
struct Audience: Sendable {
    /// The values that filters name, by filter.
    private var mentioned: [String: [String]] = [:]
    /// What the source puts into each sub: a word for its hint or its macro, or nothing.
    private let words: [String]
    private var mentionedSubs: [(index: Int, text: String)] = []

    init(_ streams: [StreamRule], source: Value?) {
        for filter in streams.flatMap(\.filters) {
            if !filter.isExcluding { mentioned[filter.name, default: []] += filter.written }
            mentionedSubs += filter.subs
        }
        words = SourceWire.subs.map { sub in
            guard let source, !source.text(sub).isEmpty else { return "" }
            let hint = source.value("hints").text(sub)
            let text = hint.isEmpty ? source.text(sub) : hint
            return String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
        }
    }

    /// Draws somebody.
    func visitor(_ generator: inout SeededGenerator) -> Visitor {
        var visitor = Visitor()
        setPlatform(&visitor, &generator)
        setPlace(&visitor, &generator)
        setOrigin(&visitor, &generator)
        return visitor
    }

    private func setPlatform(_ visitor: inout Visitor, _ generator: inout SeededGenerator) {
        guard let platform = generator.draw(Platform.all, by: \.weight) else { return }
        visitor.device = platform.device
        visitor.system = mentioned("os", 0.3, &generator) ?? platform.system
        visitor.systemVersion = visitor.system == platform.system ? platform.systemVersion : ""
        visitor.browser = mentioned("browser", 0.3, &generator) ?? platform.browser
        visitor.browserVersion = visitor.browser == platform.browser ? platform.browserVersion : ""
        visitor.brand = platform.brand
        visitor.model = platform.model
        visitor.proxy = platform.proxy
        visitor.agent = platform.agent
        if let device = mentioned("device_type", 0.5, &generator) {
            let named = Titles.devices.first {
                [$0.title.lowercased(), $0.code.lowercased()].contains(device.lowercased())
            }
            if let named { visitor.device = named.title } else { visitor.model = device }
        }
        let isPhone = visitor.device == "Mobile"
        visitor.connection = generator.draw(isPhone ? ["wifi", "cellular"] : ["wifi", "cable"]) ?? ""
        visitor.connection = mentioned("connection_type", 0.5, &generator) ?? visitor.connection
    }

    private func setPlace(_ visitor: inout Visitor, _ generator: inout SeededGenerator) {
        let country = mentioned("country", 0.85, &generator) ?? generator.draw(Self.countries) ?? "US"
        visitor.country = country.uppercased()
        let cities = City.byCountry[visitor.country] ?? []
        if let index = cities.indices.randomElement(using: &generator) {
            visitor.city = cities[index].name
            visitor.region = "\(visitor.country)-\(ObjectIDs.hexadecimal(UInt64(index + 1), 2))"
        }
        visitor.city = mentioned("city", 0.5, &generator) ?? visitor.city
        visitor.language = Self.languages[visitor.country] ?? "en"
        let providers = Provider.byCountry[visitor.country] ?? Provider.all
        if let provider = generator.draw(providers) {
            visitor.provider = mentioned("isp", 0.5, &generator) ?? provider.name
            visitor.address = provider.address(Int.random(in: 1..<2047, using: &generator))
        }
        visitor.address = mentioned("ip", 0.5, &generator) ?? visitor.address
    }

    private func setOrigin(_ visitor: inout Visitor, _ generator: inout SeededGenerator) {
        visitor.reference = ObjectIDs.hexadecimal(generator.next(), 12)
        for (index, word) in words.enumerated() where !word.isEmpty {
            visitor.subs[index] = "\(word)-\(Int.random(in: 1...12, using: &generator))"
        }
        if let sub = mentionedSubs.randomElement(using: &generator), generator.draw(from: 0.3) {
            visitor.subs[sub.index] = sub.text
        }
        if generator.draw(from: 0.7), let page = generator.draw(Self.pages) {
            visitor.referrerDomain = String(page.prefix { $0 != "/" })
            visitor.referrer = "https://\(page)"
        }
    }

    private func mentioned(
        _ name: String, _ probability: Double, _ generator: inout SeededGenerator
    ) -> String? {
        guard let values = mentioned[name], generator.draw(from: probability) else { return nil }
        return generator.draw(values)
    }

    private static let countries = ["US", "GB", "DE", "FR", "CA", "AU", "IT", "ES", "BR", "IN", "PL", "NL"]
    private static let languages = [
        "DE": "de", "AT": "de", "CH": "de", "FR": "fr", "BE": "fr", "IT": "it", "ES": "es", "MX": "es",
        "AR": "es",
        "BR": "pt", "PT": "pt", "PL": "pl", "NL": "nl", "RU": "ru", "UA": "uk", "JP": "ja", "CN": "zh",
        "TR": "tr",
    ]
    private static let pages = [
        "news.morning-paper.example/health", "www.search.example/?q=sleep", "forum.night-owls.example/t/42",
        "m.video.example/watch", "www.money-tips.example/loans/compare",
    ]
}
