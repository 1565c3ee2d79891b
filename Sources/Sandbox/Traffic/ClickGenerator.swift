import Feeds

/// Makes up clicks on one campaign. The same campaign, span and seed give the same clicks.
struct ClickGenerator {
    /// What is known of an offer: its network and what a conversion pays, in millionths.
    struct OfferFacts: Sendable {
        let network: String
        let payout: Int
    }

    private let streams: [StreamRule]
    private let costPerClick: Int
    private let offers: [String: OfferFacts]
    private let audience: Audience
    private var generator: SeededGenerator

    /// A generator for the stored document of a campaign.
    init(campaign: Value, source: Value?, offers: [String: OfferFacts], seed: UInt64) {
        streams = (campaign.value("streams").list ?? []).enumerated().map { index, node in
            StreamRule(node.value, number: index + 1)
        }
        costPerClick = FixedPoint.millionths(campaign.value("cpc"), truncates: true) ?? 0
        self.offers = offers
        audience = Audience(streams, source: source)
        generator = SeededGenerator(seed: seed)
    }

    /// `count` clicks within the span, in the order of time.
    mutating func clicks(_ count: Int, in span: Range<Int>) -> [Click] {
        guard !span.isEmpty, count > 0 else { return [] }
        var times = (0..<count).map { _ in Int.random(in: span, using: &generator) }
        times.sort()
        return times.map { click(at: $0, before: span.upperBound) }
    }

    /// The next bits, for ids that repeat with the seed.
    mutating func bits() -> UInt64 { generator.next() }

    private mutating func click(at time: Int, before end: Int) -> Click {
        let (visitor, stream) = match()
        let landing = stream.flatMap { generator.draw($0.landings, by: \.weight)?.id } ?? ""
        // Of those who see a landing, about a third go on to an offer.
        let goesOn = landing.isEmpty || generator.draw(from: 0.35)
        let offer = goesOn ? stream.flatMap { generator.draw($0.offers, by: \.weight)?.id } ?? "" : ""
        let facts = offers[offer]
        var conversion: (time: Int, payout: Int)?
        let delay = Int.random(in: 30..<10_800, using: &generator)
        if !offer.isEmpty, generator.draw(from: 0.12), time + delay < end {
            conversion = (time + delay, facts?.payout ?? 0)
        }
        let cost = stream.map { $0.cost > 0 ? $0.cost : costPerClick } ?? costPerClick
        return Click(
            time: time, visitor: visitor, stream: stream.map { String($0.number) } ?? "", offer: offer,
            landing: landing, network: facts?.network ?? "", cost: cost,
            isUnique: generator.draw(from: 0.8), conversion: conversion)
    }

    /// Somebody whom a stream takes, and that stream. When nobody can be found the click goes nowhere.
    private mutating func match() -> (Visitor, StreamRule?) {
        var visitor = audience.visitor(&generator)
        for _ in 0..<100 {
            let open = streams.filter { $0.takes(visitor) }
            if let stream = generator.draw(open, by: \.weight) { return (visitor, stream) }
            if streams.isEmpty { break }
            visitor = audience.visitor(&generator)
        }
        return (visitor, nil)
    }
}
