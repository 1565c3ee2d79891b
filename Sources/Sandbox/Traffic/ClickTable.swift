import Feeds
import GRDB

/// Writes clicks and conversions inside one transaction.
struct ClickTable {
    let db: Database
    let user: User

    private static let columns =
        "seq, id, user_id, campaign_id, source_id, network_id, offer_id, landing_id, stream, time, cost, "
        + "is_unique, is_page_click, country, region, city, language, os, os_version, browser, browser_version, "
        + "device, device_brand, device_model, connection_type, isp, ip, user_agent, referrer, referrer_domain, "
        + "proxy_type, ref_id, " + SourceWire.subs.joined(separator: ", ")

    /// Makes up clicks on a campaign of the user, with their conversions.
    /// - Returns: the number of conversions.
    /// - Throws: ``Refusal`` with 404 when there is no such campaign.
    func generate(campaign id: String, count: Int, in span: Range<Int>, seed: UInt64) throws -> Int {
        let objects = ObjectTable(db: db, user: user)
        let campaign = try objects.object(.campaign, id).document.value()
        let sourceID = campaign.text("source_id")
        let source = try? objects.object(.source, sourceID).document.value()
        var offers: [String: ClickGenerator.OfferFacts] = [:]
        for link in StreamWire.links(of: campaign.value("streams")) where link.role == .offer {
            guard let offer = try? objects.object(.offer, link.target).document.value() else { continue }
            offers[link.target] = ClickGenerator.OfferFacts(
                network: offer.text("program_id"),
                payout: FixedPoint.millionths(offer.value("payment").value("amount"), truncates: true) ?? 0)
        }
        var generator = ClickGenerator(campaign: campaign, source: source, offers: offers, seed: seed)
        var next = (try Int.fetchOne(db, sql: "SELECT max(seq) FROM click") ?? 0) + 1
        var conversions: [(id: String, time: Int, payout: Int)] = []
        let columns = Self.columns
        let marks = Array(repeating: "?", count: 42).joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT INTO click (\(columns)) VALUES (\(marks))")
        for click in generator.clicks(count, in: span) {
            let clickID =
                ObjectIDs.hexadecimal(UInt64(truncatingIfNeeded: click.time), 8)
                + ObjectIDs.hexadecimal(generator.bits(), 10)
                + ObjectIDs.hexadecimal(UInt64(truncatingIfNeeded: next), 6)
            try insert(click, clickID, next, campaign: id, source: sourceID, statement)
            if let conversion = click.conversion {
                conversions.append((clickID, conversion.time, conversion.payout))
            }
            next += 1
        }
        conversions.sort { $0.time < $1.time }
        for conversion in conversions {
            try insertConversion(of: conversion.id, payout: conversion.payout, time: conversion.time)
        }
        return conversions.count
    }

    /// Records a conversion of a click.
    func insertConversion(of click: String, payout: Int, time: Int) throws {
        let next = (try Int.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM conversion")) ?? 0) + 1
        // The id resembles that of its click, as in the document's example.
        let id =
            ObjectIDs.hexadecimal(UInt64(truncatingIfNeeded: time), 8)
            + click.dropFirst(8).prefix(10) + ObjectIDs.hexadecimal(UInt64(truncatingIfNeeded: next), 6)
        try db.cachedStatement(
            sql: "INSERT INTO conversion (seq, id, user_id, click_id, payout, time) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [next, id, user.id, click, payout, time])
    }

    private func insert(
        _ click: Click, _ id: String, _ number: Int, campaign: String, source: String, _ statement: Statement
    ) throws {
        let visitor = click.visitor
        let head: StatementArguments = [
            number, id, user.id, campaign, source, click.network, click.offer, click.landing, click.stream,
            click.time, click.cost, click.isUnique, !click.landing.isEmpty && !click.offer.isEmpty,
        ]
        let person: StatementArguments = [
            visitor.country, visitor.region, visitor.city, visitor.language, visitor.system,
            visitor.systemVersion, visitor.browser, visitor.browserVersion, visitor.device, visitor.brand,
            visitor.model, visitor.connection, visitor.provider, visitor.address, visitor.agent,
            visitor.referrer, visitor.referrerDomain, visitor.proxy, visitor.reference,
        ]
        try statement.execute(arguments: head + person + StatementArguments(visitor.subs))
    }
}
